/** Priors and chains that are used where a case says nothing else. */
import type { Chains } from './adaptive-metropolis.ts'
import type { Ar1Prior } from './ar1-t5.ts'
import type { LocalLevelPrior, NormalPrior } from './local-level.ts'

/** Scales of half-normal beliefs about the shocks of the level and the noise of a step, and the least noise, in the
 *  unit of the series. */
export interface Scales {
  readonly shock: number
  readonly noise: number
  readonly leastNoise: number
}

/** Draws enough for quantiles of a few digits: some 8,000 effective ones for a series of a few dozen months. */
export const DEFAULT_CHAINS: Chains = { chains: 4, warmup: 1500, draws: 2000, thin: 8 }

/** Share of the level that is left after a month: a judgement, since a few dozen months cannot tell it from 1. */
const FADE = 0.97
/** AR(1): belief about its fade, and the largest one that still returns. Judgements, wide enough for a year's memory or
 *  none. */
const AR1_FADE: NormalPrior = { mean: 0.8, sd: 0.3 }
const MOST_FADE = 0.99
/** Its mean and its shocks are as uncertain as so many times the noise of a step. */
const MEAN_OVER_NOISE = 3
const SHOCK_OVER_NOISE = 1.5

/** Scales from the series itself: shares of the standard deviation of its differences, in which a shock and two noises
 *  meet. */
export function scalesOf(changes: ArrayLike<number>): Scales {
  const differences = Array.from(changes, (x, t) => (t === 0 ? Number.NaN : x - changes[t - 1]!)).filter((d) => d === d)
  const squares = differences.reduce((sum, d) => sum + d * d, 0)
  const sd = Math.sqrt(squares / Math.max(1, differences.length))
  return { shock: sd / 2, noise: (2 * sd) / 3, leastNoise: sd / 15 }
}

export function localLevelPriorOf({ shock, noise, leastNoise }: Scales, pull: readonly NormalPrior[]): LocalLevelPrior {
  return { fade: FADE, levelScale: shock, noiseScale: noise, leastNoise, pull }
}

export function ar1PriorOf({ noise }: Scales): Ar1Prior {
  return {
    mean: { mean: 0, sd: MEAN_OVER_NOISE * noise },
    fade: AR1_FADE,
    mostFade: MOST_FADE,
    shockScale: SHOCK_OVER_NOISE * noise,
  }
}
