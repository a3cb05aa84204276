/** Trigonometric functions. Algorithms and coefficients: FDLIBM 5.3 (Sun Microsystems 1993: k_sin, k_cos, k_tan,
 *  s_atan, e_rem_pio2); errors below 1 unit in the last place. */
import { asDouble, asWords, HIGH, highWord, LOW } from './bits.ts'

/** π/4 in two parts, and 2/π. */
const QUARTER_PI = 0.7853981633974483
const QUARTER_PI_LOW = 3.061616997868383e-17
const TWO_OVER_PI = 0.6366197723675814

/** π/2 in parts of 33 bits, each with the tail that follows it. Source: FDLIBM e_rem_pio2. */
const HALF_PI_1 = 1.5707963267341256
const HALF_PI_1_TAIL = 6.077100506506192e-11
const HALF_PI_2 = 6.077100506303966e-11
const HALF_PI_2_TAIL = 2.0222662487959506e-21
const HALF_PI_3 = 2.0222662487111665e-21
const HALF_PI_3_TAIL = 8.4784276603689e-32

/** Up to this size (2^20 π/2) the parts of π/2 suffice; beyond it the reduction is exact in integers. */
const MEDIUM = 1647099

/** ⌊2/π · 2^1216⌋: enough bits for the largest double. */
const TWO_OVER_PI_BITS = 1216
const TWO_OVER_PI_SCALED = BigInt(
  '0xa2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561b7246e3a424dd2e006492eea09d1921c' +
    'fe1deb1cb129a73ee88235f52ebb4484e99c7026b45f7e413991d639835339f49c845f8bbdf9283b1ff897ffde05980f' +
    'ef2f118b5a0a6d1f6d367ecf27cb09b74f463f669e5fea2d7527bac7ebe5f17b3d0739f78a5292ea6bfb5fb11f8d5d08' +
    '56033046fc7b6bab',
)

/** Remez coefficients of sine, cosine, tangent and arc tangent. Source: FDLIBM k_sin, k_cos, k_tan, s_atan. */
const S1 = -0.16666666666666632
const S2 = 0.00833333333332249
const S3 = -0.0001984126982985795
const S4 = 2.7557313707070068e-6
const S5 = -2.5050760253406863e-8
const S6 = 1.58969099521155e-10
const C1 = 0.0416666666666666
const C2 = -0.001388888888887411
const C3 = 2.480158728947673e-5
const C4 = -2.7557314351390663e-7
const C5 = 2.087572321298175e-9
const C6 = -1.1359647557788195e-11

/** Sine of x + low for |x| <= π/4. */
function sinNear(x: number, low: number): number {
  const z = x * x
  const r = S2 + z * (S3 + z * (S4 + z * (S5 + z * S6)))
  const v = z * x
  return x - (z * (0.5 * low - v * r) - low - v * S1)
}

/** Cosine of x + low for |x| <= π/4. */
function cosNear(x: number, low: number): number {
  const z = x * x
  const r = z * (C1 + z * (C2 + z * (C3 + z * (C4 + z * (C5 + z * C6)))))
  const half = 0.5 * z
  const w = 1 - half
  return w + (1 - w - half + (z * r - x * low))
}

/** Coefficients of tan x = x + x³ (T0 + T1 x² + …) on [0, 0.67434]; odd and even ones are summed apart. */
const T0 = 0.3333333333333341
const T1 = 0.13333333333320124
const T2 = 0.05396825397622605
const T3 = 0.021869488294859542
const T4 = 0.0088632398235993
const T5 = 0.0035920791075913124
const T6 = 0.0014562094543252903
const T7 = 0.0005880412408202641
const T8 = 0.0002464631348184699
const T9 = 7.817944429395571e-5
const T10 = 7.140724913826082e-5
const T11 = -1.8558637485527546e-5
const T12 = 2.590730518636337e-5
/** From here up, tan is computed from the complement to π/4. Upper word of 0.67434. */
const TAN_NEAR_QUARTER = 0.67434

