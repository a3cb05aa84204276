/** Scores of the analysis of competing hypotheses: which one has the least against it. */

/** How an item sits with a hypothesis: very consistent, consistent, neutral, inconsistent, very inconsistent. */
export type Rating = 'CC' | 'C' | 'N' | 'I' | 'II'

export const RATINGS: readonly Rating[] = ['CC', 'C', 'N', 'I', 'II']

/** A likelihood for each rating, to be read as ratios within an item. */
export type RatingScale = Readonly<Record<Rating, number>>

/** A convention of ours: the middle of the band in which a likelihood, as a share of the item's largest, gets the
 *  rating (CC from 0.9, C from 0.6, N from 0.4, I from 0.15). Very consistent against very inconsistent is 20 to 1. */
export const DEFAULT_SCALE: RatingScale = { CC: 1, C: 0.75, N: 0.5, I: 0.25, II: 0.05 }

const AGAINST: Readonly<Record<Rating, number>> = { CC: 0, C: 0, N: 0, I: 1, II: 2 }

/** Reads a likelihood as a rating, by its ratio to the largest of the item. */
export function ratingOf(likelihood: number, largest: number): Rating {
  if (largest <= 0) return 'N'
  const share = likelihood / largest
  if (share >= 0.9) return 'CC'
  if (share >= 0.6) return 'C'
  if (share >= 0.4) return 'N'
  return share >= 0.15 ? 'I' : 'II'
}

/** Inconsistency of each hypothesis: the sum over items of 0, 1 (I) or 2 (II), each times its weight. With weights of 1
 *  Heuer's score; the hypothesis with the least is the one to keep. Source: Heuer 1999, Psychology of Intelligence
 *  Analysis, ch. 8. @param ratings row by item, column by hypothesis. */
export function inconsistencies(ratings: readonly (readonly Rating[])[], weights: ArrayLike<number>): Float64Array {
  const total = new Float64Array(ratings[0]?.length ?? 0)
  ratings.forEach((row, e) => row.forEach((rating, h) => (total[h]! += weights[e]! * AGAINST[rating])))
  return total
}
