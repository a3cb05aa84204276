/** All rows of a space in one month at once: bounds on what their entries leave whoever gains least, column by column.
 *  What stays from month to month is worked out once. */
import { earned } from './moves.ts'
import type { Gains } from './gain.ts'
import type { Space } from './space.ts'

/** Above the rounding of the sums that bounds and gains are made of. */
export const SLACK = 1e-9

/** Columns by player, then position of the core, unless said otherwise. Used over and over. */
export interface Rows {
  /** Whether what stays is that of the space at hand; it is not once the core is filled anew. */
  isKnown: boolean
  /** Whether it is with every promise believed. */
  believed: boolean
  /** A; `A·u + C` of the core, less what a failed vote is expected to cost; and what a defeat takes, per point. */
  readonly share: Float64Array[]
  readonly base: Float64Array[]
  readonly exposed: Float64Array[]
  /** Weights in proportion to `1 / A` that add up to 1; and by position `1 / Σ 1/A`. */
  readonly weight: Float64Array[]
  pooled: Float64Array
  /** By player. */
  mostShare: Float64Array
  /** Of the month at hand: offsets, but for what the line has earned over fighting on; and by position their mean. */
  readonly now: Float64Array[]
  mean: Float64Array
  /** By position, then list: no less than the least gain of any entry. */
  bound: Float64Array
  /** Points over fighting on that the line has earned, by player, then the lines that a package moves with, as bits;
   *  and of all players together, with what an entry earns them at most. */
  readonly over: Float64Array[]
  together: Float64Array
  /** The most that an entry of the list at hand earns each player. */
  each: Float64Array
}

const NONE = new Float64Array(0)

export function newRows(): Rows {
  return {
    isKnown: false,
    believed: false,
    share: [],
    base: [],
    exposed: [],
    weight: [],
    pooled: NONE,
    mostShare: NONE,
    now: [],
    mean: NONE,
    bound: NONE,
    over: [],
    together: NONE,
    each: NONE,
  }
}

/** Bounds of the rows of a month, by position of the core, then list. @returns them, in the room of the space: as many
 *  as there are rows count. */
export function boundRows(gains: Gains): Float64Array {
  const { space } = gains
  const rows = fillRows(gains)
  if (space.count === 0) return rows.bound
  rows.bound = columnOf(rows.bound, space.count * space.rest.length)
  fillMean(rows, space)
  for (let list = 0; list < space.rest.length; list++) boundList(rows, gains, list)
  return rows.bound
}

/** Works out the offsets of the rows of a month, what the line has earned apart. @returns them, in the room of the
 *  space. */
export function fillRows(gains: Gains): Rows {
  const { space, believed } = gains
  const { rows } = space
  if (space.count === 0) return rows
  if (!rows.isKnown || rows.believed !== believed) keepWhatStays(rows, space, believed)
  for (let i = 0; i < space.players; i++) {
    fillNow(rows, gains, i)
    fillOver(rows, gains, i)
  }
  return rows
}

function keepWhatStays(rows: Rows, space: Space, believed: boolean): void {
  const { players, count, prospects } = space
  rows.isKnown = true
  rows.believed = believed
  rows.pooled = columnOf(rows.pooled, count)
  rows.mean = columnOf(rows.mean, count)
  rows.mostShare = columnOf(rows.mostShare, players)
  rows.pooled.fill(0, 0, count)
  for (let i = 0; i < players; i++) {
    const share = (rows.share[i] = columnOf(rows.share[i], count))
    const base = (rows.base[i] = columnOf(rows.base[i], count))
    const exposed = (rows.exposed[i] = columnOf(rows.exposed[i], count))
    rows.weight[i] = columnOf(rows.weight[i], count)
    rows.now[i] = columnOf(rows.now[i], count)
    const [peace, points, shift, open] = [space.peace[i]!, space.points[i]!, space.shift[i]!, space.exposed[i]!]
    let most = 0
    for (let p = 0; p < count; p++) {
      const held = believed ? 1 : peace[p]!
      if (held > most) most = held
      share[p] = held
      base[p] = held * points[p]! + (believed ? 0 : shift[p]!) - (prospects ? prospects.risk[i]![p]! : 0)
      exposed[p] = (1 - held) * open[p]!
      rows.pooled[p] = rows.pooled[p]! + 1 / held
    }
    rows.mostShare[i] = most
  }
  for (let p = 0; p < count; p++) rows.pooled[p] = 1 / rows.pooled[p]!
  for (let i = 0; i < players; i++) {
    const [weight, share] = [rows.weight[i]!, rows.share[i]!]
    for (let p = 0; p < count; p++) weight[p] = rows.pooled[p]! / share[p]!
  }
}

