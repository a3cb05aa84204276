/** The part of a settlement that bears on durability: its combinations left in a world, each with what it earns beyond its peace. */
import type { PeaceTable } from '../durability/peace-table.ts'
import type { Block } from './block.ts'
import type { Left } from './worth.ts'
import type { Space } from './zopa.ts'

/** A space with room for every combination of the core. */
export function newSpace(players: number, core: Block): Space {
  const column = (): Float64Array[] => Array.from({ length: players }, () => new Float64Array(core.count))
  return {
    players,
    count: 0,
    core: new Int32Array(core.count),
    coreMoves: new Uint8Array(core.count),
    credit: column(),
    peace: column(),
    rest: [],
    ideal: [],
  }
}

/** Fills the core of a space. @param points u by player, then combination. @param kindOf kind of terms by combination, null where all are of one.
 *  @param walkAway κ by player. */
export function fillCore(
  space: Space,
  core: Block,
  left: Left,
  peace: PeaceTable,
  worth: { points: readonly Float64Array[]; kindOf: Int32Array | null; walkAway: Float64Array },
): void {
  const { points, kindOf, walkAway } = worth
  space.count = left.count
  for (let position = 0; position < left.count; position++) {
    const c = left.combinations[position]!
    const kind = kindOf ? kindOf[c]! : 0
    peace.read(kind)
    space.core[position] = c
    space.coreMoves[position] = core.contact ? core.contact[c]! : 0
    for (let i = 0; i < space.players; i++) {
      const share = peace.share[i]![kind]!
      space.peace[i]![position] = share
      space.credit[i]![position] = points[i]![c]! + (peace.shift[i]![kind]! + walkAway[i]!) / share
    }
  }
}

/** The space as it would be if nobody rearmed while the peace lasts: of C the part of rearming taken out of every credit, that of the terms' own
 *  support left in. */
export function withoutShift(space: Space, peace: PeaceTable, kindOf: Int32Array | null): Space {
  const credit: Float64Array[] = []
  for (let i = 0; i < space.players; i++) {
    const column = new Float64Array(space.count)
    for (let position = 0; position < space.count; position++) {
      const kind = kindOf ? kindOf[space.core[position]!]! : 0
      const rearming = peace.shift[i]![kind]! - peace.still[i]![kind]!
      column[position] = space.credit[i]![position]! - rearming / space.peace[i]![position]!
    }
    credit.push(column)
  }
  const { players, count, core, coreMoves, peace: share, rest, ideal } = space
  return { players, count, core, coreMoves, credit, peace: share, rest, ideal }
}
