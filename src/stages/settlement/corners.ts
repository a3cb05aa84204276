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

/** The corners of a list, one coordinate for each, by player. Reused from list to list. */
export interface Corners {
  /** How many there are. */
  count: number
  list: Columns
  most: ArrayLike<number>
  /** Burdens that weigh in the list, by player: its corners are all sets of them, the first of the burdens the
   *  slowest. */
  readonly weighing: readonly number[][]
  /** Where each coordinate stands in a row: the players in turn, since what is better for one is seldom so for the
   *  next. */
  place: Int32Array
  /** The corners of one player. */
  own: Float64Array
}

export function newCorners(players: number): Corners {
  return {
    count: 0,
    list: { count: 0, points: [], costs: [] },
    most: [],
    weighing: Array.from({ length: players }, () => []),
    place: new Int32Array(players),
    own: new Float64Array(players),
  }
}

/** Finds the corners of a list: burdens that nothing in it bears make none. */
export function setCorners(corners: Corners, list: Columns, { burdens, most }: Tradeoffs): void {
  const { weighing } = corners
  corners.list = list
  corners.most = most
  corners.count = 0
  for (let player = 0; player < weighing.length; player++) {
    const own = weighing[player]!
    own.length = 0
    for (let b = 0; b < burdens.length; b++)
      if (burdens[b]!.player === player && most[b] !== 0 && isBorne(list.costs[b]!, list.count)) own.push(b)
    corners.count += 1 << own.length
  }
  if (corners.place.length < corners.count) {
    corners.place = new Int32Array(corners.count)
    corners.own = new Float64Array(corners.count)
  }
  takeTurns(corners)
}

function isBorne(costs: Float64Array, count: number): boolean {
  for (let k = 0; k < count; k++) if (costs[k] !== 0) return true
  return false
}

function takeTurns({ weighing, place, count }: Corners): void {
  let at = 0
  for (let turn = 0; at < count; turn++) {
    let first = 0
    for (let player = 0; player < weighing.length; player++) {
      const corners = 1 << weighing[player]!.length
      if (turn < corners) place[first + turn] = at++
      first += corners
    }
  }
}

/** Puts the coordinates of an entry into a row. @returns their sum, players and corners in order. */
export function fillRow({ weighing, place, own, list, most }: Corners, entry: number, row: Float64Array): number {
  const { points, costs } = list
  let [sum, at] = [0, 0]
  for (let player = 0; player < weighing.length; player++) {
    const burdens = weighing[player]!
    own[0] = points[player]![entry]!
    let corners = 1
    for (let n = 0; n < burdens.length; n++) {
      const price = most[burdens[n]!]! * costs[burdens[n]!]![entry]!
      for (let k = corners - 1; k >= 0; k--) {
        const value = own[k]!
        own[2 * k + 1] = value - price
        own[2 * k] = value
      }
      corners *= 2
    }
    for (let k = 0; k < corners; k++) {
      sum = at === 0 ? own[0]! : sum + own[k]!
      row[place[at++]!] = own[k]!
    }
  }
  return sum
}