/** A column with room for so many positions. */
function columnOf(column: Float64Array | undefined, count: number): Float64Array {
  return column && column.length >= count ? column : new Float64Array(count)
}

/** The offsets of a player, but for what the line has earned over fighting on. */
function fillNow(rows: Rows, { space, loss, weights, beside }: Gains, player: number): void {
  const { count, core } = space
  const [now, base, exposed] = [rows.now[player]!, rows.base[player]!, rows.exposed[player]!]
  const lost = loss[player]!
  for (let p = 0; p < count; p++) now[p] = base[p]! - exposed[p]! * lost
  for (const b of space.burdensOf[player]!) {
    const [weight, costs] = [weights[b]!, space.costs[b]!]
    for (let p = 0; p < count; p++) now[p] = now[p]! - weight * costs[p]!
  }
  if (beside) for (let p = 0; p < count; p++) now[p] = now[p]! + beside[player]![core[p]!]!
}

function fillOver(rows: Rows, { space, noDeal, walkAway, moved }: Gains, player: number): void {
  const { players } = space
  const over = (rows.over[player] = columnOf(rows.over[player], 1 << (moved.length / players)))
  const least = walkAway[player]! - noDeal[player]!
  for (let by = 0; by < over.length; by++) over[by] = least + earned(moved, players, player, by)
}

function fillMean({ mean, now, weight }: Rows, { players, count }: Space): void {
  for (let i = 0; i < players; i++) {
    const [of, by] = [now[i]!, weight[i]!]
    if (i === 0) for (let p = 0; p < count; p++) mean[p] = by[p]! * of[p]!
    else for (let p = 0; p < count; p++) mean[p] = mean[p]! + by[p]! * of[p]!
  }
}

/** The least of what each player's best of the list, apart, would bring it, and of what the mean of the gains can be:
 *  no mean is below the least. With gains `o_i + A_i·n_i` and weights in proportion to `1 / A_i` the mean is
 *  `Σ w_i·o_i + Σ n_i / Σ 1/A_i`: of the entries their largest sum is all that is needed. */
function boundList(rows: Rows, gains: Gains, list: number): void {
  const { space } = gains
  const { players, count, coreMoves } = space
  const together = fillTogether(rows, fillMost(rows, gains, list), players)
  const { mean, pooled, bound } = rows
  const lists = space.rest.length
  for (let p = 0, r = list; p < count; p++, r += lists)
    bound[r] = mean[p]! + pooled[p]! * together[coreMoves[p]! + list]! + SLACK
  for (let i = 0; i < players; i++) {
    const [now, share, over, most] = [rows.now[i]!, rows.share[i]!, rows.over[i]!, rows.each[i]!]
    for (let p = 0, r = list; p < count; p++, r += lists) {
      const gain = now[p]! + share[p]! * (over[coreMoves[p]! + list]! + most) + SLACK
      if (gain < bound[r]!) bound[r] = gain
    }
  }
  const { prospects } = space
  if (prospects) for (let p = 0, r = list; p < count; p++, r += lists) bound[r] = prospects.chance[p]! * bound[r]!
}

/** What all players earn together over fighting on at most, by the lines that a package moves with.
 *  @param most of an entry. */
function fillTogether(rows: Rows, most: number, players: number): Float64Array {
  const together = (rows.together = columnOf(rows.together, rows.over[0]!.length))
  for (let by = 0; by < together.length; by++) {
    let sum = most
    for (let i = 0; i < players; i++) sum += rows.over[i]![by]!
    together[by] = sum
  }
  return together
}

/** The most that an entry of a list earns each player, apart, less what it crosses: over `s`, the share of the future
 *  at peace, it adds `p − Σ w·c / s` to a gain, which is no more than with the largest share. @returns the most that
 *  one earns all together. */
function fillMost(rows: Rows, { space, weights }: Gains, list: number): number {
  const { points, costs, parts } = space.rest[list]!
  const { mostShare } = rows
  const each = (rows.each = columnOf(rows.each, space.players))
  each.fill(-Infinity)
  let most = -Infinity
  for (let entry = 0; entry < parts.length; entry++) {
    let sum = 0
    for (let i = 0; i < points.length; i++) {
      let crossed = 0
      const own = space.burdensOf[i]!
      for (let n = 0; n < own.length; n++) crossed += weights[own[n]!]! * costs[own[n]!]![entry]!
      const net = points[i]![entry]! - crossed / mostShare[i]!
      if (net > each[i]!) each[i] = net
      sum += net
    }
    if (sum > most) most = sum
  }
  return most
}
