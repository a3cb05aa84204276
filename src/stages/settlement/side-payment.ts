/** What the ZOPA leaves one player, or lacks: the least side payment that opens it, in closed form. */
import { gainAt, mostGain, newRow, openRow } from './gain.ts'
import type { Gains } from './gain.ts'
import { demandListed } from './searched.ts'

/** The largest gain of a player, in points of deal value, over the packages left that everybody else accepts; −∞ where
 *  there is none. Below 0 it is minus the least payment to that player that opens the ZOPA; at or above, the largest
 *  loss of its that leaves the ZOPA open. A payment is worth its points whether or not the peace holds. */
export function largestGain(gains: Gains, player: number): number {
  const { space } = gains
  demandListed(space)
  const row = newRow(space.players)
  let largest = -Infinity
  for (let position = 0; position < space.count; position++) {
    for (let list = 0; list < space.rest.length; list++) {
      openRow(row, gains, position, list)
      if (!(mostGain(row, player, space.ideal[list]![player]!) > largest)) continue
      const entries = space.rest[list]!.parts.length
      for (let k = 0; k < entries; k++) {
        const own = gainAt(row, player, k)
        if (!(own > largest)) continue
        let i = 0
        while (i < space.players && (i === player || gainAt(row, i, k) >= 0)) i++
        if (i === space.players) largest = own
      }
    }
  }
  return largest
}
