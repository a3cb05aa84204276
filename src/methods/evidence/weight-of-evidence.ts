/** What an item can tell at most. */
import { log } from '../../math/elementary.ts'

/** Largest log likelihood ratio between any two hypotheses, times the weight, in natural units; 0 tells nothing,
 *  infinite where it excludes a hypothesis that another one allows. @param likelihood by hypothesis, in [0, 1]. Source:
 *  Good 1950, Probability and the Weighing of Evidence (weight of evidence); Heuer 1999, Psychology of Intelligence
 *  Analysis, ch. 8 (diagnosticity). */
export function weightOfEvidence(likelihood: ArrayLike<number>, weight: number): number {
  let lowest = Infinity
  let highest = -Infinity
  for (let h = 0; h < likelihood.length; h++) {
    lowest = Math.min(lowest, likelihood[h]!)
    highest = Math.max(highest, likelihood[h]!)
  }
  if (weight <= 0 || highest <= lowest) return 0
  return lowest <= 0 ? Infinity : weight * (log(highest) - log(lowest))
}
