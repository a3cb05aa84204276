/** A rate of change as a damped level, a slow random walk, seen with noise: priors, posterior, and what it forecasts.
 *  Where a driver is given, the rate also follows the driver's deviations from its last value. */
import { exp, log } from '../../math/elementary.ts'
import { normalQuantile } from '../../math/normal.ts'
import { uniformAt } from '../../math/philox.ts'
import type { Seed, Stream } from '../../math/philox.ts'
import type { Chains } from './adaptive-metropolis.ts'
import { adaptiveMetropolis } from './adaptive-metropolis.ts'
import { kalmanFilter } from './kalman.ts'

/** Normal belief. */
export interface NormalPrior {
  readonly mean: number
  readonly sd: number
}

/** Beliefs before the data. Scales are those of half-normal distributions, in the unit of the series. */
export interface LocalLevelPrior {
  /** Share of the level that is left after a step; held fixed, since a few dozen months cannot tell it from 1. */
  readonly fade: number
  readonly levelScale: number
  readonly noiseScale: number
  /** Observation noise is no less than this: whoever reads maps rounds. */
  readonly leastNoise: number
  /** Beliefs about the pull of the driver, equally likely to hold; none where there is no driver. */
  readonly pull: readonly NormalPrior[]
}

/** A series of changes, one a step, NaN where missing, with its driver. */
export interface DrivenSeries {
  readonly changes: ArrayLike<number>
  /** Deviation of the driver (a log ratio) from its last value, by step; null where none is used. */
  readonly driver: ArrayLike<number> | null
}

/** Draws of the posterior in columns. */
export interface LocalLevelDraws {
  readonly fade: number
  readonly levelSd: Float64Array
  readonly noiseSd: Float64Array
  /** Rate per unit of the driver; zeros without one. */
  readonly pull: Float64Array
  /** Mean and variance of the level in the step after the last. */
  readonly nextMean: Float64Array
  readonly nextVariance: Float64Array
}

/** Names of the columns of {@link sampleLocalLevel}. */
export const LOCAL_LEVEL_PARAMETERS: readonly string[] = ['levelSd', 'noiseSd', 'pull']

/** Log of a belief in a pull: an equal mixture of its normal parts, up to a constant. */
export function logPullPrior(parts: readonly NormalPrior[], pull: number): number {
  let sum = 0
  for (const { mean, sd } of parts) {
    const z = (pull - mean) / sd
    sum += exp(-0.5 * z * z) / sd
  }
  return log(Math.max(sum, Number.MIN_VALUE))
}

/** Log posterior density in (ln levelSd, ln noiseSd, pull), up to a constant; the level's start is diffuse. */
export function localLevelDensity(series: DrivenSeries, prior: LocalLevelPrior): (point: Float64Array) => number {
  const { changes, driver } = series
  const offsets = driver ? new Float64Array(driver.length) : null
  return (point) => {
    const levelSd = exp(point[0]!)
    const noiseSd = exp(point[1]!)
    if (!(noiseSd >= prior.leastNoise) || !(levelSd < 1e12) || !(noiseSd < 1e12)) return -Infinity
    const a = levelSd / prior.levelScale
    const b = noiseSd / prior.noiseScale
    let sum = point[0]! + point[1]! - 0.5 * (a * a + b * b)
    if (offsets) {
      const pull = point[2]!
      for (let t = 0; t < offsets.length; t++) offsets[t] = pull * driver![t]!
      sum += logPullPrior(prior.pull, pull)
    }
    const space = { fade: prior.fade, levelSd, noiseSd, startMean: 0, startVariance: Infinity }
    return sum + kalmanFilter(space, changes, offsets).logLikelihood
  }
}

/** Log evidence of each normal view of the pull, given the scales of the level and the noise, up to one constant. The
 *  log likelihood is quadratic in the pull, `c + bκ − aκ²/2`, so three values give it, and its mean under N(m, v²) is
 *  `−½ ln(1 + av²) + ½ ((b + m/v²)²/(a + 1/v²) − m²/v²)`. Source: Gaussian regression, Bishop 2006, §3.5.1.
 *  @throws RangeError without a driver. */
export function pullEvidence(
  { changes, driver }: DrivenSeries,
  scales: { readonly fade: number; readonly levelSd: number; readonly noiseSd: number },
  views: readonly NormalPrior[],
): Float64Array {
  if (!driver) throw new RangeError('a pull needs a driver')
  const space = { ...scales, startMean: 0, startVariance: Infinity }
  const likelihood = (pull: number): number =>
    kalmanFilter(
      space,
      changes,
      Array.from(driver, (z) => pull * z),
    ).logLikelihood
  const step = views[0]!.sd
  const [below, centre, above] = [likelihood(-step), likelihood(0), likelihood(step)]
  const a = -(above - 2 * centre + below) / (step * step)
  const b = (above - below) / (2 * step)
  return Float64Array.from(views, ({ mean, sd }) => {
    const precision = 1 / (sd * sd)
    const weighed = b + mean * precision
    return 0.5 * ((weighed * weighed) / (a + precision) - mean * mean * precision - log(1 + a * sd * sd))
  })
}

