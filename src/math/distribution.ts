/** The distributions that a quantity of a case can have: quantile, distribution function, moments, samplers. */
import { betaCdf, betaQuantile } from './beta.ts'
import { exp, log } from './elementary.ts'
import { gammaCdf, gammaQuantile } from './gamma.ts'
import { normalCdf, normalQuantile } from './normal.ts'
import { clamp } from './statistics.ts'
import { student5, studentCdf, studentQuantile } from './student.ts'
import { tabulated } from './tabulated.ts'
import { risingValues, sliceAt, sliceEnds, totalOf, withinSlice } from './weights.ts'

/** A distribution by kind. Parameters are in the unit of the quantity, except `mu` and `sigma`, which are those of the
 *  natural logarithm. Weights need not add up to 1. */
export type Distribution =
  | { readonly kind: 'fixed'; readonly value: number }
  | { readonly kind: 'uniform'; readonly low: number; readonly high: number }
  | { readonly kind: 'normal'; readonly mean: number; readonly sd: number }
  | { readonly kind: 'lognormal'; readonly mu: number; readonly sigma: number }
  | { readonly kind: 'beta'; readonly alpha: number; readonly beta: number }
  | { readonly kind: 'gamma'; readonly shape: number; readonly scale: number }
  | { readonly kind: 'triangular'; readonly low: number; readonly mode: number; readonly high: number }
  | { readonly kind: 'pert'; readonly low: number; readonly mode: number; readonly high: number }
  | { readonly kind: 'student'; readonly location: number; readonly scale: number; readonly degrees: number }
  | { readonly kind: 'mixture'; readonly parts: readonly { readonly weight: number; readonly of: Distribution }[] }
  | { readonly kind: 'discrete'; readonly values: readonly number[]; readonly weights: readonly number[] }

type Mixture = Extract<Distribution, { kind: 'mixture' }>
type Discrete = Extract<Distribution, { kind: 'discrete' }>
type Triangular = Extract<Distribution, { kind: 'triangular' }>
type Pert = Extract<Distribution, { kind: 'pert' }>
type Student = Extract<Distribution, { kind: 'student' }>

/** Standard normal quantile at 0.95. */
const Z_95_ONE_SIDED = 1.6448536269514722
/** Weight of the mode against the ends in a PERT mean. Source: Clark 1962, Operations Research 10. */
const PERT_WEIGHT = 4

/** The distribution whose 5th and 95th percentiles are `low` and `high`: lognormal if both are positive, else normal.
 *  @throws RangeError unless low <= high, both finite. */
export function interval90(low: number, high: number): Distribution {
  if (!(low <= high && low > -Infinity && high < Infinity)) throw new RangeError('interval ends must rise, finite')
  if (low === high) return { kind: 'fixed', value: low }
  if (low > 0) {
    const a = log(low)
    const b = log(high)
    return { kind: 'lognormal', mu: (a + b) / 2, sigma: (b - a) / (2 * Z_95_ONE_SIDED) }
  }
  return { kind: 'normal', mean: low / 2 + high / 2, sd: (high - low) / (2 * Z_95_ONE_SIDED) }
}

/** Shape parameters of the beta distribution on [0, 1] behind a PERT. Source: Clark 1962; Vose 2008, Risk Analysis. */
export function pertShape(d: Pert): { readonly alpha: number; readonly beta: number } {
  const range = d.high - d.low
  if (range === 0) return { alpha: 1, beta: 1 }
  return { alpha: 1 + (PERT_WEIGHT * (d.mode - d.low)) / range, beta: 1 + (PERT_WEIGHT * (d.high - d.mode)) / range }
}

/** The smallest x with P(X <= x) >= p, in the unit of the quantity; the ends of the support at 0 and 1. Rises with `p`
 *  but for the rounding of the iterative kinds (1e-14 relative).
 *  @throws RangeError if `p` is outside [0, 1]. */
export function quantile(d: Distribution, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError('probability must be between 0 and 1')
  switch (d.kind) {
    case 'fixed':
      return d.value
    case 'uniform':
      return d.low + (d.high - d.low) * p
    case 'normal':
      return d.sd === 0 ? d.mean : d.mean + d.sd * normalQuantile(p)
    case 'lognormal':
      return d.sigma === 0 ? exp(d.mu) : exp(d.mu + d.sigma * normalQuantile(p))
    case 'beta':
      return betaQuantile(p, d.alpha, d.beta)
    case 'gamma':
      return gammaQuantile(p, d.shape, d.scale)
    case 'triangular':
      return triangularQuantile(d, p)
    case 'pert': {
      const { alpha, beta } = pertShape(d)
      return d.low + (d.high - d.low) * betaQuantile(p, alpha, beta)
    }
    case 'student':
      return d.location + d.scale * studentQuantile(p, d.degrees)
    case 'mixture':
      return mixtureQuantile(d, p)
    case 'discrete':
      return discreteQuantile(d, p)
  }
}

