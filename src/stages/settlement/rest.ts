/** Lists of packages that do not bear on durability: their sums, and their exact frontier. Rooms are used over and
 *  over, since lists are made several times a world. */
import { fillRow, newCorners, setCorners } from './corners.ts'
import type { Corners, Tradeoffs } from './corners.ts'

/** Undominated combinations of several blocks. `points[i][k]` is what entry k earns player i, `costs[b][k]` what the
 *  red lines that it crosses cost under burden b; `parts[k]` adds up to the package's number. */
export interface Rest {
  readonly points: readonly Float64Array[]
  readonly costs: readonly Float64Array[]
  readonly parts: Float64Array
}

/** A list while it is made: its first `count` entries count. */
export interface Entries {
  count: number
  readonly points: Float64Array[]
  readonly costs: Float64Array[]
  parts: Float64Array
}

export function newEntries(players: number, burdens: number): Entries {
  const none = (count: number): Float64Array[] => Array.from({ length: count }, () => new Float64Array(0))
  return { count: 0, points: none(players), costs: none(burdens), parts: new Float64Array(0) }
}

function newRest(players: number, burdens: number, length: number): Rest {
  const zeros = (count: number): Float64Array[] => Array.from({ length: count }, () => new Float64Array(length))
  return { points: zeros(players), costs: zeros(burdens), parts: new Float64Array(length) }
}

/** A list of one entry that settles nothing. */
export function emptyRest(players: number, burdens: number): Rest {
  return newRest(players, burdens, 1)
}

/** Makes a list as long as it is to be; what it holds means nothing. */
export function resize(list: Entries, count: number): void {
  list.count = count
  if (list.parts.length >= count) return
  const room = Math.max(count, 2 * list.parts.length)
  for (let i = 0; i < list.points.length; i++) list.points[i] = new Float64Array(room)
  for (let b = 0; b < list.costs.length; b++) list.costs[b] = new Float64Array(room)
  list.parts = new Float64Array(room)
}

/** Every entry of `a` plus every entry of `b`. */
export function addLists(a: Entries, b: Entries, out: Entries): void {
  resize(out, a.count * b.count)
  for (let i = 0; i < out.points.length; i++) addColumns(a, b, [a.points[i]!, b.points[i]!, out.points[i]!])
  for (let k = 0; k < out.costs.length; k++) addColumns(a, b, [a.costs[k]!, b.costs[k]!, out.costs[k]!])
  addColumns(a, b, [a.parts, b.parts, out.parts])
}

function addColumns(a: Entries, b: Entries, [x, y, out]: readonly [Float64Array, Float64Array, Float64Array]): void {
  let n = 0
  for (let j = 0; j < a.count; j++) {
    const of = x[j]!
    for (let k = 0; k < b.count; k++) out[n++] = of + y[k]!
  }
}

/** Room to find the frontier of a list. */
export interface Sieving {
  readonly corners: Corners
  row: Float64Array
  /** Of the entries kept so far, in order: their numbers, sums and coordinates. */
  which: Int32Array
  sums: Float64Array
  rows: Float64Array
}

export function newSieving(burdens: number): Sieving {
  return {
    corners: newCorners(burdens),
    row: new Float64Array(0),
    which: new Int32Array(0),
    sums: new Float64Array(0),
    rows: new Float64Array(0),
  }
}

/** The undominated entries of a list. Adding a block that no rule couples to the others keeps dominance, so that
 *  nothing that is on the frontier of the whole is ever dropped. Of entries worth the same to everybody the first
 *  stays.
 *  Source: dynamic programming over additive objectives; Carraway, Morin & Moskowitz 1990, Generalized dynamic
 *  programming for multicriteria optimization. */
export function prune(list: Entries, tradeoffs: Tradeoffs, room: Sieving, out: Entries): void {
  setCorners(room.corners, list, tradeoffs)
  const kept = room.corners.count === 2 ? sweep(list, room) : scan(list, room)
  choose(list, room.which, kept, out)
}

function choose(list: Entries, which: Int32Array, count: number, out: Entries): void {
  resize(out, count)
  for (let i = 0; i < list.points.length; i++) gather(list.points[i]!, which, count, out.points[i]!)
  for (let b = 0; b < list.costs.length; b++) gather(list.costs[b]!, which, count, out.costs[b]!)
  gather(list.parts, which, count, out.parts)
}

