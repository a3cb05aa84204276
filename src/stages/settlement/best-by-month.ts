/** The best package for whoever gains least, month by month: where packages are searched, what cannot lie above the
 *  best so far is not searched anew. */
import { earned } from './moves.ts'
import { boundOf, newRow, openRow } from './gain.ts'
import { SLACK } from './rows.ts'
import { mostCosts } from './searched.ts'
import type { Month, SettlementStage } from './settle.ts'
import type { Space } from './space.ts'
import { bestForWorstOff } from './zopa.ts'
import type { Bounds, Chosen, Found } from './zopa.ts'

export interface BestByMonth {
  /** Starts a world. */
  begin(): void
  /** `max_x min_i g_i(x)` of a month; null where no package is left, or where it is below 0 and packages are searched.
   *  @param hint the best of another month. */
  read(month: Month, hint: Found | null): Chosen | null
}

export function bestByMonth(stage: SettlementStage): BestByMonth {
  const { steps } = stage.case
  const bounds = boundsByMonth(stage)
  let space: Space | null = null
  return {
    begin() {
      space = null
    },
    read(month, hint) {
      const { gains, phase } = month
      if (!phase.space.searched) return bestForWorstOff(gains, -Infinity, null, hint)
      // What may follow moves from month to month as no bound says: the first steps are few, and looked at anew.
      if (steps) return bestForWorstOff(gains, 0, null, hint)
      if (space === phase.space) {
        bounds.goOn(month)
        return bestForWorstOff(gains, 0, bounds, hint)
      }
      space = phase.space
      bounds.begin(month)
      return bestForWorstOff(gains, 0, bounds, null)
    },
  }
}

/** What gains hang on that differs from month to month: what the moves of the lines have earned over fighting on, by
 *  player, then which of them a package moves with, as bits; by player; by burden. */
interface Seen {
  readonly margin: readonly Float64Array[]
  readonly loss: Float64Array
  readonly weights: Float64Array
}

/** Lists of a rest, at most. */
const LISTS = 2

/** Rows of a space to one player, by position in the core, then list. */
interface Rows {
  /** The offset in the first month, in the month at hand, and when the row was last looked at, less what entries may
   *  have gained since by lighter weights of what they cross. */
  readonly first: Float64Array
  readonly offset: Float64Array
  readonly seen: Float64Array
  /** What the offset moves by with the no-deal value, and with what a defeat would take. */
  readonly share: Float64Array
  readonly exposed: Float64Array
  /** The most that an entry adds. */
  readonly ideal: Float64Array
}

interface BoundsByMonth extends Bounds {
  /** Starts with a space, in a month. */
  begin(month: Month): void
  /** Goes on to a later month of the same space. */
  goOn(month: Month): void
}

/** Bounds on the least gain of any entry of a row: by what each player's best, apart, would bring it, and by what was
 *  found when the row was last looked at, with how far any player's gain has risen since. */