/** Tangent of x + low for |x| <= π/4, or -1/tangent if `reciprocal`. */
function tanNear(x0: number, low0: number, reciprocal: boolean): number {
  const large = Math.abs(x0) >= TAN_NEAR_QUARTER
  const sign = x0 < 0 ? -1 : 1
  const x = large ? QUARTER_PI - sign * x0 + (QUARTER_PI_LOW - sign * low0) : x0
  const low = large ? 0 : low0
  const z = x * x
  const w = z * z
  const odd = T1 + w * (T3 + w * (T5 + w * (T7 + w * (T9 + w * T11))))
  const even = z * (T2 + w * (T4 + w * (T6 + w * (T8 + w * (T10 + w * T12)))))
  const s = z * x
  const r = low + z * (s * (odd + even) + low) + T0 * s
  const t = x + r
  if (large) {
    const v = reciprocal ? -1 : 1
    return sign * (v - 2 * (x - ((t * t) / (t + v) - r)))
  }
  return reciprocal ? minusReciprocal(t, x, r) : t
}

/** -1/(x + r), where t is the rounded sum, with the error of the division corrected. */
function minusReciprocal(t: number, x: number, r: number): number {
  const tHigh = withoutLowWord(t)
  const lost = r - (tHigh - x)
  const inverse = -1 / t
  const inverseHigh = withoutLowWord(inverse)
  return inverseHigh + inverse * (1 + inverseHigh * tHigh + inverseHigh * lost)
}

function withoutLowWord(x: number): number {
  asDouble[0] = x
  asWords[LOW] = 0
  return asDouble[0]!
}

/** An angle reduced to [-π/4, π/4]: quadrant modulo 4, remainder in two parts. */
interface Reduced {
  readonly quadrant: number
  readonly high: number
  readonly low: number
}

function reduce(x: number): Reduced {
  return Math.abs(x) <= MEDIUM ? reduceMedium(x) : reduceLarge(x)
}

/** Cody-Waite reduction; takes further parts of π/2 while cancellation leaves too few bits. */
function reduceMedium(x: number): Reduced {
  const n = Math.round(x * TWO_OVER_PI)
  const first = x - n * HALF_PI_1
  const exponent = exponentOf(x)
  let r = first
  let w = n * HALF_PI_1_TAIL
  if (exponent - exponentOf(r - w) > 16) {
    r = first - n * HALF_PI_2
    w = n * HALF_PI_2_TAIL - (first - r - n * HALF_PI_2)
    if (exponent - exponentOf(r - w) > 49) {
      const second = r
      r = second - n * HALF_PI_3
      w = n * HALF_PI_3_TAIL - (second - r - n * HALF_PI_3)
    }
  }
  const high = r - w
  return { quadrant: n & 3, high, low: r - high - w }
}

function exponentOf(x: number): number {
  return (highWord(x) >>> 20) & 0x7ff
}

/** Bits of the fraction of x·2/π that are kept, and of those converted at a time. */
const KEPT_BITS = 192
const HALF_KEPT = BigInt(KEPT_BITS - 1)
const KEPT_MASK = (1n << BigInt(KEPT_BITS)) - 1n
const HALF_PI = 1.5707963267948966
const HALF_PI_LOW = 6.123233995736766e-17
const TWO_MINUS_64 = 1 / 18446744073709551616

/** Exact reduction in integers (the idea of Payne & Hanek 1983, SIGNUM Newsletter 18). */
function reduceLarge(x: number): Reduced {
  asDouble[0] = Math.abs(x)
  const word = asWords[HIGH]!
  const significand = (BigInt((word & 0xfffff) | 0x100000) << 32n) | BigInt(asWords[LOW]! >>> 0)
  const power = (word >>> 20) - 1075
  // |x|·2/π · 2^KEPT_BITS, cut off below.
  const scaled = (significand * TWO_OVER_PI_SCALED) >> BigInt(TWO_OVER_PI_BITS - power - KEPT_BITS)
  const fraction = scaled & KEPT_MASK
  const up = fraction >> HALF_KEPT
  const quadrant = Number(((scaled >> BigInt(KEPT_BITS)) + up) & 3n)
  const signed = fraction - (up << BigInt(KEPT_BITS))
  const turns = twoDoubles(signed)
  // (t.high + t.low)·(π/2), the product of the upper parts split exactly.
  const tTop = withoutLowWord(turns.high)
  const pTop = withoutLowWord(HALF_PI)
  const tRest = turns.high - tTop
  const pRest = HALF_PI - pTop
  const product = turns.high * HALF_PI
  const lost = tTop * pTop - product + tTop * pRest + tRest * pTop + tRest * pRest
  const tail = lost + (turns.high * HALF_PI_LOW + turns.low * HALF_PI)
  const high = product + tail
  const low = product - high + tail
  return x < 0 ? { quadrant: -quadrant & 3, high: -high, low: -low } : { quadrant, high, low }
}

