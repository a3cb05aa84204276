/** A Weibull model with beliefs about its parameters: where few spells say little, how much of the answer is belief. */
import { exp, log } from '../../math/elementary.ts'
import { factorOf, inverse } from '../../math/symmetric.ts'
import { newtonTop } from './newton.ts'
import type { Slope } from './newton.ts'
import type { Columns, Spells } from './spells.ts'

/** A normal belief; `sd` infinite for none. */
export interface Belief {
  readonly mean: number
  readonly sd: number
}

/** Beliefs about ln k, about a, and about each β. */
export interface WeibullBeliefs {
  readonly logShape: Belief
  readonly level: Belief
  readonly effects: readonly Belief[]
}

export interface PenalisedWeibull {
  /** ln k, a, β by column: `H(t | x) = e^{a + x'β} t^k`. */
  readonly at: Float64Array
  /** Covariance at the top (Laplace), row after row. */
  readonly covariance: Float64Array
  /** Negative log posterior at the top, without the constants of the beliefs. */
  readonly negativeLogPosterior: number
  /** By parameter: the share of the precision that comes from the belief and not from the data, 0 to 1. */
  readonly beliefShare: Float64Array
  readonly converged: boolean
}

/** @param spells longer than 0. A belief must fix what no data fix: with no ended spell the level needs one.
 *  Source: Weibull proportional hazards as in Kalbfleisch & Prentice 2002, §2.3; normal approximation at the mode as in
 *  Gelman et al. 2013, Bayesian Data Analysis, §4.1. */
export function fitPenalisedWeibull(spells: Spells, columns: Columns, beliefs: WeibullBeliefs): PenalisedWeibull {
  if (!spells.time.every((t) => t > 0 && t < Infinity)) throw new RangeError('lengths must be above 0')
  const prior = [beliefs.logShape, beliefs.level, ...beliefs.effects]
  const size = prior.length
  const logTime = spells.time.map((t) => log(t))
  const start = Float64Array.from(prior, ({ mean, sd }) => (sd === Infinity ? 0 : mean))
  if (prior[1]!.sd === Infinity) start[1] = levelAt(spells, logTime, start[0]!)
  const fill = (at: Float64Array, slope: Slope): void => {
    fillLikelihood({ logTime, event: spells.event, columns }, at, slope)
    addBeliefs(prior, at, slope)
  }
  const top = newtonTop(start, fill)
  const covariance = inverse(factorOf(top.slope.information, size))
  const beliefShare = Float64Array.from(prior, ({ sd }, a) =>
    sd === 0 ? 1 : Math.min(1, covariance[a * size + a]! / (sd * sd)),
  )
  return { at: top.at, covariance, negativeLogPosterior: -top.slope.value, beliefShare, converged: top.converged }
}

/** `S(t | x) = exp(−e^{a + x'β} t^k)`. */
export function penalisedSurvival(at: ArrayLike<number>, x: ArrayLike<number>, t: number): number {
  let logHazard = at[1]!
  for (let j = 0; j < x.length; j++) logHazard += at[j + 2]! * x[j]!
  return t <= 0 ? 1 : exp(-exp(logHazard + exp(at[0]!) * log(t)))
}

/** The level at which events are as many as the hazard makes them, without covariates. */
function levelAt({ event }: Spells, logTime: Float64Array, logShape: number): number {
  const k = exp(logShape)
  const exposure = logTime.reduce((sum, y) => sum + exp(k * y), 0)
  return log(
    Math.max(
      0.5,
      event.reduce((sum, e) => sum + e, 0),
    ) / exposure,
  )
}

interface Rows {
  readonly logTime: Float64Array
  readonly event: Uint8Array
  readonly columns: Columns
}

/** `Σ δ (a + x'β + ln k + (k − 1) y) − e^{a + x'β + k y}`, y = ln t. */
function fillLikelihood({ logTime, event, columns }: Rows, at: Float64Array, slope: Slope): void {
  const size = at.length
  const { gradient, information } = slope
  gradient.fill(0)
  information.fill(0)
  const k = exp(at[0]!)
  const own = new Float64Array(size)
  let value = 0
  for (let i = 0; i < logTime.length; i++) {
    const y = logTime[i]!
    own[0] = k * y
    own[1] = 1
    let level = at[1]!
    for (let j = 0; j < columns.length; j++) {
      own[j + 2] = columns[j]![i]!
      level += at[j + 2]! * own[j + 2]!
    }
    const hazard = exp(level + k * y)
    value -= hazard
    if (event[i] === 1) value += level + at[0]! + (k - 1) * y
    for (let a = 0; a < size; a++) {
      gradient[a]! += (event[i]! - hazard) * own[a]!
      for (let b = 0; b < size; b++) information[a * size + b]! += hazard * own[a]! * own[b]!
    }
    // ln k enters as k: its own second derivative, and the 1 of ln k itself.
    if (event[i] === 1) gradient[0]! += 1
    information[0]! -= (event[i]! - hazard) * own[0]!
  }
  slope.value = value
}

function addBeliefs(prior: readonly Belief[], at: Float64Array, slope: Slope): void {
  const size = prior.length
  prior.forEach(({ mean, sd }, a) => {
    if (sd === Infinity) return
    const precision = 1 / (sd * sd)
    slope.value -= 0.5 * precision * (at[a]! - mean) ** 2
    slope.gradient[a]! -= precision * (at[a]! - mean)
    slope.information[a * size + a]! += precision
  })
}
