import type { Solution } from './solution.ts'
import { greatest, requireFinite } from './solution.ts'

/** The egalitarian solution: the packages that maximise the least gain, min (u − d), among those that beat no deal
 *  for all. Source: Kalai 1977, Econometrica 45, 1623 (the proportional solution with equal proportions), in max-min
 *  form for a finite set. It compares gains between actors, so it depends on their scales. Dominated rows can tie
 *  with Pareto-optimal ones; apply it to a frontier, where all rows are of the latter kind. */
export function egalitarian(columns: readonly Float64Array[], noDeal: readonly number[]): Solution {
  requireFinite(columns, noDeal)
  return greatest(columns, noDeal, (row) => {
    let least = Infinity
    for (let actor = 0; actor < columns.length; actor++) least = Math.min(least, columns[actor]![row]! - noDeal[actor]!)
    return least
  })
}
