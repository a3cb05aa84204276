/** What a survival table says, as plain data. */
import type { Diagnostic } from '../../text/diagnostic.ts'
import type { SurvivalCaveat } from './caveats.ts'
import type { CurvePoint } from '../../methods/survival/kaplan-meier.ts'
import type { Family } from '../../methods/survival/error-laws.ts'

export interface SurvivalRecord {
  readonly kind: 'survival'
  /** Names of the columns used. */
  readonly time: string
  readonly event: string
  readonly rows: number
  readonly leftOut: number
  readonly events: number
  /** Clusters of rows that depend on each other, and the column that makes them; null without. */
  readonly clusters: { readonly column: string; readonly count: number } | null
  /** All spells together, or each group. */
  readonly curves: readonly GroupCurve[]
  readonly tests: readonly GroupTest[]
  readonly families: readonly FamilyFit[]
  readonly cox: CoxRecord | null
  /** What the reader has to know before using a number. */
  readonly caveats: readonly SurvivalCaveat[]
  /** What is wrong in the table, and covariates that could not be fitted, with their places. */
  readonly told: readonly Diagnostic[]
}

export interface GroupCurve {
  readonly name: string
  readonly count: number
  readonly events: number
  readonly at: readonly CurvePoint[]
  readonly median: { readonly time: number | null; readonly low: number | null; readonly high: number | null }
  /** Mean length up to the last time of the table. */
  readonly restrictedMean: { readonly horizon: number; readonly mean: number; readonly standardError: number }
  /** The steps of the curve, thinned where there are very many. */
  readonly steps: readonly {
    readonly time: number
    readonly survival: number
    readonly low: number
    readonly high: number
  }[]
  readonly thinned: boolean
  /** 95 % upper bound of the rate of ending where none ended: ln 20 over the time watched; null where some ended. */
  readonly rateBelow: number | null
}

export interface GroupTest {
  readonly name: string
  readonly chiSquare: number
  readonly degrees: number
  readonly p: number
  readonly groups: readonly { readonly name: string; readonly observed: number; readonly expected: number }[]
}

export interface TermEstimate {
  readonly name: string
  readonly estimate: number
  readonly standardError: number
  /** Robust to dependence within clusters; null without clusters. */
  readonly robustError: number | null
  /** Of the estimate, by the robust error where there is one. */
  readonly low: number
  readonly high: number
  readonly p: number
  /** `ok`; `left out`: it does not vary, or follows from those before it; `no finite value`: it separates what ended
   *  from what did not. */
  readonly state: 'ok' | 'left out' | 'no finite value'
}

export interface FamilyFit {
  readonly family: Family
  readonly logLikelihood: number
  readonly aic: number
  /** On the scale of ln T: above 0 lasts longer. The first is the intercept. */
  readonly terms: readonly TermEstimate[]
  readonly scale: number
  readonly converged: boolean
}

export interface CoxRecord {
  /** Log hazard ratios: above 0 ends sooner. */
  readonly terms: readonly TermEstimate[]
  readonly nullLogLikelihood: number
  readonly logLikelihood: number
  readonly score: { readonly chiSquare: number; readonly degrees: number; readonly p: number }
  /** Whether effects stay the same over time; null where there is nothing to test. */
  readonly proportionality: {
    readonly terms: readonly { readonly name: string; readonly chiSquare: number; readonly p: number }[]
    readonly global: { readonly chiSquare: number; readonly degrees: number; readonly p: number }
  } | null
  /** In sample, and so too good. */
  readonly concordance: { readonly value: number | null; readonly standardError: number }
  readonly brier: readonly {
    readonly horizon: number
    readonly score: number
    /** Of the curve without covariates. */
    readonly baseline: number
    readonly known: number
  }[]
  readonly converged: boolean
}
