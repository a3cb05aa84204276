/** What the class round and its worker say to each other. */
import type { FrontierRecord } from '../../src/internal.ts'
import type { Asked } from '../protocol.ts'
import type { Together } from './round.ts'

export interface SheetsRequest {
  readonly id: number
  readonly asked: Asked
}

/** What options are worth to a party, in points of its own sheet: means over worlds. */
export interface Sheet {
  readonly actor: string
  readonly name: string
  /** By issue, then option. */
  readonly points: readonly (readonly number[])[]
  readonly noDeal: number
  /** What options earn or cost only together, beside their own points. */
  readonly together: readonly Together[]
}

export type SheetsReply =
  | { readonly kind: 'sheets'; readonly id: number; readonly sheets: readonly Sheet[]; readonly record: FrontierRecord }
  | { readonly kind: 'refused'; readonly id: number; readonly reason: string }
