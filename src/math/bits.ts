/** Bit patterns of doubles. One double and its two words share memory; callers write before they read, so nothing is
 *  carried from call to call. */

/** Scratch for one double. */
export const asDouble: Float64Array = new Float64Array(1)

/** The two 32-bit words of `asDouble`. */
export const asWords: Int32Array = new Int32Array(asDouble.buffer)

asDouble[0] = 1
/** Index in `asWords` of the word with sign, exponent and the upper 20 bits of the fraction. */
export const HIGH: 0 | 1 = asWords[0] === 0 ? 1 : 0
/** Index in `asWords` of the lower 32 bits of the fraction. */
export const LOW: 0 | 1 = HIGH === 1 ? 0 : 1

const SMALLEST_EXPONENT = -1022
const LARGEST_EXPONENT = 1023

/** 2^SMALLEST_EXPONENT … 2^LARGEST_EXPONENT, exact. */
const POWERS_OF_TWO: Float64Array = Float64Array.from({ length: LARGEST_EXPONENT - SMALLEST_EXPONENT + 1 }, (_, i) => {
  asWords[LOW] = 0
  asWords[HIGH] = (i + 1) << 20
  return asDouble[0]!
})

/** x·2^k, rounded once. `k` is an integer from -2000 to 2000; `x` is not subnormal. */
export function scaleByPowerOfTwo(x: number, k: number): number {
  if (k >= SMALLEST_EXPONENT && k <= LARGEST_EXPONENT) return x * POWERS_OF_TWO[k - SMALLEST_EXPONENT]!
  // Two steps; the first is exact.
  const first = k > 0 ? LARGEST_EXPONENT : k + 1000
  return x * POWERS_OF_TWO[first - SMALLEST_EXPONENT]! * POWERS_OF_TWO[k - first - SMALLEST_EXPONENT]!
}

/** The upper word of a double: sign, exponent, upper 20 bits of the fraction; signed. */
export function highWord(x: number): number {
  asDouble[0] = x
  return asWords[HIGH]!
}

/** `x` with the lower 32 bits of its fraction cleared. */
export function clearLowWord(x: number): number {
  asDouble[0] = x
  asWords[LOW] = 0
  return asDouble[0]!
}
