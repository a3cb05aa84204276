/** Lengths by a family of curves with covariates: `ln T = β₀ + x'β + σε` by maximum likelihood. */
import { exp, log } from '../../math/elementary.ts'
import { factorOf, inverse } from '../../math/symmetric.ts'
import { designOf } from './design.ts'
import type { Design } from './design.ts'
import { errorLaw } from './error-laws.ts'
import type { Derivatives, Family } from './error-laws.ts'
import { newtonTop } from './newton.ts'
import type { Slope } from './newton.ts'
import { clusteredCovariance } from './robust.ts'
import type { Columns, Spells } from './spells.ts'

export interface ParametricFit {
  readonly family: Family
  /** β₀, then β by column, on the scale of ln T: above 0 lasts longer. 0 for columns left out. */
  readonly coefficients: Float64Array
  /** σ; 1 for the exponential. A Weibull's shape is 1/σ. */
  readonly scale: number
  /** Covariance of (β₀, β, ln σ), row after row; without ln σ for the exponential. */
  readonly covariance: Float64Array
  /** The same, robust to dependence within clusters; null where no clusters were named. */
  readonly robust: Float64Array | null
  readonly logLikelihood: number
  /** Parameters fitted. */
  readonly parameters: number
  readonly aic: number
  readonly converged: boolean
  /** By column: 1 where it does not vary or follows from those before it, and was left out. */
  readonly leftOut: Uint8Array
  /** By column: 1 where the best value is not finite (the covariate separates what ended from what did not). */
  readonly unbounded: Uint8Array
}

/** Clusters of rows that may depend on each other: of each row, from 0. */
export type Clusters = ArrayLike<number>

/** @param spells all longer than 0, at least one ended. @throws RangeError otherwise.
 *  Source: Kalbfleisch & Prentice 2002, ch. 3; the parametrisation of location and scale is theirs (§2.2–2.3). */
export function fitParametric(
  spells: Spells,
  columns: Columns,
  family: Family,
  clusters: Clusters | null = null,
): ParametricFit {
  check(spells)
  const design = designOf(
    columns,
    spells.time.map((_, i) => i),
  )
  const logTime = spells.time.map((t) => log(t))
  const model: Likelihood = { design, logTime, event: spells.event, family, fixedScale: family === 'exponential' }
  const leftOut = dependentColumns(design)
  const size = columns.length + (model.fixedScale ? 1 : 2)
  const top = newtonTop(startOf(model, size), (at, slope) => fillSlope(model, at, slope, null))
  const covariance = inverse(factorOf(top.slope.information, size))
  let robust: Float64Array | null = null
  if (clusters !== null) {
    const scores = new Float64Array(design.rows * size)
    fillSlope(model, top.at, { ...top.slope, gradient: new Float64Array(size) }, scores)
    robust = clusteredCovariance(scores, clusters, covariance)
  }
  const unit = unitsOf(design, size)
  const free = size - leftOut.reduce((sum, one) => sum + one, 0)
  const logLikelihood = top.slope.value
  return {
    family,
    coefficients: linear(unit, top.at, size).subarray(0, columns.length + 1),
    scale: model.fixedScale ? 1 : exp(top.at[size - 1]!),
    covariance: between(unit, covariance, size),
    robust: robust === null ? null : between(unit, robust, size),
    logLikelihood,
    parameters: free,
    aic: 2 * free - 2 * logLikelihood,
    converged: top.converged,
    leftOut,
    unbounded: top.unbounded.slice(1, columns.length + 1),
  }
}

/** S(t | x) of a fit. @param x covariates by column. */
export function parametricSurvival(fit: ParametricFit, x: ArrayLike<number>, t: number): number {
  if (t <= 0) return 1
  return errorLaw(fit.family).tail((log(t) - locationOf(fit, x)) / fit.scale)
}

/** β₀ + x'β. */
export function locationOf(fit: ParametricFit, x: ArrayLike<number>): number {
  let sum = fit.coefficients[0]!
  for (let j = 0; j < x.length; j++) sum += fit.coefficients[j + 1]! * x[j]!
  return sum
}

function check({ time, event }: Spells): void {
  if (!event.includes(1)) throw new RangeError('no spell ended: nothing can be fitted')
  if (!time.every((t) => t > 0 && t < Infinity)) throw new RangeError('lengths must be above 0')
}

