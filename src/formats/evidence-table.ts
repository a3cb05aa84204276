/** Rival hypotheses and evidence as read, from a matrix file or a case, before anything is computed. */
import type { Distribution } from '../math/distribution.ts'
import type { Rating } from '../methods/evidence/inconsistency.ts'

export interface EvidenceTable {
  readonly name: string
  readonly hypotheses: readonly { readonly name: string; readonly prior: Distribution }[]
  readonly items: readonly EvidenceRow[]
  /** Numbers of the case that depend on which hypothesis holds; null for a matrix without a case. */
  readonly feeds: readonly string[] | null
}

export interface EvidenceRow {
  readonly name: string
  readonly says: string
  /** By hypothesis. A rating is turned into a likelihood by the scale of the question; `null` does not apply. */
  readonly cells: readonly EvidenceCell[]
  readonly credibility: Distribution
  readonly relevance: Distribution
  /** Empty for an item of its own. */
  readonly group: string
}

export type EvidenceCell =
  | { readonly kind: 'likelihood'; readonly of: Distribution }
  | { readonly kind: 'rating'; readonly rating: Rating }
  | { readonly kind: 'notApplicable' }
