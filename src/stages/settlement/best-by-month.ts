/** The best package for whoever gains least, month by month: what cannot have risen above the best so far since it was
 *  last looked at is not looked at again. */
import { boundOf, newRow, openRow } from './gain.ts'
import { mostCosts } from './searched.ts'
import type { Month, SettlementStage } from './settle.ts'
import type { Space } from './space.ts'
import { bestForWorstOff, bestInRow } from './zopa.ts'
import type { Bounds, Chosen, Found } from './zopa.ts'

/** Above the rounding of the sums that bounds and gains are made of. */
const SLACK = 1e-9

export interface BestByMonth {
  /** Starts a world. */
  begin(): void
  /** `max_x min_i g_i(x)` of a month, where it is not below 0. Months are read in order. @param hint the best of the
   *  month before. */
  read(month: Month, hint: Found | null): Chosen | null
}

export function bestByMonth(stage: SettlementStage): BestByMonth {
  const { steps } = stage.case
  const bounds = risingBounds(stage)
  let space: Space | null = null
  return {
    begin() {
      space = null
    },
    read(month, hint) {
      const { gains, phase } = month
      // What may follow moves from month to month as no bound says: the first steps are few, and looked at anew.
      if (steps) return bestForWorstOff(gains, 0, null, hint)
      if (space === phase.space) {
        bounds.now(month)
        return bestForWorstOff(gains, 0, bounds, hint)
      }
      space = phase.space
      bounds.begin(month)
      return bestForWorstOff(gains, space.searched ? 0 : promising(month, bounds), bounds, null)
    },
  }
}

/** What the best package of the most promising core leaves, if not below 0: what all others have to match. */
function promising({ gains }: Month, bounds: Bounds): number {
  const { space } = gains
  let [most, at] = [-Infinity, -1]
  for (let position = 0; position < space.count; position++) {
    const bound = bounds.at(position)
    if (bound > most) [most, at] = [bound, position]
  }
  let best = 0
  if (most < best) return best
  const row = newRow(space.players)
  for (let list = 0; list < space.rest.length; list++) {
    openRow(row, gains, at, list)
    best = Math.max(best, bestInRow(row, space.rest[list]!.parts.length, space.players).value)
  }
  return best
}

/** What gains hang on that differs from month to month. */
interface Seen {
  readonly noDeal: Float64Array
  readonly loss: Float64Array
  readonly moved: Float64Array
  readonly weights: Float64Array
}

interface RisingBounds extends Bounds {
  /** Starts with a space, in a month. */
  begin(month: Month): void
  /** Goes on to a later month of the same space. */
  now(month: Month): void
}

/** Bounds on the least gain of any package of a core combination: what was known when it was last looked at, and how
 *  far the gain of any player can have risen since. */
function risingBounds({ table, burdens, case: theCase }: SettlementStage): RisingBounds {
  const players = theCase.vetoPlayers.length
  const lines = theCase.territories.length
  const limits = new Float64Array(table.blocks[0]!.count)
  const since = new Int32Array(limits.length)
  const seen: Seen[] = []
  const restCosts = new Float64Array(burdens.length)
  const row = newRow(players)
  let space: Space
  let at = 0
  const enter = ({ noDeal, loss, moved, weights }: Month): void => {
    const room = (seen[at] ??= newSeen(players, burdens.length, lines))
    room.noDeal.set(noDeal)
    room.loss.set(loss)
    room.moved.set(moved)
    room.weights.set(weights)
  }
  /** The most that a player's gain by any package of a core can have risen. */
  const risen = (player: number, position: number, before: Seen, now: Seen): number => {
    const share = space.peace[player]![position]!
    let by = before.noDeal[player]! - now.noDeal[player]!
    for (let k = player; k < now.moved.length; k += players) by += Math.max(0, now.moved[k]! - before.moved[k]!)
    let rise = share * by - (1 - share) * space.exposed[player]![position]! * (now.loss[player]! - before.loss[player]!)
    const own = space.burdensOf[player]!
    for (let n = 0; n < own.length; n++) {
      const b = own[n]!
      const lighter = before.weights[b]! - now.weights[b]!
      rise += lighter * space.costs[b]![position]! + (lighter > 0 ? lighter * restCosts[b]! : 0)
    }
    return rise
  }
  return {
    begin(month) {
      space = month.phase.space
      at = 0
      enter(month)
      for (let b = 0; b < burdens.length; b++) restCosts[b] = mostOfRest(space, b)
      for (let position = 0; position < space.count; position++) {
        let most = -Infinity
        for (let list = 0; list < space.rest.length; list++) {
          openRow(row, month.gains, position, list)
          most = Math.max(most, boundOf(row, space.ideal[list]!))
        }
        limits[position] = most
        since[position] = 0
      }
    },
    now(month) {
      at++
      enter(month)
    },
    at(position) {
      if (since[position] === at) return limits[position]!
      const before = seen[since[position]!]!
      let most = -Infinity
      for (let i = 0; i < players; i++) most = Math.max(most, risen(i, position, before, seen[at]!))
      const chance = space.prospects ? space.prospects.chance[position]! : 1
      return limits[position]! + chance * most + SLACK
    },
    tighten(position, least) {
      limits[position] = least
      since[position] = at
    },
  }
}

function newSeen(players: number, burdens: number, lines: number): Seen {
  return {
    noDeal: new Float64Array(players),
    loss: new Float64Array(players),
    moved: new Float64Array(players * lines),
    weights: new Float64Array(burdens),
  }
}

/** The most that crossings outside the core cost under a burden. */
function mostOfRest({ searched, rest }: Space, burden: number): number {
  if (searched) return mostCosts(searched, burden)
  let most = 0
  for (const { costs } of rest) for (const cost of costs[burden]!) if (cost > most) most = cost
  return most
}
