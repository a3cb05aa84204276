/** What is left of the settlement in a world: combinations of the issues that bear on durability, and the frontier of
 *  all others. */
import type { PeaceTable } from '../durability/peace-table.ts'
import type { Block } from './block.ts'
import type { Burden } from './burdens.ts'
import { newRow } from './gain.ts'
import type { Row } from './gain.ts'
import { LEAST_CHANCE } from './ratification.ts'
import type { Prospects } from './ratification.ts'
import type { Rest } from './rest.ts'
import { newRows } from './rows.ts'
import type { Rows } from './rows.ts'
import type { Searched } from './searched.ts'
import type { Left } from './sieve.ts'

/** Core combinations bear on durability; rest entries do not, and come in two lists: `rest[1]` moves with the line of
 *  contact, `rest[0]` does not. */
export interface Space {
  readonly players: number
  readonly burdens: readonly Burden[]
  /** Burdens by player. */
  readonly burdensOf: readonly (readonly number[])[]
  /** Core combinations left whose peace can hold at all. */
  count: number
  readonly core: Int32Array
  /** Kind of terms, by position in `core`. */
  readonly kinds: Int32Array
  /** Bit t where the core combination itself moves with the line of the t-th territory issue, by position in `core`;
   *  the lists of the rest tell packages apart where there is one such issue and it is not in the core. */
  readonly coreMoves: Uint8Array
  /** By player, then position in `core`: u of the core; A, the share of the discounted future that is at peace; C, what
   *  the shifted balance is worth when it breaks; and how far a renewed war opens with the player's defeat. */
  readonly points: readonly Float64Array[]
  readonly peace: readonly Float64Array[]
  readonly shift: readonly Float64Array[]
  readonly exposed: readonly Float64Array[]
  /** Cost of the red lines that the core crosses, by burden, then position in `core`. */
  readonly costs: readonly Float64Array[]
  /** By position in `core`: the chance that the package comes into force once signed, and by player what a failed vote
   *  is expected to cost, per that chance; null where no vote comes after signature. */
  readonly prospects: Prospects | null
  rest: readonly Rest[]
  /** Where the rest is too large to be listed: what packages are searched in. Its lists then hold those that were
   *  found. */
  searched: Searched | null
  /** Largest points of each rest list by player. */
  ideal: readonly Float64Array[]
  /** Room for the row that is looked at, and for all of a month. */
  readonly row: Row
  readonly rows: Rows
}

/** Below this share a peace never holds: it is no deal, whatever else it brings. */
export const LEAST_PEACE = 1e-9

/** A space with room for every combination of the core. */
export function newSpace(players: number, burdens: readonly Burden[], core: Block, votes: boolean): Space {
  const column = (): Float64Array => new Float64Array(core.count)
  const columns = (): Float64Array[] => Array.from({ length: players }, column)
  return {
    players,
    burdens,
    burdensOf: burdensByPlayer(players, burdens),
    count: 0,
    core: new Int32Array(core.count),
    kinds: new Int32Array(core.count),
    coreMoves: new Uint8Array(core.count),
    points: columns(),
    peace: columns(),
    shift: columns(),
    exposed: columns(),
    costs: burdens.map(column),
    prospects: votes ? { chance: column(), risk: columns() } : null,
    rest: [],
    searched: null,
    ideal: [],
    row: newRow(players),
    rows: newRows(),
  }
}

export function burdensByPlayer(players: number, burdens: readonly Burden[]): number[][] {
  return Array.from({ length: players }, (_, player) =>
    burdens.flatMap((burden, b) => (burden.player === player ? [b] : [])),
  )
}

/** Fills the core of a space. @param worth u by player and costs by burden, then combination; the kind of terms by
 *  combination, null where all are of one. */
export function fillCore(
  space: Space,
  core: Block,
  left: Left,
  peace: PeaceTable,
  worth: {
    readonly points: readonly Float64Array[]
    readonly costs: readonly Float64Array[]
    readonly kindOf: Int32Array | null
    readonly prospects: Prospects | null
  },
): void {
  const { points, costs, kindOf, prospects } = worth
  space.rows.isKnown = false
  const { kinds } = space
  space.count = 0
  for (let k = 0; k < left.count; k++) {
    const c = left.combinations[k]!
    const kind = kindOf ? kindOf[c]! : 0
    peace.read(kind)
    if (!holdsAtAll(peace, kind, space.players)) continue
    if (prospects && !(prospects.chance[c]! > LEAST_CHANCE)) continue
    const position = space.count++
    space.core[position] = c
    kinds[position] = kind
    space.coreMoves[position] = core.contact ? core.contact[c]! : 0
  }
  for (let i = 0; i < space.players; i++) {
    gather(space, points[i]!, space.core, space.points[i]!)
    gather(space, peace.share[i]!, kinds, space.peace[i]!)
    gather(space, peace.shift[i]!, kinds, space.shift[i]!)
    gather(space, peace.exposed[i]!, kinds, space.exposed[i]!)
  }
  for (let b = 0; b < costs.length; b++) gather(space, costs[b]!, space.core, space.costs[b]!)
  if (!prospects || !space.prospects) return
  gather(space, prospects.chance, space.core, space.prospects.chance)
  for (let i = 0; i < prospects.risk.length; i++)
    gather(space, prospects.risk[i]!, space.core, space.prospects.risk[i]!)
}

/** Makes the core of a space that of another. */
export function copyCore(from: Space, to: Space): void {
  to.count = from.count
  to.rows.isKnown = false
  for (let position = 0; position < from.count; position++) {
    to.core[position] = from.core[position]!
    to.kinds[position] = from.kinds[position]!
    to.coreMoves[position] = from.coreMoves[position]!
  }
  for (let i = 0; i < from.players; i++) {
    copyColumn(from, from.points[i]!, to.points[i]!)
    copyColumn(from, from.peace[i]!, to.peace[i]!)
    copyColumn(from, from.shift[i]!, to.shift[i]!)
    copyColumn(from, from.exposed[i]!, to.exposed[i]!)
  }
  for (let b = 0; b < from.costs.length; b++) copyColumn(from, from.costs[b]!, to.costs[b]!)
  if (!from.prospects || !to.prospects) return
  copyColumn(from, from.prospects.chance, to.prospects.chance)
  for (let i = 0; i < from.prospects.risk.length; i++) copyColumn(from, from.prospects.risk[i]!, to.prospects.risk[i]!)
}

function copyColumn({ count }: Space, from: Float64Array, to: Float64Array): void {
  for (let position = 0; position < count; position++) to[position] = from[position]!
}

/** A column of the core: by position, what stands in another at the place named. */
function gather({ count }: Space, from: Float64Array, places: Int32Array, out: Float64Array): void {
  for (let position = 0; position < count; position++) out[position] = from[places[position]!]!
}

function holdsAtAll(peace: PeaceTable, kind: number, players: number): boolean {
  for (let i = 0; i < players; i++) if (!(peace.share[i]![kind]! > LEAST_PEACE)) return false
  return true
}
