/** What rival hypotheses are worth against the evidence, as plain data. Lists by hypothesis follow `hypotheses`. */
import type { GroupRule } from '../../methods/evidence/matrix.ts'
import type { Diagnostic } from '../../text/diagnostic.ts'
import type { Rating, RatingScale } from '../../methods/evidence/inconsistency.ts'

export interface EvidenceRecord {
  readonly kind: 'evidence'
  readonly name: string
  readonly rule: GroupRule
  readonly scale: RatingScale
  readonly hypotheses: readonly HypothesisRecord[]
  readonly items: readonly ItemRecord[]
  /** Groups of two or more items. */
  readonly groups: readonly {
    readonly name: string
    readonly items: readonly string[]
    readonly without: readonly number[] | null
  }[]
  /** Row over column: how many times more the evidence speaks for the row; null where both are excluded, or without
   *  bound. */
  readonly bayesFactors: readonly (readonly (number | null)[])[]
  /** The posterior if every item counted as if it were independent. */
  readonly ungrouped: readonly number[] | null
  /** Pairs that no counted item tells apart. */
  readonly unseparated: readonly (readonly [string, string])[]
  /** Numbers of the case that depend on which hypothesis holds; null without a case. */
  readonly feeds: readonly string[] | null
  readonly draws: number
  readonly caveats: readonly EvidenceCaveat[]
  /** What is wrong in the matrix, with its places; nothing where the evidence is a case's. */
  readonly told: readonly Diagnostic[]
}

/** Ratings were turned into likelihoods; something does not apply and counts as neutral; no items are grouped;
 *  hypotheses are taken to exclude each other and to leave nothing out. */
export type EvidenceCaveat = 'scale' | 'notApplicable' | 'ungrouped' | 'exhaustive'

export interface HypothesisRecord {
  readonly name: string
  readonly prior: number
  /** At the means of priors, likelihoods and weights; null where everything is excluded. */
  readonly posterior: number | null
  /** Over what the numbers may be; null where all of them are fixed. */
  readonly range: {
    readonly mean: number
    readonly p05: number
    readonly p25: number
    readonly p50: number
    readonly p75: number
    readonly p95: number
    readonly leads: number
  } | null
  /** Heuer's score, each item counted; and by weights with groups counted once. */
  readonly inconsistency: number
  readonly weightedInconsistency: number
  /** The prior at which the posterior is a half, others in proportion; null where none is. */
  readonly priorForHalf: number | null
  /** The posterior at priors of 10, 25, 50, 75 and 90 %. */
  readonly byPrior: readonly (number | null)[]
}

export interface ItemRecord {
  readonly name: string
  readonly says: string
  readonly group: string
  readonly credibility: number
  readonly relevance: number
  /** The exponent with which it counts, after its group. */
  readonly weight: number
  readonly likelihood: readonly number[]
  readonly ratings: readonly Rating[]
  /** Largest log likelihood ratio between hypotheses times credibility and relevance; null without bound. */
  readonly diagnosticity: number | null
  readonly without: readonly number[] | null
}
