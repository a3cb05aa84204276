/** Bayes' rule over rival hypotheses, with likelihoods tempered by the credibility of each item.
 *  h is a hypothesis, e an item of evidence, L_eh its likelihood under h, c_e its credibility. */
import { exp, log } from '../../math/elementary.ts'

/** Weights below are scaled up. */
const SMALL: number = 2 ** -400

/** Posterior of each hypothesis, `p_h ∝ prior_h · Π_e L_eh^{c_e}`.
 *  @param prior by hypothesis, non-negative, not all zero; need not sum to 1.
 *  @param likelihood row by item, column by hypothesis, in [0, 1]. @param credibility by item, in [0, 1].
 *  @returns probabilities that sum to 1; the prior where the evidence excludes every hypothesis. Source: Bayes' rule;
 *  power-tempered likelihoods as in Ibrahim & Chen 2000, Power prior distributions for regression models, eq. 1. */
export function posterior(
  prior: ArrayLike<number>,
  likelihood: readonly ArrayLike<number>[],
  credibility: ArrayLike<number>,
): Float64Array {
  const result = Float64Array.from(prior)
  for (let e = 0; e < likelihood.length; e++) {
    let most = 0
    for (let h = 0; h < result.length; h++) {
      result[h] = result[h]! * temper(likelihood[e]![h]!, credibility[e]!)
      most = Math.max(most, result[h]!)
    }
    // A power of two, so that no bit changes: hundreds of items would otherwise leave the range of numbers.
    if (most < SMALL) for (let h = 0; h < result.length; h++) result[h] = result[h]! / SMALL
  }
  return normalise(result) ?? normalise(Float64Array.from(prior)) ?? result.fill(1 / result.length)
}

/** `L^c` with `0^0 = 1`: an item of no credibility says nothing. */
export function temper(likelihood: number, credibility: number): number {
  if (credibility <= 0) return 1
  return likelihood <= 0 ? 0 : exp(credibility * log(likelihood))
}

function normalise(weights: Float64Array): Float64Array | null {
  let total = 0
  for (let h = 0; h < weights.length; h++) total += weights[h]!
  if (!(total > 0)) return null
  for (let h = 0; h < weights.length; h++) weights[h] = weights[h]! / total
  return weights
}
