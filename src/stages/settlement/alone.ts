/** Whether one player gains by any package with some terms: since nobody else has to agree, each block outside the core
 *  is looked at by itself. */
import type { TermsQuestion } from '../../case/claim-test.ts'
import { gainAt, openRow } from './gain.ts'
import type { Gains } from './gain.ts'
import type { SpaceRoom } from './phase.ts'
import { emptyRest } from './rest.ts'
import { fillRows, SLACK } from './rows.ts'
import type { SettlementTable } from './table.ts'

/** Which combinations of each block have some terms: 1 where they do; null for a block that the terms do not name. */
export type Having = readonly (Uint8Array | null)[]

export function havingTerms({ blocks }: SettlementTable, terms: TermsQuestion['terms']): Having {
  return blocks.map(({ issues, options, count }) =>
    issues.some((issue) => terms[issue])
      ? Uint8Array.from({ length: count }, (_, c) =>
          issues.every((issue, k) => terms[issue]?.includes(options[k]![c]!) ?? true) ? 1 : 0,
        )
      : null,
  )
}

/** What the one player of a space gains by. */
export interface Alone {
  /** Starts with gains, over the core that fills the room. */
  begin(gains: Gains): void
  /** Whether it gains by some package with the terms. */
  suits(having: Having): boolean
}

/** @param room of a space with one player; its rest need not be listed. */
export function alone(table: SettlementTable, room: SpaceRoom): Alone {
  const { space } = room
  const { row, rows } = space
  const best = emptyRest(1, space.burdens.length)
  const lists = table.blocks.some(({ contact }, b) => b > 0 && contact !== null) ? [0, 1] : [0]
  let gains = null as unknown as Gains
  const suitsIn = (list: number, having: Having): boolean => {
    const most = mostOfRest(room, gains, { table, list, having, share: rows.mostShare[0]! })
    const [now, share, over, terms] = [rows.now[0]!, rows.share[0]!, rows.over[0]!, having[0]!]
    for (let p = 0; p < space.count; p++) {
      if (terms && terms[space.core[p]!] === 0) continue
      if (now[p]! + share[p]! * (over[space.coreMoves[p]! + list]! + most) + SLACK < 0) continue
      openRow(row, gains, p, list)
      takeBest(room, gains, { table, list, having, share: row.scale[0]! }, best)
      if (gainAt(row, 0, 0) >= 0) return true
    }
    return false
  }
  return {
    begin(of) {
      gains = of
      space.rest = lists.map(() => best)
      fillRows(gains)
    },
    suits: (having) => space.count > 0 && lists.some((list) => suitsIn(list, having)),
  }
}

/** Combinations of the blocks outside the core that are looked at, with a share of the future at peace. */
interface Look {
  readonly table: SettlementTable
  readonly list: number
  readonly having: Having
  readonly share: number
}

/** The combination of a block that brings the player most with a share of the future at peace; −1 where none is
 *  left. */
function bestOfBlock({ sieves, points, costs }: SpaceRoom, { weights }: Gains, look: Look, b: number): number {
  const { table, list, having, share } = look
  const { contact } = table.blocks[b]!
  const { combinations, count } = sieves[b]!.left
  const [worth, price, terms] = [points[b]![0]!, costs[b]!, having[b]!]
  let [top, at] = [-Infinity, -1]
  for (let k = 0; k < count; k++) {
    const c = combinations[k]!
    if ((contact && contact[c] !== list) || (terms && terms[c] === 0)) continue
    let value = share * worth[c]!
    for (let n = 0; n < price.length; n++) value -= weights[n]! * price[n]![c]!
    if (value > top) [top, at] = [value, c]
  }
  return at
}

/** The most that a point of share brings of the rest, less what is crossed: with a smaller share what is crossed counts
 *  for more. −∞ where nothing is left. */
function mostOfRest(room: SpaceRoom, gains: Gains, look: Look): number {
  let most = 0
  for (let b = 1; b < look.table.blocks.length; b++) {
    const at = bestOfBlock(room, gains, look, b)
    if (at < 0) return -Infinity
    most += room.points[b]![0]![at]!
    for (let n = 0; n < room.costs[b]!.length; n++) most -= (gains.weights[n]! * room.costs[b]![n]![at]!) / look.share
  }
  return most
}

/** The best of the rest for the player, as the one entry of a list. */
function takeBest(room: SpaceRoom, gains: Gains, look: Look, best: ReturnType<typeof emptyRest>): void {
  best.points[0]![0] = 0
  for (const column of best.costs) column[0] = 0
  for (let b = 1; b < look.table.blocks.length; b++) {
    const at = bestOfBlock(room, gains, look, b)
    best.points[0]![0]! += room.points[b]![0]![at]!
    for (let n = 0; n < best.costs.length; n++) best.costs[n]![0]! += room.costs[b]![n]![at]!
  }
}
