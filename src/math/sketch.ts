/** A mergeable quantile sketch: a histogram of values rounded to 8 significant bits. Counts are integers, so merging is
 *  exact, associative and free of order. Log-linear bins as in Tene's HdrHistogram; the guarantee as in Masson, Rim &
 *  Lee 2019, "DDSketch", Proc. VLDB 12 (relative error). */
import { asDouble, asWords, HIGH, highWord, LOW } from './bits.ts'

/** Counts by bin; plain data, structured-cloneable. */
export interface Sketch {
  readonly bins: Map<number, number>
  /** Number of values added. */
  count: number
}

/** Of the 20 fraction bits in a double's upper word, this many are dropped: 7 remain beside the leading bit. */
const DROPPED_BITS = 13
const HALF_BIN = 1 << (DROPPED_BITS - 1)
const INFINITY_KEY = 0x7ff00000 >>> DROPPED_BITS
const SMALLEST_NORMAL = 2.2250738585072014e-308

/** Largest relative error of `sketchQuantile` for normal doubles: half a bin, plus what the ignored lower word adds. */
export const SKETCH_RELATIVE_ERROR: number = 1 / 256 + 1 / 1048576

/** The empty sketch. */
export function newSketch(): Sketch {
  return { bins: new Map(), count: 0 }
}

/** Adds `x` to `sketch`, in place. Subnormal values count as 0, infinities have bins of their own.
 *  @throws RangeError if `x` is NaN. */
export function addToSketch(sketch: Sketch, x: number): void {
  const key = keyOf(x)
  sketch.bins.set(key, (sketch.bins.get(key) ?? 0) + 1)
  sketch.count += 1
}

/** A signed bin number that rises with the value; 0 for 0. */
function keyOf(x: number): number {
  if (x !== x) throw new RangeError('a sketch holds no NaN')
  const size = Math.abs(x)
  if (size < SMALLEST_NORMAL) return 0
  const rounded = (highWord(size) + HALF_BIN) >>> DROPPED_BITS
  const key = rounded >= INFINITY_KEY && size < Infinity ? INFINITY_KEY - 1 : rounded
  return x < 0 ? -key : key
}

function valueOf(key: number): number {
  asWords[LOW] = 0
  asWords[HIGH] = Math.abs(key) << DROPPED_BITS
  return key < 0 ? -asDouble[0]! : asDouble[0]!
}

/** The sketch of the values of both; changes neither. */
export function mergeSketches(a: Sketch, b: Sketch): Sketch {
  const bins = new Map(a.bins)
  for (const [key, count] of b.bins) bins.set(key, (bins.get(key) ?? 0) + count)
  return { bins, count: a.count + b.count }
}

/** The value of rank ⌊p (n - 1)⌋ counted from 0, within `SKETCH_RELATIVE_ERROR`; integers up to 256 in size are exact.
 *  Sorts the bins: to read many quantiles of one sketch use `sketchQuantiles`.
 *  @throws RangeError if the sketch is empty or `p` is outside [0, 1]. */
export function sketchQuantile(sketch: Sketch, p: number): number {
  return sketchQuantiles(sketch, [p])[0]!
}

/** `sketchQuantile` for each of `probabilities`, in any order.
 *  @throws RangeError if the sketch is empty or a probability is outside [0, 1]. */
export function sketchQuantiles(sketch: Sketch, probabilities: readonly number[]): readonly number[] {
  if (sketch.count === 0) throw new RangeError('an empty sketch has no quantiles')
  const entries = sketchEntries(sketch)
  return probabilities.map((p) => {
    if (!(p >= 0 && p <= 1)) throw new RangeError('probability must be between 0 and 1')
    let left = Math.floor(p * (sketch.count - 1))
    for (const [key, count] of entries) {
      if (left < count) return valueOf(key)
      left -= count
    }
    throw new RangeError('sketch count exceeds the sum of its bins')
  })
}

/** [bin, count] pairs by rising bin: the canonical form of a sketch, ready for JSON. */
export function sketchEntries(sketch: Sketch): readonly (readonly [number, number])[] {
  return [...sketch.bins].sort((a, b) => a[0] - b[0])
}

/** The sketch with the given [bin, count] pairs; inverse of `sketchEntries`. */
export function sketchFromEntries(entries: readonly (readonly [number, number])[]): Sketch {
  return { bins: new Map(entries), count: entries.reduce((sum, [, count]) => sum + count, 0) }
}
