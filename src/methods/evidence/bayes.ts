/** Bayes' rule over a matrix, and the Bayes factors between its hypotheses. */
import { exp, log } from '../../math/elementary.ts'
import type { EvidenceMatrix } from './matrix.ts'

/** ln Π_e L_eh^{w_e} by hypothesis; −∞ where an item excludes it. `0^0 = 1`. */
export function logEvidence({ likelihood }: EvidenceMatrix, weights: ArrayLike<number>): Float64Array {
  const hypotheses = likelihood[0]?.length ?? 0
  const total = new Float64Array(hypotheses)
  likelihood.forEach((row, e) => {
    if (weights[e]! > 0) row.forEach((l, h) => (total[h]! += l <= 0 ? -Infinity : weights[e]! * log(l)))
  })
  return total
}

/** `p_h ∝ prior_h Π_e L_eh^{w_e}`, null where prior and evidence together exclude every hypothesis.
 *  Source: Bayes' rule; likelihoods raised to a power as in Ibrahim & Chen 2000, Stat. Sci. 15, 46–60, eq. 1. */
export function matrixPosterior(matrix: EvidenceMatrix, weights: ArrayLike<number>): Float64Array | null {
  const evidence = matrix.likelihood.length === 0 ? new Float64Array(matrix.prior.length) : logEvidence(matrix, weights)
  return posteriorOf(matrix.prior, evidence)
}

/** @param evidence ln of each hypothesis' likelihood. */
export function posteriorOf(prior: readonly number[], evidence: ArrayLike<number>): Float64Array | null {
  const logged = Float64Array.from(prior, (p, h) => (p > 0 ? log(p) + evidence[h]! : -Infinity))
  const highest = logged.reduce((most, x) => Math.max(most, x), -Infinity)
  if (highest === -Infinity) return null
  const weights = logged.map((x) => exp(x - highest))
  const total = weights.reduce((sum, x) => sum + x, 0)
  return weights.map((x) => x / total)
}

/** Bayes factor of a over b: how many times more the evidence speaks for a; 0 or infinite where one is excluded, null
 *  where both are. */
export function bayesFactor(evidence: ArrayLike<number>, a: number, b: number): number | null {
  const [forA, forB] = [evidence[a]!, evidence[b]!]
  if (forA === -Infinity && forB === -Infinity) return null
  return forB === -Infinity ? Infinity : exp(forA - forB)
}
