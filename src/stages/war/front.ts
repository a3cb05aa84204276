/** The front: a damped local level of the advance rate with t-distributed shocks, drawn toward a level that depends on the fire ratio. */
import { log } from '../../math/elementary.ts'

/** r is the advance rate in km²/month (positive for the attacker), R the attacker's rounds fired over the defender's. */
export interface FrontParameters {
  readonly fade: number
  readonly shock: number
  readonly level: number
  readonly pull: number
  readonly neutral: number
}

/** Bound on |ln R|: e^3 is twice the largest ratio of fire that anybody has claimed for a month of this war (10:1, June 2022). */
export const LARGEST_LOG_RATIO = 3
const SMALLEST_LOG_RATIO = -LARGEST_LOG_RATIO

/** Level that the advance is drawn toward, `r* = level + pull (ln R − neutral)`, km²/month.
 *  Source: the scenario version of the front model, ARCHITECTURE.md §war; a stationary AR(1) about a driven mean, Box & Jenkins 1976, ch. 3. */
export function targetRate(front: FrontParameters, logRatio: number): number {
  return front.level + front.pull * (logRatio - front.neutral)
}

/** Next month's advance, `r' = r* + fade (r − r*) + shock · e`, e a draw of t with 5 degrees of freedom, km²/month. */
export function nextRate(front: FrontParameters, rate: number, logRatio: number, t5: number): number {
  const target = targetRate(front, logRatio)
  return target + front.fade * (rate - target) + front.shock * t5
}

/** ln R, bounded by {@link LARGEST_LOG_RATIO}; 0 where neither side fires. */
export function logFireRatio(attacker: number, defender: number): number {
  if (attacker === defender) return 0
  if (attacker <= 0) return SMALLEST_LOG_RATIO
  if (defender <= 0) return LARGEST_LOG_RATIO
  return Math.max(SMALLEST_LOG_RATIO, Math.min(LARGEST_LOG_RATIO, log(attacker / defender)))
}
