/** A rate that returns to a mean, with shocks of Student's t: `r' = μ + φ (r − μ) + σ t₅`. */
import { exp, log } from '../../math/elementary.ts'
import { uniformAt } from '../../math/philox.ts'
import type { Seed, Stream } from '../../math/philox.ts'
import { student5 } from '../../math/student.ts'
import type { Chains } from './adaptive-metropolis.ts'
import { adaptiveMetropolis } from './adaptive-metropolis.ts'
import type { NormalPrior } from './local-level.ts'

export interface Ar1Prior {
  readonly mean: NormalPrior
  /** Normal. Draws above `mostFade` are held at it when they forecast: a rate that never returns has no mean. */
  readonly fade: NormalPrior
  readonly mostFade: number
  /** Scale of a half-normal. */
  readonly shockScale: number
}

export interface Ar1Draws {
  readonly mean: Float64Array
  readonly fade: Float64Array
  readonly shock: Float64Array
  /** The last rate that was seen. */
  readonly last: number
}

/** Names of the columns of {@link sampleAr1}. */
export const AR1_PARAMETERS: readonly string[] = ['mean', 'fade', 'shock']

const normal = (x: number, { mean, sd }: NormalPrior): number => (-0.5 * (x - mean) * (x - mean)) / (sd * sd)

/** Log posterior density in (μ, φ, ln σ), up to a constant, given the first rate. A step from or to a missing month
 *  counts nothing. Source: conditional likelihood of an autoregression, Hamilton 1994, Time Series Analysis, §5.2, with
 *  the density of t₅. */
export function ar1Density(changes: ArrayLike<number>, prior: Ar1Prior): (point: Float64Array) => number {
  return (point) => {
    const mean = point[0]!
    const fade = point[1]!
    const shock = exp(point[2]!)
    if (!(shock > 0 && shock < 1e12)) return -Infinity
    const z = shock / prior.shockScale
    let sum = point[2]! - 0.5 * z * z + normal(mean, prior.mean) + normal(fade, prior.fade)
    for (let t = 1; t < changes.length; t++) {
      const error = (changes[t]! - mean - fade * (changes[t - 1]! - mean)) / shock
      if (error === error) sum -= 3 * log(1 + (error * error) / 5) + point[2]!
    }
    return sum
  }
}

/** Chains of the posterior, columns as {@link AR1_PARAMETERS}. */
export function sampleAr1(
  changes: ArrayLike<number>,
  prior: Ar1Prior,
  plan: Chains,
  random: { readonly seed: Seed; readonly stream: Stream },
): readonly (readonly Float64Array[])[] {
  const density = ar1Density(changes, prior)
  return Array.from({ length: plan.chains }, (_, index) => {
    const spread = plan.chains === 1 ? 0 : (2 * index) / (plan.chains - 1) - 1
    const start = [
      prior.mean.mean + spread * prior.mean.sd,
      prior.fade.mean + spread * prior.fade.sd,
      log(prior.shockScale) + spread,
    ]
    const { columns } = adaptiveMetropolis(density, start, [prior.mean.sd / 3, 0.1, 0.2], plan, { ...random, index })
    return [columns[0]!, columns[1]!.map((fade) => Math.min(prior.mostFade, fade)), columns[2]!.map(exp)]
  })
}

export function ar1Draws(changes: ArrayLike<number>, chains: readonly (readonly Float64Array[])[]): Ar1Draws {
  const column = (c: number): Float64Array => Float64Array.from(chains.flatMap((chain) => Array.from(chain[c]!)))
  return { mean: column(0), fade: column(1), shock: column(2), last: lastSeen(changes) }
}

/** The last observation that is not missing; NaN where all are. */
export function lastSeen(changes: ArrayLike<number>): number {
  for (let t = changes.length - 1; t >= 0; t--) if (changes[t] === changes[t]) return changes[t]!
  return Number.NaN
}

/** One path of changes for each draw. Path d is world d of the stream. */
export function ar1Paths(
  draws: Ar1Draws,
  steps: number,
  random: { readonly seed: Seed; readonly stream: Stream },
): readonly Float64Array[] {
  return Array.from(draws.mean, (mean, d) => {
    const path = new Float64Array(steps)
    let rate = draws.last
    for (let step = 0; step < steps; step++) {
      const shock = student5(uniformAt(random.seed, random.stream, d, step))
      rate = mean + draws.fade[d]! * (rate - mean) + draws.shock[d]! * shock
      path[step] = rate
    }
    return path
  })
}
