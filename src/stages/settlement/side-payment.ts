/** What the ZOPA leaves one player, or lacks: the least side payment that opens it, in closed form. */
import type { Space } from './zopa.ts'

/** The largest gain V − (W − κ) of a player, in points of deal value, over the packages left that everybody else accepts; −∞ where there is none.
 *  Below 0 it is minus the least payment to that player that opens the ZOPA; at or above, the largest loss of its that leaves the ZOPA open.
 *  A payment is worth its points whether or not the peace holds. @param noDeal W by player. @param moved points that the line has earned each player. */
export function largestGain(space: Space, noDeal: ArrayLike<number>, moved: ArrayLike<number>, player: number): number {
  let largest = -Infinity
  for (let position = 0; position < space.count; position++) {
    for (let list = 0; list < space.rest.length; list++) {
      const moves = space.coreMoves[position]! + list
      const gain = (i: number, points: number): number =>
        (points + moves * moved[i]! + space.credit[i]![position]! - noDeal[i]!) * space.peace[i]![position]!
      const { points, parts } = space.rest[list]!
      if (!(gain(player, space.ideal[list]![player]!) > largest)) continue
      for (let k = 0; k < parts.length; k++) {
        const own = gain(player, points[player]![k]!)
        if (!(own > largest)) continue
        let i = 0
        while (i < space.players && (i === player || gain(i, points[i]![k]!) >= 0)) i++
        if (i === space.players) largest = own
      }
    }
  }
  return largest
}