function gather(column: Float64Array, which: Int32Array, count: number, out: Float64Array): void {
  for (let k = 0; k < count; k++) out[k] = column[which[k]!]!
}

/** Two coordinates: sort by the first and walk. @returns how many are kept. */
function sweep({ count }: Entries, room: Sieving): number {
  reserve(room, count, 2)
  const { corners, which, row } = room
  const [x, y] = [new Float64Array(count), new Float64Array(count)]
  for (let entry = 0; entry < count; entry++) {
    fillRow(corners, entry, row)
    x[entry] = row[0]!
    y[entry] = row[1]!
  }
  const order = Array.from({ length: count }, (_, entry) => entry)
  order.sort((a, b) => x[b]! - x[a]! || y[b]! - y[a]! || a - b)
  let [kept, best] = [0, -Infinity]
  for (const entry of order) {
    if (y[entry]! <= best) continue
    best = y[entry]!
    which[kept++] = entry
  }
  return kept
}

/** Any number of coordinates, in descending order of their sum, the first of equals first: an entry is dropped where
 *  one before it matches it in all. One that matches another never has the lesser sum, rounded as they are. @returns
 *  how many are kept. */
function scan({ count }: Entries, room: Sieving): number {
  const { corners } = room
  const width = corners.count
  reserve(room, count, width)
  const { row, which, sums, rows } = room
  let [kept, last] = [0, 0]
  for (let entry = 0; entry < count; entry++) {
    const sum = fillRow(corners, entry, row)
    // Neighbours in the list are often matched by the same entry.
    if (last < kept && isMatched(row, rows, last * width, width)) continue
    let by = 0
    while (by < kept && !isMatched(row, rows, by * width, width)) by++
    last = by
    if (by < kept) continue
    let place = kept
    while (place > 0 && sums[place - 1]! < sum) place--
    kept = dropMatched(room, place, kept, width)
    rows.copyWithin((place + 1) * width, place * width, kept * width)
    which.copyWithin(place + 1, place, kept)
    sums.copyWithin(place + 1, place, kept)
    for (let c = 0; c < width; c++) rows[place * width + c] = row[c]!
    which[place] = entry
    sums[place] = sum
    kept++
  }
  return kept
}

function reserve(room: Sieving, count: number, width: number): void {
  if (room.row.length < width) room.row = new Float64Array(width)
  if (room.which.length < count) {
    room.which = new Int32Array(count)
    room.sums = new Float64Array(count)
  }
  if (room.rows.length < count * width) room.rows = new Float64Array(count * width)
}

/** Whether what stands in `rows` from a place on is at least as much in every coordinate. */
function isMatched(row: Float64Array, rows: Float64Array, from: number, width: number): boolean {
  for (let c = 0; c < width; c++) if (!(rows[from + c]! >= row[c]!)) return false
  return true
}

/** Drops the entries kept from a place on that the row matches. @returns how many are kept then. */
function dropMatched({ row, rows, which, sums }: Sieving, place: number, kept: number, width: number): number {
  let end = place
  for (let k = place; k < kept; k++) {
    let c = 0
    while (c < width && row[c]! >= rows[k * width + c]!) c++
    if (c === width) continue
    if (end < k) {
      for (c = 0; c < width; c++) rows[end * width + c] = rows[k * width + c]!
      which[end] = which[k]!
      sums[end] = sums[k]!
    }
    end++
  }
  return end
}

/** Lists up to this length share room with those of the worlds before: most are of a few dozen entries. */
const MOST_SHARED = 128

/** What the first entries of a list hold, to be read before the next world. @param byLength room that was used
 *  before. */
export function settled(count: number, { points, costs, parts }: Rest, byLength: Rest[]): Rest {
  const rest = byLength[count] ?? newRest(points.length, costs.length, count)
  if (count <= MOST_SHARED) byLength[count] = rest
  for (let i = 0; i < points.length; i++) copy(points[i]!, rest.points[i]!)
  for (let b = 0; b < costs.length; b++) copy(costs[b]!, rest.costs[b]!)
  copy(parts, rest.parts)
  return rest
}

function copy(from: Float64Array, out: Float64Array): void {
  for (let k = 0; k < out.length; k++) out[k] = from[k]!
}
