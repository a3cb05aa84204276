/** What a veto player wants in a world: points by option, and what they make land worth. */
import { holdsFor } from '../../case/condition.ts'
import type { Case, ScoreSheet } from '../../case/types.ts'
import { frontWeights } from '../war/project.ts'
import { slopesAt } from './line-worth.ts'
import type { LineWorth } from './line-worth.ts'
import { optionPoints, worthOfLines } from './worth.ts'
import type { OptionPoints } from './worth.ts'

/** A player's stance, with or without the foothold. */
export interface Stance {
  readonly points: OptionPoints
  /** By territory issue. */
  readonly lines: readonly LineWorth[]
  /** Points per km² ahead of and behind the line as of the date; of several, by what their fronts weigh. */
  readonly slopes: { readonly forward: number; readonly back: number }
}

/** @param room for the points of every option. */
export function stanceOf(
  theCase: Case,
  sheet: ScoreSheet,
  values: Float64Array,
  footholdStands: boolean,
  room: OptionPoints,
): Stance {
  optionPoints(theCase, sheet, values, footholdStands, room)
  const lines = worthOfLines(theCase, room, values)
  const weights = theCase.war ? frontWeights(theCase.war, values) : [1]
  const slopes = { forward: 0, back: 0 }
  for (let t = 0; t < lines.length; t++) {
    const at = slopesAt(lines[t]!, 0)
    const weight = weights[theCase.territories[t]!.front]!
    slopes.forward += weight * at.forward
    slopes.back += weight * at.back
  }
  return { points: room, lines, slopes }
}

/** Points of a package on a score sheet, with the line where it is as of the date. */
export function packagePoints(
  stance: Stance,
  sheet: ScoreSheet,
  options: ArrayLike<number>,
  values: Float64Array,
): number {
  let sum = 0
  for (let issue = 0; issue < stance.points.length; issue++) sum += stance.points[issue]![options[issue]!]!
  return sum + interactionPoints(sheet, options, values)
}

/** Points that interactions add to a package on a score sheet. */
export function interactionPoints(sheet: ScoreSheet, options: ArrayLike<number>, values: Float64Array): number {
  let sum = 0
  for (const { when, points } of sheet.interactions) if (holdsFor(when, options)) sum += values[points]!
  return sum
}
