/** The frontier of all blocks but the core in a world, apart for packages whose line moves with the line of contact. */
import type { Block } from './block.ts'
import type { Tradeoffs } from './corners.ts'
import { addLists, newEntries, newSieving, prune, resize, settled } from './rest.ts'
import type { Entries, Rest, Sieving } from './rest.ts'
import type { Left } from './sieve.ts'

/** Room for the lists of a world. */
export interface RestRoom {
  readonly sieving: Sieving
  /** What is to be pruned, what a block leaves, and what all blocks so far leave that move no line. */
  readonly candidates: Entries
  readonly entry: Entries
  readonly still: Entries
  /** What a block with territory leaves: what does not move with the line of contact, and what does. */
  readonly apart: readonly [Entries, Entries]
  /** By list, then length. */
  readonly settled: readonly [Rest[], Rest[]]
}

export function newRestRoom(players: number, burdens: number): RestRoom {
  const list = (): Entries => newEntries(players, burdens)
  return {
    sieving: newSieving(burdens),
    candidates: list(),
    entry: list(),
    still: list(),
    apart: [list(), list()],
    settled: [[], []],
  }
}

/** A block in a world: what is left of it, and what that is worth. By player, and by burden. */
export interface BlockLeft {
  readonly block: Block
  readonly left: Left
  readonly points: readonly Float64Array[]
  readonly costs: readonly Float64Array[]
  /** What a combination adds to the number of the package. */
  readonly parts: Float64Array
}

/** @param blocks all but the core. @returns the list of those that do not move with the line of contact and of those
 *  that do, or one list where no block tells them apart. */
export function restLists(blocks: readonly BlockLeft[], tradeoffs: Tradeoffs, room: RestRoom): Rest[] {
  const { sieving, candidates, entry, still, apart } = room
  let isApart = false
  nothing(still)
  for (const of of blocks) {
    if (of.block.contact) {
      isApart = true
      for (const flag of [0, 1] as const) {
        take(of, flag, candidates)
        prune(candidates, tradeoffs, sieving, apart[flag])
      }
      continue
    }
    take(of, null, candidates)
    prune(candidates, tradeoffs, sieving, entry)
    addLists(still, entry, candidates)
    prune(candidates, tradeoffs, sieving, still)
  }
  if (!isApart) return [settled(still.count, still, room.settled[0])]
  return apart.map((list, flag) => {
    addLists(list, still, candidates)
    prune(candidates, tradeoffs, sieving, entry)
    return settled(entry.count, entry, room.settled[flag]!)
  })
}

/** A list like one of another room. */
export function restLike(rest: Rest, room: RestRoom, list: number): Rest {
  return settled(rest.parts.length, rest, room.settled[list]!)
}

/** A list of one entry that settles nothing. */
function nothing(list: Entries): void {
  resize(list, 1)
  for (const column of list.points) column[0] = 0
  for (const column of list.costs) column[0] = 0
  list.parts[0] = 0
}

/** What a block leaves. @param flag of the contact, null for all. */
function take({ block, left, points, costs, parts }: BlockLeft, flag: 0 | 1 | null, out: Entries): void {
  const { combinations, count } = left
  const { contact } = block
  resize(out, count)
  let n = 0
  for (let k = 0; k < count; k++) {
    const c = combinations[k]!
    if (flag !== null && contact![c] !== flag) continue
    for (let i = 0; i < points.length; i++) out.points[i]![n] = points[i]![c]!
    for (let b = 0; b < costs.length; b++) out.costs[b]![n] = costs[b]![c]!
    out.parts[n++] = parts[c]!
  }
  out.count = n
}
