/** What the app and the thread that tries cuts of a case say to each other. */
import type { Asked } from './protocol.ts'

/** @property cut number of the cut to play, 0 for the case as it is; null to be told what they are. */
export interface CutRequest {
  readonly asked: Asked
  readonly cut: number | null
}

export type CutReply =
  | { readonly kind: 'cuts'; readonly says: readonly string[] }
  | { readonly kind: 'begun' }
  | { readonly kind: 'world' }
