import { log } from '../../math/elementary.ts'
import type { Solution } from './solution.ts'
import { greatest, requireFinite } from './solution.ts'

/** The Nash bargaining solution: the packages that maximise the product of the actors' gains over no deal, Π (u − d),
 *  among those that beat no deal for all. Source: Nash 1950, Econometrica 18, 155; over a finite set of packages the
 *  maximiser need not be unique, and all are given.
 *  A maximiser with a positive product is Pareto-optimal, so the rows of a frontier suffice. Where the value is 0 no
 *  package is a gain for all, and the rows are those that beat no deal without one.
 *  @param columns utility by actor and package. @param noDeal by actor, finite. @param units what a unit of each
 *  actor's utilities is worth, for the value alone. */
export function nash(
  columns: readonly Float64Array[],
  noDeal: readonly number[],
  units: readonly number[] = columns.map(() => 1),
): Solution {
  requireFinite(columns, noDeal)
  const products = productsOfGains(columns, noDeal)
  const { rows, value } = greatest(columns, noDeal, (row) => products.fractions[row]!)
  const unit = units.reduce((product, one) => times(product, one), { fraction: 1, exponent: 0 })
  const most = times({ fraction: unit.fraction, exponent: unit.exponent + products.exponent }, value)
  return { rows, value: Number.isNaN(value) ? value : scaled(most.fraction, most.exponent) }
}

/** A product that may leave the range of numbers: `fraction · 2^exponent`, the fraction in [1, 2^200) but for 0. */
interface Product {
  readonly fraction: number
  readonly exponent: number
}

/** A step by which a fraction is scaled: exact, and far from both ends of the range of numbers. */
const STEP = 200
const SCALE: number = 2 ** STEP

function times({ fraction, exponent }: Product, factor: number): Product {
  let [f, e] = [fraction * factor, exponent]
  while (Math.abs(f) >= SCALE) [f, e] = [f / SCALE, e + STEP]
  while (f !== 0 && Math.abs(f) < 1) [f, e] = [f * SCALE, e - STEP]
  return { fraction: f, exponent: e }
}

function scaled(fraction: number, exponent: number): number {
  let [value, left] = [fraction, exponent]
  for (; left > 0 && Number.isFinite(value); left -= STEP) value *= SCALE
  for (; left < 0 && value !== 0; left += STEP) value /= SCALE
  return value
}

/** Π (u − d) of every row, over a common power of two: of many actors, or of gains in fine units, it would leave the
 *  range of numbers. Rows with a negative gain give 0; they are never selected. */
function productsOfGains(
  columns: readonly Float64Array[],
  noDeal: readonly number[],
): { readonly fractions: Float64Array; readonly exponent: number } {
  const count = columns[0]!.length
  const fractions = new Float64Array(count)
  const exponents = new Float64Array(count)
  let most = -Infinity
  for (let row = 0; row < count; row++) {
    let product: Product = { fraction: 1, exponent: 0 }
    for (let actor = 0; actor < columns.length; actor++)
      product = times(product, Math.max(0, columns[actor]![row]! - noDeal[actor]!))
    fractions[row] = product.fraction
    exponents[row] = product.exponent
    if (product.fraction > 0) most = Math.max(most, product.exponent)
  }
  const exponent = most === -Infinity ? 0 : most
  return { fractions: fractions.map((fraction, row) => scaled(fraction, exponents[row]! - exponent)), exponent }
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
