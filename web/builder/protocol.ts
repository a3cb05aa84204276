/** What the deal builder and its worker say to each other. */
import type { Case, Nearest } from '../../src/internal.ts'
import type { Explanation } from '../../src/internal.ts'
import type { Asked } from '../protocol.ts'

export interface BuildRequest {
  readonly id: number
  readonly asked: Asked
  /** The terms built: the option of every issue. */
  readonly terms: Readonly<Record<string, string>>
  /** Worlds of what is whole. */
  readonly worlds: number
  /** Worlds in which every package is looked at. */
  readonly nearWorlds: number
}

/** A draft comes first, then what is whole; a later request makes an earlier one pointless. */
export type BuildReply =
  | {
      readonly kind: 'package'
      readonly id: number
      readonly case: Case
      readonly explanation: Explanation
      readonly isDraft: boolean
    }
  | {
      readonly kind: 'near'
      readonly id: number
      readonly case: Case
      readonly nearest: Nearest
      readonly isDraft: boolean
    }
  /** The terms are answered; of their neighbours nothing can be asked. */
  | { readonly kind: 'noNear'; readonly id: number; readonly reason: string }
  | { readonly kind: 'refused'; readonly id: number; readonly reason: string }
