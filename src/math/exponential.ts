/** Exponentials and logarithms. Algorithms and coefficients: FDLIBM 5.3 (Sun Microsystems 1993: e_exp, s_expm1, e_log,
 *  s_log1p, e_pow, s_tanh); errors below 1 unit in the last place. */
import { asDouble, asWords, clearLowWord, HIGH, highWord, LOW, scaleByPowerOfTwo } from './bits.ts'

/** ln 2 in two parts; the first has 21 trailing zero bits, so that its product with an exponent is exact. */
const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
const INVERSE_LN2 = 1.4426950408889634
const HALF_LN2 = 0.34657359027997264

/** Beyond these, e^x is not a finite double, or rounds to zero. */
const EXP_OVERFLOW = 709.782712893384
const EXP_UNDERFLOW = -745.1332191019411

/** Remez coefficients of x(e^x + 1)/(e^x - 1) - 2 in x² on [0, ln2/2]. Source: FDLIBM e_exp. */
const P1 = 0.16666666666666602
const P2 = -0.0027777777777015593
const P3 = 6.613756321437934e-5
const P4 = -1.6533902205465252e-6
const P5 = 4.1381367970572385e-8

/** e^x. */
export function exp(x: number): number {
  if (!(x <= EXP_OVERFLOW)) return x > EXP_OVERFLOW ? Infinity : NaN
  if (x < EXP_UNDERFLOW) return 0
  const k = (INVERSE_LN2 * x + (x < 0 ? -0.5 : 0.5)) | 0
  const high = x - k * LN2_HIGH
  const low = k * LN2_LOW
  const r = high - low
  const t = r * r
  const c = r - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))))
  return scaleByPowerOfTwo(1 - (low - (r * c) / (2 - c) - high), k)
}

/** Coefficients of the rational part of expm1. Source: FDLIBM s_expm1. */
const Q1 = -0.03333333333333313
const Q2 = 0.0015873015872548146
const Q3 = -7.93650757867488e-5
const Q4 = 4.008217827329362e-6
const Q5 = -2.0109921818362437e-7

/** Below this, e^x - 1 rounds to -1 (56 ln 2). Below the other, it rounds to x (2^-54). */
const EXPM1_MINUS_ONE = -38.816242111356935
const EXPM1_LINEAR = 5.551115123125783e-17

/** e^x - 1, accurate near zero. */
export function expm1(x: number): number {
  if (!(x <= EXP_OVERFLOW)) return x > EXP_OVERFLOW ? Infinity : NaN
  if (x < EXPM1_MINUS_ONE) return -1
  if (Math.abs(x) < EXPM1_LINEAR) return x
  const k = Math.abs(x) > HALF_LN2 ? (INVERSE_LN2 * x + (x < 0 ? -0.5 : 0.5)) | 0 : 0
  const high = x - k * LN2_HIGH
  const low = k * LN2_LOW
  const r = high - low
  const lost = high - r - low
  const half = 0.5 * r
  const square = r * half
  const r1 = 1 + square * (Q1 + square * (Q2 + square * (Q3 + square * (Q4 + square * Q5))))
  const t = 3 - r1 * half
  const e = square * ((r1 - t) / (6 - r * t))
  return k === 0 ? r - (r * e - square) : expm1Scaled(r, r * (e - lost) - lost - square, k)
}

/** 2^k (1 + r - e) - 1 with the order of operations that loses least for each k. */
function expm1Scaled(r: number, e: number, k: number): number {
  if (k === -1) return 0.5 * (r - e) - 0.5
  if (k === 1) return r < -0.25 ? -2 * (e - (r + 0.5)) : 1 + 2 * (r - e)
  if (k <= -2 || k > 56) return scaleByPowerOfTwo(1 - (e - r), k) - 1
  const tiny = scaleByPowerOfTwo(1, -k)
  const y = k < 20 ? 1 - tiny - (e - r) : r - (e + tiny) + 1
  return scaleByPowerOfTwo(y, k)
}

/** Remez coefficients of (log(1+f) - 2s)/s in s², s = f/(2+f). Source: FDLIBM e_log. */
const L1 = 0.6666666666666735
const L2 = 0.3999999999940942
const L3 = 0.2857142874366239
const L4 = 0.22222198432149784
const L5 = 0.1818357216161805
const L6 = 0.15313837699209373
const L7 = 0.14798198605116586

/** Upper words of 1 and of √½: a mantissa is brought into [√½, √2). */
const ONE_WORD = 0x3ff00000
const ROOT_HALF_WORD = 0x3fe6a09e
const FRACTION_MASK = 0x000fffff
const SMALLEST_NORMAL = 2.2250738585072014e-308
const TWO_54 = 18014398509481984

