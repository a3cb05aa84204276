/** Small statistics: intervals and quantiles of samples. */
import { addTo, newSum, sumValue } from './exact-sum.ts'

/** An estimate with its confidence interval. */
export interface Interval {
  readonly estimate: number
  readonly low: number
  readonly high: number
}

/** Standard normal quantile at 0.975: half-width of a two-sided 95 % interval in standard errors. */
export const Z_95: number = 1.959963984540054

/** `x` kept within [low, high]. */
export function clamp(x: number, low: number, high: number): number {
  return x < low ? low : x > high ? high : x
}

/** Score interval of a proportion, `z` standard errors to each side; [0, 1] around ½ if there are no trials.
 *  @throws RangeError unless 0 <= successes <= trials.
 *  Source: Wilson 1927, Journal of the American Statistical Association 22, p. 209. */
export function wilsonInterval(successes: number, trials: number, z: number = Z_95): Interval {
  if (!(successes >= 0 && successes <= trials)) throw new RangeError('successes must be between 0 and trials')
  if (trials === 0) return { estimate: 0.5, low: 0, high: 1 }
  const estimate = successes / trials
  const z2 = z * z
  const centre = (successes + z2 / 2) / (trials + z2)
  const half = (z / (trials + z2)) * Math.sqrt((successes * (trials - successes)) / trials + z2 / 4)
  return {
    estimate,
    low: successes === 0 ? 0 : Math.max(0, centre - half),
    high: successes === trials ? 1 : Math.min(1, centre + half),
  }
}

/** Mean of `values` ± `z` standard errors; sums are exact, so the order of the values does not matter.
 *  One value gives an infinite interval.
 *  @throws RangeError if there are no values. */
export function meanInterval(values: ArrayLike<number>, z: number = Z_95): Interval {
  const count = values.length
  const mean = exactSumOf(count, (i) => values[i]!) / count
  return intervalOf(
    count,
    mean,
    exactSumOf(count, (i) => (values[i]! - mean) * (values[i]! - mean)),
    z,
  )
}

/** Mean ± `z` standard errors from a tally's count, sum and sum of squares. Loses digits where the mean is large
 *  against the spread; never gives a negative variance.
 *  @throws RangeError if `count` is 0. */
export function meanIntervalOfSums(count: number, sum: number, sumOfSquares: number, z: number = Z_95): Interval {
  const mean = sum / count
  return intervalOf(count, mean, Math.max(0, sumOfSquares - sum * mean), z)
}

function intervalOf(count: number, mean: number, squares: number, z: number): Interval {
  if (!(count > 0)) throw new RangeError('an interval needs at least one value')
  const half = count === 1 ? Infinity : z * Math.sqrt(squares / (count - 1) / count)
  return { estimate: mean, low: mean - half, high: mean + half }
}

function exactSumOf(count: number, term: (index: number) => number): number {
  const sum = newSum()
  for (let i = 0; i < count; i++) addTo(sum, term(i))
  return sumValue(sum)
}

/** Sample quantile by linear interpolation between order statistics; `sorted` rises.
 *  @throws RangeError if `sorted` is empty or `p` is outside [0, 1].
 *  Source: Hyndman & Fan 1996, The American Statistician 50, definition 7. */
export function quantileOf(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0) throw new RangeError('an empty sample has no quantiles')
  if (!(p >= 0 && p <= 1)) throw new RangeError('probability must be between 0 and 1')
  const position = p * (sorted.length - 1)
  const index = Math.floor(position)
  const low = sorted[index]!
  const weight = position - index
  return weight === 0 ? low : low + weight * (sorted[index + 1]! - low)
}
