/** The evidence matrix of a case: diagnosticity of each item, ACH score, posteriors and what each item does to them. */
import type { Model } from '../case/model.ts'
import { inconsistencies, ratingOf } from '../methods/evidence/inconsistency.ts'
import { weightOfEvidence } from '../methods/evidence/weight-of-evidence.ts'
import { countedWeights, posteriorOfItems, weightOf } from '../stages/evidence/counted.ts'
import { mean } from '../math/distribution.ts'
import { meanOfQuantity } from './means.ts'
import type { EvidenceSummary, HypothesisSummary } from './summary.ts'

function reader(model: Model): (quantity: number) => number {
  return (quantity) => meanOfQuantity(model.case, model.arms[0]!, quantity, mean)
}

export function evidenceSummaries(model: Model): EvidenceSummary[] {
  const read = reader(model)
  return model.case.evidence.map((item) => {
    const set = model.case.hypotheses[item.set]!
    const likelihood = item.likelihood.map(read)
    const largest = Math.max(...likelihood)
    const named = <T>(value: (k: number) => T): Record<string, T> =>
      Object.fromEntries(set.options.map(({ id }, k) => [id, value(k)]))
    return {
      id: item.id,
      set: set.id,
      says: item.says,
      credibility: read(item.credibility),
      ...(item.relevance !== null && { relevance: read(item.relevance) }),
      likelihood: named((k) => likelihood[k]!),
      ratings: named((k) => ratingOf(likelihood[k]!, largest)),
      diagnosticity: weightOfEvidence(likelihood, weightOf(item, read)),
    }
  })
}

/** Prior and posterior by option, the posterior at the means of priors, likelihoods and weights. */
export function hypothesisSummaries(model: Model): HypothesisSummary[] {
  const read = reader(model)
  return model.case.hypotheses.map((set, s) => {
    const items = model.case.evidence.filter((item) => item.set === s)
    const prior = set.options.map((option) => read(option.prior))
    const told = items.map((item) => ({
      likelihood: item.likelihood.map(read),
      weight: weightOf(item, read),
      group: item.group,
    }))
    const named = (values: ArrayLike<number>): Record<string, number> =>
      Object.fromEntries(set.options.map(({ id }, k) => [id, values[k]!]))
    const without = (left: number): Float64Array =>
      posteriorOfItems(
        prior,
        told.filter((_, e) => e !== left),
      )
    const ratings = told.map(({ likelihood }) => likelihood.map((l) => ratingOf(l, Math.max(...likelihood))))
    const against = told.length === 0 ? set.options.map(() => 0) : inconsistencies(ratings, countedWeights(told))
    return {
      id: set.id,
      prior: named(prior),
      posterior: named(posteriorOfItems(prior, told)),
      inconsistency: named(against),
      without: Object.fromEntries(items.map((item, e) => [item.id, named(without(e))])),
    }
  })
}
