/** A linear pool: one ensemble out of several, each with its weight. Source: Stone 1961, Annals of Mathematical
 *  Statistics 32 (opinion pool). */
import { quantileOf } from '../../math/statistics.ts'

/** Members of the pooled ensemble. */
const MEMBERS = 1000

/** An ensemble that holds of each part its share of members, evenly spaced over the part's quantiles; parts without
 *  members are left out.
 *  @param parts sorted ensembles. @param weights not negative, one a part; need not add up to 1. @throws RangeError if
 *  nothing has weight. */
export function linearPool(parts: readonly ArrayLike<number>[], weights: readonly number[]): Float64Array {
  const used = parts.map((part, k) => (part.length > 0 ? weights[k]! : 0))
  const total = used.reduce((sum, w) => sum + w, 0)
  if (!(total > 0)) throw new RangeError('a pool needs a part with members and weight')
  const pooled: number[] = []
  let share = 0
  parts.forEach((part, k) => {
    const from = Math.round((MEMBERS * share) / total)
    share += used[k]!
    const count = Math.round((MEMBERS * share) / total) - from
    for (let m = 0; m < count; m++) pooled.push(quantileOf(part, (m + 0.5) / count))
  })
  return Float64Array.from(pooled).sort()
}
