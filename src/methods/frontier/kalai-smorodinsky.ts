import { individuallyRational } from './individually-rational.ts'
import type { Solution } from './solution.ts'
import { greatest, requireFinite } from './solution.ts'

/** The most that each actor can get from a package that beats no deal for all. Empty if there is none.
 *  The rows of a frontier suffice: whatever gives an actor its most is matched by one of them. */
export function idealPoint(columns: readonly Float64Array[], noDeal: readonly number[]): number[] {
  const rows = individuallyRational(columns, noDeal)
  if (rows.length === 0) return []
  return columns.map((column) => rows.reduce((most, row) => Math.max(most, column[row]!), -Infinity))
}

/** The Kalai–Smorodinsky solution: the packages that maximise the least relative gain, min (u − d) / (ideal − d), among
 *  those that beat no deal for all. Source: Kalai & Smorodinsky 1975, Econometrica 43, 513, whose solution on a convex
 *  set is the greatest point with equal relative gains; on a finite set this is its max-min form (Conley & Wilkie 1991,
 *  Economics Letters 36, 365, treat sets that are not convex).
 *  An actor that no package makes better off than no deal (ideal = d) does not count.
 *  Dominated rows can tie with Pareto-optimal ones; apply it to a frontier, where all rows are of the latter kind. */
export function kalaiSmorodinsky(columns: readonly Float64Array[], noDeal: readonly number[]): Solution {
  requireFinite(columns, noDeal)
  const ideal = idealPoint(columns, noDeal)
  const gaining = ideal.flatMap((most, actor) => (most > noDeal[actor]! ? [actor] : []))
  return greatest(columns, noDeal, (row) => {
    let least = 1
    for (const actor of gaining) {
      least = Math.min(least, (columns[actor]![row]! - noDeal[actor]!) / (ideal[actor]! - noDeal[actor]!))
    }
    return least
  })
}
