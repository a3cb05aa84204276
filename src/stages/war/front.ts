/** The front: a level of the advance that goes on by itself, what drives it away from that level, and the months' own
 *  noise. */
import type { FrontModel, FrontSpec } from '../../case/types.ts'
import { log } from '../../math/elementary.ts'

/** One form for every model of `FrontModel`, km²/month, positive for the attacker:
 *  `x' = mean + fade (x − mean) + shock · e`, the advance of a month `x + driven + noise · ε`, ε normal. */
export interface FrontParameters {
  readonly mean: number
  readonly fade: number
  readonly shock: number
  /** Whether e is Student's t with 5 degrees of freedom; else it is normal. */
  readonly heavyTails: boolean
  readonly noise: number
  /** What is added from the date on, whatever the ratios. */
  readonly added: number
  /** Per log unit of the ratio of fire, and of men, beyond what they were at the date. */
  readonly pull: number
  readonly logFireAtDate: number
  readonly strength: number
  readonly logForceAtDate: number
}

/** Bound on a log ratio: e^3 is twice the largest ratio of fire that anybody has claimed for a month of the war in
 *  Ukraine (10:1, June 2022). */
export const LARGEST_LOG_RATIO = 3
const SMALLEST_LOG_RATIO = -LARGEST_LOG_RATIO

/** The parameters of a case's front in a world.
 *  `localLevel`: a slow random walk that fades, seen with noise (Durbin & Koopman 2012, §2.1; damped). `ar1`: a return
 *  to a mean with t shocks (Box & Jenkins 1976, ch. 3). `lastRate`: the last rate goes on, an undamped walk. `drift`:
 *  independent months about one mean. `mapStays`: about nothing. */
export function frontParameters(front: FrontSpec, values: Float64Array): FrontParameters {
  const value = (q: number | null): number => (q === null ? 0 : values[q]!)
  return {
    mean: value(front.level),
    fade: fadeOf(front.model, value(front.fade)),
    shock: value(front.shock),
    heavyTails: front.model === 'ar1',
    noise: value(front.noise),
    added: value(front.added),
    pull: value(front.fire?.pull ?? null),
    logFireAtDate: front.fire ? logRatio(values[front.fire.atDate]!, 1) : 0,
    strength: value(front.strength?.pull ?? null),
    logForceAtDate: front.strength ? logRatio(values[front.strength.atDate]!, 1) : 0,
  }
}

function fadeOf(model: FrontModel, fade: number): number {
  switch (model) {
    case 'localLevel':
    case 'ar1':
      return fade
    case 'lastRate':
      return 1
    case 'drift':
    case 'mapStays':
      return 0
  }
}

/** Level at the date of the case, km²/month. */
export function startingLevel(front: FrontSpec, values: Float64Array): number {
  const stays = front.model === 'drift' || front.model === 'mapStays'
  return stays ? (front.level === null ? 0 : values[front.level]!) : values[front.rate]!
}

/** Next month's level. @param shock a draw of t with 5 degrees of freedom where the tails are heavy, else a standard
 *  normal one. */
export function nextLevel(front: FrontParameters, level: number, shock: number): number {
  return front.mean + front.fade * (level - front.mean) + front.shock * shock
}

/** What moves the advance off its level: what is added, and the deviations of ln(fire) and ln(force) from their values
 *  at the date times their pulls. */
export function drivenRate(front: FrontParameters, logFire: number, logForce: number): number {
  return front.added + front.pull * (logFire - front.logFireAtDate) + front.strength * (logForce - front.logForceAtDate)
}

/** km² that a level is expected to bring over the next `months`, by itself: `mean·H + (x − mean)·φ(1 − φ^H)/(1 − φ)`, H
 *  whole months or the part of one. What drives it comes on top. */
export function expectedAdvance(front: FrontParameters, level: number, months: number): number {
  const { mean, fade } = front
  let sum = 0
  let left = level - mean
  for (let month = 0; month < months; month++) {
    left *= fade
    sum += (mean + left) * Math.min(1, months - month)
  }
  return sum
}

/** ln of one side's number over the other's, bounded by {@link LARGEST_LOG_RATIO}; 0 where neither has any. */
export function logRatio(attacker: number, defender: number): number {
  if (attacker === defender) return 0
  if (attacker <= 0) return SMALLEST_LOG_RATIO
  if (defender <= 0) return LARGEST_LOG_RATIO
  return Math.max(SMALLEST_LOG_RATIO, Math.min(LARGEST_LOG_RATIO, log(attacker / defender)))
}
