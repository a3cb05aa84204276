/** Whether events come as often as was said, over many claims and cases. */
import { normalCdf } from '../../math/normal.ts'
import { wilsonInterval } from '../../math/statistics.ts'
import type { Interval } from '../../math/statistics.ts'
import type { Stated } from './brier.ts'

/** Forecasts of about one probability: their mean, and how many of them came. */
export interface CalibrationBin {
  readonly low: number
  readonly high: number
  readonly count: number
  readonly stated: number
  readonly observed: Interval
}

/** Bins of equal width that hold forecasts, in order. Source: reliability diagram, Murphy & Winkler 1977, Applied
 *  Statistics 26. */
export function calibration(stated: readonly Stated[], bins: number): readonly CalibrationBin[] {
  return Array.from({ length: bins }, (_, k) => {
    const inside = stated.filter(({ probability }) => Math.min(bins - 1, Math.floor(probability * bins)) === k)
    const happened = inside.filter((one) => one.happened).length
    const sum = inside.reduce((total, { probability }) => total + probability, 0)
    return {
      low: k / bins,
      high: (k + 1) / bins,
      count: inside.length,
      stated: sum / inside.length,
      observed: wilsonInterval(happened, inside.length),
    }
  }).filter(({ count }) => count > 0)
}

/** Spiegelhalter's z: standard normal if the probabilities are right and the events independent; its two-sided p beside
 *  it. NaN where every probability is 0, ½ or 1: those cannot tell. Source: Spiegelhalter 1986, Statistics in Medicine
 *  5. */
export function spiegelhalter(stated: readonly Stated[]): { readonly z: number; readonly p: number } {
  let sum = 0
  let variance = 0
  for (const { probability, happened } of stated) {
    const tilt = 1 - 2 * probability
    sum += ((happened ? 1 : 0) - probability) * tilt
    variance += tilt * tilt * probability * (1 - probability)
  }
  const z = sum / Math.sqrt(variance)
  return { z, p: 2 * normalCdf(-Math.abs(z)) }
}