interface Likelihood {
  readonly design: Design
  readonly logTime: Float64Array
  readonly event: Uint8Array
  readonly family: Family
  readonly fixedScale: boolean
}

function startOf({ logTime, event, fixedScale }: Likelihood, size: number): Float64Array {
  const n = logTime.length
  const mean = logTime.reduce((sum, y) => sum + y, 0) / n
  const spread = Math.sqrt(logTime.reduce((sum, y) => sum + (y - mean) ** 2, 0) / n)
  const ended = event.reduce((sum, e) => sum + e, 0)
  const start = new Float64Array(size)
  // Few endings mean lengths beyond what was seen.
  start[0] = mean - log(ended / n)
  if (!fixedScale) start[size - 1] = log(Math.max(spread, 1e-3))
  return start
}

/** Log likelihood in standardised covariates at (β₀, β, ln σ), its slope, its curvature, and each row's own slope. */
function fillSlope(model: Likelihood, at: Float64Array, slope: Slope, scores: Float64Array | null): void {
  const { design, logTime, event, family, fixedScale } = model
  const { values, columns: p } = design
  const size = at.length
  const { gradient, information } = slope
  gradient.fill(0)
  information.fill(0)
  const law = errorLaw(family)
  const logScale = fixedScale ? 0 : at[size - 1]!
  const sigma = exp(logScale)
  const d: Derivatives = new Float64Array(3)
  const own = new Float64Array(size)
  own[0] = 1
  let value = 0
  for (let i = 0; i < design.rows; i++) {
    let location = at[0]!
    for (let j = 0; j < p; j++) {
      own[j + 1] = values[i * p + j]!
      location += at[j + 1]! * own[j + 1]!
    }
    const z = (logTime[i]! - location) / sigma
    const ended = event[i] === 1
    if (ended) law.density(z, d)
    else law.survival(z, d)
    value += d[0]! - (ended ? logScale + logTime[i]! : 0)
    const first = -d[1]! / sigma
    const second = -d[2]! / (sigma * sigma)
    for (let a = 0; a <= p; a++) {
      gradient[a]! += first * own[a]!
      const scaled = second * own[a]!
      for (let b = 0; b <= a; b++) information[a * size + b]! += scaled * own[b]!
    }
    if (scores !== null) for (let a = 0; a <= p; a++) scores[i * size + a] = first * own[a]!
    if (fixedScale) continue
    const byScale = -d[1]! * z - (ended ? 1 : 0)
    gradient[size - 1]! += byScale
    if (scores !== null) scores[i * size + size - 1] = byScale
    const cross = -(d[2]! * z + d[1]!) / sigma
    for (let a = 0; a <= p; a++) information[(size - 1) * size + a]! += cross * own[a]!
    information[size * size - 1]! -= d[2]! * z * z + d[1]! * z
  }
  for (let a = 0; a < size; a++) for (let b = 0; b < a; b++) information[b * size + a] = information[a * size + b]!
  slope.value = value
}

/** Columns that follow from the constant and those before them. */
function dependentColumns({ values, columns: p, rows }: Design): Uint8Array {
  const gram = new Float64Array(p * p)
  for (let i = 0; i < rows; i++) {
    for (let a = 0; a < p; a++) {
      for (let b = 0; b < p; b++) gram[a * p + b]! += values[i * p + a]! * values[i * p + b]!
    }
  }
  return factorOf(gram, p).dependent
}

/** The linear map from standardised parameters to those in the columns' own units. */
function unitsOf({ columns: p, mean, scale }: Design, size: number): Float64Array {
  const unit = new Float64Array(size * size)
  for (let a = 0; a < size; a++) unit[a * size + a] = a >= 1 && a <= p ? 1 / scale[a - 1]! : 1
  for (let j = 0; j < p; j++) unit[j + 1] = -mean[j]! / scale[j]!
  return unit
}

function linear(map: Float64Array, x: Float64Array, size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, i) => x.reduce((sum, value, j) => sum + map[i * size + j]! * value, 0))
}

/** `M V Mᵀ`. */
function between(map: Float64Array, v: Float64Array, size: number): Float64Array {
  const half = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    const column = linear(map, v.subarray(i * size, (i + 1) * size), size)
    for (let j = 0; j < size; j++) half[j * size + i] = column[j]!
  }
  const result = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    const row = linear(map, half.subarray(i * size, (i + 1) * size), size)
    for (let j = 0; j < size; j++) result[i * size + j] = row[j]!
  }
  return result
}
