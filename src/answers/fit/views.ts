/** Rival views of what drives the front, each fitted by itself, and what the series says between them. */
import { defined } from '../../case/defined.ts'
import type { FrontFit } from '../../case/types.ts'
import { exp, log } from '../../math/elementary.ts'
import { seedOf, streamOf } from '../../math/philox.ts'
import { effectiveSize, splitChains } from '../../methods/series/convergence.ts'
import { localLevelPriorOf } from '../../methods/series/defaults.ts'
import type { Scales } from '../../methods/series/defaults.ts'
import { pullEvidence, sampleLocalLevel } from '../../methods/series/local-level.ts'
import type { DrivenSeries, LocalLevelPrior } from '../../methods/series/local-level.ts'
import type { FitQuestion } from './fit.ts'
import { five, meanAndSd } from './numbers.ts'
import type { FitRecord, FittedView } from './record.ts'

type Views = FrontFit['pull']

/** Each view's posterior by itself; and from a fit under all views alike, how likely the series is under the last
 *  against the first: the ratio of the shares of belief in their mixture, which is the ratio of their evidences (Robert
 *  2007, The Bayesian Choice, §7.2). Shares are averaged over the scales alone, the pull integrated out (Rao &
 *  Blackwell; Casella & Robert 1996, Biometrika 83). Null without views. */
export function pullViews(
  series: DrivenSeries,
  scales: Scales,
  views: Views,
  question: FitQuestion,
): { readonly views: readonly FittedView[]; readonly ratio: FitRecord['evidenceRatio'] } | null {
  if (views.length === 0) return null
  const seed = seedOf(question.seed)
  const sample = (some: Views, name: string): readonly (readonly Float64Array[])[] =>
    sampleLocalLevel(series, localLevelPriorOf(scales, some), question.chains, {
      seed,
      stream: streamOf(`fit/pull/${name}`),
    })
  const shares = sharesOf(series, sample(views, ''), localLevelPriorOf(scales, views))
  return {
    views: views.map((view, k) => {
      const draws = sample([view], view.id).flatMap((chain) => Array.from(defined(chain[2])))
      return {
        id: view.id,
        before: { mean: view.mean, sd: view.sd },
        after: { ...meanAndSd(draws), quantiles: five(draws) },
        share: defined(shares[k]).mean,
      }
    }),
    ratio: views.length < 2 ? null : ratioOf(views, shares),
  }
}

interface Share {
  readonly mean: number
  readonly error: number
}

/** Mean share of each view in the mixture over the draws, with its Monte Carlo error. */
function sharesOf(
  series: DrivenSeries,
  chains: readonly (readonly Float64Array[])[],
  { fade, pull: views }: LocalLevelPrior,
): Share[] {
  const shares = views.map(() => chains.map(() => [] as number[]))
  chains.forEach(([levelSd, noiseSd], c) => {
    for (let d = 0; d < defined(levelSd).length; d++) {
      const evidence = pullEvidence(
        series,
        { fade, levelSd: defined(defined(levelSd)[d]), noiseSd: defined(defined(noiseSd)[d]) },
        views,
      )
      const weights = evidence.map((e) => exp(e - Math.max(...evidence)))
      const total = weights.reduce((sum, w) => sum + w, 0)
      weights.forEach((w, k) => defined(defined(shares[k])[c]).push(w / total))
    }
  })
  return shares.map((columns) => {
    const { mean, sd } = meanAndSd(columns.flat())
    const effective = effectiveSize(splitChains(columns))
    return { mean, error: effective > 0 ? sd / Math.sqrt(effective) : 0 }
  })
}

function ratioOf(views: Views, shares: readonly Share[]): FitRecord['evidenceRatio'] {
  const [first, last] = [defined(shares[0]), defined(shares.at(-1))]
  const value = last.mean / first.mean
  const error = 2 * (first.error / first.mean + last.error / last.mean)
  const centre = log(value)
  return {
    of: defined(views.at(-1)).id,
    to: defined(views[0]).id,
    value,
    low: exp(centre - error),
    high: exp(centre + error),
  }
}
