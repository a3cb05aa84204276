/** Whether one player gains by any package: since nobody else has to agree, each block outside the core is looked at by
 *  itself. */
import { gainAt, openRow } from './gain.ts'
import type { Gains, Row } from './gain.ts'
import type { SpaceRoom } from './phase.ts'
import { emptyRest } from './rest.ts'
import type { Rest } from './rest.ts'
import type { SettlementTable } from './table.ts'

/** Whether the one player of a space gains by some package that is left.
 *  @param room of the space, its core filled; the rest need not be listed. */
export function suitsAlone(table: SettlementTable, room: SpaceRoom, gains: Gains): boolean {
  const { space } = room
  const { row } = space
  const best = emptyRest(1, space.burdens.length)
  const lists = table.blocks.some(({ contact }, b) => b > 0 && contact !== null) ? 2 : 1
  space.rest = Array.from({ length: lists }, () => best)
  for (let position = 0; position < space.count; position++) {
    for (let list = 0; list < lists; list++) {
      openRow(row, gains, position, list)
      if (takeBest(table, room, row, best, list) && gainAt(row, 0, 0) >= 0) return true
    }
  }
  return false
}

/** The best of the rest for the player, as the one entry of a list. @returns false where nothing is left. */
function takeBest(
  { blocks }: SettlementTable,
  { sieves, points, costs }: SpaceRoom,
  row: Row,
  best: Rest,
  list: number,
): boolean {
  best.points[0]![0] = 0
  for (const column of best.costs) column[0] = 0
  for (let b = 1; b < blocks.length; b++) {
    const { contact } = blocks[b]!
    const { combinations, count } = sieves[b]!.left
    const worth = points[b]![0]!
    let [top, at] = [-Infinity, -1]
    for (let k = 0; k < count; k++) {
      const c = combinations[k]!
      if (contact && contact[c] !== list) continue
      let value = row.scale[0]! * worth[c]!
      for (let n = 0; n < costs[b]!.length; n++) value -= row.weights[n]! * costs[b]![n]![c]!
      if (value > top) [top, at] = [value, c]
    }
    if (at < 0) return false
    best.points[0]![0]! += worth[at]!
    for (let n = 0; n < best.costs.length; n++) best.costs[n]![0]! += costs[b]![n]![at]!
  }
  return true
}
