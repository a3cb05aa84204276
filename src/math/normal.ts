/** The standard normal distribution. */
import { erfc } from './erf.ts'
import { exp, log } from './elementary.ts'

const ROOT_HALF = 0.7071067811865476
/** 1/√(2π). */
const DENSITY_AT_ZERO = 0.3989422804014327

/** Bounds of the regions of PPND16: |p - ½| up to the first is central; r up to the second is the near tail. */
const CENTRAL = 0.425
const CENTRAL_SQUARED = 0.180625
const NEAR_TAIL = 5
const NEAR_SHIFT = 1.6

/** Standard normal quantile (inverse of `normalCdf`), relative error about 1e-16; ∓Infinity at 0 and 1.
 *  @throws RangeError if `p` is outside [0, 1].
 *  Source: Wichura 1988, Algorithm AS 241, Applied Statistics 37, routine PPND16. */
export function normalQuantile(p: number): number {
  const q = p - 0.5
  if (Math.abs(q) <= CENTRAL) return q * central(CENTRAL_SQUARED - q * q)
  const tail = q < 0 ? p : 1 - p
  if (!(tail > 0)) {
    if (tail === 0) return q < 0 ? -Infinity : Infinity
    throw new RangeError('probability must be between 0 and 1')
  }
  const r = Math.sqrt(-log(tail))
  const x = r <= NEAR_TAIL ? nearTail(r - NEAR_SHIFT) : farTail(r - NEAR_TAIL)
  return q < 0 ? -x : x
}

function central(r: number): number {
  return (
    (((((((2509.0809287301227 * r + 33430.57558358813) * r + 67265.7709270087) * r + 45921.95393154987) * r +
      13731.69376550946) *
      r +
      1971.5909503065513) *
      r +
      133.14166789178438) *
      r +
      3.3871328727963665) /
    (((((((5226.495278852854 * r + 28729.085735721943) * r + 39307.89580009271) * r + 21213.794301586597) * r +
      5394.196021424751) *
      r +
      687.1870074920579) *
      r +
      42.31333070160091) *
      r +
      1)
  )
}

function nearTail(r: number): number {
  return (
    (((((((0.0007745450142783414 * r + 0.022723844989269184) * r + 0.2417807251774506) * r + 1.2704582524523684) * r +
      3.6478483247632045) *
      r +
      5.769497221460691) *
      r +
      4.630337846156546) *
      r +
      1.4234371107496835) /
    (((((((1.0507500716444169e-9 * r + 0.0005475938084995345) * r + 0.015198666563616457) * r + 0.14810397642748008) *
      r +
      0.6897673349851) *
      r +
      1.6763848301838038) *
      r +
      2.053191626637759) *
      r +
      1)
  )
}

function farTail(r: number): number {
  return (
    (((((((2.0103343992922881e-7 * r + 2.7115555687434876e-5) * r + 0.0012426609473880784) * r + 0.026532189526576124) *
      r +
      0.29656057182850487) *
      r +
      1.7848265399172913) *
      r +
      5.463784911164114) *
      r +
      6.657904643501103) /
    (((((((2.0442631033899397e-15 * r + 1.421511758316446e-7) * r + 1.8463183175100548e-5) * r +
      0.0007868691311456133) *
      r +
      0.014875361290850615) *
      r +
      0.1369298809227358) *
      r +
      0.599832206555888) *
      r +
      1)
  )
}

/** Probability that a standard normal variable is at most `x`; relative error below 1e-15·(1 + x²). */
export function normalCdf(x: number): number {
  return 0.5 * erfc(-x * ROOT_HALF)
}

/** Standard normal density at `x`. */
export function normalPdf(x: number): number {
  return DENSITY_AT_ZERO * exp(-0.5 * x * x)
}
