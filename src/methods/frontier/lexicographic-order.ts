/** Indices 0 … count − 1 in falling lexicographic order of their rows: the first column decides, then the second,
 *  and so on. Stable. Natural merge sort (Knuth, TAOCP 5.2.4 N): time `count · log(runs)`, so that the sums of a
 *  sorted set with each of k points, k runs, take `count · log k`. */
export function lexicographicOrder(columns: readonly Float64Array[], count: number): Uint32Array {
  let source = new Uint32Array(count)
  for (let k = 0; k < count; k++) source[k] = k
  let runs = naturalRuns(columns, count)
  if (runs.length <= 2) return source
  let target = new Uint32Array(count)
  while (runs.length > 2) {
    const merged = [0]
    for (let r = 0; r + 1 < runs.length; r += 2) {
      const end = runs[Math.min(r + 2, runs.length - 1)]!
      mergeRuns(columns, source, target, [runs[r]!, runs[r + 1]!, end])
      merged.push(end)
    }
    const swapped = source
    source = target
    target = swapped
    runs = merged
  }
  return source
}

/** Starts of the stretches that are in order already, and the end of the last. */
function naturalRuns(columns: readonly Float64Array[], count: number): number[] {
  const runs = [0]
  for (let k = 1; k < count; k++) if (!precedes(columns, k - 1, k)) runs.push(k)
  if (count > 0) runs.push(count)
  return runs
}

/** Whether row i may stand before row j. */
function precedes(columns: readonly Float64Array[], i: number, j: number): boolean {
  for (let axis = 0; axis < columns.length; axis++) {
    const column = columns[axis]!
    const difference = column[i]! - column[j]!
    if (difference !== 0) return difference > 0
  }
  return true
}

function mergeRuns(
  columns: readonly Float64Array[],
  source: Uint32Array,
  target: Uint32Array,
  bounds: readonly [number, number, number],
): void {
  const first = columns[0]!
  const [start, middle, end] = bounds
  let i = start
  let j = middle
  let k = start
  while (i < middle && j < end) {
    const a = source[i]!
    const b = source[j]!
    const difference = first[a]! - first[b]!
    if (difference > 0 || (difference === 0 && precedes(columns, a, b))) {
      target[k++] = a
      i++
    } else {
      target[k++] = b
      j++
    }
  }
  while (i < middle) target[k++] = source[i++]!
  while (j < end) target[k++] = source[j++]!
}
