/** Fast quantiles by piecewise polynomials, for distributions whose exact quantile takes microseconds. */
import { cos } from './elementary.ts'
import { asDouble, asWords, HIGH, highWord, LOW } from './bits.ts'

/** The two sides, q = p and q = 1 - p, are cut at powers of two from 2^-OCTAVES to ½, and each octave in four: within a
 *  bin a quantile that behaves like a power of q is smooth, however heavy its tail. */
const OCTAVES = 12
const BINS_PER_OCTAVE = 4
const BINS = (OCTAVES - 1) * BINS_PER_OCTAVE
/** The upper word of q without its lower 18 bits is exponent and two bits of fraction: octave and bin. */
const KEPT_BITS = 18
const FIRST_KEY = ((1023 - OCTAVES) << 20) >>> KEPT_BITS
const SMALLEST_TAIL = 1 / (1 << OCTAVES)

/** Points of interpolation in a bin: Chebyshev's, and so coefficients of a polynomial of degree 7. */
const NODES = 8
const PI = 3.141592653589793

/** Largest error left by `tabulated`, relative to max(|quantile|, unit). */
export const TABULATED_ERROR = 1e-9
/** The error is greatest near the centre of a bin, where it is measured; the margin covers the rest of the bin. */
const LARGEST_CENTRE_ERROR = 2e-10

/** cos(π(2k + 1)/16): the nodes on [-1, 1]. */
const NODE: readonly number[] = Array.from({ length: NODES }, (_, k) => cos((PI * (2 * k + 1)) / (2 * NODES)))
const TO_COEFFICIENTS: Float64Array = coefficientMatrix()

/** Row i, column k: share of the value at node k in the coefficient of x^i. Chebyshev series by discrete orthogonality,
 *  then Chebyshev polynomials by their recurrence. Source: Mason & Handscomb 2003, Chebyshev Polynomials, §6.3. */
function coefficientMatrix(): Float64Array {
  const matrix = new Float64Array(NODES * NODES)
  let previous = new Float64Array(NODES)
  let current = new Float64Array(NODES)
  current[0] = 1
  for (let j = 0; j < NODES; j++) {
    for (let k = 0; k < NODES; k++) {
      const share = ((j === 0 ? 1 : 2) / NODES) * cos((j * PI * (2 * k + 1)) / (2 * NODES))
      for (let i = 0; i <= j; i++) matrix[i * NODES + k]! += current[i]! * share
    }
    const next = new Float64Array(NODES)
    const factor = j === 0 ? 1 : 2
    for (let i = 0; i < NODES; i++) next[i] = (i > 0 ? factor * current[i - 1]! : 0) - previous[i]!
    previous = current
    current = next
  }
  return matrix
}

/** A fast stand-in for the quantile function `exact`, within `TABULATED_ERROR` of it relative to max(|quantile|,
 *  `unit`) where it is smooth. Built from about 800 exact quantiles. Bins whose polynomial fails a check at the centre,
 *  and tails below 2^-12 (one draw in 2048), use `exact` itself. Rises with p but for steps of the size of the error at
 *  the borders of bins. */
export function tabulated(exact: (p: number) => number, unit: number): (p: number) => number {
  const lower = fitSide(exact, unit)
  const upper = fitSide((q) => exact(1 - q), unit)
  return (p) => {
    const q = p < 0.5 ? p : 1 - p
    if (!(q >= SMALLEST_TAIL)) return exact(p)
    const bin = Math.min((highWord(q) >>> KEPT_BITS) - FIRST_KEY, BINS - 1)
    const side = p < 0.5 ? lower : upper
    return side.fits[bin] === 1 ? evaluate(side.coefficients, bin, q) : exact(p)
  }
}

interface Side {
  /** NODES coefficients of the local coordinate a bin, constant first. */
  readonly coefficients: Float64Array
  /** 1 where the polynomial passed its check. */
  readonly fits: Uint8Array
}

/** Centres of the bins, and what turns a distance from the centre into the local coordinate in [-1, 1]. */
const CENTRES = new Float64Array(BINS)
const PER_HALF_WIDTH = new Float64Array(BINS)
for (let bin = 0; bin < BINS; bin++) {
  const low = binEdge(bin)
  const half = (binEdge(bin + 1) - low) / 2
  CENTRES[bin] = low + half
  PER_HALF_WIDTH[bin] = 1 / half
}

function binEdge(bin: number): number {
  asWords[LOW] = 0
  asWords[HIGH] = (FIRST_KEY + bin) << KEPT_BITS
  return asDouble[0]!
}

function evaluate(c: Float64Array, bin: number, q: number): number {
  const x = (q - CENTRES[bin]!) * PER_HALF_WIDTH[bin]!
  const i = bin * NODES
  return (
    ((((((c[i + 7]! * x + c[i + 6]!) * x + c[i + 5]!) * x + c[i + 4]!) * x + c[i + 3]!) * x + c[i + 2]!) * x +
      c[i + 1]!) *
      x +
    c[i]!
  )
}

function fitSide(exact: (q: number) => number, unit: number): Side {
  const coefficients = new Float64Array(BINS * NODES)
  const fits = new Uint8Array(BINS)
  const values = new Float64Array(NODES)
  for (let bin = 0; bin < BINS; bin++) {
    const centre = CENTRES[bin]!
    for (let k = 0; k < NODES; k++) values[k] = exact(centre + NODE[k]! / PER_HALF_WIDTH[bin]!)
    for (let i = 0; i < NODES; i++) {
      let sum = 0
      for (let k = 0; k < NODES; k++) sum += TO_COEFFICIENTS[i * NODES + k]! * values[k]!
      coefficients[bin * NODES + i] = sum
    }
    const expected = exact(centre)
    const error = Math.abs(evaluate(coefficients, bin, centre) - expected)
    fits[bin] = error <= LARGEST_CENTRE_ERROR * Math.max(Math.abs(expected), unit) ? 1 : 0
  }
  return { coefficients, fits }
}
