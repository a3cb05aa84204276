/** Whether a package lies on the Pareto frontier of what is left in a world. */
import { gainAt, mostGain, newRow, openRow } from './gain.ts'
import type { Gains } from './gain.ts'
import { searchDominating } from './searched.ts'

/** Points of deal value within which two packages count as worth the same: far above the rounding of sums of a few
 *  hundred points. */
const TIE = 1e-9

/** Whether some package left gives every veto player as much as `own`, and one of them more (Pareto dominance in
 *  gains). Exact but for {@link TIE}: the entries that the space has dropped are themselves dominated. @param own gains
 *  of the package by player. */
export function dominated(gains: Gains, own: ArrayLike<number>): boolean {
  const { space } = gains
  if (space.searched) return searchDominating(gains, own, TIE)
  const row = newRow(space.players)
  for (let position = 0; position < space.count; position++) {
    for (let list = 0; list < space.rest.length; list++) {
      openRow(row, gains, position, list)
      if (space.ideal[list]!.some((most, i) => mostGain(row, i, most) - own[i]! < -TIE)) continue
      const entries = space.rest[list]!.parts.length
      for (let k = 0; k < entries; k++) {
        let better = false
        let i = 0
        for (; i < space.players; i++) {
          const by = gainAt(row, i, k) - own[i]!
          if (by < -TIE) break
          if (by > TIE) better = true
        }
        if (better && i === space.players) return true
      }
    }
  }
  return false
}
