/** Order of numbers by a radix sort of their bit patterns: stable, in time proportional to their count. */
import { asDouble, asWords, HIGH, LOW } from './bits.ts'

const DIGIT = 0xffff
/** Fewer values than this are compared: the counters of a pass would be more work. */
const FEW = 4096

/** Indices that put the values in rising order; equal values keep their order, and −0 counts as 0.
 *  @param values finite or infinite, not NaN.
 *  Source: Knuth, The Art of Computer Programming vol. 3, §5.2.5 (radix sorting), on the order-preserving image of
 *  IEEE 754 doubles. */
export function orderOf(values: ArrayLike<number>): Uint32Array {
  const n = values.length
  const high = new Uint32Array(n)
  const low = new Uint32Array(n)
  for (let i = 0; i < n; i++) {
    asDouble[0] = values[i]! + 0
    const sign = asWords[HIGH]! >> 31
    high[i] = asWords[HIGH]! ^ (sign | 0x80000000)
    low[i] = asWords[LOW]! ^ sign
  }
  let order = Uint32Array.from({ length: n }, (_, i) => i)
  if (n < FEW) return order.sort((i, j) => high[i]! - high[j]! || low[i]! - low[j]! || i - j)
  let spare = new Uint32Array(n)
  for (const [word, shift] of [[low, 0] as const, [low, 16] as const, [high, 0] as const, [high, 16] as const]) {
    if (!spreadByDigit(word, shift, order, spare)) continue
    const turn = order
    order = spare
    spare = turn
  }
  return order
}

/** One pass of the sort. @returns whether it was needed: not where all digits are the same. */
function spreadByDigit(word: Uint32Array, shift: number, from: Uint32Array, to: Uint32Array): boolean {
  const starts = new Uint32Array(DIGIT + 2)
  for (let i = 0; i < word.length; i++) starts[((word[i]! >>> shift) & DIGIT) + 1]!++
  if (word.length === 0 || starts[((word[0]! >>> shift) & DIGIT) + 1] === word.length) return false
  for (let d = 0; d < DIGIT; d++) starts[d + 1]! += starts[d]!
  for (let k = 0; k < from.length; k++) {
    const i = from[k]!
    to[starts[(word[i]! >>> shift) & DIGIT]!++] = i
  }
  return true
}
