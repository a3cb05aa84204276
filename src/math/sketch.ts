/** A mergeable quantile sketch: a histogram of values rounded to 8 significant bits. Counts are integers, so merging is
 *  exact, associative and free of order. Log-linear bins as in Tene's HdrHistogram; the guarantee as in Masson, Rim &
 *  Lee 2019, "DDSketch", Proc. VLDB 12 (relative error). */
import { asDouble, asWords, HIGH, highWord, LOW } from './bits.ts'

/** Counts by bin, in an open-addressed table; plain data, structured-cloneable. Equal sketches can differ in where
 *  their bins lie: compare `sketchEntries`. */
export interface Sketch {
  /** Bin of each place; it means something where the count is not 0. As many places as a power of two. */
  bins: Int32Array
  counts: Float64Array
  /** Places taken. */
  taken: number
  /** Number of values added. */
  count: number
}

/** Places of an empty sketch; at most three of four are taken before it grows. */
const FEWEST_PLACES = 16
const MOST_TAKEN = 0.75
/** 2^32 over the golden ratio: bins next to each other land far apart. Source: Knuth 1998, The Art of Computer
 *  Programming 3, §6.4. */
const SPREADER = 0x9e3779b1 | 0

/** Of the 20 fraction bits in a double's upper word, this many are dropped: 7 remain beside the leading bit. */
const DROPPED_BITS = 13
const HALF_BIN = 1 << (DROPPED_BITS - 1)
const INFINITY_KEY = 0x7ff00000 >>> DROPPED_BITS
const SMALLEST_NORMAL = 2.2250738585072014e-308

/** Largest relative error of `sketchQuantile` for normal doubles: half a bin, plus what the ignored lower word adds. */
export const SKETCH_RELATIVE_ERROR: number = 1 / 256 + 1 / 1048576

/** The empty sketch. */
export function newSketch(): Sketch {
  return { bins: new Int32Array(FEWEST_PLACES), counts: new Float64Array(FEWEST_PLACES), taken: 0, count: 0 }
}

/** Adds `x` to `sketch`, in place. Subnormal values count as 0, infinities have bins of their own.
 *  @throws RangeError if `x` is NaN. */
export function addToSketch(sketch: Sketch, x: number): void {
  addToBin(sketch, keyOf(x), 1)
}

/** Adds values `from` to `to − 1` to `sketch`, NaN left out: `addToSketch` for many, with the table at hand. */
export function addAllToSketch(sketch: Sketch, values: Float64Array, from: number, to: number): void {
  let { bins, counts } = sketch
  let last = bins.length - 1
  let shift = Math.clz32(last)
  for (let k = from; k < to; k++) {
    const x = values[k]!
    if (x !== x) continue
    const key = keyOf(x)
    let place = Math.imul(key, SPREADER) >>> shift
    while (counts[place] !== 0 && bins[place] !== key) place = (place + 1) & last
    sketch.count++
    if (counts[place] !== 0) {
      counts[place] = counts[place]! + 1
      continue
    }
    bins[place] = key
    counts[place] = 1
    sketch.taken++
    if (sketch.taken <= MOST_TAKEN * bins.length) continue
    grow(sketch)
    ;({ bins, counts } = sketch)
    last = bins.length - 1
    shift = Math.clz32(last)
  }
}

function addToBin(sketch: Sketch, key: number, count: number): void {
  sketch.count += count
  const { bins, counts } = sketch
  const place = placeOf(sketch, key)
  if (counts[place] === 0) {
    bins[place] = key
    sketch.taken++
  }
  counts[place] = counts[place]! + count
  if (sketch.taken > MOST_TAKEN * bins.length) grow(sketch)
}

/** Where a bin is, or would be. */
function placeOf({ bins, counts }: Sketch, key: number): number {
  const last = bins.length - 1
  let place = Math.imul(key, SPREADER) >>> Math.clz32(last)
  while (counts[place] !== 0 && bins[place] !== key) place = (place + 1) & last
  return place
}

function grow(sketch: Sketch): void {
  const { bins, counts, count } = sketch
  sketch.bins = new Int32Array(2 * bins.length)
  sketch.counts = new Float64Array(2 * bins.length)
  sketch.taken = 0
  for (let place = 0; place < bins.length; place++)
    if (counts[place] !== 0) addToBin(sketch, bins[place]!, counts[place]!)
  sketch.count = count
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
  const [more, less] = a.taken >= b.taken ? [a, b] : [b, a]
  const merged: Sketch = { ...more, bins: more.bins.slice(), counts: more.counts.slice() }
  for (let place = 0; place < less.bins.length; place++)
    if (less.counts[place] !== 0) addToBin(merged, less.bins[place]!, less.counts[place]!)
  return merged
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
  const rising = risingBins(sketch)
  const upTo = new Float64Array(rising.length)
  let sum = 0
  for (let k = 0; k < rising.length; k++) upTo[k] = sum += sketch.counts[placeOf(sketch, rising[k]!)]!
  return probabilities.map((p) => {
    if (!(p >= 0 && p <= 1)) throw new RangeError('probability must be between 0 and 1')
    const rank = Math.floor(p * (sketch.count - 1))
    return valueOf(rising[upTo.findIndex((count) => rank < count)]!)
  })
}

/** [bin, count] pairs by rising bin: the canonical form of a sketch, ready for JSON. */
export function sketchEntries(sketch: Sketch): readonly (readonly [number, number])[] {
  return Array.from(risingBins(sketch), (bin) => [bin, sketch.counts[placeOf(sketch, bin)]!] as const)
}

function risingBins({ bins, counts, taken }: Sketch): Int32Array {
  const rising = new Int32Array(taken)
  let n = 0
  for (let place = 0; place < bins.length; place++) if (counts[place] !== 0) rising[n++] = bins[place]!
  return rising.sort()
}

/** The sketch with the given [bin, count] pairs; inverse of `sketchEntries`. */
export function sketchFromEntries(entries: readonly (readonly [number, number])[]): Sketch {
  const sketch = newSketch()
  for (const [bin, count] of entries) addToBin(sketch, bin, count)
  return sketch
}
