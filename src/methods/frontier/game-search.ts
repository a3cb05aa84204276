/** The best package of a game whose gains are sums of tables, without enumerating packages: for whoever gains least by
 *  it, or by the Nash product. Branch and bound: what any weights of the players make of the best package bounds it,
 *  and the weights that bound it closest are found first. Sources: Lagrangian relaxation, Fisher 1981, Management
 *  Science 27; step lengths, Polyak 1969; the tangent to the Nash product, Frank & Wolfe 1956, Naval Research Logistics
 *  3. */
import { log } from '../../math/elementary.ts'
import { follow, newRegrets, placeIn, rowOf, solve } from './bucket-tree.ts'
import type { BucketTree, Regrets } from './bucket-tree.ts'

/** Gains: an offset by player, and tables by player, then scope. `barred` by scope, 1 where a combination is. */
export interface Game {
  readonly tree: BucketTree
  readonly offset: Float64Array
  readonly tables: readonly (readonly Float64Array[])[]
  readonly barred: readonly Uint8Array[]
}

/** Thrown where the bounds leave too much to be looked at. */
export class SearchTooLong extends RangeError {}

/** Most choices looked at in one search: some seconds. */
const MOST_STEPS = 20_000_000

/** Weights tried before packages are looked at one by one. */
const ROUNDS = 24
/** Of these, how many bound the search: each costs an addition a step. */
const KEPT = 3

/** Above the rounding of sums of tables. */
const SLACK = 1e-9

/** Room for searches over one tree, used over and over. */
export interface SearchRoom {
  readonly scalar: readonly Float64Array[]
  readonly regrets: Regrets[]
  readonly chosen: Int32Array
  readonly gains: Float64Array
}

export function newSearchRoom(tree: BucketTree, players: number): SearchRoom {
  return {
    scalar: tree.scopes.map((scope) => new Float64Array(scope.reduce((n, v) => n * tree.sizes[v]!, 1))),
    regrets: Array.from({ length: players + KEPT + 1 }, () => newRegrets(tree)),
    chosen: new Int32Array(tree.sizes.length),
    gains: new Float64Array(players),
  }
}

export interface GamePackage {
  /** Option by variable. */
  readonly chosen: Int32Array
  readonly value: number
}

/** The package with the largest least gain, if that is at least `floor`; with `enough`, any whose least gain is that
 *  much. Null where there is none.
 *  @throws SearchTooLong */
export function largestLeast(game: Game, floor: number, enough: number, room: SearchRoom): GamePackage | null {
  const players = game.offset.length
  const goal: Goal = {
    best: floor,
    found: null,
    enough,
    worth: (gains) => {
      let least = Infinity
      for (let i = 0; i < players; i++) if (gains[i]! < least) least = gains[i]!
      return least
    },
  }
  const bounds = ownBounds(game, room)
  // Each player's own best bounds the least gain as well.
  if (bounds.some(({ at }) => at < goal.best - SLACK)) return null
  const weights = new Float64Array(players).fill(1 / players)
  const kept: Bound[] = []
  let [lowest, step] = [Infinity, 1]
  for (let round = 0; round < ROUNDS; round++) {
    const regrets = room.regrets[players + (kept.length < KEPT ? kept.length : KEPT)]!
    const bound = weighted(game, weights, regrets, room)
    if (bound.at < goal.best - SLACK) return goal.found
    keep(kept, bound, room, players)
    lowest = Math.min(lowest, bound.at)
    offer(game, goal, room)
    if (goal.found && (goal.best >= goal.enough || goal.best >= lowest - SLACK)) return goal.found
    let [mean, size] = [0, 0]
    for (let i = 0; i < players; i++) mean += room.gains[i]! / players
    for (let i = 0; i < players; i++) size += (room.gains[i]! - mean) * (room.gains[i]! - mean)
    const target = Number.isFinite(goal.best) ? goal.best : lowest - 1
    const length = size > 0 ? (step * Math.max(bound.at - target, 0)) / size : 0
    for (let i = 0; i < players; i++) weights[i] = weights[i]! - length * (room.gains[i]! - mean)
    ontoSimplex(weights)
    if (round > 8) step *= 0.85
  }
  branch(game, goal, [...kept, ...bounds], room)
  return goal.found
}