/** k·ln 2 + log(1 + f) + correction, for 1 + f in [√½, √2). */
function logOfReduced(f: number, k: number, correction: number): number {
  const halfSquare = 0.5 * f * f
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const even = w * (L2 + w * (L4 + w * L6))
  const odd = z * (L1 + w * (L3 + w * (L5 + w * L7)))
  return s * (halfSquare + (odd + even)) + (k * LN2_LOW + correction) - halfSquare + f + k * LN2_HIGH
}

/** Natural logarithm; -Infinity at 0, NaN below. */
export function log(x: number): number {
  if (!(x > 0 && x < Infinity)) return x === 0 ? -Infinity : x === Infinity ? Infinity : NaN
  const subnormal = x < SMALLEST_NORMAL
  asDouble[0] = subnormal ? x * TWO_54 : x
  const word = asWords[HIGH]! + (ONE_WORD - ROOT_HALF_WORD)
  const k = (word >> 20) - (subnormal ? 1023 + 54 : 1023)
  asWords[HIGH] = (word & FRACTION_MASK) + ROOT_HALF_WORD
  return logOfReduced(asDouble[0]! - 1, k, 0)
}

/** Between these, log1p needs no reduction (√½ - 1 and √2 - 1, rounded inward); below the third it rounds to x. */
const LOG1P_DIRECT_LOW = -0.2928
const LOG1P_DIRECT_HIGH = 0.4142
const LOG1P_LINEAR = 1.1102230246251565e-16

/** log(1 + x), accurate near zero; -Infinity at -1, NaN below. */
export function log1p(x: number): number {
  if (!(x > -1 && x < Infinity)) return x === -1 ? -Infinity : x === Infinity ? Infinity : NaN
  if (Math.abs(x) < LOG1P_LINEAR) return x
  if (x > LOG1P_DIRECT_LOW && x < LOG1P_DIRECT_HIGH) return logOfReduced(x, 0, 0)
  const u = 1 + x
  asDouble[0] = u
  const word = asWords[HIGH]! + (ONE_WORD - ROOT_HALF_WORD)
  const k = (word >> 20) - 1023
  asWords[HIGH] = (word & FRACTION_MASK) + ROOT_HALF_WORD
  const f = asDouble[0]! - 1
  // What the sum 1 + x lost, relative to u.
  const correction = k >= 54 ? 0 : (k >= 2 ? 1 - (u - x) : x - (u - 1)) / u
  return logOfReduced(f, k, correction)
}

/** Below this, tanh x rounds to x (2^-28 would already be accurate); above the other, to 1. */
const TANH_LINEAR = 2.7755575615628914e-17
const TANH_ONE = 22

/** Hyperbolic tangent. */
export function tanh(x: number): number {
  const size = Math.abs(x)
  if (!(size >= TANH_LINEAR)) return x
  if (size >= TANH_ONE) return x > 0 ? 1 : -1
  const t = expm1(size >= 1 ? 2 * size : -2 * size)
  const value = size >= 1 ? 1 - 2 / (t + 2) : -t / (t + 2)
  return x > 0 ? value : -value
}

/** Constants of pow. Source: FDLIBM e_pow. `CP` is 2/(3 ln 2); `_HIGH`, `_LOW` are its parts, and so on. */
const POW_L1 = 0.5999999999999946
const POW_L2 = 0.4285714285785502
const POW_L3 = 0.33333332981837743
const POW_L4 = 0.272728123808534
const POW_L5 = 0.23066074577556175
const POW_L6 = 0.20697501780033842
const LN2 = 0.6931471805599453
const LN2_24_HIGH = 0.6931471824645996
const LN2_24_LOW = -1.904654299957768e-9
const CP = 0.9617966939259756
const CP_HIGH = 0.9617967009544373
const CP_LOW = -7.028461650952758e-9
const LOG2_THREE_HALVES_HIGH = 0.5849624872207642
const LOG2_THREE_HALVES_LOW = 1.350039202129749e-8
/** Upper words of √(3/2) and √3: which of 1, 1.5 or 2 a mantissa is closest to. */
const ROOT_THREE_HALVES_FRACTION = 0x3988e
const ROOT_THREE_FRACTION = 0xbb67a
/** Half a unit in the last place of 1024 in the base-2 logarithm; decides overflow. */
const OVERFLOW_MARGIN = 8.008566259537294e-17

