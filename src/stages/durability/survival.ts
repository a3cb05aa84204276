/** How long a peace lasts. t is years since the deal, p0 the chance that it is stillborn, L5 = −ln S(5) without
 *  features, k the Weibull shape, η = exp(Σ βx) the hazard ratio of the package. */
import { exp, log, pow } from '../../math/elementary.ts'
import { streamOf, uniformAt } from '../../math/philox.ts'
import type { Seed } from '../../math/philox.ts'

/** The curve of one package in one world. */
export interface Survival {
  /** p0 in [0, 1]. */
  readonly stillborn: number
  /** L5·η: cumulative hazard at five years. */
  readonly hazardFiveYears: number
  /** k. */
  readonly shape: number
  /** What later steps of a settlement make of the hazard, in order of the years after which each counts. */
  readonly later?: readonly { readonly after: number; readonly hazardFiveYears: number }[]
}

/** The chance, of each world its own, that decides when a peace breaks. */
export function peaceDraw(seed: Seed): (world: number) => number {
  const breaks = streamOf('durability/break')
  return (world) => uniformAt(seed, breaks, world, 0)
}

/** Cumulative hazard after t years, `∫ h`, of a curve whose later steps change it: proportional hazards with a
 *  covariate that changes in time (Kalbfleisch & Prentice 2002, §6.3). The peace keeps its age. */
function cumulativeHazard({ hazardFiveYears, shape, later = [] }: Survival, years: number): number {
  let [sum, rate, since] = [0, hazardFiveYears, 0]
  for (const step of later) {
    if (step.after >= years) break
    sum += rate * (pow(step.after / 5, shape) - (since > 0 ? pow(since / 5, shape) : 0))
    rate = step.hazardFiveYears
    since = step.after
  }
  return sum + rate * (pow(years / 5, shape) - (since > 0 ? pow(since / 5, shape) : 0))
}

/** As {@link breakYear}, where later steps change the hazard. */
function breakYearInSteps(curve: Survival, u: number): number {
  const { shape, later = [] } = curve
  let left = -log(u / (1 - curve.stillborn))
  let [rate, since] = [curve.hazardFiveYears, 0]
  for (const { after, hazardFiveYears } of later) {
    const taken = rate * (pow(after / 5, shape) - (since > 0 ? pow(since / 5, shape) : 0))
    if (left <= taken) break
    left -= taken
    rate = hazardFiveYears
    since = after
  }
  if (rate <= 0) return Infinity
  return 5 * pow(left / rate + (since > 0 ? pow(since / 5, shape) : 0), 1 / shape)
}

/** `S(t) = (1 − p0) · exp(−L5 · (t/5)^k · η)`, the chance that the peace still holds t years after the deal; 1 at t = 0
 *  before it is put to the test. Source: Weibull proportional hazards (Kalbfleisch & Prentice 2002, §2.2.2) with a
 *  point mass at zero; coefficients as in `priors.ts`. */
export function survivalAt(curve: Survival, years: number): number {
  if (years <= 0) return 1 - curve.stillborn
  if (curve.later) return (1 - curve.stillborn) * exp(-cumulativeHazard(curve, years))
  return (1 - curve.stillborn) * exp(-curve.hazardFiveYears * pow(years / 5, curve.shape))
}

/** Years until the peace breaks, by inversion. @param u uniform in (0, 1): the peace outlasts t where u < S(t).
 *  @returns 0 for a stillborn peace. */
export function breakYear(curve: Survival, u: number): number {
  if (u >= 1 - curve.stillborn) return 0
  if (curve.later) return breakYearInSteps(curve, u)
  if (curve.hazardFiveYears <= 0) return Infinity
  return 5 * pow(-log(u / (1 - curve.stillborn)) / curve.hazardFiveYears, 1 / curve.shape)
}

/** L5 from the logit of S(5): `−ln(1/(1 + e^{−b}))`. */
export function hazardFromLogit(logit: number): number {
  return log(1 + exp(-logit))
}
