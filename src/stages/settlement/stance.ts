/** What a veto player wants in a world: points by option, and what they make land worth. */
import { holdsFor } from '../../case/condition.ts'
import type { Case, ScoreSheet } from '../../case/types.ts'
import { slopesAt } from './line-worth.ts'
import type { LineWorth } from './line-worth.ts'
import { optionPoints, worthOfLine } from './worth.ts'
import type { OptionPoints } from './worth.ts'

/** A player's stance, with or without the foothold. */
export interface Stance {
  readonly points: OptionPoints
  readonly line: LineWorth | null
  /** Points per km² ahead of and behind the line as of the date. */
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
  const line = worthOfLine(theCase, room, values)
  return { points: room, line, slopes: line ? slopesAt(line, 0) : { forward: 0, back: 0 } }
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
