/** The Sobol sequence, plain and scrambled; any point on its own, the next one at the cost of an exclusive or. */
import type { Seed } from '../../math/philox.ts'
import { philox4x32, streamOf } from '../../math/philox.ts'
import { directionNumbers, SOBOL_BITS } from './joe-kuo.ts'

/** Writes point `index` (from 0, below 2^32), a number in [0, 1) for each dimension, into `out`. A pure function of the
 *  index: what is kept from call to call saves work and moves nothing. */
export type PointWriter = (index: number, out: Float64Array) => void

const TWO_MINUS_32 = 1 / 4294967296
const TWO_MINUS_52 = TWO_MINUS_32 / 1048576
/** Bits of a word that fill a double's 52 below the 32 of a coordinate. */
const FRACTION_SHIFT = 12

const STREAM = streamOf('sensitivity/linear-scrambling')

/** What makes the coordinates of a sequence: words of 32 bits in the order [bit of the Gray code][dimension]. */
interface Generator {
  readonly high: Uint32Array
  /** The 20 bits below, at the top of a word. */
  readonly low: Uint32Array
  readonly shiftHigh: Uint32Array
  readonly shiftLow: Uint32Array
  /** Added to every coordinate. */
  readonly offset: number
}

/** The unscrambled sequence in Gray-code order, as published and as other programs print it; the first point is 0.
 *  @throws RangeError unless `dimensions` is an integer from 1 to 512.
 *  Source: Joe & Kuo 2008; order of Antonov & Saleev 1979. */
export function sobolSequence(dimensions: number): PointWriter {
  const directions = directionNumbers(dimensions)
  const high = Uint32Array.from(directions, (_, at) => directions[place(at, dimensions)]!)
  const none = new Uint32Array(dimensions)
  return writer({ high, low: new Uint32Array(high.length), shiftHigh: none, shiftLow: none, offset: 0 })
}

/** The sequence under random linear scrambling and a digital shift: each coordinate's bits are multiplied by a random
 *  lower triangular matrix of 52 rows, then shifted. Every coordinate is uniform on (0, 1), an odd multiple of 2^-53,
 *  and the points keep the equidistribution of the net. A mean over them has the variance that Owen's nested uniform
 *  scrambling gives it, since any two points are jointly distributed alike under both.
 *  @throws RangeError unless `dimensions` is an integer from 1 to 512.
 *  Source: Matoušek 1998, "On the L2-discrepancy for anchored boxes", Journal of Complexity 14, pp. 527-556; variance
 *  Owen 2003, "Variance with alternative scramblings of digital nets", ACM TOMACS 13, pp. 363-378. */
export function scrambledSobol(dimensions: number, seed: Seed): PointWriter {
  const directions = directionNumbers(dimensions)
  const high = new Uint32Array(directions.length),
    low = new Uint32Array(directions.length),
    shiftHigh = new Uint32Array(dimensions),
    shiftLow = new Uint32Array(dimensions)
  const columns = new Uint32Array(2 * SOBOL_BITS),
    words = new Uint32Array(4)
  for (let d = 0; d < dimensions; d++) {
    scramblingColumns(d, seed, columns)
    for (let bit = 0; bit < SOBOL_BITS; bit++) {
      const at = bit * dimensions + d
      for (let rest = directions[d * SOBOL_BITS + bit]!; rest !== 0; ) {
        const column = Math.clz32(rest)
        high[at]! ^= columns[2 * column]!
        low[at]! ^= columns[2 * column + 1]!
        rest = (rest ^ (1 << (SOBOL_BITS - 1 - column))) >>> 0
      }
    }
    philox4x32(SOBOL_BITS, d, STREAM.lo, STREAM.hi, seed.lo, seed.hi, words)
    shiftHigh[d] = words[0]!
    shiftLow[d] = words[1]!
  }
  return writer({ high, low, shiftHigh, shiftLow, offset: TWO_MINUS_52 / 2 })
}

/** Columns of the scrambling matrix of a dimension, two words each: ones on the diagonal, random bits below it. */
function scramblingColumns(dimension: number, seed: Seed, out: Uint32Array): void {
  const words = new Uint32Array(4)
  for (let column = 0; column < SOBOL_BITS; column++) {
    philox4x32(column, dimension, STREAM.lo, STREAM.hi, seed.lo, seed.hi, words)
    const below = column === SOBOL_BITS - 1 ? 0 : words[0]! >>> (column + 1)
    out[2 * column] = below | (1 << (SOBOL_BITS - 1 - column))
    out[2 * column + 1] = words[1]!
  }
}

/** Where the word of [bit][dimension] stands in [dimension][bit]. */
function place(at: number, dimensions: number): number {
  return (at % dimensions) * SOBOL_BITS + Math.floor(at / dimensions)
}

/** Points from their generator: what two Gray codes differ in is all that is computed. */
function writer({ high, low, shiftHigh, shiftLow, offset }: Generator): PointWriter {
  const dimensions = shiftHigh.length
  const nowHigh = shiftHigh.slice(),
    nowLow = shiftLow.slice()
  let now = 0
  return (index, out) => {
    const gray = index ^ (index >>> 1)
    for (let differ = now ^ gray; differ !== 0; differ &= differ - 1) {
      const row = (31 - Math.clz32(differ & -differ)) * dimensions
      for (let d = 0; d < dimensions; d++) {
        nowHigh[d]! ^= high[row + d]!
        nowLow[d]! ^= low[row + d]!
      }
    }
    now = gray
    for (let d = 0; d < dimensions; d++)
      out[d] = nowHigh[d]! * TWO_MINUS_32 + (nowLow[d]! >>> FRACTION_SHIFT) * TWO_MINUS_52 + offset
  }
}