/** The package that nobody loses by with the largest weighted Nash product `Σ w_i ln g_i`; null where nobody can be
 *  spared a loss. A weight of 0 is that of nobody.
 *  @param start a package that nobody loses by. @throws SearchTooLong */
export function largestProduct(
  game: Game,
  weights: ArrayLike<number>,
  start: Int32Array,
  room: SearchRoom,
): GamePackage {
  const players = game.offset.length
  const worth = (gains: Float64Array): number => {
    let sum = 0
    for (let i = 0; i < players; i++) {
      if (gains[i]! < -SLACK) return -Infinity
      if (weights[i]! > 0) sum += weights[i]! * log(Math.max(0, gains[i]!))
    }
    return sum
  }
  const goal: Goal = { best: -Infinity, found: { chosen: start.slice(), value: -Infinity }, enough: Infinity, worth }
  room.chosen.set(start)
  offer(game, goal, room)
  const around = room.gains.slice()
  if (goal.best === -Infinity) around.fill(1)
  const bounds = ownBounds(game, room).map((bound): Bound => ({ ...bound, needs: 0 }))
  const kept: Bound[] = []
  const slopes = new Float64Array(players)
  for (let round = 0; round < ROUNDS; round++) {
    let [constant, total] = [0, 0]
    for (let i = 0; i < players; i++) {
      const r = Math.max(around[i]!, 1e-6)
      slopes[i] = weights[i]! / r
      if (weights[i]! > 0) constant += weights[i]! * log(r)
      total += weights[i]!
    }
    const regrets = room.regrets[players + (kept.length < KEPT ? kept.length : KEPT)]!
    const line = weighted(game, slopes, regrets, room)
    const bound = { ...line, at: line.at + constant - total }
    keep(kept, bound, room, players)
    offer(game, goal, room)
    if (bound.at <= goal.best + SLACK) break
    const share = 2 / (round + 3)
    for (let i = 0; i < players; i++) around[i] = around[i]! + share * (room.gains[i]! - around[i]!)
  }
  branch(game, goal, [...kept, ...bounds], room)
  return goal.found!
}

/** The most that a player could gain, whatever the others do; −∞ where every package is barred. */
export function mostOf(game: Game, player: number, room: SearchRoom): number {
  return ownBounds(game, room)[player]!.at
}

/** What is looked for. */
interface Goal {
  best: number
  found: GamePackage | null
  readonly enough: number
  readonly worth: (gains: Float64Array) => number
}

/** A bound on packages: it falls with every choice that is not the best for it. */
interface Bound {
  readonly regrets: Regrets
  readonly at: number
  /** What it must not fall below, where that is not the best so far. */
  readonly needs?: number
}

/** Bounds by each player's own best, into the first of the room. */
function ownBounds(game: Game, room: SearchRoom): Bound[] {
  return Array.from(game.offset, (offset, i) => {
    const regrets = room.regrets[i]!
    game.tables[i]!.forEach((table, t) => {
      const [out, barred] = [room.scalar[t]!, game.barred[t]!]
      for (let p = 0; p < out.length; p++) out[p] = barred[p] === 1 ? -Infinity : table[p]!
    })
    solve(game.tree, room.scalar, regrets)
    return { regrets, at: offset + regrets.top }
  })
}

/** The bound by some weights of the players; the package that reaches it stands in the room, with its gains. */
function weighted(game: Game, weights: Float64Array, regrets: Regrets, room: SearchRoom): Bound {
  const { tree, tables, barred, offset } = game
  for (let t = 0; t < room.scalar.length; t++) {
    const [out, no] = [room.scalar[t]!, barred[t]!]
    out.fill(0)
    for (let i = 0; i < offset.length; i++) {
      const [own, weight] = [tables[i]![t]!, weights[i]!]
      if (weight !== 0) for (let p = 0; p < out.length; p++) out[p] = out[p]! + weight * own[p]!
    }
    for (let p = 0; p < out.length; p++) if (no[p] === 1) out[p] = -Infinity
  }
  solve(tree, room.scalar, regrets)
  follow(tree, regrets, room.chosen)
  let at = regrets.top
  for (let i = 0; i < offset.length; i++) at += weights[i]! * offset[i]!
  return { regrets, at }
}

