/** Whether a package lies on the Pareto frontier of what is left in a world. */
import type { Space } from './zopa.ts'

/** Points of deal value within which two packages count as worth the same: far above the rounding of sums of a few hundred points. */
const TIE = 1e-9

/** Whether some package left gives every veto player as much as `gains`, and one of them more (Pareto dominance in deal value V).
 *  Exact but for {@link TIE}: the entries that the space has dropped are themselves dominated.
 *  @param gains V − (W − κ) of the package by player. @param noDeal W by player. @param moved points that the line has earned each player. */
export function dominated(
  space: Space,
  noDeal: ArrayLike<number>,
  moved: ArrayLike<number>,
  gains: ArrayLike<number>,
): boolean {
  for (let position = 0; position < space.count; position++) {
    for (let list = 0; list < space.rest.length; list++) {
      const moves = space.coreMoves[position]! + list
      const more = (i: number, points: number): number =>
        (points + moves * moved[i]! + space.credit[i]![position]! - noDeal[i]!) * space.peace[i]![position]! - gains[i]!
      const { points, parts } = space.rest[list]!
      if (space.ideal[list]!.some((most, i) => more(i, most) < -TIE)) continue
      for (let k = 0; k < parts.length; k++) {
        let better = false
        let i = 0
        for (; i < space.players; i++) {
          const by = more(i, points[i]![k]!)
          if (by < -TIE) break
          if (by > TIE) better = true
        }
        if (better && i === space.players) return true
      }
    }
  }
  return false
}
