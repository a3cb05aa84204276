/** Rival explanations, and observations that speak for one or another. */
import type { QuantityIndex } from './indices.ts'
import type { Provenance } from './provenance.ts'

/** Rival explanations with priors. */
export interface HypothesisSet {
  readonly id: string
  /** The question that the options answer; left out where the file asks none. */
  readonly says?: string
  readonly options: readonly { readonly id: string; readonly says: string; readonly prior: QuantityIndex }[]
  readonly provenance: Provenance
}

export interface EvidenceItem {
  readonly id: string
  readonly says: string
  readonly set: number
  /** Likelihood of the item under each option of the set. */
  readonly likelihood: readonly QuantityIndex[]
  /** 0 = worthless, 1 = taken at its word; tempers the likelihood, L^c. */
  readonly credibility: QuantityIndex
  /** How far it bears on the question at all, 0 to 1: a factor of the credibility. Null for all of it. */
  readonly relevance: QuantityIndex | null
  /** Items of one group tell of one observation, which counts once: as the strongest of them. Empty for an item of its
   *  own. */
  readonly group: string
  readonly provenance: Provenance
}
