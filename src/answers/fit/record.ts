/** A fit of the front as it is written down: plain JSON that a run can use. */
import type { FrontModel } from '../../case/types.ts'
import type { Distribution } from '../../math/distribution.ts'
import type { Diagnostic } from '../../text/diagnostic.ts'

/** Five quantiles: 5, 25, 50, 75 and 95 %. */
export type Five = readonly [number, number, number, number, number]

export interface FittedParameter {
  readonly name: string
  readonly mean: number
  readonly sd: number
  readonly quantiles: Five
  /** Null where every draw is the same. Source of the three: Vehtari et al. 2021. */
  readonly rHat: number | null
  readonly bulkEss: number | null
  readonly tailEss: number | null
}

/** A view of the pull, before and after the series, by itself. */
export interface FittedView {
  readonly id: string
  readonly before: { readonly mean: number; readonly sd: number }
  readonly after: { readonly mean: number; readonly sd: number; readonly quantiles: Five }
  /** Share of belief in it after the series, where all views were believed alike before. */
  readonly share: number
}

export interface FitRecord {
  readonly armistice: 1
  readonly kind: 'fit'
  readonly engine: string
  readonly case: { readonly id: string; readonly asOf: string; readonly digest: string }
  readonly series: {
    readonly digest: string
    readonly from: string
    readonly to: string
    readonly observed: number
    readonly missing: number
    readonly driven: number
  }
  readonly model: FrontModel
  readonly seed: number
  readonly chains: { readonly chains: number; readonly warmup: number; readonly draws: number; readonly thin: number }
  /** Beliefs before the series; `scales` says whose they are. */
  readonly prior: {
    readonly scales: 'case' | 'series'
    readonly shock: number
    readonly noise: number
    readonly leastNoise: number
  }
  readonly parameters: readonly FittedParameter[]
  /** Whether every R-hat and effective size is as good as it should be. */
  readonly converged: boolean
  readonly views: readonly FittedView[]
  /** How much likelier the series is under the last view than under the first, with twice its Monte Carlo error; null
   *  with fewer than two views. */
  readonly evidenceRatio: {
    readonly of: string
    readonly to: string
    readonly value: number
    readonly low: number
    readonly high: number
  } | null
  /** Change over so many months, if nothing that drives the front changes. */
  readonly ahead: readonly { readonly months: number; readonly quantiles: Five; readonly loss: number }[]
  /** What a run takes: numbers of the case by id, in km² a month, and their rank correlations. */
  readonly numbers: readonly { readonly id: string; readonly option: string | null; readonly of: Distribution }[]
  readonly correlations: readonly { readonly between: readonly [string, string]; readonly rho: number }[]
  /** What the fit leaves out or cannot tell, in words. */
  readonly remarks: readonly string[]
  /** What is wrong in the text of the series, with its places. */
  readonly told: readonly Diagnostic[]
}
