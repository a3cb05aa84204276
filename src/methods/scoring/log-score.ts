/** The logarithmic score: minus the log of the density (or probability) that was given to what came. Lower is better;
 *  in nats. */
import { exp, log } from '../../math/elementary.ts'

const LOG_ROOT_2_PI = 0.9189385332046727
/** Probabilities that are called certain and do not come cost this much of a probability at most, so that one miss does
 *  not decide everything. */
export const SMALLEST_PROBABILITY = 1e-6

/** Of a normal kernel density of an ensemble, bandwidth `0.9 · min(sd, IQR/1.34) · n^{−1/5}`.
 *  @param sorted rises. @returns NaN where the members do not differ: they have no density. Source: Silverman 1986,
 *  Density Estimation, eq. 3.31; as a score, Krüger, Lerch, Thorarinsdottir & Gneiting 2021, International Statistical
 *  Review 89. */
export function kernelLogScore(sorted: ArrayLike<number>, outcome: number): number {
  const size = sorted.length
  const bandwidth = silverman(sorted)
  if (!(bandwidth > 0)) return Number.NaN
  let largest = -Infinity
  const terms = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    const z = (outcome - sorted[i]!) / bandwidth
    terms[i] = -0.5 * z * z
    largest = Math.max(largest, terms[i]!)
  }
  let sum = 0
  for (let i = 0; i < size; i++) sum += exp(terms[i]! - largest)
  return LOG_ROOT_2_PI + log(bandwidth) + log(size) - largest - log(sum)
}

function silverman(sorted: ArrayLike<number>): number {
  const size = sorted.length
  if (size < 2) return 0
  let mean = 0
  for (let i = 0; i < size; i++) mean += sorted[i]! / size
  let squares = 0
  for (let i = 0; i < size; i++) squares += (sorted[i]! - mean) * (sorted[i]! - mean)
  const sd = Math.sqrt(squares / (size - 1))
  const range = sorted[Math.ceil(0.75 * size) - 1]! - sorted[Math.ceil(0.25 * size) - 1]!
  return 0.9 * (range > 0 ? Math.min(sd, range / 1.34) : sd) * exp(-0.2 * log(size))
}

/** Of a mixture of normal distributions with equal weights. Source: Good 1952, Journal of the Royal Statistical Society
 *  B 14. */
export function normalMixtureLogScore(means: ArrayLike<number>, variances: ArrayLike<number>, outcome: number): number {
  const terms = Float64Array.from(means, (mean, i) => {
    const error = outcome - mean
    return -0.5 * (log(variances[i]!) + (error * error) / variances[i]!)
  })
  const largest = terms.reduce((most, term) => Math.max(most, term), -Infinity)
  let sum = 0
  for (const term of terms) sum += exp(term - largest)
  return LOG_ROOT_2_PI + log(terms.length) - largest - log(sum)
}

/** Of the probability of an event; bounded by {@link SMALLEST_PROBABILITY}. */
export function eventLogScore(probability: number, happened: boolean): number {
  return -log(Math.max(SMALLEST_PROBABILITY, happened ? probability : 1 - probability))
}
