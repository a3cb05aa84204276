/** How far the least gain of any package can have risen from one month to the next: a bound that spares looking at
 *  every package anew. */
import type { Month } from './settle.ts'
import { SLACK } from './rows.ts'
import { mostCosts } from './searched.ts'
import type { Space } from './space.ts'

/** What a month is compared by. */
export interface Seen {
  readonly noDeal: Float64Array
  readonly loss: Float64Array
  readonly moved: Float64Array
  readonly weights: Float64Array
}

/** @param lines how many territory issues there are. */
export function newSeen(players: number, burdens: number, lines: number): Seen {
  return {
    noDeal: new Float64Array(players),
    loss: new Float64Array(players),
    moved: new Float64Array(players * lines),
    weights: new Float64Array(burdens),
  }
}

export function remember(seen: Seen, { noDeal, loss, moved, weights }: Month): void {
  seen.noDeal.set(noDeal)
  seen.loss.set(loss)
  seen.moved.set(moved)
  seen.weights.set(weights)
}

/** What holds for every package of a space: the ranges that drift is bounded by. By player, but for `cost`, by
 *  burden. */
export interface Extent {
  readonly leastPeace: Float64Array
  readonly mostPeace: Float64Array
  readonly mostExposed: Float64Array
  /** The least chance that what is signed comes into force. */
  leastChance: number
  /** The most that crossings cost. */
  readonly cost: Float64Array
}

export function newExtent(players: number, burdens: number): Extent {
  return {
    leastPeace: new Float64Array(players),
    mostPeace: new Float64Array(players),
    mostExposed: new Float64Array(players),
    leastChance: 1,
    cost: new Float64Array(burdens),
  }
}

export function measureExtent(extent: Extent, space: Space): void {
  extent.leastChance = 1
  if (space.prospects)
    for (let position = 0; position < space.count; position++)
      extent.leastChance = Math.min(extent.leastChance, space.prospects.chance[position]!)
  for (let i = 0; i < space.players; i++) {
    let [least, most, exposed] = [1, 0, 0]
    const [peace, open] = [space.peace[i]!, space.exposed[i]!]
    for (let position = 0; position < space.count; position++) {
      const share = peace[position]!
      if (share < least) least = share
      if (share > most) most = share
      const by = (1 - share) * open[position]!
      if (by > exposed) exposed = by
    }
    extent.leastPeace[i] = least
    extent.mostPeace[i] = most
    extent.mostExposed[i] = exposed
  }
  for (let b = 0; b < space.burdens.length; b++) {
    let rest = 0
    if (space.searched) rest = mostCosts(space.searched, b)
    else for (const { costs } of space.rest) rest = Math.max(rest, largest(costs[b]!, costs[b]!.length))
    extent.cost[b] = largest(space.costs[b]!, space.count) + rest
  }
}

function largest(column: Float64Array, count: number): number {
  let most = 0
  for (let k = 0; k < count; k++) if (column[k]! > most) most = column[k]!
  return most
}

/** The most that any player's gain by any package of the space can have risen since. */
export function drift(space: Space, extent: Extent, before: Seen, now: Month): number {
  let most = -Infinity
  for (let i = 0; i < space.players; i++) {
    let moved = 0
    for (let k = i; k < now.moved.length; k += space.players) moved += Math.max(0, now.moved[k]! - before.moved[k]!)
    const by = before.noDeal[i]! - now.noDeal[i]! + moved
    let own = by * (by > 0 ? extent.mostPeace[i]! : extent.leastPeace[i]!)
    own += extent.mostExposed[i]! * Math.max(0, before.loss[i]! - now.loss[i]!)
    for (let b = 0; b < space.burdens.length; b++)
      if (space.burdens[b]!.player === i) own += extent.cost[b]! * Math.max(0, before.weights[b]! - now.weights[b]!)
    if (own < 0) own *= extent.leastChance
    if (own > most) most = own
  }
  return most + SLACK
}
