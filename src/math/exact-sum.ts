/** Exact sums of doubles: the result does not depend on the order of the terms or on how they were split and merged.
 *  Source: Neal 2015, "Fast exact summation using small and large superaccumulators", arXiv:1505.05571, §3 (the small
 *  superaccumulator), with chunks held as integer-valued doubles, since the language has no 64-bit integers. */
import { asDouble, asWords, HIGH, LOW, scaleByPowerOfTwo } from './bits.ts'

/** An exact sum. Chunk i weighs 2^(32 i - 1074); plain data, structured-cloneable. */
export interface ExactSum {
  readonly chunks: Float64Array
  /** Additions since the last carry; bounds the chunks. */
  pending: number
  /** Sum of the infinite and NaN terms; 0 if there were none. */
  nonFinite: number
}

/** A double spans bits 0 to 2097 above 2^-1074; the chunks above hold carries of up to 2^64 terms. */
const CHUNKS = 68
const CHUNK_BITS = 32
const TWO_32 = 4294967296
/** Each addition changes a chunk by less than 2^32, so this many keep it below 2^53. */
const MAX_PENDING = 1048576
const FRACTION_MASK = 0x000fffff
const IMPLICIT_BIT = 0x00100000
const SMALLEST_EXPONENT = -1074
const SIGNIFICANT_BITS = 64

/** The empty sum. */
export function newSum(): ExactSum {
  return { chunks: new Float64Array(CHUNKS), pending: 0, nonFinite: 0 }
}

/** Adds `x` to `sum`, in place. */
export function addTo(sum: ExactSum, x: number): void {
  asDouble[0] = x
  const high = asWords[HIGH]!
  const low = asWords[LOW]!
  const biased = (high >>> 20) & 0x7ff
  if (biased === 0x7ff) {
    sum.nonFinite += x
    return
  }
  if (sum.pending >= MAX_PENDING) carry(sum)
  sum.pending += 1
  const upper = (high & FRACTION_MASK) | (biased === 0 ? 0 : IMPLICIT_BIT)
  const position = biased === 0 ? 0 : biased - 1
  const index = position >>> 5
  const shift = position & 31
  // Three 32-bit pieces of the 53-bit significand, shifted to chunk boundaries. A shift by 32 needs two steps.
  const piece0 = (low << shift) >>> 0
  const piece1 = ((upper << shift) | ((low >>> 1) >>> (31 - shift))) >>> 0
  const piece2 = (upper >>> 1) >>> (31 - shift)
  const sign = high < 0 ? -1 : 1
  const chunks = sum.chunks
  chunks[index] = chunks[index]! + sign * piece0
  chunks[index + 1] = chunks[index + 1]! + sign * piece1
  chunks[index + 2] = chunks[index + 2]! + sign * piece2
}

/** Adds terms `from` to `to − 1` to `sum`, NaN left out. @returns how many that were. */
export function addAllTo(sum: ExactSum, terms: Float64Array, from: number, to: number): number {
  let added = 0
  for (let k = from; k < to; k++) {
    const x = terms[k]!
    if (x !== x) continue
    addTo(sum, x)
    added++
  }
  return added
}

/** Brings all chunks but the last into [0, 2^32): a unique form of the value. */
function carry(sum: ExactSum): void {
  const chunks = sum.chunks
  for (let i = 0; i < CHUNKS - 1; i++) {
    const up = Math.floor(chunks[i]! / TWO_32)
    // Adding 0 turns -0 into 0, so that equal sums are equal as data.
    chunks[i] = chunks[i]! - up * TWO_32 + 0
    chunks[i + 1] = chunks[i + 1]! + up
  }
  sum.pending = 1
}

/** The exact sum of two sums, in canonical form; changes neither. Associative and commutative, bit for bit. */
export function mergeSums(a: ExactSum, b: ExactSum): ExactSum {
  const left = canonical(a)
  const right = canonical(b)
  const merged: ExactSum = {
    chunks: left.chunks.map((chunk, i) => chunk + right.chunks[i]!),
    pending: 2,
    nonFinite: left.nonFinite + right.nonFinite,
  }
  carry(merged)
  return merged
}

function canonical(sum: ExactSum): ExactSum {
  const copy: ExactSum = { chunks: sum.chunks.slice(), pending: sum.pending, nonFinite: sum.nonFinite }
  carry(copy)
  return copy
}

/** The double nearest to the exact sum, ties to even; ±Infinity beyond the range or from infinite terms, NaN if a term
 *  was NaN or infinities of both signs met. A sum of zeros is +0. */
export function sumValue(sum: ExactSum): number {
  if (sum.nonFinite !== 0) return sum.nonFinite
  const { chunks } = sum
  let lowest = 0
  while (lowest < CHUNKS && chunks[lowest] === 0) lowest++
  let highest = CHUNKS - 1
  while (highest > lowest && chunks[highest] === 0) highest--
  let total = 0n
  for (let i = highest; i >= lowest; i--) total = (total << BigInt(CHUNK_BITS)) + BigInt(chunks[i]!)
  return total < 0n ? -roundScaled(-total, lowest) : roundScaled(total, lowest)
}

/** total·2^(32 lowest − 1074), rounded once. */
function roundScaled(total: bigint, lowest: number): number {
  const excess = Math.max(0, total.toString(16).length * 4 - SIGNIFICANT_BITS)
  const dropped = BigInt(excess)
  const kept = total >> dropped
  // A sticky last bit keeps the conversion, which rounds to nearest even, from seeing a false tie.
  const sticky = kept << dropped === total ? 0n : 1n
  return scaleByPowerOfTwo(Number(kept | sticky), excess + lowest * CHUNK_BITS + SMALLEST_EXPONENT)
}
