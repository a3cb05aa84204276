/** How much an item of evidence tells the hypotheses apart, and the score of the analysis of competing hypotheses (ACH) beside it. */
import { log } from '../../math/elementary.ts'

/** Largest log likelihood ratio between any two hypotheses, times the credibility; 0 = tells nothing.
 *  @param likelihood by hypothesis, in [0, 1]. @returns natural-log units, `Infinity` where the item excludes a hypothesis.
 *  Source: Heuer 1999, Psychology of Intelligence Analysis, ch. 8 (diagnosticity); Good 1950 (weight of evidence). */
export function diagnosticity(likelihood: ArrayLike<number>, credibility: number): number {
  const values = Array.from(likelihood)
  const lowest = Math.min(...values)
  const highest = Math.max(...values)
  if (credibility <= 0 || highest === lowest) return 0
  return lowest <= 0 ? Infinity : credibility * (log(highest) - log(lowest))
}

export type Consistency = 'CC' | 'C' | 'N' | 'I' | 'II'

/** Reads a likelihood as an ACH rating, by its ratio to the largest likelihood of the item: a convention of ours for the matrix view. */
export function consistency(likelihood: number, largest: number): Consistency {
  if (largest <= 0) return 'N'
  const share = likelihood / largest
  if (share >= 0.9) return 'CC'
  if (share >= 0.6) return 'C'
  if (share >= 0.4) return 'N'
  return share >= 0.15 ? 'I' : 'II'
}

const INCONSISTENCY: Readonly<Record<Consistency, number>> = { CC: 0, C: 0, N: 0, I: 1, II: 2 }

/** ACH inconsistency of a hypothesis: sum over items of 0 (consistent or neutral), 1 (I) or 2 (II), weighted by credibility.
 *  The hypothesis with the least is the one to keep. Source: Heuer 1999, ch. 8; weights of PARC ACH 1.1 (II = −2, I = −1), sign turned. */
export function inconsistency(ratings: readonly Consistency[], credibility: ArrayLike<number>): number {
  return ratings.reduce((sum, rating, item) => sum + INCONSISTENCY[rating] * credibility[item]!, 0)
}
