/** How a deal comes about. */
import type { ActorIndex, QuantityIndex } from './indices.ts'
import type { Provenance } from './provenance.ts'

export interface Proposal {
  readonly id: string
  readonly says: string
  /** Those who agreed on it; every other veto player may refuse. */
  readonly by: readonly ActorIndex[]
  /** Month in which it is put. */
  readonly month: number
  /** One option an issue. */
  readonly options: readonly number[]
  /** Probability that it is put at all. */
  readonly probability: QuantityIndex
  readonly provenance: Provenance
}

export interface BargainingSpec {
  /** Months in which a deal may come. */
  readonly months: number
  /** Pace of talks while a ZOPA is open: a month's hazard per point that the best package leaves whoever gains least;
   *  or one chance a month whatever they gain. One of the two is null. */
  readonly pace: QuantityIndex | null
  readonly hazard: QuantityIndex | null
  /** Nash weights by veto player, null for equal. */
  readonly weights: readonly QuantityIndex[] | null
  readonly proposals: readonly Proposal[]
}