function triangularQuantile(d: Triangular, p: number): number {
  const range = d.high - d.low
  if (p * range <= d.mode - d.low) return d.low + Math.sqrt(p * range * (d.mode - d.low))
  return d.high - Math.sqrt((1 - p) * range * (d.high - d.mode))
}

/** Bisection between the smallest and the largest quantile of the parts, down to neighbouring doubles. */
function mixtureQuantile(d: Mixture, p: number): number {
  const weighted = d.parts.filter((part) => part.weight > 0)
  const ends = weighted.map((part) => quantile(part.of, p))
  let low = Math.min(...ends)
  let high = Math.max(...ends)
  if (low === high || p === 0) return low
  if (p === 1) return high
  if (cdf(d, low) >= p) return low
  for (;;) {
    const middle = low + (high - low) / 2
    if (middle <= low || middle >= high) return high
    if (cdf(d, middle) >= p) high = middle
    else low = middle
  }
}

function discreteQuantile(d: Discrete, p: number): number {
  const { values, ends } = risingValues(d)
  return values[sliceAt(ends, p)]!
}

/** P(X <= x). */
export function cdf(d: Distribution, x: number): number {
  switch (d.kind) {
    case 'fixed':
      return x >= d.value ? 1 : 0
    case 'uniform':
      return d.high === d.low ? (x >= d.low ? 1 : 0) : clamp((x - d.low) / (d.high - d.low), 0, 1)
    case 'normal':
      return d.sd === 0 ? (x >= d.mean ? 1 : 0) : normalCdf((x - d.mean) / d.sd)
    case 'lognormal':
      return lognormalCdf(d.mu, d.sigma, x)
    case 'beta':
      return betaCdf(x, d.alpha, d.beta)
    case 'gamma':
      return gammaCdf(x, d.shape, d.scale)
    case 'triangular':
      return triangularCdf(d, x)
    case 'pert': {
      if (d.high === d.low) return x >= d.low ? 1 : 0
      const { alpha, beta } = pertShape(d)
      return betaCdf((x - d.low) / (d.high - d.low), alpha, beta)
    }
    case 'student':
      return studentCdf((x - d.location) / d.scale, d.degrees)
    case 'mixture':
      return expectation(d, (part) => cdf(part, x))
    case 'discrete':
      return d.weights.reduce((sum, w, i) => (d.values[i]! <= x ? sum + w : sum), 0) / totalOf(d.weights)
  }
}

function lognormalCdf(mu: number, sigma: number, x: number): number {
  if (!(x > 0)) return 0
  return sigma === 0 ? (log(x) >= mu ? 1 : 0) : normalCdf((log(x) - mu) / sigma)
}

function triangularCdf(d: Triangular, x: number): number {
  if (x >= d.high) return 1
  if (x <= d.low) return 0
  const range = d.high - d.low
  if (x < d.mode) return ((x - d.low) * (x - d.low)) / (range * (d.mode - d.low))
  return 1 - ((d.high - x) * (d.high - x)) / (range * (d.high - d.mode))
}

function expectation(d: Mixture, of: (part: Distribution) => number): number {
  const total = totalOf(d.parts.map((part) => part.weight))
  return d.parts.reduce((sum, part) => (part.weight > 0 ? sum + part.weight * of(part.of) : sum), 0) / total
}

/** The mean, in the unit of the quantity.
 *  @throws RangeError for Student's t with 1 degree of freedom or fewer, which has none. */
export function mean(d: Distribution): number {
  switch (d.kind) {
    case 'fixed':
      return d.value
    case 'uniform':
      return d.low / 2 + d.high / 2
    case 'normal':
      return d.mean
    case 'lognormal':
      return exp(d.mu + (d.sigma * d.sigma) / 2)
    case 'beta':
      return d.alpha / (d.alpha + d.beta)
    case 'gamma':
      return d.shape * d.scale
    case 'triangular':
      return (d.low + d.mode + d.high) / 3
    case 'pert':
      return (d.low + PERT_WEIGHT * d.mode + d.high) / (PERT_WEIGHT + 2)
    case 'student': {
      if (!(d.degrees > 1)) throw new RangeError('a student distribution has a mean above 1 degree of freedom only')
      return d.location
    }
    case 'mixture':
      return expectation(d, mean)
    case 'discrete':
      return d.values.reduce((sum, x, i) => sum + x * d.weights[i]!, 0) / totalOf(d.weights)
  }
}

/** The standard deviation, in the unit of the quantity; Infinity for Student's t with 1 < degrees <= 2.
 *  @throws RangeError where there is no mean. */
export function sdOf(d: Distribution): number {
  return Math.sqrt(varianceOf(d))
}

