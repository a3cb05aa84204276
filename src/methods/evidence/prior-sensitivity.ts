/** How far the conclusion hangs on the priors. */
import { exp, log } from '../../math/elementary.ts'
import { posteriorOf } from './bayes.ts'

/** The prior of hypothesis h at which its posterior is `target`, the other priors kept in proportion; null where no
 *  prior strictly between 0 and 1 does it (the evidence excludes it, or all others). With B the evidence for h over the
 *  prior-weighted mean of the others, `p = 1 / (1 + B (1 − t)/t)`. */
export function priorFor(
  prior: readonly number[],
  evidence: ArrayLike<number>,
  hypothesis: number,
  target: number,
): number | null {
  const others = logMean(prior, evidence, hypothesis)
  const own = evidence[hypothesis]!
  if (own === -Infinity || others === -Infinity) return null
  return 1 / (1 + (exp(own - others) * (1 - target)) / target)
}

/** ln of the mean likelihood of the others, weighted by their priors (evenly where those are all 0). */
function logMean(prior: readonly number[], evidence: ArrayLike<number>, left: number): number {
  const kept = prior.map((p, h) => ({ p, at: evidence[h]! })).filter((_, h) => h !== left)
  const total = kept.reduce((sum, { p }) => sum + p, 0)
  const weighted = kept.map(({ p, at }) => ({ p: total > 0 ? p / total : 1 / kept.length, at }))
  const highest = weighted.reduce((most, { p, at }) => (p > 0 ? Math.max(most, at) : most), -Infinity)
  if (highest === -Infinity) return -Infinity
  return highest + log(weighted.reduce((sum, { p, at }) => sum + (p > 0 ? p * exp(at - highest) : 0), 0))
}

/** Posterior of hypothesis h where its prior is each of `values`, the others kept in proportion. */
export function posteriorByPrior(
  prior: readonly number[],
  evidence: ArrayLike<number>,
  hypothesis: number,
  values: readonly number[],
): readonly (number | null)[] {
  const others = prior.reduce((sum, p, h) => (h === hypothesis ? sum : sum + p), 0)
  return values.map((value) => {
    const moved = prior.map((p, h) => {
      if (h === hypothesis) return value
      return (1 - value) * (others > 0 ? p / others : 1 / (prior.length - 1))
    })
    return posteriorOf(moved, evidence)?.[hypothesis] ?? null
  })
}
