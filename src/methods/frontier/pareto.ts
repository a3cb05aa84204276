import { isMatched, layTree, put } from './dominance-tree.ts'
import { lexicographicOrder } from './lexicographic-order.ts'
import { newStaircase, offer } from './staircase.ts'

/** The undominated rows of a table, in falling lexicographic order. Rows with the same values stand together as one
 *  point: rows `members[first[p] … first[p + 1] − 1]` are the point p. */
export interface Skyline {
  readonly count: number
  readonly first: Uint32Array
  readonly members: Uint32Array
}

/** Pareto-optimal rows: no other row is at least as great in every column and greater in one (Pareto 1906). Exact;
 *  equal rows are all kept. One column an actor; any number of them. One actor: the greatest. Two: a sweep. Three: a
 *  sweep over a staircase (Kung, Luccio & Preparata 1975). More: the same sweep over a k-d tree of the survivors.
 *  @param columns finite numbers, at least `count` in each. */
export function skyline(columns: readonly Float64Array[], count: number): Skyline {
  if (columns.length === 0) throw new RangeError('a frontier needs at least one actor')
  const order = lexicographicOrder(columns, count)
  return gather(columns, order, survivors(columns, order))
}

/** Indices of the Pareto-optimal rows, ties included, ascending. See {@link skyline}. */
export function paretoIndices(columns: readonly Float64Array[], count: number = columns[0]?.length ?? 0): Uint32Array {
  return skyline(columns, count).members.slice().sort()
}

/** Marks by position in the order: 1 for the first row of each undominated point. An earlier row is never dominated
 *  by a later one, and the first column never decides against it, so the sweep compares the columns after the first. */
function survivors(columns: readonly Float64Array[], order: Uint32Array): Uint8Array {
  const kept = new Uint8Array(order.length)
  if (columns.length === 1) {
    if (order.length > 0) kept[0] = 1
  } else if (columns.length === 2) sweepLine(columns[1]!, order, kept)
  else if (columns.length === 3) sweepStaircase(columns[1]!, columns[2]!, order, kept)
  else sweepTree(columns, order, kept)
  return kept
}

function sweepLine(y: Float64Array, order: Uint32Array, kept: Uint8Array): void {
  let best = -Infinity
  for (let k = 0; k < order.length; k++) {
    const value = y[order[k]!]!
    if (value > best) {
      best = value
      kept[k] = 1
    }
  }
}

function sweepStaircase(y: Float64Array, z: Float64Array, order: Uint32Array, kept: Uint8Array): void {
  const stairs = newStaircase(order.length)
  for (let k = 0; k < order.length; k++) {
    const row = order[k]!
    if (offer(stairs, y[row]!, z[row]!)) kept[k] = 1
  }
}

function sweepTree(columns: readonly Float64Array[], order: Uint32Array, kept: Uint8Array): void {
  const dimension = columns.length - 1
  const candidates = new Float64Array(order.length * dimension)
  for (let axis = 0; axis < dimension; axis++) {
    const column = columns[axis + 1]!
    for (let k = 0; k < order.length; k++) candidates[k * dimension + axis] = column[order[k]!]!
  }
  const tree = layTree(candidates, dimension)
  for (let k = 0; k < order.length; k++) {
    if (isMatched(tree, candidates, k * dimension)) continue
    kept[k] = 1
    put(tree, candidates, k)
  }
}

/** Joins to each undominated point the rows equal to it, which follow it in the order. */
function gather(columns: readonly Float64Array[], order: Uint32Array, kept: Uint8Array): Skyline {
  const members = new Uint32Array(order.length)
  const first: number[] = []
  let size = 0
  for (let k = 0; k < order.length; ) {
    let end = k + 1
    while (kept[k] === 1 && end < order.length && sameRow(columns, order[k]!, order[end]!)) end++
    if (kept[k] === 1) {
      first.push(size)
      while (k < end) members[size++] = order[k++]!
    }
    k = end
  }
  first.push(size)
  return { count: first.length - 1, first: Uint32Array.from(first), members: members.slice(0, size) }
}

function sameRow(columns: readonly Float64Array[], i: number, j: number): boolean {
  for (let axis = 0; axis < columns.length; axis++) if (columns[axis]![i]! !== columns[axis]![j]!) return false
  return true
}
