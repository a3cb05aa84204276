/** The gamma function and the gamma distribution. */
import { exp, log, log1p } from './elementary.ts'
import { normalQuantile } from './normal.ts'
import { invertTail } from './tail-newton.ts'
import type { Tail } from './tail-newton.ts'

const HALF_LOG_TWO_PI = 0.9189385332046728
const TWO_PI = 6.283185307179586
/** From here up six terms of Stirling's series leave less than 1e-17. */
const STIRLING_FROM = 15

/** ln Γ(n + 1) - (n + ½) ln n + n - ½ ln 2π, for n > 0; absolute error below 3e-15.
 *  Source: Loader 2000, "Fast and accurate computation of binomial probabilities"; series DLMF 5.11.1; below 15 by the
 *  recurrence of Γ. */
export function stirlingError(n: number): number {
  let shifted = n
  let sum = 0
  for (; shifted < STIRLING_FROM; shifted++) sum += (shifted + 0.5) * log1p(1 / shifted) - 1
  const s = 1 / (shifted * shifted)
  const series = 1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - s * (691 / 360360)))))
  return sum + series / shifted
}

/** Where x and m lie further apart than this part of their sum, the plain formula of the deviance loses nothing. Loader
 *  goes over at 0.1; between there and here it loses units in the last place of m, not of the deviance. */
const PLAIN_FROM = 0.6

/** x ln(x/m) + m - x: the deviance of a Poisson count x with mean m, accurate where x is near m.
 *  Source: Loader 2000, §3 (bd0). */
export function deviance(x: number, m: number): number {
  const difference = x - m
  if (Math.abs(difference) >= PLAIN_FROM * (x + m)) return x * log(x / m) + m - x
  const v = difference / (x + m)
  let sum = difference * v
  let term = 2 * x * v
  for (let j = 3; ; j += 2) {
    term *= v * v
    const next = sum + term / j
    if (next === sum) return sum
    sum = next
  }
}

/** ln Γ(x) for x > 0; absolute error below 1e-14·(1 + |ln Γ(x)|).
 *  @throws RangeError unless `x` is positive. */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError('logGamma needs a positive argument')
  return stirlingError(x) + (x - 0.5) * log(x) - x + HALF_LOG_TWO_PI
}

/** x^a e^-x / Γ(a + 1), without cancellation for large a. Source: Loader 2000, eq. for the Poisson mass. */
function poissonMass(a: number, x: number): number {
  return exp(-stirlingError(a) - deviance(a, x)) / Math.sqrt(TWO_PI * a)
}

const MAX_TERMS = 100_000
const EPSILON = 2.220446049250313e-16
/** A continued fraction has converged when a factor is this close to 1; closer it may never come. */
const CONVERGED = 3 * EPSILON
/** Keeps a continued fraction from dividing by zero. */
const TINY = 1e-290

/** P(a, x) / mass for x < a + 1. Source: DLMF 8.7.1. */
function lowerSeries(a: number, x: number): number {
  let term = 1
  let sum = 1
  for (let n = 1; n < MAX_TERMS && term > sum * EPSILON * 0.25; n++) {
    term *= x / (a + n)
    sum += term
  }
  return sum
}

/** Q(a, x) / (a·mass) for x >= a + 1. Source: DLMF 8.9.2, by Lentz's method (Thompson & Barnett 1986). */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a
  let c = 1 / TINY
  let d = 1 / b
  let h = d
  for (let n = 1; n < MAX_TERMS; n++) {
    const numerator = -n * (n - a)
    b += 2
    d = 1 / orTiny(numerator * d + b)
    c = orTiny(b + numerator / c)
    const factor = c * d
    h *= factor
    if (Math.abs(factor - 1) <= CONVERGED) break
  }
  return h
}

function orTiny(x: number): number {
  return Math.abs(x) < TINY ? TINY : x
}

/** Lower or upper tail at x of the gamma distribution with scale 1, given the mass at x. */
function tail(a: number, x: number, mass: number, upper: boolean): number {
  if (x < a + 1) {
    const lower = mass * lowerSeries(a, x)
    return upper ? 1 - lower : lower
  }
  const above = a * mass * upperFraction(a, x)
  return upper ? above : 1 - above
}

function checkParameters(shape: number, scale: number): void {
  if (!(shape > 0 && scale > 0)) throw new RangeError('gamma shape and scale must be positive')
}

/** Probability that a gamma variable (mean shape·scale) is at most `x`; relative error about 1e-14.
 *  @throws RangeError unless `shape` and `scale` are positive. */
export function gammaCdf(x: number, shape: number, scale: number): number {
  checkParameters(shape, scale)
  const standard = x / scale
  if (!(standard > 0)) return 0
  return standard === Infinity ? 1 : tail(shape, standard, poissonMass(shape, standard), false)
}

/** Probability that a gamma variable is above `x`: `1 − gammaCdf`, without its loss of digits where that is near 1.
 *  @throws RangeError unless `shape` and `scale` are positive. */
export function gammaTail(x: number, shape: number, scale: number): number {
  checkParameters(shape, scale)
  const standard = x / scale
  if (!(standard > 0)) return 1
  return standard === Infinity ? 0 : tail(shape, standard, poissonMass(shape, standard), true)
}

/** Gamma quantile, inverse of `gammaCdf`; relative error about 1e-14.
 *  @throws RangeError unless `shape` and `scale` are positive and `p` is in [0, 1]. */
export function gammaQuantile(p: number, shape: number, scale: number): number {
  checkParameters(shape, scale)
  if (!(p >= 0 && p <= 1)) throw new RangeError('probability must be between 0 and 1')
  if (p === 0) return 0
  if (p === 1) return Infinity
  const upper = p > 0.5
  const tailAt = (x: number): Tail => {
    const mass = poissonMass(shape, x)
    return { probability: tail(shape, x, mass, upper), densityTimesX: shape * mass }
  }
  const range = { start: startingPoint(p, shape), limit: Infinity }
  return invertTail(tailAt, upper ? 1 - p : p, upper, range) * scale
}

/** Wilson & Hilferty 1931, or the leading term of the lower tail where that is smaller or fails. */
function startingPoint(p: number, shape: number): number {
  const c = 1 / (9 * shape)
  const root = 1 - c + normalQuantile(p) * Math.sqrt(c)
  const normal = root > 0 ? shape * root * root * root : 0
  const lowerTail = exp((log(p) + logGamma(shape + 1)) / shape)
  if (normal > 0 && shape >= 1) return Math.max(normal, lowerTail)
  return p < 0.5 ? lowerTail : Math.max(normal, Math.min(lowerTail, shape + 1))
}
