/** Laws of ε in `ln T = x'β + σε`: which one makes which family of lengths. */
import { exp, log, log1p } from '../../math/elementary.ts'
import { normalCdf, normalPdf } from '../../math/normal.ts'

export type Family = 'weibull' | 'exponential' | 'lognormal' | 'loglogistic'

/** Value and the first two derivatives in z of ln f(z) or ln S(z). */
export type Derivatives = Float64Array

export interface ErrorLaw {
  /** Of an ended spell: ln f. */
  readonly density: (z: number, into: Derivatives) => void
  /** Of a censored one: ln S. */
  readonly survival: (z: number, into: Derivatives) => void
  /** S(z). */
  readonly tail: (z: number) => number
}

/** ε is the smallest of many: T is Weibull of shape 1/σ, or exponential where σ = 1. */
const EXTREME: ErrorLaw = {
  density: (z, into) => {
    const e = exp(z)
    into[0] = z - e
    into[1] = 1 - e
    into[2] = -e
  },
  survival: (z, into) => {
    const e = exp(z)
    into[0] = -e
    into[1] = -e
    into[2] = -e
  },
  tail: (z) => exp(-exp(z)),
}

const HALF_LOG_2PI = 0.9189385332046727

/** Beyond this the normal tail is near the end of what a double holds: its series is exact to the last digits. */
const FAR = 25

const NORMAL: ErrorLaw = {
  density: (z, into) => {
    into[0] = -0.5 * z * z - HALF_LOG_2PI
    into[1] = -z
    into[2] = -1
  },
  survival: (z, into) => {
    // Mills' series (DLMF 7.12.1): S = φ/z · (1 − 1/z² + 3/z⁴ − …)
    const q = 1 / (z * z)
    const series = 1 - q * (1 - 3 * q * (1 - 5 * q * (1 - 7 * q)))
    const hazard = z > FAR ? z / series : normalPdf(z) / normalCdf(-z)
    into[0] = z > FAR ? -0.5 * z * z - HALF_LOG_2PI - log(hazard) : log(normalCdf(-z))
    into[1] = -hazard
    into[2] = -hazard * (hazard - z)
  },
  tail: (z) => normalCdf(-z),
}

const LOGISTIC: ErrorLaw = {
  density: (z, into) => {
    const p = z > 0 ? 1 / (1 + exp(-z)) : exp(z) / (1 + exp(z))
    into[0] = z - 2 * softplus(z)
    into[1] = 1 - 2 * p
    into[2] = -2 * p * (1 - p)
  },
  survival: (z, into) => {
    const p = z > 0 ? 1 / (1 + exp(-z)) : exp(z) / (1 + exp(z))
    into[0] = -softplus(z)
    into[1] = -p
    into[2] = -p * (1 - p)
  },
  tail: (z) => (z > 0 ? exp(-z) / (1 + exp(-z)) : 1 / (1 + exp(z))),
}

/** ln(1 + e^z). */
function softplus(z: number): number {
  return z > 0 ? z + log1p(exp(-z)) : log1p(exp(z))
}

export function errorLaw(family: Family): ErrorLaw {
  switch (family) {
    case 'weibull':
    case 'exponential':
      return EXTREME
    case 'lognormal':
      return NORMAL
    case 'loglogistic':
      return LOGISTIC
  }
}
