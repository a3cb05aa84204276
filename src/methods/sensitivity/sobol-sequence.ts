/** The Sobol sequence, plain and with Owen's scrambling; any coordinate of any point on its own. */
import type { Seed } from '../../math/philox.ts'
import { philox4x32, streamOf } from '../../math/philox.ts'
import { directionNumbers, SOBOL_BITS } from './joe-kuo.ts'

/** Coordinate `dimension` (from 0) of point `index` (from 0, below 2^32), in [0, 1). */
export type PointSource = (index: number, dimension: number) => number

const TWO_MINUS_32 = 1 / 4294967296
const TWO_MINUS_52 = TWO_MINUS_32 / 1048576
/** Bits of a word that fill a double's 52 below the 32 of a coordinate. */
const FRACTION_SHIFT = 12

/** Levels of the scrambling tree that one block of random numbers decides: 127 nodes of 128 bits. */
const LEVELS = 7
const LAST_LEVELS = 4
const BLOCKS = 5

const STREAM = streamOf('sensitivity/owen-scrambling')

/** The unscrambled sequence in Gray-code order, as published and as other programs print it; the first point is 0.
 *  @throws RangeError unless `dimensions` is an integer from 1 to 512.
 *  Source: Joe & Kuo 2008; order of Antonov & Saleev 1979. */
export function sobolSequence(dimensions: number): PointSource {
  const directions = directionNumbers(dimensions)
  return (index, dimension) => sobolBits(directions, index, dimension) * TWO_MINUS_32
}

/** The sequence under nested uniform scrambling: every coordinate is uniform on (0, 1), an odd multiple of 2^-53, and
 *  the points keep the equidistribution of the net. The whole tree is random: each node of the first 32 levels has a
 *  bit of its own from Philox, 5 blocks a coordinate; the bits below are random too.
 *  @throws RangeError unless `dimensions` is an integer from 1 to 512.
 *  Source: Owen 1995, "Randomly permuted (t,m,s)-nets and (t,s)-sequences", Lecture Notes in Statistics 106. */
export function scrambledSobol(dimensions: number, seed: Seed): PointSource {
  const directions = directionNumbers(dimensions)
  const words = new Uint32Array(4)
  return (index, dimension) => {
    const bits = owenScramble(sobolBits(directions, index, dimension), dimension, seed, words)
    // The last block of the tree uses one word; the second continues the coordinate below its 32 bits.
    return bits * TWO_MINUS_32 + ((words[1]! >>> FRACTION_SHIFT) + 0.5) * TWO_MINUS_52
  }
}

/** Coordinate of a point as an unsigned 32-bit fraction; `directions` from `directionNumbers`. */
export function sobolBits(directions: Uint32Array, index: number, dimension: number): number {
  const row = dimension * SOBOL_BITS
  let bits = 0
  for (let gray = index ^ (index >>> 1); gray !== 0; gray &= gray - 1) {
    bits ^= directions[row + 31 - Math.clz32(gray & -gray)]!
  }
  return bits >>> 0
}

/** `bits` with each bit flipped at random as a function of the bits above it and of the dimension.
 *  Leaves the last block of random words in `words` (length 4). */
export function owenScramble(bits: number, dimension: number, seed: Seed, words: Uint32Array): number {
  let out = 0
  for (let block = 0; block < BLOCKS; block++) {
    const above = block * LEVELS
    const levels = block === BLOCKS - 1 ? LAST_LEVELS : LEVELS
    const prefix = block === 0 ? 0 : bits >>> (SOBOL_BITS - above)
    philox4x32(prefix, dimension * 8 + block, STREAM.lo, STREAM.hi, seed.lo, seed.hi, words)
    let node = 1
    for (let level = 1; level <= levels; level++) {
      const bit = (bits >>> (SOBOL_BITS - above - level)) & 1
      const flip = (words[node >>> 5]! >>> (node & 31)) & 1
      out = (out << 1) | (bit ^ flip)
      node = (node << 1) | bit
    }
  }
  return out >>> 0
}
