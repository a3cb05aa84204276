import type { Solution } from './solution.ts'
import { greatest } from './solution.ts'

/** The utilitarian solution: the packages that maximise the sum of utilities, Σ u, among those that beat no deal for
 *  all. Source: Harsanyi 1955, Journal of Political Economy 63, 309. It adds utilities across actors, so it depends
 *  on their scales. Maximisers are Pareto-optimal, so the rows of a frontier suffice.
 *  @param noDeal by actor; −Infinity for an actor whose consent is not needed. */
export function utilitarian(columns: readonly Float64Array[], noDeal: readonly number[]): Solution {
  return greatest(columns, noDeal, (row) => {
    let sum = 0
    for (const column of columns) sum += column[row]!
    return sum
  })
}
