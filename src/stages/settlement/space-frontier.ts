/** The Pareto frontier of what is left of the settlement space in a world, in gains over no deal. */
import { skyline } from '../../methods/frontier/pareto.ts'
import { gainAt, mostGain, newRow, openRow } from './gain.ts'
import type { Gains } from './gain.ts'
import { demandListed } from './searched.ts'

/** Undominated packages in falling lexicographic order of their gains, one for each point. */
export interface SpaceFrontier {
  /** By player and point, in points of deal value. */
  readonly gains: readonly Float64Array[]
  /** Position in `core` of the space, list of its rest and entry of that list, by point. */
  readonly position: Int32Array
  readonly list: Int32Array
  readonly entry: Int32Array
}

/** Gains are taken to so many parts of a point: far above the rounding of sums of a few hundred points, so that
 *  packages worth the same tie in whatever order they were added up, and far below what anybody could tell apart. */
const GRID = 2 ** 30

/** Candidates compared at a time: few enough that the packages found early strike whole rows of the others unseen. */
const CHUNK = 4096

/** The exact frontier over core combinations and rest entries, for any number of players. A core combination whose best
 *  rest for each player apart is matched by a package already found has no place on it and is not looked at; those with
 *  the best such bounds come first. Of packages worth the same to everybody one stays. Empty where nothing is left. */
export function spaceFrontier(gains: Gains): SpaceFrontier {
  const { space } = gains
  demandListed(space)
  const open = newRow(space.players)
  let best = emptyBuffer(space.players)
  let next = emptyBuffer(space.players)
  for (const row of rowsOf(gains)) {
    if (isMatched(best, row.bound)) continue
    openRow(open, gains, row.position, row.list)
    const entries = space.rest[row.list]!.parts.length
    for (let k = 0; k < entries; k++) {
      for (let i = 0; i < space.players; i++) next.gains[i]!.push(onGrid(gainAt(open, i, k)))
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

function onGrid(gain: number): number {
  return Math.round(gain * GRID) / GRID
}

/** A core combination with one list of the rest. */
interface Row {
  readonly position: number
  readonly list: number
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
function rowsOf(gains: Gains): Row[] {
  const { space } = gains
  const rows: Row[] = []
  const open = newRow(space.players)
  for (let position = 0; position < space.count; position++) {
    for (let list = 0; list < space.rest.length; list++) {
      if (space.rest[list]!.parts.length === 0) continue
      openRow(open, gains, position, list)
      const bound = Array.from(space.ideal[list]!, (most, i) => onGrid(mostGain(open, i, most)))
      rows.push({ position, list, bound })
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
