import { log } from '../../math/elementary.ts'
import type { Solution } from './solution.ts'
import { greatest, requireFinite } from './solution.ts'

/** The Nash bargaining solution: the packages that maximise the product of the actors' gains over no deal, Π (u − d),
 *  among those that beat no deal for all. Source: Nash 1950, Econometrica 18, 155; over a finite set of packages the
 *  maximiser need not be unique, and all are given.
 *  A maximiser with a positive product is Pareto-optimal, so the rows of a frontier suffice. Where the value is 0 no
 *  package is a gain for all, and the rows are those that beat no deal without one.
 *  @param columns utility by actor and package. @param noDeal by actor, finite. */
export function nash(columns: readonly Float64Array[], noDeal: readonly number[]): Solution {
  requireFinite(columns, noDeal)
  return greatest(columns, noDeal, (row) => {
    let product = 1
    for (let actor = 0; actor < columns.length; actor++) product *= columns[actor]![row]! - noDeal[actor]!
    return product
  })
}

/** The asymmetric Nash solution: maximises Π (u − d)^w. Source: Harsanyi & Selten 1972, Management Science 18, P80;
 *  Kalai 1977, Int. J. Game Theory 6, 129. The value is Σ w ln(u − d), with w scaled to add up to 1; an actor of
 *  weight 0 still has to gain nothing less than no deal. −Infinity where no package is a gain for all who have
 *  weight. With a weight of 0, dominated rows may tie; apply it to a frontier.
 *  @param weights by actor, at least 0, not all 0. @throws RangeError otherwise. */
export function asymmetricNash(
  columns: readonly Float64Array[],
  noDeal: readonly number[],
  weights: readonly number[],
): Solution {
  requireFinite(columns, noDeal)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const legal = weights.length === columns.length && weights.every((weight) => weight >= 0)
  if (!legal || !(total > 0 && total < Infinity)) {
    throw new RangeError('each actor needs a weight of at least 0, and one of them more')
  }
  return greatest(columns, noDeal, (row) => {
    let sum = 0
    for (let actor = 0; actor < columns.length; actor++) {
      const weight = weights[actor]! / total
      if (weight > 0) sum += weight * log(columns[actor]![row]! - noDeal[actor]!)
    }
    return sum
  })
}