/** An integer over 2^KEPT_BITS as an unevaluated sum of two doubles. */
function twoDoubles(value: bigint): { readonly high: number; readonly low: number } {
  const high = Number(value)
  const low = Number(value - BigInt(high))
  const scale = TWO_MINUS_64 * TWO_MINUS_64 * TWO_MINUS_64
  return { high: high * scale, low: low * scale }
}

/** Below this, sin x, tan x and atan x round to x (2^-27). */
const LINEAR = 7.450580596923828e-9

/** Sine of `x` radians; NaN for infinities. */
export function sin(x: number): number {
  const size = Math.abs(x)
  if (size <= QUARTER_PI) return size < LINEAR ? x : sinNear(x, 0)
  if (!(size < Infinity)) return NaN
  const { quadrant, high, low } = reduce(x)
  const value = (quadrant & 1) === 0 ? sinNear(high, low) : cosNear(high, low)
  return quadrant < 2 ? value : -value
}

/** Cosine of `x` radians; NaN for infinities. */
export function cos(x: number): number {
  const size = Math.abs(x)
  if (size <= QUARTER_PI) return cosNear(x, 0)
  if (!(size < Infinity)) return NaN
  const { quadrant, high, low } = reduce(x)
  const value = (quadrant & 1) === 0 ? cosNear(high, low) : sinNear(high, low)
  return quadrant === 0 || quadrant === 3 ? value : -value
}

/** Tangent of `x` radians; NaN for infinities. */
export function tan(x: number): number {
  const size = Math.abs(x)
  if (size <= QUARTER_PI) return size < LINEAR ? x : tanNear(x, 0, false)
  if (!(size < Infinity)) return NaN
  const { quadrant, high, low } = reduce(x)
  return tanNear(high, low, (quadrant & 1) === 1)
}

/** Arc tangents of ½, 1, 3/2 and ∞, each in two parts. Source: FDLIBM s_atan. */
const ATAN_HIGH: readonly number[] = [0.4636476090008061, 0.7853981633974483, 0.982793723247329, 1.5707963267948966]
const ATAN_LOW: readonly number[] = [
  2.2698777452961687e-17, 3.061616997868383e-17, 1.3903311031230998e-17, 6.123233995736766e-17,
]
const A0 = 0.3333333333333293
const A1 = -0.19999999999876483
const A2 = 0.14285714272503466
const A3 = -0.11111110405462356
const A4 = 0.09090887133436507
const A5 = -0.0769187620504483
const A6 = 0.06661073137387531
const A7 = -0.058335701337905735
const A8 = 0.049768779946159324
const A9 = -0.036531572744216916
const A10 = 0.016285820115365782

/** x - atan x for |x| < 7/16. */
function atanDefect(x: number): number {
  const z = x * x
  const w = z * z
  const even = z * (A0 + w * (A2 + w * (A4 + w * (A6 + w * (A8 + w * A10)))))
  const odd = w * (A1 + w * (A3 + w * (A5 + w * (A7 + w * A9))))
  return x * (even + odd)
}

/** Arc tangent in radians, between -π/2 and π/2. */
export function atan(x: number): number {
  const size = Math.abs(x)
  if (!(size >= LINEAR)) return x
  if (size < 0.4375) return x - atanDefect(x)
  const region = size < 0.6875 ? 0 : size < 1.1875 ? 1 : size < 2.4375 ? 2 : 3
  const shifted = atanShifted(size, region)
  const value = ATAN_HIGH[region]! - (atanDefect(shifted) - ATAN_LOW[region]! - shifted)
  return x < 0 ? -value : value
}

/** tan(atan x - atan b) for the base b of the region. */
function atanShifted(x: number, region: number): number {
  switch (region) {
    case 0:
      return (2 * x - 1) / (2 + x)
    case 1:
      return (x - 1) / (x + 1)
    case 2:
      return (x - 1.5) / (1 + 1.5 * x)
    default:
      return -1 / x
  }
}
