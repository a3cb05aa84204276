/** Fast quantiles by piecewise polynomials, for distributions whose exact quantile takes microseconds. */
import { cos } from './elementary.ts'
import { asDouble, asWords, HIGH, highWord, LOW } from './bits.ts'

/** The two sides, q = p and q = 1 - p, are cut at powers of two from 2^-OCTAVES to ½, and each octave in bins of one
 *  width: within a bin a quantile that behaves like a power of q is smooth, however heavy its tail. */
const OCTAVES = 12
const SMALLEST_TAIL = 1 / (1 << OCTAVES)

/** One way of cutting the octaves: four bins each, or sixteen where four are too coarse, as for a beta or gamma of
 *  shape 0.1, whose quantile is the tenth power of p. */
interface Grid {
  /** The upper word of q without its lower bits is octave and bin: exponent, and the first bits of the fraction. */
  readonly keptBits: number
  readonly firstKey: number
  readonly bins: number
  /** Centres of the bins, and what turns a distance from the centre into the local coordinate in [-1, 1]. */
  readonly centres: Float64Array
  readonly perHalfWidth: Float64Array
}

const COARSE: Grid = gridOf(2)
const FINE: Grid = gridOf(4)

function gridOf(fractionBits: number): Grid {
  const keptBits = 20 - fractionBits
  const firstKey = ((1023 - OCTAVES) << 20) >>> keptBits
  const bins = (OCTAVES - 1) << fractionBits
  const edge = (bin: number): number => {
    asWords[LOW] = 0
    asWords[HIGH] = (firstKey + bin) << keptBits
    return asDouble[0]!
  }
  const centres = new Float64Array(bins)
  const perHalfWidth = new Float64Array(bins)
  for (let bin = 0; bin < bins; bin++) {
    const low = edge(bin)
    const half = (edge(bin + 1) - low) / 2
    centres[bin] = low + half
    perHalfWidth[bin] = 1 / half
  }
  return { keptBits, firstKey, bins, centres, perHalfWidth }
}

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

type Quantile = (p: number) => number

/** A fast stand-in for the quantile function `exact`, within `TABULATED_ERROR` of it relative to max(|quantile|,
 *  `unit`) where it is smooth. A bin's polynomial is fitted from 9 exact quantiles when a draw first falls into it;
 *  where it fails a check at the centre, finer bins are tried likewise: 4,000 exact quantiles at most, 2,160 for the
 *  shapes that a case may have, never more than 19 a draw. Finer bins that fail as well, and tails below 2^-12 (one
 *  draw in 2048), use `exact` itself. Rises with p but for steps of the size of the error at the borders of bins.
 *  @returns a function of `p` alone: what it remembers changes its cost and never its value. */
export function tabulated(exact: Quantile, unit: number): Quantile {
  exact(0.5) // so that parameters without meaning throw here
  const lower: Side = { exact, unit, coarse: newFits(COARSE), fine: null }
  const upper: Side = { exact: (q) => exact(1 - q), unit, coarse: newFits(COARSE), fine: null }
  return (p) => {
    const q = p < 0.5 ? p : 1 - p
    if (!(q >= SMALLEST_TAIL)) return exact(p)
    const side = p < 0.5 ? lower : upper
    const bin = binOf(COARSE, q)
    return side.coarse.state[bin] === FITS ? evaluate(COARSE, side.coarse.coefficients, bin, q) : seldom(side, bin, q)
  }
}

interface Side {
  readonly exact: Quantile
  readonly unit: number
  readonly coarse: Fits
  /** For the coarse bins that failed; null where none has. */
  fine: Fits | null
}

interface Fits {
  /** NODES coefficients of the local coordinate a bin, constant first. */
  readonly coefficients: Float64Array
  /** By bin: not yet looked at (0), its polynomial passed the check, or it failed. */
  readonly state: Uint8Array
}

const FITS = 1
const FAILS = 2

function newFits(grid: Grid): Fits {
  return { coefficients: new Float64Array(grid.bins * NODES), state: new Uint8Array(grid.bins) }
}

function binOf(grid: Grid, q: number): number {
  return Math.min((highWord(q) >>> grid.keptBits) - grid.firstKey, grid.bins - 1)
}

function evaluate(grid: Grid, c: Float64Array, bin: number, q: number): number {
  const x = (q - grid.centres[bin]!) * grid.perHalfWidth[bin]!
  const i = bin * NODES
  return (
    ((((((c[i + 7]! * x + c[i + 6]!) * x + c[i + 5]!) * x + c[i + 4]!) * x + c[i + 3]!) * x + c[i + 2]!) * x +
      c[i + 1]!) *
      x +
    c[i]!
  )
}

/** The quantile at a tail whose coarse bin is not known to fit. */
function seldom(side: Side, bin: number, q: number): number {
  if (isFitted(COARSE, side.coarse, bin, side)) return evaluate(COARSE, side.coarse.coefficients, bin, q)
  side.fine ??= newFits(FINE)
  const within = binOf(FINE, q)
  if (isFitted(FINE, side.fine, within, side)) return evaluate(FINE, side.fine.coefficients, within, q)
  return side.exact(q)
}

function isFitted(grid: Grid, fits: Fits, bin: number, of: Side): boolean {
  if (fits.state[bin] === 0) fits.state[bin] = fit(grid, fits.coefficients, bin, of) ? FITS : FAILS
  return fits.state[bin] === FITS
}

/** Fills in the coefficients of a bin. @returns whether its polynomial passes the check. */
function fit(grid: Grid, coefficients: Float64Array, bin: number, { exact, unit }: Side): boolean {
  const centre = grid.centres[bin]!
  const values = NODE.map((node) => exact(centre + node / grid.perHalfWidth[bin]!))
  for (let i = 0; i < NODES; i++) {
    let sum = 0
    for (let k = 0; k < NODES; k++) sum += TO_COEFFICIENTS[i * NODES + k]! * values[k]!
    coefficients[bin * NODES + i] = sum
  }
  const expected = exact(centre)
  const error = Math.abs(evaluate(grid, coefficients, bin, centre) - expected)
  return error <= LARGEST_CENTRE_ERROR * Math.max(Math.abs(expected), unit)
}
