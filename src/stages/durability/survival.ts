/** How long a peace lasts. t is years since the deal, p0 the chance that it is stillborn, L5 = −ln S(5) without
 *  features, k the Weibull shape, η = exp(Σ βx) the hazard ratio of the package. */
import { exp, log, pow } from '../../math/elementary.ts'

/** The curve of one package in one world. */
export interface Survival {
  /** p0 in [0, 1]. */
  readonly stillborn: number
  /** L5·η: cumulative hazard at five years. */
  readonly hazardFiveYears: number
  /** k. */
  readonly shape: number
}

/** `S(t) = (1 − p0) · exp(−L5 · (t/5)^k · η)`, the chance that the peace still holds t years after the deal; 1 at t = 0
 *  before it is put to the test. Source: Weibull proportional hazards (Kalbfleisch & Prentice 2002, §2.2.2) with a
 *  point mass at zero; coefficients as in `priors.ts`. */
export function survivalAt(curve: Survival, years: number): number {
  if (years <= 0) return 1 - curve.stillborn
  return (1 - curve.stillborn) * exp(-curve.hazardFiveYears * pow(years / 5, curve.shape))
}

/** Years until the peace breaks, by inversion. @param u uniform in (0, 1): the peace outlasts t where u < S(t).
 *  @returns 0 for a stillborn peace. */
export function breakYear(curve: Survival, u: number): number {
  if (u >= 1 - curve.stillborn) return 0
  if (curve.hazardFiveYears <= 0) return Infinity
  return 5 * pow(-log(u / (1 - curve.stillborn)) / curve.hazardFiveYears, 1 / curve.shape)
}

/** L5 from the logit of S(5): `−ln(1/(1 + e^{−b}))`. */
export function hazardFromLogit(logit: number): number {
  return log(1 + exp(-logit))
}
