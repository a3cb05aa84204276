/** What lies ahead on the path of a war, as both sides can see it: sums over the months from one month on, announced
 *  changes among them. */
import { expectedAdvance } from './front.ts'
import type { FrontParameters } from './front.ts'
import type { Projection } from './project.ts'

/** Sums up to each month of the projection, index 0 the date. Reused from world to world. */
export interface Foresight {
  /** By front: km² that fire and force are to add to the advance. */
  readonly driven: readonly Float64Array[]
  /** Hazards of a break, by side. */
  readonly attackerBreaks: Float64Array
  readonly defenderBreaks: Float64Array
  /** km² by which the months so far, on all fronts, went beyond what level, fire and force led one to expect. */
  readonly surprise: Float64Array
  /** Casualties. */
  readonly attackerLosses: Float64Array
  readonly defenderLosses: Float64Array
}

/** @param fronts how many there are. */
export function newForesight(months: number, fronts: number): Foresight {
  const path = (): Float64Array => new Float64Array(months + 1)
  return {
    driven: Array.from({ length: fronts }, path),
    attackerBreaks: path(),
    defenderBreaks: path(),
    surprise: path(),
    attackerLosses: path(),
    defenderLosses: path(),
  }
}

/** Sums up the path of a world. The advance of month 0, which the level of the date is drawn from, surprises nobody. */
export function lookAhead(fronts: readonly FrontParameters[], projection: Projection, out: Foresight): void {
  const { rate, attacker, defender } = projection
  for (let month = 1; month <= projection.months; month++) {
    const before = month - 1
    let expected = 0
    for (let f = 0; f < fronts.length; f++) {
      const { level, driven } = projection.fronts[f]!
      const sums = out.driven[f]!
      expected += expectedAdvance(fronts[f]!, level[before]!, 1) + driven[month]!
      sums[month] = sums[before]! + driven[month]!
    }
    out.attackerBreaks[month] = out.attackerBreaks[before]! + attacker.hazard[month]!
    out.defenderBreaks[month] = out.defenderBreaks[before]! + defender.hazard[month]!
    out.surprise[month] = out.surprise[before]! + rate[month]! - expected
    out.attackerLosses[month] = out.attackerLosses[before]! + attacker.losses[month]!
    out.defenderLosses[month] = out.defenderLosses[before]! + defender.losses[month]!
  }
}

/** The sum over the `span` months after `month`; what lies beyond the projection goes on like its last month. */
export function ahead(sums: Float64Array, month: number, span: number): number {
  return upTo(sums, month + span) - sums[month]!
}

function upTo(sums: Float64Array, month: number): number {
  const last = sums.length - 1
  const whole = Math.floor(month)
  if (whole >= last) return sums[last]! + (month - last) * (last > 0 ? sums[last]! - sums[last - 1]! : 0)
  return sums[whole]! + (month - whole) * (sums[whole + 1]! - sums[whole]!)
}