/** Keeps the closest bounds; the room of the one that has to go becomes the spare. */
function keep(kept: Bound[], bound: Bound, room: SearchRoom, players: number): void {
  if (kept.length < KEPT) {
    kept.push(bound)
    return
  }
  let worst = 0
  for (let k = 1; k < kept.length; k++) if (kept[k]!.at > kept[worst]!.at) worst = k
  if (bound.at >= kept[worst]!.at) return
  room.regrets[players + KEPT] = kept[worst]!.regrets
  room.regrets[players + worst] = bound.regrets
  kept[worst] = bound
}

/** Looks at the package in the room, and leaves its gains there. */
function offer(game: Game, goal: Goal, room: SearchRoom): void {
  const { tree, tables, offset, barred } = game
  const { chosen, gains } = room
  gains.set(offset)
  let isBarred = false
  for (let t = 0; t < tree.scopes.length; t++) {
    const place = placeIn(tree.sizes, tree.scopes[t]!, chosen)
    if (barred[t]![place] === 1) isBarred = true
    for (let i = 0; i < gains.length; i++) gains[i] = gains[i]! + tables[i]![t]![place]!
  }
  if (isBarred) return
  const value = goal.worth(gains)
  if (!(value > goal.best || (goal.found === null && value >= goal.best))) return
  goal.best = value
  goal.found = { chosen: chosen.slice(), value }
}

/** Looks at what the bounds leave, the best by the closest bound first. */
function branch(game: Game, goal: Goal, bounds: readonly Bound[], room: SearchRoom): void {
  const { buckets } = game.tree
  const { chosen } = room
  const depth = buckets.length
  const at = Array.from({ length: depth + 1 }, () => new Float64Array(bounds.length))
  bounds.forEach((bound, b) => {
    at[0]![b] = bound.at
  })
  const first = bounds.reduce(
    (best, bound, b) => (bound.needs === undefined && bound.at < bounds[best]!.at ? b : best),
    0,
  )
  const tried = new Int32Array(depth)
  const orders = buckets.map(({ size }) => new Int32Array(size))
  const enter = (k: number): void => {
    const { size } = buckets[k]!
    const from = rowOf(buckets[k]!, chosen) * size
    const [worth, order] = [bounds[first]!.regrets.by[k]!, orders[k]!]
    for (let x = 0; x < size; x++) {
      let j = x
      while (j > 0 && worth[from + order[j - 1]!]! < worth[from + x]!) {
        order[j] = order[j - 1]!
        j--
      }
      order[j] = x
    }
    tried[k] = 0
  }
  let [k, steps] = [0, 0]
  if (depth > 0) enter(0)
  while (k >= 0 && depth > 0) {
    if (tried[k] === buckets[k]!.size) {
      k--
      continue
    }
    if (++steps > MOST_STEPS) throw new SearchTooLong('too many packages are left to look at')
    const { variable, size } = buckets[k]!
    const option = orders[k]![tried[k]!++]!
    chosen[variable] = option
    const place = rowOf(buckets[k]!, chosen) * size + option
    if (!passes(bounds, at[k]!, at[k + 1]!, k, place, goal)) continue
    if (k + 1 < depth) enter(++k)
    else {
      offer(game, goal, room)
      if (goal.found && goal.best >= goal.enough) return
    }
  }
}

/** Whether some package under a choice may still be better; what the bounds say of it goes into `to`. */
function passes(
  bounds: readonly Bound[],
  from: Float64Array,
  to: Float64Array,
  k: number,
  place: number,
  goal: Goal,
): boolean {
  for (let b = 0; b < bounds.length; b++) {
    const { regrets, needs } = bounds[b]!
    const value = from[b]! + regrets.by[k]![place]!
    if (value < (needs ?? goal.best) - SLACK || !(value > -Infinity)) return false
    // What only ties the best so far is not looked at once there is one.
    if (needs === undefined && goal.found && value <= goal.best + SLACK) return false
    to[b] = value
  }
  return true
}

/** The nearest weights that are not negative and add up to 1. Source: Held, Wolfe & Crowder 1974, Mathematical
 *  Programming 6. */
function ontoSimplex(weights: Float64Array): void {
  const falling = Float64Array.from(weights).sort().reverse()
  let [sum, shift] = [0, 0]
  for (let k = 0; k < falling.length; k++) {
    sum += falling[k]!
    const by = (sum - 1) / (k + 1)
    if (falling[k]! - by > 0) shift = by
  }
  for (let i = 0; i < weights.length; i++) weights[i] = Math.max(0, weights[i]! - shift)
}
