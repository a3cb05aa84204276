/** The Pareto frontier of what is left of the settlement space in a world, in gains over no deal. */
import { skyline } from '../../methods/frontier/pareto.ts'
import type { Space } from './zopa.ts'

/** Undominated packages in falling lexicographic order of their gains, one for each point. */
export interface SpaceFrontier {
  /** gain_i = V_i − (W_i − κ_i) by player and point, in points of deal value. */
  readonly gains: readonly Float64Array[]
  /** Position in `core` of the space, list of its rest and entry of that list, by point. */
  readonly position: Int32Array
  readonly list: Int32Array
  readonly entry: Int32Array
}

/** Gains are taken to so many parts of a point: far above the rounding of sums of a few hundred points, so that packages worth the same tie
 *  in whatever order they were added up, and far below what anybody could tell apart. */
const GRID = 2 ** 30

/** Candidates compared at a time: few enough that the packages found early strike whole rows of the others unseen. */
const CHUNK = 4096

/** The exact frontier over core combinations and rest entries, gain_i = (rest points + moved + credit_i − W_i)·A_i, for any number of players.
 *  A core combination whose best rest for each player apart is matched by a package already found has no place on it and is not looked at;
 *  those with the best such bounds come first. Of packages worth the same to everybody one stays. Empty where nothing is left.
 *  Combinations whose peace never holds (A = 0) have no gain that their credit could tell, and are left out.
 *  @param noDeal W by player. @param moved points that the line of contact has earned each player. */
export function spaceFrontier(space: Space, noDeal: ArrayLike<number>, moved: ArrayLike<number>): SpaceFrontier {
  const gain = (row: Row, i: number, points: number): number =>
    Math.round(
      (points + row.moves * moved[i]! + space.credit[i]![row.position]! - noDeal[i]!) *
        space.peace[i]![row.position]! *
        GRID,
    ) / GRID
  let best = emptyBuffer(space.players)
  let next = emptyBuffer(space.players)
  for (const row of rowsOf(space, gain)) {
    if (isMatched(best, row.bound)) continue
    const { points, parts } = space.rest[row.list]!
    for (let k = 0; k < parts.length; k++) {
      for (let i = 0; i < space.players; i++) next.gains[i]!.push(gain(row, i, points[i]![k]!))
      next.rows.push(row)
      next.entries.push(k)
    }
    if (next.rows.length < CHUNK) continue
    best = undominated(best, next)
    next = emptyBuffer(space.players)
  }
  best = undominated(best, next)
  return {
    gains: best.gains.map((column) => Float64Array.from(column)),
    position: Int32Array.from(best.rows, ({ position }) => position),
    list: Int32Array.from(best.rows, ({ list }) => list),
    entry: Int32Array.from(best.entries),
  }
}

/** A core combination with one list of the rest. */
interface Row {
  readonly position: number
  readonly list: number
  /** How often the move of the line of contact counts. */
  readonly moves: number
  /** Largest gain of each player apart. */
  readonly bound: number[]
}

interface Buffer {
  readonly gains: readonly number[][]
  readonly rows: Row[]
  readonly entries: number[]
}

function emptyBuffer(players: number): Buffer {
  return { gains: Array.from({ length: players }, () => []), rows: [], entries: [] }
}

/** Rows by falling sum of their bounds. */
function rowsOf(space: Space, gain: (row: Row, i: number, points: number) => number): Row[] {
  const rows: Row[] = []
  for (let position = 0; position < space.count; position++) {
    if (!space.peace.every((column) => column[position]! > 0)) continue
    for (let list = 0; list < space.rest.length; list++) {
      if (space.rest[list]!.parts.length === 0) continue
      const row: Row = { position, list, moves: space.coreMoves[position]! + list, bound: [] }
      for (let i = 0; i < space.players; i++) row.bound.push(gain(row, i, space.ideal[list]![i]!))
      rows.push(row)
    }
  }
  const sum = ({ bound }: Row): number => bound.reduce((total, x) => total + x, 0)
  return rows.sort((a, b) => sum(b) - sum(a) || a.position - b.position || a.list - b.list)
}

function isMatched({ gains, rows }: Buffer, bound: readonly number[]): boolean {
  for (let k = 0; k < rows.length; k++) if (gains.every((column, i) => column[k]! >= bound[i]!)) return true
  return false
}

/** The undominated of both, the first of those worth the same. */
function undominated(best: Buffer, next: Buffer): Buffer {
  const columns = best.gains.map((column, i) => Float64Array.from([...column, ...next.gains[i]!]))
  const rows = [...best.rows, ...next.rows]
  const entries = [...best.entries, ...next.entries]
  const found = skyline(columns, rows.length)
  const kept = Array.from({ length: found.count }, (_, point) => found.members[found.first[point]!]!)
  return {
    gains: columns.map((column) => kept.map((k) => column[k]!)),
    rows: kept.map((k) => rows[k]!),
    entries: kept.map((k) => entries[k]!),
  }
}
