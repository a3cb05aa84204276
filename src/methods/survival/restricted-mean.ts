/** Mean length of a spell, counted no further than a horizon: the area under the survival curve up to there. */
import type { Curve } from './kaplan-meier.ts'

export interface RestrictedMean {
  readonly horizon: number
  readonly mean: number
  readonly standardError: number
}

/** @param horizon above 0; beyond the last time seen the curve is taken to stay level.
 *  Source: Irwin 1949; variance `Σ A_k² d_k / (n_k (n_k − d_k))`, A_k the area from t_k to the horizon (Klein &
 *  Moeschberger 2003, Survival Analysis, §4.5). */
export function restrictedMean(curve: Curve, horizon: number): RestrictedMean {
  const upTo = curve.time.findIndex((t) => t >= horizon)
  const count = upTo < 0 ? curve.time.length : upTo
  const area = new Float64Array(count)
  let after = 0
  for (let k = count - 1; k >= 0; k--) {
    const next = k + 1 < count ? curve.time[k + 1]! : horizon
    after += curve.survival[k]! * (next - curve.time[k]!)
    area[k] = after
  }
  const mean = after + (count > 0 ? curve.time[0]! : horizon)
  let variance = 0
  for (let k = 0; k < count; k++) {
    const n = curve.atRisk[k]!
    const d = curve.events[k]!
    if (d > 0 && d < n) variance += (area[k]! ** 2 * d) / (n * (n - d))
  }
  return { horizon, mean, standardError: Math.sqrt(variance) }
}
