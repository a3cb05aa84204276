/** Pairs of hypotheses that the evidence cannot tell apart. */
import type { EvidenceMatrix } from './matrix.ts'

/** Likelihoods closer than this share of the larger tell nothing apart. */
const SAME = 1e-9

/** Pairs (a, b), a before b, for which no item of some weight has different likelihoods: their odds stay what the
 *  priors made them. */
export function unseparatedPairs(
  { prior, likelihood }: EvidenceMatrix,
  weights: ArrayLike<number>,
): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = []
  for (let a = 0; a < prior.length; a++) {
    for (let b = a + 1; b < prior.length; b++) {
      const apart = likelihood.some((row, e) => {
        const gap = Math.abs(row[a]! - row[b]!)
        return weights[e]! > 0 && gap > SAME * Math.max(row[a]!, row[b]!)
      })
      if (!apart) pairs.push([a, b])
    }
  }
  return pairs
}
