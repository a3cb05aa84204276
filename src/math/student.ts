/** Student's t distribution. */
import { betaCdfPair, betaQuantilePair } from './beta.ts'
import { asDouble, asWords, HIGH } from './bits.ts'

/** Probability that a t variable with `degrees` degrees of freedom is at most `x`; relative error about 1e-14
 *  + 2e-16·degrees.
 *  @throws RangeError unless `degrees` is positive.
 *  Source: Abramowitz & Stegun 1964, 26.7.1. */
export function studentCdf(x: number, degrees: number): number {
  const square = x * x
  const whole = degrees + square
  const outside = whole === Infinity ? 0 : betaCdfPair(degrees / whole, square / whole, degrees / 2, 0.5)
  return x < 0 ? 0.5 * outside : 1 - 0.5 * outside
}

/** Quantile of the t distribution with `degrees` degrees of freedom, inverse of `studentCdf`; relative error about
 *  1e-14, for p below 1e-100 up to 1e-13. ∓Infinity at 0 and 1.
 *  @throws RangeError unless `degrees` is positive and `p` is in [0, 1]. */
export function studentQuantile(p: number, degrees: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError('probability must be between 0 and 1')
  const tail = p < 0.5 ? p : 1 - p
  // p - 1/2 is exact for p in [1/4, 1]; below, twice the tail is the smaller and decides.
  const centre = p < 0.5 ? 1 - 2 * tail : 2 * (p - 0.5)
  const { x, y } = betaQuantilePair(2 * tail, centre, degrees / 2, 0.5)
  const size = Math.sqrt((degrees * y) / x)
  return p < 0.5 ? -size : size
}

/** Tails up to this probability are computed by the tail polynomial of `student5`, the rest by the central one. */
const TAIL_5 = 0.2
/** Midpoints and half-widths of the two polynomials' ranges: w = q^(2/5) on [0, 0.2^(2/5)], r² on [0, 0.3²]. */
const TAIL_5_CENTRE = 0.2626527804403767
const CENTRAL_5_CENTRE = 0.045
/** Start of the fifth root: high word of q^(-1/5) is about this less a fifth of that of q; within 4 %. */
const FIFTH_ROOT_WORD = 0x4cb8a000

/** Quantile of Student's t with 5 degrees of freedom (variance 5/3); relative error below 1e-14; ∓Infinity at 0 and 1.
 *  Chebyshev interpolation of the exact quantile: in the tails t·q^(1/5) is analytic in q^(2/5), in the middle t/r in
 *  r², r = p - ½. Coefficients from the closed form of the distribution function (Shaw 2006, Journal of Computational
 *  Finance 9, the even and odd cases) solved to 45 digits.
 *  @throws RangeError if `p` is outside [0, 1]. */
export function student5(p: number): number {
  const r = p - 0.5
  const q = r < 0 ? p : 1 - p
  if (q >= TAIL_5) return r * central5((r * r - CENTRAL_5_CENTRE) / CENTRAL_5_CENTRE)
  if (!(q > SMALLEST_TAIL)) return studentQuantile(p, 5)
  const root = inverseFifthRoot(q)
  const size = root * tail5((q * root * root * root - TAIL_5_CENTRE) / TAIL_5_CENTRE)
  return r < 0 ? -size : size
}

/** Below this the start of the fifth root is not a normal double. */
const SMALLEST_TAIL = 2.2250738585072014e-308

/** q^(-1/5) for a positive normal q: two steps of the fourth-order iteration from (1 - e)^(-1/5) = 1 + e/5 + …. */
function inverseFifthRoot(q: number): number {
  asDouble[0] = q
  asWords[HIGH] = FIFTH_ROOT_WORD - ((asWords[HIGH]! / 5) | 0)
  return improveRoot(improveRoot(asDouble[0]!, q), q)
}

function improveRoot(y: number, q: number): number {
  const square = y * y
  const e = 1 - q * y * (square * square)
  return y + y * e * (1 / 5 + e * (3 / 25 + e * (11 / 125 + e * (44 / 625))))
}

function tail5(x: number): number {
  return (
    (((((((((((((((((-6.113004891386518e-10 * x - 1.804175965099068e-9) * x - 2.437614925925377e-9) * x -
      7.298564276499497e-9) *
      x -
      2.7767961853792507e-8) *
      x -
      8.359414534322975e-8) *
      x -
      2.4683269236435606e-7) *
      x -
      7.536099525094048e-7) *
      x -
      2.3252391009965204e-6) *
      x -
      7.2384998724924715e-6) *
      x -
      2.2838247531488214e-5) *
      x -
      7.33319137486945e-5) *
      x -
      0.00024104674696885311) *
      x -
      0.0008189726668407652) *
      x -
      0.002925466109674404) *
      x -
      0.011373995700173877) *
      x -
      0.052639858020283016) *
      x -
      0.43868857857226273) *
      x +
    1.173261407452729
  )
}

function central5(x: number): number {
  return (
    ((((((((((((((1.878900900739806e-11 * x + 9.05030198064746e-11) * x + 3.6254169806640736e-10) * x +
      1.7647055064934462e-9) *
      x +
      8.76122244301772e-9) *
      x +
      4.3168624724753035e-8) *
      x +
      2.1433471297075382e-7) *
      x +
      1.0754060700048403e-6) *
      x +
      5.464051846203039e-6) *
      x +
      2.8217955720446133e-5) *
      x +
      0.00014895583076255392) *
      x +
      0.0008111237978808214) *
      x +
      0.004631441569789528) *
      x +
      0.02868110927199853) *
      x +
      0.21063412006824275) *
      x +
    2.820204157682676
  )
}