function boundsByMonth({ table, burdens, case: theCase }: SettlementStage): BoundsByMonth {
  const players = theCase.vetoPlayers.length
  const most = table.search ? table.blocks[0]!.count * LISTS : 0
  const rows = theCase.vetoPlayers.map(() => newRows(most))
  const column = (): Float64Array => new Float64Array(most)
  const [limits, chance, bounds, moves] = [column(), column(), column(), new Uint8Array(most)]
  const [then, now] = [0, 1].map(() => newSeen(players, burdens.length, theCase.territories.length)) as [Seen, Seen]
  // What entries may have gained by lighter weights of what they cross, since the first month, by player.
  const eased = new Float64Array(players)
  const row = newRow(players)
  let [space, restCosts] = [null as unknown as Space, [] as readonly number[]]
  const openFirst = (month: Month, position: number, list: number): void => {
    const r = position * LISTS + list
    openRow(row, month.gains, position, list)
    chance[r] = row.chance
    moves[r] = space.coreMoves[position]! + list
    limits[r] = boundOf(row, space.ideal[list]!)
    bounds[r] = limits[r]! + SLACK
    for (let i = 0; i < players; i++) {
      const { first, offset, seen, share, exposed, ideal } = rows[i]!
      first[r] = offset[r] = seen[r] = row.offset[i]!
      share[r] = row.scale[i]!
      exposed[r] = (1 - row.scale[i]!) * space.exposed[i]![position]!
      ideal[r] = row.scale[i]! * space.ideal[list]![i]!
    }
  }
  const boundRows = (): void => {
    for (let r = 0; r < space.count * LISTS; r++) {
      let [least, rise] = [Infinity, -Infinity]
      for (let i = 0; i < players; i++) {
        const { offset, ideal, seen } = rows[i]!
        const most = offset[r]! + ideal[r]!
        if (most < least) least = most
        const by = offset[r]! + eased[i]! - seen[r]!
        if (by > rise) rise = by
      }
      bounds[r] = Math.min(limits[r]! + chance[r]! * rise, chance[r]! * least) + SLACK
    }
  }
  return {
    begin(month) {
      space = month.phase.space
      look(then, month)
      look(now, month)
      eased.fill(0)
      restCosts = burdens.map((_, b) => mostOfRest(space, b))
      for (let position = 0; position < space.count; position++)
        for (let list = 0; list < space.rest.length; list++) openFirst(month, position, list)
    },
    goOn(month) {
      burdens.forEach(({ player }, b) => {
        eased[player]! += Math.max(0, now.weights[b]! - month.weights[b]!) * restCosts[b]!
      })
      look(now, month)
      for (let i = 0; i < players; i++) shiftRows(rows[i]!, { space, player: i, moves, then, now })
      boundRows()
    },
    at: (position, list) => bounds[position * LISTS + list]!,
    tighten(position, list, least) {
      const r = position * LISTS + list
      limits[r] = least
      bounds[r] = least + SLACK
      for (let i = 0; i < players; i++) rows[i]!.seen[r] = rows[i]!.offset[r]! + eased[i]!
    },
  }
}

/** Moves the offsets of a player on to a month. */
function shiftRows(
  { first, offset, share, exposed }: Rows,
  of: { readonly space: Space; readonly player: number; readonly moves: Uint8Array; then: Seen; now: Seen },
): void {
  const { space, player, moves, then, now } = of
  const rows = space.count * LISTS
  const margin = now.margin[player]!.map((value, by) => value - then.margin[player]![by]!)
  const loss = now.loss[player]! - then.loss[player]!
  for (let r = 0; r < rows; r++) offset[r] = first[r]! + share[r]! * margin[moves[r]!]! - exposed[r]! * loss
  for (const b of space.burdensOf[player]!) {
    const heavier = now.weights[b]! - then.weights[b]!
    const costs = space.costs[b]!
    if (heavier !== 0) for (let r = 0; r < rows; r++) offset[r] = offset[r]! - heavier * costs[r >> 1]!
  }
}

function newRows(count: number): Rows {
  const column = (): Float64Array => new Float64Array(count)
  return { first: column(), offset: column(), seen: column(), share: column(), exposed: column(), ideal: column() }
}

function newSeen(players: number, burdens: number, lines: number): Seen {
  return {
    margin: Array.from({ length: players }, () => new Float64Array(1 << lines)),
    loss: new Float64Array(players),
    weights: new Float64Array(burdens),
  }
}

function look({ margin, loss, weights }: Seen, month: Month): void {
  loss.set(month.loss)
  weights.set(month.weights)
  margin.forEach((column, i) => {
    for (let by = 0; by < column.length; by++) column[by] = earned(month.moved, margin.length, i, by) - month.noDeal[i]!
  })
}

/** The most that crossings outside the core cost under a burden. */
function mostOfRest({ searched, rest }: Space, burden: number): number {
  if (searched) return mostCosts(searched, burden)
  let most = 0
  for (const { costs } of rest) for (const cost of costs[burden]!) if (cost > most) most = cost
  return most
}
