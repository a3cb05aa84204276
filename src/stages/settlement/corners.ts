/** What dominance between packages is told by. A gain is `A·u − Σ w_b c_b`, so that over A it is worth `u − Σ r_b c_b`
 *  with every r_b between 0 and its most. It is linear in r: an entry that is matched at every corner of these ranges
 *  is matched throughout. */
import type { Burden } from './burdens.ts'

/** What dominance has to hold for: burdens, and the most that a point of each costs against a point of worth, over
 *  every month and kind of peace. */
export interface Tradeoffs {
  readonly burdens: readonly Burden[]
  readonly most: ArrayLike<number>
}

/** The columns of a list: its first `count` entries count. */
interface Columns {
  readonly count: number
  readonly points: readonly Float64Array[]
  readonly costs: readonly Float64Array[]
}

/** The corners of a list, one coordinate for each: those of the first player first, of each player by all sets of the
 *  burdens that weigh, the first of them the slowest. Reused from list to list. */
export interface Corners {
  /** How many there are. */
  count: number
  list: Columns
  most: ArrayLike<number>
  /** Burdens that weigh in the list, and room for what they take off an entry. */
  readonly weighing: number[]
  readonly price: Float64Array
  /** By coordinate: the one that it is made of by taking off one burden more, -1 for the points of a player; which
   *  burden, or which player. */
  from: Int32Array
  by: Int32Array
}

export function newCorners(burdens: number): Corners {
  return {
    count: 0,
    list: { count: 0, points: [], costs: [] },
    most: [],
    weighing: [],
    price: new Float64Array(burdens),
    from: new Int32Array(0),
    by: new Int32Array(0),
  }
}

/** Finds the corners of a list: burdens that nothing in it bears make none. */
export function setCorners(corners: Corners, list: Columns, { burdens, most }: Tradeoffs): void {
  const { weighing } = corners
  corners.list = list
  corners.most = most
  corners.count = 0
  weighing.length = 0
  for (let player = 0; player < list.points.length; player++) {
    const before = weighing.length
    for (let b = 0; b < burdens.length; b++)
      if (burdens[b]!.player === player && most[b] !== 0 && isBorne(list.costs[b]!, list.count)) weighing.push(b)
    addCorners(corners, player, before)
  }
}

function isBorne(costs: Float64Array, count: number): boolean {
  for (let k = 0; k < count; k++) if (costs[k] !== 0) return true
  return false
}

/** Adds the corners of a player. @param before how many burdens weigh for the players before. */
function addCorners(corners: Corners, player: number, before: number): void {
  const own = corners.weighing.length - before
  const first = corners.count
  corners.count += 1 << own
  reserve(corners)
  corners.from[first] = -1
  corners.by[first] = player
  for (let set = 1; set < 1 << own; set++) {
    const last = 31 - Math.clz32(set & -set)
    corners.from[first + set] = first + (set & (set - 1))
    corners.by[first + set] = corners.weighing[before + own - 1 - last]!
  }
}

function reserve(corners: Corners): void {
  const { count, from, by } = corners
  if (from.length >= count) return
  corners.from = new Int32Array(2 * count)
  corners.by = new Int32Array(2 * count)
  corners.from.set(from)
  corners.by.set(by)
}

/** Puts the coordinates of an entry into a row. @returns their sum, in order. */
export function fillRow(corners: Corners, entry: number, row: Float64Array): number {
  const { count, weighing, price, from, by, most } = corners
  const { points, costs } = corners.list
  for (let n = 0; n < weighing.length; n++) price[weighing[n]!] = most[weighing[n]!]! * costs[weighing[n]!]![entry]!
  let sum = 0
  for (let c = 0; c < count; c++) {
    const value = from[c]! < 0 ? points[by[c]!]![entry]! : row[from[c]!]! - price[by[c]!]!
    row[c] = value
    sum = c === 0 ? value : sum + value
  }
  return sum
}
