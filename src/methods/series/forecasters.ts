/** Every way of going on from a past, behind one interface: fitted to the past alone, asked for the change over so many
 *  steps. */
import { streamOf } from '../../math/philox.ts'
import type { Seed } from '../../math/philox.ts'
import type { Chains } from './adaptive-metropolis.ts'
import { ar1Draws, ar1Paths, sampleAr1 } from './ar1-t5.ts'
import type { Ar1Prior } from './ar1-t5.ts'
import { drift, lastRate, mapStays } from './baselines.ts'
import { localLevelDraws, localLevelPaths, sampleLocalLevel } from './local-level.ts'
import type { LocalLevelPrior } from './local-level.ts'
import { linearPool } from './pool.ts'

/** The change over the next `steps`, a sorted ensemble; empty where the past is too short for it. */
export type Ahead = (steps: number) => Float64Array

export interface Forecaster {
  readonly id: string
  /** @param past NaN where missing. @param most steps that will be asked for. */
  fit(past: Float64Array, most: number): Ahead
}

/** Chains that a forecaster runs at each date: short, since what is asked of them is an ensemble of a thousand. */
export const SHORT_CHAINS: Chains = { chains: 2, warmup: 800, draws: 500, thin: 4 }

function sums(paths: readonly Float64Array[]): Ahead {
  return (steps) => Float64Array.from(paths, (path) => path.subarray(0, steps).reduce((a, b) => a + b, 0)).sort()
}

/** The damped local level, the driver at its last value. */
export function localLevelForecaster(prior: LocalLevelPrior, seed: Seed, plan: Chains = SHORT_CHAINS): Forecaster {
  const streams = { fit: streamOf('forecast/local-level/fit'), paths: streamOf('forecast/local-level/paths') }
  return {
    id: 'localLevel',
    fit(past, most) {
      const series = { changes: past, driver: null }
      const chains = sampleLocalLevel(series, prior, plan, { seed, stream: streams.fit })
      return sums(localLevelPaths(localLevelDraws(series, prior, chains), most, { seed, stream: streams.paths }))
    },
  }
}

export function ar1Forecaster(prior: Ar1Prior, seed: Seed, plan: Chains = SHORT_CHAINS): Forecaster {
  const streams = { fit: streamOf('forecast/ar1/fit'), paths: streamOf('forecast/ar1/paths') }
  return {
    id: 'ar1',
    fit(past, most) {
      const chains = sampleAr1(past, prior, plan, { seed, stream: streams.fit })
      return sums(ar1Paths(ar1Draws(past, chains), most, { seed, stream: streams.paths }))
    },
  }
}

/** Forecasts that nothing is fitted for; each id is also a model of a case's front. */
export const BASELINES: readonly Forecaster[] = [
  { id: 'lastRate', fit: (past) => (steps) => lastRate(past, steps) },
  { id: 'lastThree', fit: (past) => (steps) => lastRate(past, steps, 3) },
  { id: 'drift', fit: (past) => (steps) => drift(past, steps) },
  { id: 'mapStays', fit: (past) => (steps) => mapStays(past, steps) },
]

/** An equal pool of others. */
export function poolOf(parts: readonly Forecaster[]): Forecaster {
  return {
    id: 'pool',
    fit(past, most) {
      const fitted = parts.map((part) => part.fit(past, most))
      return (steps) => {
        const members = fitted.map((ahead) => ahead(steps))
        return members.every((one) => one.length === 0)
          ? new Float64Array(0)
          : linearPool(
              members,
              members.map(() => 1),
            )
      }
    },
  }
}
