/** Merging of tallies: counts add, sums are exact, sketches join. Associative and free of order, bit for bit. */
import { mergeSums } from '../math/exact-sum.ts'
import type { ExactSum } from '../math/exact-sum.ts'
import { mergeSketches } from '../math/sketch.ts'
import type { Sketch } from '../math/sketch.ts'

/** What a tally is made of: counts, columns of counts, exact sums, sketches, and records, lists and maps of these. */
export type Countable =
  | number
  | Float64Array
  | ExactSum
  | Sketch
  | CountableMap
  | readonly Countable[]
  | { readonly [name: string]: Countable }
type CountableMap = Map<number, Countable>

/** The tally of both. Neither is changed.
 *  @throws RangeError where the two do not have the same shape: tallies of different models do not merge. */
export function mergeData<T>(a: T, b: T): T {
  return mergeCountable(a as Countable, b as Countable) as T
}

function mergeCountable(a: Countable, b: Countable): Countable {
  if (typeof a === 'number' && typeof b === 'number') return a + b
  if (a instanceof Float64Array && b instanceof Float64Array) return mergeColumns(a, b)
  if (a instanceof Map && b instanceof Map) return mergeMaps(a, b)
  if (Array.isArray(a) && Array.isArray(b))
    return sameLength(a, b).map((x: Countable, k) => mergeCountable(x, b[k] as Countable))
  if (isSum(a) && isSum(b)) return mergeSums(a, b)
  if (isSketch(a) && isSketch(b)) return mergeSketches(a, b)
  if (isRecord(a) && isRecord(b)) {
    return Object.fromEntries(
      sameLength(Object.keys(a), Object.keys(b)).map((name) => [name, mergeCountable(a[name]!, b[name]!)]),
    )
  }
  throw new RangeError('tallies of different models do not merge')
}

function mergeColumns(a: Float64Array, b: Float64Array): Float64Array {
  sameLength(a, b)
  return a.map((x, k) => x + b[k]!)
}

function mergeMaps(a: CountableMap, b: CountableMap): CountableMap {
  const merged: CountableMap = new Map(a)
  for (const [key, value] of b) {
    const mine = merged.get(key)
    merged.set(key, mine === undefined ? value : mergeCountable(mine, value))
  }
  return merged
}

function sameLength<T extends { readonly length: number }>(a: T, b: { readonly length: number }): T {
  if (a.length !== b.length) throw new RangeError('tallies of different models do not merge')
  return a
}

function isSum(x: Countable): x is ExactSum {
  return isRecord(x) && (x as { chunks?: unknown }).chunks instanceof Float64Array
}

function isSketch(x: Countable): x is Sketch {
  return isRecord(x) && (x as { bins?: unknown }).bins instanceof Int32Array
}

function isRecord(x: unknown): x is { readonly [name: string]: Countable } {
  return typeof x === 'object' && x !== null && !Array.isArray(x) && !(x instanceof Map) && !(x instanceof Float64Array)
}
