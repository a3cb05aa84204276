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
  /** By list, then position: no less than the least gain of any entry. */
  readonly bound: Float64Array[]
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
    bound: [],
  }
}

/** Bounds of the rows of a month, by list, then position of the core. @returns them, in the room of the space. */
export function boundRows(gains: Gains): readonly Float64Array[] {
  const { space } = gains
  const rows = fillRows(gains)
  if (space.count === 0) return rows.bound
  fillMean(rows, space)
  for (let list = 0; list < space.rest.length; list++) boundList(rows, gains, list)
  return rows.bound
}

/** Works out the offsets of the rows of a month, but for what the line has earned. @returns them, in the room of the
 *  space. */
export function fillRows(gains: Gains): Rows {
  const { space, believed } = gains
  const { rows } = space
  if (space.count === 0) return rows
  if (!rows.isKnown || rows.believed !== believed) keepWhatStays(rows, space, believed)
  for (let i = 0; i < space.players; i++) fillNow(rows, gains, i)
  return rows
}

/** Points over fighting on that the line has earned a player, by the lines that a package moves with, as bits. */
export function earnedOver({ space, noDeal, walkAway, moved }: Gains, player: number): Float64Array {
  const { players } = space
  const over = new Float64Array(1 << (moved.length / players))
  for (let by = 0; by < over.length; by++)
    over[by] = walkAway[player]! - noDeal[player]! + earned(moved, players, player, by)
  return over
}

function keepWhatStays(rows: Rows, space: Space, believed: boolean): void {
  const { players, count, prospects } = space
  rows.isKnown = true
  rows.believed = believed
  rows.pooled = columnOf(rows.pooled, count)
  rows.mean = columnOf(rows.mean, count)
  if (rows.mostShare.length !== players) rows.mostShare = new Float64Array(players)
  rows.pooled.fill(0, 0, count)
  for (let i = 0; i < players; i++) {
    for (const column of [rows.share, rows.base, rows.exposed, rows.weight, rows.now])
      column[i] = columnOf(column[i], count)
    const [share, base, exposed] = [rows.share[i]!, rows.base[i]!, rows.exposed[i]!]
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
  const bound = (rows.bound[list] = columnOf(rows.bound[list], count))
  const most = mostOfList(gains, list, rows.mostShare)
  const together = new Float64Array(1 << (gains.moved.length / players)).fill(most.sum)
  bound.fill(Infinity, 0, count)
  for (let i = 0; i < players; i++) {
    const [now, share, over] = [rows.now[i]!, rows.share[i]!, earnedOver(gains, i)]
    for (let by = 0; by < over.length; by++) together[by] = together[by]! + over[by]!
    for (let p = 0; p < count; p++) {
      const gain = now[p]! + share[p]! * (over[coreMoves[p]! + list]! + most.each[i]!)
      if (gain < bound[p]!) bound[p] = gain
    }
  }
  const { mean, pooled } = rows
  for (let p = 0; p < count; p++) {
    const gain = mean[p]! + pooled[p]! * together[coreMoves[p]! + list]!
    if (gain < bound[p]!) bound[p] = gain
  }
  if (space.prospects) for (let p = 0; p < count; p++) bound[p] = space.prospects.chance[p]! * bound[p]!
  for (let p = 0; p < count; p++) bound[p] = bound[p]! + SLACK
}

/** The most that an entry of a list earns each player, apart, and all together, less what it crosses: over `s`, the
 *  share of the future at peace, it adds `p − Σ w·c / s` to a gain, which is no more than with the largest share. */
function mostOfList(
  { space, weights }: Gains,
  list: number,
  mostShare: Float64Array,
): { readonly each: Float64Array; readonly sum: number } {
  const { points, costs, parts } = space.rest[list]!
  const each = new Float64Array(points.length).fill(-Infinity)
  let sum = -Infinity
  for (let entry = 0; entry < parts.length; entry++) {
    let together = 0
    for (let i = 0; i < points.length; i++) {
      let crossed = 0
      const own = space.burdensOf[i]!
      for (let n = 0; n < own.length; n++) crossed += weights[own[n]!]! * costs[own[n]!]![entry]!
      const net = points[i]![entry]! - crossed / mostShare[i]!
      if (net > each[i]!) each[i] = net
      together += net
    }
    if (together > sum) sum = together
  }
  return { each, sum }
}
