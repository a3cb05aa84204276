/** Bootstrap resamples and percentile intervals. */
import { fillUniforms, seedOf, streamOf } from '../../math/philox.ts'
import { clamp, quantileOf } from '../../math/statistics.ts'
import type { Estimated, Precision } from './result.ts'

const STREAM = streamOf('sensitivity/bootstrap')

/** Calls `visit` once a resample with how often each of `n` units was drawn; the array is reused.
 *  @throws RangeError unless there is a resample.
 *  Source: Efron 1979, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7. */
export function eachResample(n: number, precision: Precision, visit: (counts: Float64Array, at: number) => void): void {
  if (!(precision.resamples >= 2)) throw new RangeError('resamples must be at least 2')
  const seed = seedOf(precision.seed)
  const uniforms = new Float64Array(n)
  const counts = new Float64Array(n)
  for (let at = 0; at < precision.resamples; at++) {
    fillUniforms(uniforms, seed, STREAM, at)
    counts.fill(0)
    for (let k = 0; k < n; k++) counts[Math.floor(uniforms[k]! * n)]! += 1
    visit(counts, at)
  }
}

/** The percentile interval of resampled estimates, and their standard deviation as standard error.
 *  @throws RangeError if there is no replicate.
 *  Source: Efron & Tibshirani 1993, An Introduction to the Bootstrap, §13.3. */
export function percentileInterval(estimate: number, replicates: Float64Array, level: number): Estimated {
  const sorted = Float64Array.from(replicates).sort()
  const tail = (1 - level) / 2
  return {
    estimate,
    low: quantileOf(sorted, tail),
    high: quantileOf(sorted, 1 - tail),
    standardError: deviation(sorted),
  }
}

/** The percentile interval moved so that the median of the replicates stands on the estimate, which it then always
 *  holds; within [0, 1]. For statistics that resampling inflates, such as distances between distributions: the
 *  replicates say how much one scatters, not where it lies.
 *  @throws RangeError if there is no replicate. Source: Efron & Tibshirani 1993, §10.6 (the bias that resampling adds)
 *  and §13.3. */
export function centredInterval(estimate: number, replicates: Float64Array, level: number): Estimated {
  const { low, high, standardError } = percentileInterval(estimate, replicates, level)
  const middle = quantileOf(Float64Array.from(replicates).sort(), 0.5)
  const moved = (end: number): number => clamp(estimate + end - middle, 0, 1)
  return { estimate, low: moved(low), high: moved(high), standardError }
}

/** Sample standard deviation, divisor n - 1; 0 for one value. */
export function deviation(values: ArrayLike<number>): number {
  const n = values.length
  let mean = 0
  for (let k = 0; k < n; k++) mean += values[k]! / n
  let squares = 0
  for (let k = 0; k < n; k++) squares += (values[k]! - mean) * (values[k]! - mean)
  return n < 2 ? 0 : Math.sqrt(squares / (n - 1))
}
