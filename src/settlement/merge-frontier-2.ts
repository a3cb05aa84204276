/** Room for merging two-actor frontiers over and over without allocating. */
export interface MergeWork2 {
  /** Position of each run in the longer frontier, and the runs as a heap. */
  readonly at: Int32Array
  readonly heap: Int32Array
  /** Sum at the head of each run. */
  readonly headX: Float64Array
  readonly headY: Float64Array
}

/** A two-actor frontier in columns: x falls and y rises; equal points (ties) stand together. */
export interface Points2 {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly count: number
}

/** Where a merge writes: utilities, and the indices in `a` and `b` of the two points that each was made of. */
export interface Merged2 {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly fromA: Uint32Array
  readonly fromB: Uint32Array
}

/** Work space for merges whose second frontier has at most so many points. */
export function newMergeWork2(most: number): MergeWork2 {
  return {
    at: new Int32Array(most), heap: new Int32Array(most), headX: new Float64Array(most), headY: new Float64Array(most),
  }
}

/** The frontier of the sums of two frontiers over different issues, for two actors, in the same form, ties repeated.
 *  Allocates nothing: each point of `b` shifts `a` into a sorted run, and a heap over the runs' heads yields the
 *  sums in falling x, of which a sweep keeps those that raise y; a run skips what is already dominated. Make `a` the
 *  larger. `out` must have room for every sum kept: `a.count · b.count` is always enough.
 *  @returns number of points written. */
export function mergeFrontiers2(a: Points2, b: Points2, work: MergeWork2, out: Merged2): number {
  if (a.count === 0 || b.count === 0) return 0
  let open = b.count
  for (let run = 0; run < open; run++) {
    work.at[run] = 0
    work.headX[run] = a.x[0]! + b.x[run]!
    work.headY[run] = a.y[0]! + b.y[run]!
    work.heap[run] = run
  }
  for (let k = (open >>> 1) - 1; k >= 0; k--) siftDown(work, k, open)
  let size = 0
  let best = -Infinity
  while (open > 0) {
    const run = work.heap[0]!
    const x = work.headX[run]!
    const y = work.headY[run]!
    if (y > best) {
      // Rounding can make the x of two sums equal; then the one with the lower y, written first, is dominated.
      while (size > 0 && out.x[size - 1]! === x) size--
      best = y
      size = write(out, size, work.at[run]!, run, x, y)
    } else if (y === best && size > 0 && out.x[size - 1]! === x) size = write(out, size, work.at[run]!, run, x, y)
    if (!moveOn(a, b, work, run, best)) work.heap[0] = work.heap[--open]!
    siftDown(work, 0, open)
  }
  return size
}

function write(out: Merged2, size: number, fromA: number, fromB: number, x: number, y: number): number {
  out.x[size] = x
  out.y[size] = y
  out.fromA[size] = fromA
  out.fromB[size] = fromB
  return size + 1
}

/** Moves a run to its next sum that is not below `best` in y. @returns false at the end of the run. */
function moveOn(a: Points2, b: Points2, work: MergeWork2, run: number, best: number): boolean {
  const add = b.y[run]!
  let at = work.at[run]! + 1
  while (at < a.count && a.y[at]! + add < best) at++
  if (at >= a.count) return false
  work.at[run] = at
  work.headX[run] = a.x[at]! + b.x[run]!
  work.headY[run] = a.y[at]! + add
  return true
}

function siftDown(work: MergeWork2, from: number, size: number): void {
  const { heap } = work
  let parent = from
  for (;;) {
    let first = parent
    const left = 2 * parent + 1
    if (left < size && before(work, heap[left]!, heap[first]!)) first = left
    if (left + 1 < size && before(work, heap[left + 1]!, heap[first]!)) first = left + 1
    if (first === parent) return
    const held = heap[parent]!
    heap[parent] = heap[first]!
    heap[first] = held
    parent = first
  }
}

function before(work: MergeWork2, i: number, j: number): boolean {
  const difference = work.headX[i]! - work.headX[j]!
  return difference > 0 || (difference === 0 && work.headY[i]! > work.headY[j]!)
}

/** Sweeps two-actor points in falling x (then falling y), as `order` lists them, and writes those on the frontier to
 *  the front of `order`, ties together. Allocates nothing. @returns how many. */
export function sweepFrontier2(x: Float64Array, y: Float64Array, order: Uint32Array, count: number): number {
  let size = 0
  let best = -Infinity
  for (let k = 0; k < count; k++) {
    const row = order[k]!
    if (y[row]! > best) best = y[row]!
    else if (size === 0 || y[row]! !== best || x[order[size - 1]!]! !== x[row]!) continue
    order[size++] = row
  }
  return size
}
