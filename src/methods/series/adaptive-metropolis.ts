/** Random-walk Metropolis that learns its step from its own past while it warms up, and then keeps it. */
import { cholesky } from '../../math/cholesky.ts'
import { exp, log } from '../../math/elementary.ts'
import { normalQuantile } from '../../math/normal.ts'
import { uniformAt } from '../../math/philox.ts'
import type { Seed, Stream } from '../../math/philox.ts'

export interface Chains {
  readonly chains: number
  /** Steps of each chain that adapt and are thrown away, draws that are kept, and steps from one kept draw to the
   *  next. */
  readonly warmup: number
  readonly draws: number
  readonly thin: number
}

/** Kept draws of one chain: parameters in columns. */
export interface Chain {
  readonly columns: readonly Float64Array[]
  readonly accepted: number
}

/** Rate of acceptance that the scale of the steps is tuned to; between the optimum of one dimension (0.44) and of many
 *  (0.234). Source: Roberts & Rosenthal 2001, Statistical Science 16. */
const TARGET = 0.3
/** Exponent of the steps of the tuning, which have to sum to infinity while their squares do not. Source: Andrieu &
 *  Thoms 2008, Statistics and Computing 18. */
const DECAY = 0.6
/** Steps before the covariance of the past shapes the proposal, and how often it is factored anew. */
const FIRST_SHAPE = 200
const RESHAPE = 50

/** Chain number `index` of an analysis; a pure function of its arguments.
 *  @param logDensity of the target, up to a constant; −Infinity outside its support.
 *  @param start a point inside the support. @param spread sd of the first proposals, by parameter.
 *  @throws RangeError if `start` has no density.
 *  Source: Haario, Saksman & Tamminen 2001, Bernoulli 7; scale by Robbins & Monro as in Andrieu & Thoms 2008, algorithm
 *  4. */
export function adaptiveMetropolis(
  logDensity: (point: Float64Array) => number,
  start: readonly number[],
  spread: readonly number[],
  plan: Chains,
  draws: { readonly seed: Seed; readonly stream: Stream; readonly index: number },
): Chain {
  const size = start.length
  const point = Float64Array.from(start)
  let density = logDensity(point)
  if (!(density > -Infinity)) throw new RangeError('a chain must start where the density is positive')
  const proposal = new Float64Array(size)
  const columns = start.map(() => new Float64Array(plan.draws))
  const past = newPast(size)
  let factor = spread.map((sd, i) => spread.map((_, j) => (i === j ? sd : 0)))
  let logScale = log(2.38 / Math.sqrt(size))
  let accepted = 0
  let drawn = 0
  const normals = new Float64Array(size)
  const steps = plan.warmup + plan.draws * plan.thin
  for (let step = 0; step < steps; step++) {
    for (let i = 0; i < size; i++) {
      normals[i] = normalQuantile(uniformAt(draws.seed, draws.stream, draws.index, drawn++))
    }
    const scale = exp(logScale)
    for (let i = 0; i < size; i++) {
      let move = 0
      for (let j = 0; j <= i; j++) move += factor[i]![j]! * normals[j]!
      proposal[i] = point[i]! + scale * move
    }
    const proposed = logDensity(proposal)
    const chance = proposed >= density ? 1 : exp(Math.max(-700, proposed - density))
    if (uniformAt(draws.seed, draws.stream, draws.index, drawn++) < chance) {
      point.set(proposal)
      density = proposed
      if (step >= plan.warmup) accepted++
    }
    if (step < plan.warmup) {
      remember(past, point)
      logScale += (chance - TARGET) * exp(-DECAY * log(1 + step))
      if (past.count >= FIRST_SHAPE && past.count % RESHAPE === 0) factor = shapeOf(past) ?? factor
    } else if ((step - plan.warmup + 1) % plan.thin === 0) {
      const kept = (step - plan.warmup + 1) / plan.thin - 1
      for (let i = 0; i < size; i++) columns[i]![kept] = point[i]!
    }
  }
  return { columns, accepted: accepted / (plan.draws * plan.thin) }
}

/** Running mean and sum of outer products of deviations. Source: Welford 1962, Technometrics 4. */
interface Past {
  count: number
  readonly mean: Float64Array
  readonly products: Float64Array[]
}

function newPast(size: number): Past {
  return {
    count: 0,
    mean: new Float64Array(size),
    products: Array.from({ length: size }, () => new Float64Array(size)),
  }
}

function remember(past: Past, point: Float64Array): void {
  const { mean, products } = past
  past.count++
  const before = Array.from(point, (x, i) => x - mean[i]!)
  for (let i = 0; i < point.length; i++) mean[i] = mean[i]! + before[i]! / past.count
  for (let i = 0; i < point.length; i++) {
    for (let j = 0; j <= i; j++) products[i]![j] = products[i]![j]! + before[i]! * (point[j]! - mean[j]!)
  }
}

/** Cholesky factor of the covariance of the past, with a little added to its diagonal so that it stays proper; null
 *  where it is not. */
function shapeOf(past: Past): number[][] | null {
  const size = past.mean.length
  const entry = (i: number, j: number): number => past.products[Math.max(i, j)]![Math.min(i, j)]! / (past.count - 1)
  const matrix = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (__, j) => (i === j ? entry(i, i) * 1.0001 + 1e-12 : entry(i, j))),
  )
  return cholesky(matrix)
}
