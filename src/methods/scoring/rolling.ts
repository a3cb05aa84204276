/** Forecasts made again at every date of a series, each from what was known then, and their scores. */
import { streamOf } from '../../math/philox.ts'
import type { Seed } from '../../math/philox.ts'
import type { Interval } from '../../math/statistics.ts'
import { cumulative } from '../series/baselines.ts'
import type { Forecaster } from '../series/forecasters.ts'
import { blockBootstrapMean } from './block-bootstrap.ts'
import { coverage } from './coverage.ts'
import { scoreEnsemble } from './score-ensemble.ts'
import type { EnsembleScore } from './score-ensemble.ts'

/** Scores of one forecaster at one horizon, by origin; null where it could not forecast or the outcome is not known. */
export interface HorizonScores {
  readonly forecaster: string
  readonly steps: number
  readonly byOrigin: readonly (EnsembleScore | null)[]
}

export interface Rolling {
  /** Index of the last step that each forecast knew. */
  readonly origins: readonly number[]
  readonly scores: readonly HorizonScores[]
}

/** Means over the origins that every forecaster of the horizon could score. */
export interface ScoreLine {
  readonly forecaster: string
  readonly steps: number
  readonly origins: number
  readonly crps: number
  readonly logScore: number
  readonly intervalScore: number
  readonly coverage: Interval
  readonly pits: readonly number[]
  /** Mean CRPS less that of the reference; null for the reference itself. */
  readonly difference: number | null
  /** Its 90 % interval by block bootstrap; null where all origins overlap, so that there is but one block. */
  readonly interval: Interval | null
}

const PLAN = { resamples: 2000, level: 0.9 }

/** @param changes NaN where missing. @param least steps that the first forecast knows. */
export function rollingScores(
  changes: Float64Array,
  forecasters: readonly Forecaster[],
  horizons: readonly number[],
  least: number,
): Rolling {
  const shortest = Math.min(...horizons)
  const origins: number[] = []
  for (let last = least - 1; last + shortest < changes.length; last++) origins.push(last)
  const most = Math.max(...horizons)
  const scores = forecasters.flatMap((forecaster) => {
    const fitted = origins.map((last) => forecaster.fit(changes.slice(0, last + 1), most))
    return horizons.map(
      (steps): HorizonScores => ({
        forecaster: forecaster.id,
        steps,
        byOrigin: origins.map((last, k) => {
          const outcome = cumulative(changes, last + 1, steps)
          if (outcome !== outcome) return null
          const members = fitted[k]!(steps)
          return members.length > 0 ? scoreEnsemble(members, outcome) : null
        }),
      }),
    )
  })
  return { origins, scores }
}

/** A line for each forecaster and horizon, compared with the reference on the same origins. Blocks are as long as
 *  forecasts overlap. */
export function scoreLines({ scores }: Rolling, reference: string, seed: Seed): readonly ScoreLine[] {
  return scores.map(({ forecaster, steps, byOrigin }) => {
    const peers = scores.filter((one) => one.steps === steps)
    const common = byOrigin.map((_, k) => k).filter((k) => peers.every((peer) => peer.byOrigin[k] !== null))
    const own = common.map((k) => byOrigin[k]!)
    const other = peers.find((peer) => peer.forecaster === reference)!
    const random = { seed, stream: streamOf(`bootstrap/${steps}`) }
    const differences = common.map((k) => byOrigin[k]!.crps - other.byOrigin[k]!.crps)
    const isReference = forecaster === reference
    const mean = (read: (score: EnsembleScore) => number): number =>
      own.reduce((sum, score) => sum + read(score), 0) / own.length
    return {
      forecaster,
      steps,
      origins: own.length,
      crps: mean((score) => score.crps),
      logScore: mean((score) => score.logScore),
      intervalScore: mean((score) => score.intervalScore),
      coverage: coverage(
        own.map(({ low }) => low),
        own.map(({ high }) => high),
        own.map(({ outcome }) => outcome),
      ),
      pits: own.map(({ pit }) => pit),
      difference: isReference || own.length === 0 ? null : differences.reduce((a, b) => a + b, 0) / differences.length,
      interval: isReference || own.length <= steps ? null : blockBootstrapMean(differences, steps, PLAN, random),
    }
  })
}
