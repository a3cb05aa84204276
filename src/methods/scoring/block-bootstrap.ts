/** The interval of a mean of values that depend on their neighbours, such as scores of overlapping forecasts. */
import { uniformAt } from '../../math/philox.ts'
import type { Seed, Stream } from '../../math/philox.ts'
import { quantileOf } from '../../math/statistics.ts'
import type { Interval } from '../../math/statistics.ts'

/** Mean and its percentile interval from resampled runs of neighbours, wrapped round at the end so that each value
 *  counts alike.
 *  @param block length of a run: at least as many steps as forecasts overlap. @param level of the interval, such as
 *  0.9.
 *  @throws RangeError if there are no values. Source: Politis & Romano 1992 (circular block bootstrap), in Exploring
 *  the Limits of Bootstrap; Künsch 1989, Annals of Statistics 17. */
export function blockBootstrapMean(
  values: ArrayLike<number>,
  block: number,
  plan: { readonly resamples: number; readonly level: number },
  random: { readonly seed: Seed; readonly stream: Stream },
): Interval {
  const size = values.length
  if (size === 0) throw new RangeError('a mean needs values')
  const length = Math.max(1, Math.min(size, Math.floor(block)))
  const runs = Math.ceil(size / length)
  const means = new Float64Array(plan.resamples)
  for (let b = 0; b < plan.resamples; b++) {
    let sum = 0
    let taken = 0
    for (let run = 0; run < runs; run++) {
      const from = Math.floor(uniformAt(random.seed, random.stream, b, run) * size)
      for (let k = 0; k < length && taken < size; k++, taken++) sum += values[(from + k) % size]!
    }
    means[b] = sum / size
  }
  means.sort()
  let estimate = 0
  for (let i = 0; i < size; i++) estimate += values[i]! / size
  const tail = (1 - plan.level) / 2
  return { estimate, low: quantileOf(means, tail), high: quantileOf(means, 1 - tail) }
}
