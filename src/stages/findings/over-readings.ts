/** How a chance, a difference or a mean differs from reading to reading of the judgements, from pairs of worlds that
 *  share their reading and nothing else: what a world and its twin have in common is the reading (random-effects
 *  analysis of variance with two replicates, Searle, Casella & McCulloch 1992, §3.6). */
import { betaQuantile } from '../../math/beta.ts'
import { addTo, newSum, sumValue } from '../../math/exact-sum.ts'
import type { ExactSum } from '../../math/exact-sum.ts'
import { normalQuantile } from '../../math/normal.ts'

/** Fewer pairs than this say nothing of a spread. */
const FEWEST_PAIRS = 100

/** How often an event came in pairs of a world and its twin. */
export interface PairTally {
  /** Pairs in which the event could be told in both. */
  n: number
  /** Worlds of them in which it came, and pairs in which it came in both. */
  hits: number
  both: number
}

/** The spread of a chance over the readings of the judgements. */
export interface OverReadings {
  readonly pairs: number
  /** Standard deviation over readings, the noise of worlds taken out; and the standard error of its square. */
  readonly sd: number
  readonly varianceError: number
  readonly p05: number
  readonly p25: number
  readonly p75: number
  readonly p95: number
}

/** Whether a spread stands out of the noise of the worlds: its square is at least twice its standard error. */
export function standsOut({ sd, varianceError }: OverReadings): boolean {
  return sd > 0 && sd ** 2 >= 2 * varianceError
}

/** What can be said of a spread over readings: that it stands out, that it is within the noise of the worlds, or that
 *  too few pairs of worlds could be told. */
export type SpreadKnown = 'told' | 'withinNoise' | 'fewPairs'

export function spreadKnown(readings: OverReadings | null): SpreadKnown {
  if (readings === null) return 'fewPairs'
  return standsOut(readings) ? 'told' : 'withinNoise'
}

export const newPairTally = (): PairTally => ({ n: 0, hits: 0, both: 0 })

/** Sums over pairs of a number in a world, x, and in its twin, y. */
export interface MomentTally {
  n: number
  readonly sum: ExactSum
  readonly squares: ExactSum
  readonly products: ExactSum
  /** Of xy(x + y) and of x²y²: for the error of the products. */
  readonly cubes: ExactSum
  readonly fourths: ExactSum
}

export const newMomentTally = (): MomentTally => ({
  n: 0,
  sum: newSum(),
  squares: newSum(),
  products: newSum(),
  cubes: newSum(),
  fourths: newSum(),
})

export function addMoments(tally: MomentTally, x: number, y: number): void {
  tally.n++
  addTo(tally.sum, x + y)
  addTo(tally.squares, x * x + y * y)
  addTo(tally.products, x * y)
  addTo(tally.cubes, x * y * (x + y))
  addTo(tally.fourths, x * x * y * y)
}

/** Chances over readings have the mean p and, since worlds of one reading are independent given it, the variance
 *  `P(both) − p²`: the covariance of a world and its twin (random-effects analysis of variance with two replicates,
 *  Searle, Casella & McCulloch 1992, §3.6). Quantiles are those of the beta distribution with these moments. Null where
 *  too few pairs could be told. */
export function overReadings({ n, hits, both }: PairTally): OverReadings | null {
  if (n < FEWEST_PAIRS) return null
  const mean = hits / (2 * n)
  const variance = Math.max(0, both / n - mean * mean)
  const at = quantilesOf(mean, variance)
  return {
    pairs: n,
    sd: Math.sqrt(variance),
    varianceError: errorOfCovariance({ n, hits, both }),
    p05: at(0.05),
    p25: at(0.25),
    p75: at(0.75),
    p95: at(0.95),
  }
}

/** Standard error of the covariance over pairs: that of the mean of `(x − p)(x′ − p)`. */
function errorOfCovariance({ n, hits, both }: PairTally): number {
  const p = hits / (2 * n)
  const one = (hits - 2 * both) / n
  const [two, none] = [both / n, 1 - one - both / n]
  const products = [(1 - p) * (1 - p), -p * (1 - p), p * p] as const
  const mean = two * products[0] + one * products[1] + none * products[2]
  const square = two * products[0] ** 2 + one * products[1] ** 2 + none * products[2] ** 2
  return Math.sqrt(Math.max(0, square - mean * mean) / n)
}

/** Spreads below this are none: the beta distribution is then a point. */
const POINT = 1e-9

function quantilesOf(mean: number, variance: number): (p: number) => number {
  const most = mean * (1 - mean)
  if (variance <= POINT || most <= POINT) return () => mean
  const size = most / Math.min(variance, most * (1 - POINT)) - 1
  const [alpha, beta] = [mean * size, (1 - mean) * size]
  // Where nearly every reading is sure either way, the quantile is an end, and the distribution a coin.
  if (size < 1e-3) return (p) => (p < 1 - mean ? 0 : 1)
  return (p) => betaQuantile(p, alpha, beta)
}

/** The same of a number of a world: the variance over readings is the covariance of a world and its twin. @param
 *  bounded whether it is a difference of chances: quantiles are then those of a beta distribution on (−1, 1) with these
 *  moments, else of the normal one. */
export function overMoments(tally: MomentTally, bounded: boolean): OverReadings | null {
  const { n } = tally
  if (n < FEWEST_PAIRS) return null
  const [sum, squares, products, cubes, fourths] = [
    sumValue(tally.sum) / n,
    sumValue(tally.squares) / n,
    sumValue(tally.products) / n,
    sumValue(tally.cubes) / n,
    sumValue(tally.fourths) / n,
  ]
  const mean = sum / 2
  const covariance = products - mean * mean
  // (x − m)²(y − m)², averaged over pairs.
  // Products, not powers: engines round powers above the second differently.
  const [second, third] = [mean * mean, mean * mean * mean]
  const square = fourths - 2 * mean * cubes + second * (squares + 4 * products) - 2 * third * sum + second * second
  const variance = Math.max(0, covariance)
  const sd = Math.sqrt(variance)
  const unit = quantilesOf((1 + mean) / 2, variance / 4)
  const at = bounded ? (p: number) => 2 * unit(p) - 1 : (p: number) => mean + sd * normalQuantile(p)
  return {
    pairs: n,
    sd,
    varianceError: Math.sqrt(Math.max(0, square - covariance * covariance) / n),
    p05: at(0.05),
    p25: at(0.25),
    p75: at(0.75),
    p95: at(0.95),
  }
}