/** x to the power y, with the special cases of ECMAScript (NaN for a base of ±1 and an infinite exponent). */
export function pow(x: number, y: number): number {
  if (y === 0) return 1
  if (x !== x || y !== y) return NaN
  const size = Math.abs(x)
  if (y === Infinity || y === -Infinity) return size === 1 ? NaN : size > 1 === y > 0 ? Infinity : 0
  const odd = isOdd(y)
  if (size === 0 || size === Infinity) {
    const value = (size === 0) === y > 0 ? 0 : Infinity
    return odd && (x < 0 || Object.is(x, -0)) ? -value : value
  }
  if (x < 0 && y !== Math.floor(y)) return NaN
  if (y === 1) return x
  if (y === 2) return x * x
  const value = powPositive(size, y)
  return x < 0 && odd ? -value : value
}

function isOdd(y: number): boolean {
  return Math.abs(y) < 9007199254740992 && Math.abs(y % 2) === 1
}

/** Exponents beyond which the result overflows or underflows for every base that differs from 1. */
const POW_HUGE = 1.9e19

function powPositive(x: number, y: number): number {
  if (x === 1) return 1
  if (Math.abs(y) > POW_HUGE) return x > 1 === y > 0 ? Infinity : 0
  // log2(x) = t1 + t2, t1 with 21 significant bits at most after clearing its lower word.
  const subnormal = x < SMALLEST_NORMAL
  asDouble[0] = subnormal ? x * TWO_54 : x
  const word = asWords[HIGH]!
  const fraction = word & FRACTION_MASK
  let n = (word >> 20) - (subnormal ? 1023 + 54 : 1023)
  const near = fraction <= ROOT_THREE_HALVES_FRACTION ? 0 : fraction < ROOT_THREE_FRACTION ? 1 : 2
  if (near === 2) n += 1
  asWords[HIGH] = fraction | (near === 2 ? 0x3fe00000 : ONE_WORD)
  const mantissa = asDouble[0]!
  const base = near === 1 ? 1.5 : 1
  const u = mantissa - base
  const v = 1 / (mantissa + base)
  const s = u * v
  const sHigh = clearLowWord(s)
  asWords[HIGH] = ((highWord(mantissa) >> 1) | 0x20000000) + 0x00080000 + (near === 1 ? 0x00040000 : 0)
  asWords[LOW] = 0
  const tHigh = asDouble[0]!
  const tLow = mantissa - (tHigh - base)
  const sLow = v * (u - sHigh * tHigh - sHigh * tLow)
  const s2 = s * s
  const r =
    s2 * s2 * (POW_L1 + s2 * (POW_L2 + s2 * (POW_L3 + s2 * (POW_L4 + s2 * (POW_L5 + s2 * POW_L6))))) +
    sLow * (sHigh + s)
  const sHigh2 = sHigh * sHigh
  const cubeHigh = clearLowWord(3 + sHigh2 + r)
  const cubeLow = r - (cubeHigh - 3 - sHigh2)
  const a = sHigh * cubeHigh
  const b = sLow * cubeHigh + cubeLow * s
  const pHigh = clearLowWord(a + b)
  const pLow = b - (pHigh - a)
  const zHigh = CP_HIGH * pHigh
  const zLow = CP_LOW * pHigh + pLow * CP + (near === 1 ? LOG2_THREE_HALVES_LOW : 0)
  const shift = near === 1 ? LOG2_THREE_HALVES_HIGH : 0
  const t1 = clearLowWord(zHigh + zLow + shift + n)
  const t2 = zLow - (t1 - n - shift - zHigh)
  const yHigh = clearLowWord(y)
  return twoToThe(yHigh * t1, (y - yHigh) * t1 + y * t2)
}

/** 2^(high + low), where |low| is far below |high|. */
function twoToThe(high: number, low: number): number {
  const z = high + low
  if (z >= 1024 && (z > 1024 || low + OVERFLOW_MARGIN > z - high)) return Infinity
  if (z <= -1075 && (z < -1075 || low <= z - high)) return 0
  const n = Math.floor(z + 0.5)
  const rest = high - n
  const t = clearLowWord(low + rest)
  const u = t * LN2_24_HIGH
  const v = (low - (t - rest)) * LN2 + t * LN2_24_LOW
  const w = u + v
  const lost = v - (w - u)
  const w2 = w * w
  const c = w - w2 * (P1 + w2 * (P2 + w2 * (P3 + w2 * (P4 + w2 * P5))))
  const r = (w * c) / (c - 2) - (lost + w * lost)
  return scaleByPowerOfTwo(1 - (r - w), n)
}
