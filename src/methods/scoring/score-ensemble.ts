/** All that is said of one forecast once the outcome is known. */
import { quantileOf } from '../../math/statistics.ts'
import { crps } from './crps.ts'
import { intervalScore } from './interval-score.ts'
import { kernelLogScore } from './log-score.ts'
import { pit } from './pit.ts'

/** Level of the interval that is scored. */
export const SCORED_LEVEL = 0.9

export interface EnsembleScore {
  readonly outcome: number
  readonly median: number
  /** Ends of the central interval of {@link SCORED_LEVEL}. */
  readonly low: number
  readonly high: number
  readonly crps: number
  /** In nats, by a kernel density; NaN where all members are alike. */
  readonly logScore: number
  readonly intervalScore: number
  readonly pit: number
}

/** @param sorted members of the forecast, rising, at least one. */
export function scoreEnsemble(sorted: ArrayLike<number>, outcome: number): EnsembleScore {
  const tail = (1 - SCORED_LEVEL) / 2
  const low = quantileOf(sorted, tail)
  const high = quantileOf(sorted, 1 - tail)
  return {
    outcome,
    median: quantileOf(sorted, 0.5),
    low,
    high,
    crps: crps(sorted, outcome),
    logScore: kernelLogScore(sorted, outcome),
    intervalScore: intervalScore(low, high, 2 * tail, outcome),
    pit: pit(sorted, outcome),
  }
}
