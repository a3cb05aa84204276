/** All rows of a space in one month at once: the offsets of their gains, and bounds on what their entries leave whoever
 *  gains least, column by column. */
import { enterRow, fillOffsets } from './gain.ts'
import type { Gains, Row } from './gain.ts'

/** Above the rounding of the sums that bounds and gains are made of. */
export const SLACK = 1e-9

/** Columns by list, then position of the core. Used over and over. */
export interface Rows {
  /** By list, then player. */
  readonly offset: Float64Array[][]
  /** No less than the least gain of any entry. */
  readonly bound: Float64Array[]
}

export function newRows(): Rows {
  return { offset: [], bound: [] }
}

/** Works out the rows of a month. @returns them, in the room of the space. */
export function fillRows(gains: Gains): Rows {
  const { space, believed } = gains
  const { rows, count, players } = space
  if (count === 0) return rows
  const whole = { from: 0, to: count, shift: 0 }
  const mostShare = Float64Array.from(space.peace, (share) => (believed ? 1 : largest(share, count)))
  for (let list = 0; list < space.rest.length; list++) {
    const offset = (rows.offset[list] ??= [])
    for (let i = 0; i < players; i++) {
      offset[i] = columnOf(offset[i], count)
      fillOffsets(gains, i, list, whole, offset[i]!)
    }
    const bound = (rows.bound[list] = columnOf(rows.bound[list], count))
    const most = mostOfList(gains, list, mostShare)
    bound.fill(Infinity, 0, count)
    for (let i = 0; i < players; i++) boundByOne(gains, { player: i, most: most.each[i]! }, offset[i]!, bound)
    boundByMix(gains, most.sum, offset, bound)
    for (let p = 0; p < count; p++) bound[p] = (space.prospects ? space.prospects.chance[p]! : 1) * bound[p]! + SLACK
  }
  return rows
}

/** A column with room for so many positions. */
function columnOf(column: Float64Array | undefined, count: number): Float64Array {
  return column && column.length >= count ? column : new Float64Array(count)
}

function largest(column: Float64Array, count: number): number {
  let most = 0
  for (let k = 0; k < count; k++) if (column[k]! > most) most = column[k]!
  return most
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

/** The most that the best of a list for a player, whatever the others get, would bring it. */
function boundByOne(
  { space, believed }: Gains,
  { player, most }: { readonly player: number; readonly most: number },
  offset: Float64Array,
  bound: Float64Array,
): void {
  const share = space.peace[player]!
  for (let p = 0; p < space.count; p++) {
    const gain = offset[p]! + (believed ? 1 : share[p]!) * most
    if (gain < bound[p]!) bound[p] = gain
  }
}

/** No mean of the gains is below the least of them. With gains `o_i + s_i·n_i` and weights in proportion to `1 / s_i`,
 *  `Σ g_i / s_i ≤ Σ o_i / s_i + max Σ n_i`: of the entries their largest sum is all that is needed. */
function boundByMix(
  { space, believed }: Gains,
  most: number,
  offset: readonly Float64Array[],
  bound: Float64Array,
): void {
  for (let p = 0; p < space.count; p++) {
    let [sum, weight] = [most, 0]
    for (let i = 0; i < space.players; i++) {
      const share = believed ? 1 : space.peace[i]![p]!
      sum += offset[i]![p]! / share
      weight += 1 / share
    }
    if (sum < bound[p]! * weight) bound[p] = sum / weight
  }
}

/** Opens a row by what has been worked out. */
export function takeRow(row: Row, gains: Gains, position: number, list: number): void {
  enterRow(row, gains, position, list)
  const offset = gains.space.rows.offset[list]!
  for (let i = 0; i < offset.length; i++) row.offset[i] = offset[i]![position]!
}
