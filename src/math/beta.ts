/** The beta distribution. */
import { exp, log } from './elementary.ts'
import { deviance, stirlingError } from './gamma.ts'
import { normalQuantile } from './normal.ts'
import { invertTail } from './tail-newton.ts'
import type { Tail } from './tail-newton.ts'

const TWO_PI = 6.283185307179586
const MAX_TERMS = 100_000
const EPSILON = 2.220446049250313e-16
/** A continued fraction has converged when a factor is this close to 1; closer it may never come. */
const CONVERGED = 3 * EPSILON
/** Keeps a continued fraction from dividing by zero. */
const TINY = 1e-290

/** The constants of one beta distribution that do not depend on x. */
interface Shape {
  readonly a: number
  readonly b: number
  /** ln of x^a y^b / B(a, b) at the mean. */
  readonly logPeak: number
  readonly rootFactor: number
}

function shapeOf(a: number, b: number): Shape {
  if (!(a > 0 && b > 0)) throw new RangeError('beta parameters must be positive')
  return {
    a,
    b,
    logPeak: stirlingError(a + b) - stirlingError(a) - stirlingError(b),
    rootFactor: Math.sqrt((a * b) / (TWO_PI * (a + b))),
  }
}

/** x^a y^b / B(a, b), y = 1 - x, without cancellation for large a, b. Source: Loader 2000 (binomial mass). */
function kernel(shape: Shape, x: number, y: number): number {
  const n = shape.a + shape.b
  return shape.rootFactor * exp(shape.logPeak - deviance(shape.a, n * x) - deviance(shape.b, n * y))
}

/** I_x(a, b)·a / kernel for x <= (a + 1)/(a + b + 2). Source: DLMF 8.17.22, by Lentz's method. */
function fraction(a: number, b: number, x: number): number {
  let c = 1
  let d = 1 / orTiny(1 - ((a + b) * x) / (a + 1))
  let h = d
  for (let m = 1; m < MAX_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / orTiny(1 + even * d)
    c = orTiny(1 + even / c)
    h *= c * d
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / orTiny(1 + odd * d)
    c = orTiny(1 + odd / c)
    const factor = c * d
    h *= factor
    if (Math.abs(factor - 1) <= CONVERGED) break
  }
  return h
}

function orTiny(x: number): number {
  return Math.abs(x) < TINY ? TINY : x
}

/** Lower or upper tail at x = 1 - y, given the kernel there. */
function tail(shape: Shape, x: number, y: number, density: number, upper: boolean): number {
  const { a, b } = shape
  if (x <= (a + 1) / (a + b + 2)) {
    const below = (density / a) * fraction(a, b, x)
    return upper ? 1 - below : below
  }
  const above = (density / b) * fraction(b, a, y)
  return upper ? above : 1 - above
}

/** Probability that a beta variable is at most x = 1 - y; pass both, so that neither loses digits near 0 or 1.
 *  @throws RangeError unless `a` and `b` are positive. */
export function betaCdfPair(x: number, y: number, a: number, b: number): number {
  const shape = shapeOf(a, b)
  if (!(x > 0)) return 0
  return y > 0 ? tail(shape, x, y, kernel(shape, x, y), false) : 1
}

/** Probability that a beta variable is at most `x` (regularised incomplete beta function); relative error about 1e-14
 *  + 2e-16·(a + b).
 *  @throws RangeError unless `a` and `b` are positive. */
export function betaCdf(x: number, a: number, b: number): number {
  return betaCdfPair(x, 1 - x, a, b)
}

/** Beta quantile, inverse of `betaCdf`; the error is that of `betaCdf` seen through its slope, about 1e-14 relative.
 *  @throws RangeError unless `a` and `b` are positive and `p` is in [0, 1]. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError('probability must be between 0 and 1')
  return betaQuantilePair(p, 1 - p, a, b).x
}

/** Beta quantile x and its complement y = 1 - x, neither losing digits, for p = 1 - q.
 *  @throws RangeError unless `a` and `b` are positive. */
export function betaQuantilePair(
  p: number,
  q: number,
  a: number,
  b: number,
): { readonly x: number; readonly y: number } {
  const shape = shapeOf(a, b)
  if (!(p > 0)) return { x: 0, y: 1 }
  if (!(q > 0)) return { x: 1, y: 0 }
  const half = tail(shape, 0.5, 0.5, kernel(shape, 0.5, 0.5), false)
  if (p <= half) {
    const x = solve(shape, p, q)
    return { x, y: 1 - x }
  }
  const y = solve({ ...shape, a: b, b: a }, q, p)
  return { x: 1 - y, y }
}

/** Quantile at p = 1 - q, known to be at most ½. */
function solve(shape: Shape, p: number, q: number): number {
  const upper = p > q
  const tailAt = (x: number): Tail => {
    const y = 1 - x
    const density = kernel(shape, x, y)
    return { probability: tail(shape, x, y, density, upper), densityTimesX: density / y }
  }
  const range = { start: Math.min(0.5, startingPoint(p, q, shape.a, shape.b)), limit: 0.5 }
  return invertTail(tailAt, upper ? q : p, upper, range)
}

/** Abramowitz & Stegun 1964, 26.5.22; where a shape is below 1, the leading terms of the two tails. */
function startingPoint(p: number, q: number, a: number, b: number): number {
  if (a >= 1 && b >= 1) {
    const z = p < q ? -normalQuantile(p) : normalQuantile(q)
    const lambda = (z * z - 3) / 6
    const r = 1 / (2 * a - 1)
    const s = 1 / (2 * b - 1)
    const h = 2 / (r + s)
    const w = (z * Math.sqrt(Math.max(0, h + lambda))) / h - (s - r) * (lambda + 5 / 6 - 2 / (3 * h))
    return a / (a + b * exp(2 * w))
  }
  const t = exp(a * log(a / (a + b))) / a
  const u = exp(b * log(b / (a + b))) / b
  if (p < t / (t + u)) return exp(log(a * (t + u) * p) / a)
  return Math.max(EPSILON, 1 - exp(log(b * (t + u) * q) / b))
}