/** Chains of the posterior, columns as {@link LOCAL_LEVEL_PARAMETERS}; without a driver the last column is missing.
 *  Each chain starts at a point of its own, spread wider than the posterior. */
export function sampleLocalLevel(
  series: DrivenSeries,
  prior: LocalLevelPrior,
  plan: Chains,
  random: { readonly seed: Seed; readonly stream: Stream },
): readonly (readonly Float64Array[])[] {
  const density = localLevelDensity(series, prior)
  return Array.from({ length: plan.chains }, (_, index) => {
    const spread = plan.chains === 1 ? 0 : (2 * index) / (plan.chains - 1) - 1
    const start = [
      log(prior.levelScale) + spread,
      log(Math.max(prior.leastNoise * 1.01, prior.noiseScale)) + (spread < 0 ? 0 : spread),
    ]
    const steps = [0.3, 0.3]
    if (series.driver) {
      const { mean, sd } = prior.pull[index % prior.pull.length]!
      start.push(mean + spread * sd)
      steps.push(sd / 3)
    }
    const { columns } = adaptiveMetropolis(density, start, steps, plan, { ...random, index })
    return [columns[0]!.map(exp), columns[1]!.map(exp), ...columns.slice(2)]
  })
}

/** All chains as one set of draws, each with the level that its parameters filter from the series. */
export function localLevelDraws(
  series: DrivenSeries,
  prior: LocalLevelPrior,
  chains: readonly (readonly Float64Array[])[],
): LocalLevelDraws {
  const column = (c: number): Float64Array => Float64Array.from(chains.flatMap((chain) => Array.from(chain[c] ?? [])))
  const levelSd = column(0)
  const noiseSd = column(1)
  const pull = series.driver ? column(2) : new Float64Array(levelSd.length)
  const nextMean = new Float64Array(levelSd.length)
  const nextVariance = new Float64Array(levelSd.length)
  for (let d = 0; d < levelSd.length; d++) {
    const offsets = series.driver ? Float64Array.from(series.driver, (z) => pull[d]! * z) : null
    const filtered = kalmanFilter(
      { fade: prior.fade, levelSd: levelSd[d]!, noiseSd: noiseSd[d]!, startMean: 0, startVariance: Infinity },
      series.changes,
      offsets,
    )
    nextMean[d] = filtered.nextMean
    nextVariance[d] = filtered.nextVariance
  }
  return { fade: prior.fade, levelSd, noiseSd, pull, nextMean, nextVariance }
}

/** Mean and variance of the sum of the next `steps` changes under one draw, in closed form, the driver at its last
 *  value. `Σ_k φ^{k−1} x₁` for the level, shocks that last to the end, and fresh noise in each step. */
export function cumulativeMoments(
  draws: LocalLevelDraws,
  d: number,
  steps: number,
): { mean: number; variance: number } {
  const { fade } = draws
  const level = draws.levelSd[d]! * draws.levelSd[d]!
  const noise = draws.noiseSd[d]! * draws.noiseSd[d]!
  let weight = 0
  let variance = 0
  // `weight` is what one unit of the level, k steps before the end, adds up to by the end.
  for (let k = 1; k <= steps; k++) {
    weight = 1 + fade * weight
    variance += k < steps ? level * weight * weight : draws.nextVariance[d]! * weight * weight
    variance += noise
  }
  return { mean: draws.nextMean[d]! * weight, variance }
}

/** One path of changes for each draw, the driver at its last value: row d holds the changes of steps 1 … `steps`.
 *  Normals by inversion; path d is world d of the stream. */
export function localLevelPaths(
  draws: LocalLevelDraws,
  steps: number,
  random: { readonly seed: Seed; readonly stream: Stream },
): readonly Float64Array[] {
  return Array.from(draws.levelSd, (levelSd, d) => {
    const normal = (index: number): number => normalQuantile(uniformAt(random.seed, random.stream, d, index))
    const path = new Float64Array(steps)
    let level = draws.nextMean[d]! + Math.sqrt(draws.nextVariance[d]!) * normal(0)
    for (let step = 0; step < steps; step++) {
      if (step > 0) level = draws.fade * level + levelSd * normal(2 * step)
      path[step] = level + draws.noiseSd[d]! * normal(2 * step + 1)
    }
    return path
  })
}
