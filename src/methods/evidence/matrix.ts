/** Rival hypotheses against items of evidence, as numbers: h is a hypothesis, e an item. */

export interface EvidenceMatrix {
  /** By hypothesis, non-negative, not all zero; need not sum to 1. */
  readonly prior: readonly number[]
  /** Row by item, column by hypothesis, in [0, 1]. */
  readonly likelihood: readonly (readonly number[])[]
  /** Of each item, in [0, 1]: credibility times relevance; tempers the likelihood, L^w. */
  readonly weight: readonly number[]
  /** Dependence group of each item, −1 for an item of its own: items of one group tell of one observation. */
  readonly group: readonly number[]
}

/** How much a group of dependent items counts: as its strongest item; as the mean of its items; or as items whose
 *  errors correlate by so much (0: independent, 1: the same as the mean). */
export type GroupRule =
  | { readonly kind: 'strongest' }
  | { readonly kind: 'mean' }
  | { readonly kind: 'correlated'; readonly correlation: number }
