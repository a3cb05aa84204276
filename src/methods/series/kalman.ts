/** The Kalman filter of one hidden level that is seen with noise: exact likelihood, missing observations, a vague or a
 *  known start. */
import { log } from '../../math/elementary.ts'

/** `x_{t+1} = fade · x_t + levelSd · η_t`, `y_t = x_t + offset_t + noiseSd · ε_t`, η and ε standard normal. Source:
 *  Durbin & Koopman 2012, Time Series Analysis by State Space Methods, §2.1 (local level), with a damped level. */
export interface ScalarStateSpace {
  readonly fade: number
  readonly levelSd: number
  readonly noiseSd: number
  /** Mean and variance of x at the first observation; an infinite variance is a diffuse start. */
  readonly startMean: number
  readonly startVariance: number
}

/** What a series leaves: its log likelihood and the level one step after its last entry. */
export interface Filtered {
  /** Sum of the log densities of one-step errors; with a diffuse start the first observation fixes the level and counts
   *  nothing. */
  readonly logLikelihood: number
  /** Mean and variance of the level one step past the end, given all of the series. */
  readonly nextMean: number
  readonly nextVariance: number
}

const LOG_2_PI = 1.8378770664093453

/** @param series NaN where an observation is missing. @param offsets what is added to the level in each step; null for
 *  nothing.
 *  @throws RangeError if a scale is negative, or both are zero. Source: Durbin & Koopman 2012, §2.2.3 (filter), §2.7
 *  (missing), §5.2.2 and §7.2.2 (exact diffuse start). */
export function kalmanFilter(
  model: ScalarStateSpace,
  series: ArrayLike<number>,
  offsets: ArrayLike<number> | null = null,
): Filtered {
  const { fade, levelSd, noiseSd } = model
  if (!(levelSd >= 0 && noiseSd >= 0 && levelSd + noiseSd > 0)) throw new RangeError('scales must be positive')
  const levelVariance = levelSd * levelSd
  const noiseVariance = noiseSd * noiseSd
  let mean = model.startMean
  let variance = model.startVariance
  let sum = 0
  for (let t = 0; t < series.length; t++) {
    const seen = series[t]!
    if (seen === seen) {
      const error = seen - (offsets ? offsets[t]! : 0) - mean
      if (variance === Infinity) {
        mean += error
        variance = noiseVariance
      } else {
        const total = variance + noiseVariance
        if (total > 0) {
          sum -= 0.5 * (LOG_2_PI + log(total) + (error * error) / total)
          mean += (variance / total) * error
          variance = (variance * noiseVariance) / total
        }
      }
    }
    mean *= fade
    variance = fade * fade * variance + levelVariance
  }
  return { logLikelihood: sum, nextMean: mean, nextVariance: variance }
}