function varianceOf(d: Distribution): number {
  switch (d.kind) {
    case 'fixed':
      return 0
    case 'uniform':
      return ((d.high - d.low) * (d.high - d.low)) / 12
    case 'normal':
      return d.sd * d.sd
    case 'lognormal':
      return (exp(d.sigma * d.sigma) - 1) * mean(d) * mean(d)
    case 'beta':
      return betaVariance(d.alpha, d.beta)
    case 'gamma':
      return d.shape * d.scale * d.scale
    case 'triangular': {
      const a = d.mode - d.low
      const b = d.high - d.mode
      return (a * a + a * b + b * b) / 18
    }
    case 'pert': {
      const { alpha, beta } = pertShape(d)
      return (d.high - d.low) * (d.high - d.low) * betaVariance(alpha, beta)
    }
    case 'student':
      return d.degrees > 2 ? (d.scale * d.scale * d.degrees) / (d.degrees - 2) : mean(d) + Infinity
    case 'mixture': {
      const centre = mean(d)
      return expectation(d, (part) => varianceOf(part) + (mean(part) - centre) * (mean(part) - centre))
    }
    case 'discrete': {
      const centre = mean(d)
      const squares = d.values.reduce((sum, x, i) => sum + (x - centre) * (x - centre) * d.weights[i]!, 0)
      return squares / totalOf(d.weights)
    }
  }
}

function betaVariance(alpha: number, beta: number): number {
  const sum = alpha + beta
  return (alpha * beta) / (sum * sum * (sum + 1))
}

/** The ends of the support, infinite where there is none. */
export function supportOf(d: Distribution): { readonly low: number; readonly high: number } {
  return { low: quantile(d, 0), high: quantile(d, 1) }
}

/** The value that a uniform draw `p` gives: distributed as `d` when `p` is uniform on (0, 1). It is the quantile,
 *  except for a mixture, where `p` first picks the part and what is left of it, rescaled, samples that: much faster
 *  than the quantile, and not monotone in `p`. For many draws of one distribution, `sampler` is faster.
 *  @throws RangeError if `p` is outside [0, 1]. */
export function sampleAt(d: Distribution, p: number): number {
  if (d.kind !== 'mixture') return quantile(d, p)
  const used = d.parts.filter((part) => part.weight > 0)
  const ends = sliceEnds(used.map((part) => part.weight))
  const i = sliceAt(ends, p)
  return sampleAt(used[i]!.of, withinSlice(ends, i, p))
}

/** A function from a uniform draw on (0, 1) to a draw of `d`, in its unit: `sampleAt(d, p)`, exactly or, for beta,
 *  gamma, PERT and Student's t, within `TABULATED_ERROR` (relative for beta and gamma; to the range for PERT; to
 *  max(|t|, 1)·scale for Student's t). The first draws of beta, gamma, PERT and t (other than t5) fit their
 *  polynomials, which takes 1 to 10 ms in all.
 *  @throws RangeError here for parameters without meaning, and when called with `p` outside [0, 1]. */
export function sampler(d: Distribution): (p: number) => number {
  switch (d.kind) {
    case 'fixed': {
      const { value } = d
      return () => value
    }
    case 'uniform': {
      const { low, high } = d
      return (p) => low + (high - low) * p
    }
    case 'normal': {
      const { mean, sd } = d
      return sd === 0 ? () => mean : (p) => mean + sd * normalQuantile(p)
    }
    case 'lognormal': {
      const { mu, sigma } = d
      return sigma === 0 ? () => exp(mu) : (p) => exp(mu + sigma * normalQuantile(p))
    }
    case 'beta':
      return tabulated((p) => betaQuantile(p, d.alpha, d.beta), 0)
    case 'gamma':
      return tabulated((p) => gammaQuantile(p, d.shape, d.scale), 0)
    case 'triangular':
      return (p) => quantile(d, p)
    case 'pert':
      return pertSampler(d)
    case 'student':
      return studentSampler(d)
    case 'mixture':
      return mixtureSampler(d)
    case 'discrete':
      return discreteSampler(d)
  }
}

function pertSampler(d: Pert): (p: number) => number {
  const { low, high } = d
  const { alpha, beta } = pertShape(d)
  if (low === high) return () => low
  const unit = tabulated((p) => betaQuantile(p, alpha, beta), 0)
  return (p) => low + (high - low) * unit(p)
}

function studentSampler(d: Student): (p: number) => number {
  const { location, scale, degrees } = d
  const unit = degrees === 5 ? student5 : tabulated((p) => studentQuantile(p, degrees), 1)
  return (p) => location + scale * unit(p)
}

function mixtureSampler(d: Mixture): (p: number) => number {
  const used = d.parts.filter((part) => part.weight > 0)
  const ends = sliceEnds(used.map((part) => part.weight))
  const samplers = used.map((part) => sampler(part.of))
  return (p) => {
    const i = sliceAt(ends, p)
    return samplers[i]!(withinSlice(ends, i, p))
  }
}

function discreteSampler(d: Discrete): (p: number) => number {
  const { values, ends } = risingValues(d)
  return (p) => values[sliceAt(ends, p)]!
}
