/** The quantile of Student's t with 5 degrees of freedom at 32-bit uniforms, from a table of piecewise polynomials: an
 *  integer in, no branch taken twice in a thousand. */
import { cos } from './elementary.ts'
import { student5 } from './student.ts'

/** The tail q of the word is cut at powers of two, and each octave in BINS equal bins, as in `tabulated.ts`; below the
 *  last octave, which one draw in a thousand reaches, the quantile is computed. */
const OCTAVES = 10
const BIN_BITS = 6
const BINS = 1 << BIN_BITS
const SMALLEST_TAIL = 1 << (31 - OCTAVES)

/** Points of interpolation in a bin, and so coefficients of a polynomial of degree 4. */
const NODES = 5
const PI = 3.141592653589793
const TWO_31 = 2147483648
const TWO_MINUS_32 = 1 / 4294967296

/** Coefficients by octave, bin and power, constant first, in the units of the signed word that tells where in its bin a
 *  tail lies. */
export const STUDENT5_TABLE: Float64Array = fitTable()

/** `student5((word + ½)/2^32)` for a word of 32 bits given as a signed integer, within 1e-12 · max(1, |t|). */
export function student5OfWord(word: number): number {
  // Which side a draw falls on is a coin's toss, so no branch asks: the sign is 0 or −1.
  const sign = word >> 31
  const tail = word ^ sign
  if (tail < SMALLEST_TAIL) return student5(((word >>> 0) + 0.5) * TWO_MINUS_32)
  const zeros = Math.clz32(tail)
  const bin = (tail << (zeros + 1)) >>> (32 - BIN_BITS)
  const x = (tail << (zeros + 1 + BIN_BITS)) ^ 0x80000000
  const i = (((zeros - 1) << BIN_BITS) | bin) * NODES
  const t =
    (((STUDENT5_TABLE[i + 4]! * x + STUDENT5_TABLE[i + 3]!) * x + STUDENT5_TABLE[i + 2]!) * x +
      STUDENT5_TABLE[i + 1]!) *
      x +
    STUDENT5_TABLE[i]!
  return t * (sign | 1)
}

function fitTable(): Float64Array {
  const table = new Float64Array(OCTAVES * BINS * NODES)
  const nodes = Float64Array.from({ length: NODES }, (_, k) => cos((PI * (2 * k + 1)) / (2 * NODES)))
  for (let octave = 0; octave < OCTAVES; octave++) {
    for (let bin = 0; bin < BINS; bin++) {
      // A bin starts at this tail and is as wide; the centre takes in the half that a word lacks to be a uniform.
      const width = TWO_31 / 2 ** (octave + 1 + BIN_BITS)
      const centre = (BINS + bin + 0.5) * width + 0.5
      const values = nodes.map((x) => student5((centre + (x * width) / 2) * TWO_MINUS_32))
      table.set(monomials(nodes, values), (octave * BINS + bin) * NODES)
    }
  }
  return table
}

/** Coefficients of the polynomial through the points, for an argument 2^31 times as large. Newton's divided
 *  differences, multiplied out. */
function monomials(nodes: Float64Array, values: Float64Array): Float64Array {
  const newton = values.slice()
  for (let order = 1; order < NODES; order++) {
    for (let k = NODES - 1; k >= order; k--) newton[k] = (newton[k]! - newton[k - 1]!) / (nodes[k]! - nodes[k - order]!)
  }
  const power = new Float64Array(NODES)
  for (let k = NODES - 1; k >= 0; k--) {
    for (let p = NODES - 1; p >= 0; p--) power[p] = (p > 0 ? power[p - 1]! : newton[k]!) - nodes[k]! * power[p]!
  }
  return power.map((c, p) => c / 2 ** (31 * p))
}
