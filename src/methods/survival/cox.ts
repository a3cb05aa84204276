/** Cox's proportional hazards: what covariates do to the rate at which spells end, whatever the rate itself. */
import { chiSquareTail } from '../../math/chi-square.ts'
import { orderOf } from '../../math/order.ts'
import { factorOf, inverse, quadraticForm } from '../../math/symmetric.ts'
import { designOf } from './design.ts'
import type { Design } from './design.ts'
import { newtonTop } from './newton.ts'
import type { Slope } from './newton.ts'
import { coxScores } from './cox-residuals.ts'
import { fillPartial, relativeRisks } from './partial-likelihood.ts'
import type { PartialLikelihood, Ties } from './partial-likelihood.ts'
import { clusteredCovariance } from './robust.ts'
import type { Columns, Spells } from './spells.ts'

export interface CoxFit {
  readonly ties: Ties
  /** β by column: log hazard ratio of one unit; 0 for columns left out. */
  readonly coefficients: Float64Array
  /** Row after row. */
  readonly covariance: Float64Array
  /** The same, robust to dependence within clusters; null where no clusters were named. */
  readonly robust: Float64Array | null
  /** Log partial likelihood without covariates, and at the fit. */
  readonly nullLogLikelihood: number
  readonly logLikelihood: number
  /** Score test of all covariates at β = 0. */
  readonly score: { readonly chiSquare: number; readonly degrees: number; readonly p: number }
  readonly converged: boolean
  readonly leftOut: Uint8Array
  /** By column: 1 where the best value is not finite (the covariate separates what ended from what did not). */
  readonly unbounded: Uint8Array
  /** Mean of each column. */
  readonly mean: Float64Array
}

/** What a fit leaves for residuals, tests and curves: rows sorted by falling length. */
export interface CoxState {
  readonly likelihood: PartialLikelihood
  /** β of the standardised columns. */
  readonly at: Float64Array
  /** e^{x'β} of each row, in the order of the likelihood. */
  readonly risks: Float64Array
  readonly order: Uint32Array
}

/** @param spells at least one ended. @throws RangeError otherwise.
 *  Source: Cox 1972, J. R. Stat. Soc. B 34, 187–220; ties by Efron 1977, J. Am. Stat. Assoc. 72, 557–565. */
export function fitCox(
  spells: Spells,
  columns: Columns,
  ties: Ties = 'efron',
  clusters: ArrayLike<number> | null = null,
): CoxFit & { readonly state: CoxState } {
  if (!spells.event.includes(1)) throw new RangeError('no spell ended: nothing can be fitted')
  const order = orderOf(spells.time).reverse()
  const design = designOf(columns, order)
  const p = columns.length
  const likelihood: PartialLikelihood = {
    design,
    ties,
    time: Float64Array.from(order, (i) => spells.time[i]!),
    event: Uint8Array.from(order, (i) => spells.event[i]!),
  }
  const start: Slope = { value: 0, gradient: new Float64Array(p), information: new Float64Array(p * p) }
  fillPartial(likelihood, new Float64Array(p), start)
  const atNull = factorOf(start.information, p)
  const score = quadraticForm(atNull, start.gradient)
  const degrees = p - atNull.dependent.reduce((sum, one) => sum + one, 0)
  const top = newtonTop(new Float64Array(p), (at, slope) => fillPartial(likelihood, at, slope))
  const covariance = inverse(factorOf(top.slope.information, p))
  const state: CoxState = { likelihood, at: top.at, risks: relativeRisks(likelihood, top.at), order }
  const robust = clusters === null ? null : robustOf(state, clusters, covariance)
  return {
    ties,
    coefficients: top.at.map((b, j) => b / design.scale[j]!),
    covariance: inUnits(covariance, design),
    robust: robust === null ? null : inUnits(robust, design),
    nullLogLikelihood: start.value,
    logLikelihood: top.slope.value,
    score: { chiSquare: score, degrees, p: degrees === 0 ? 1 : chiSquareTail(score, degrees) },
    converged: top.converged,
    leftOut: atNull.dependent,
    unbounded: top.unbounded,
    mean: design.mean,
    state,
  }
}

function robustOf(state: CoxState, clusters: ArrayLike<number>, covariance: Float64Array): Float64Array {
  const sorted = Uint32Array.from(state.order, (i) => clusters[i]!)
  return clusteredCovariance(coxScores(state), sorted, covariance)
}

function inUnits(matrix: Float64Array, { columns: p, scale }: Design): Float64Array {
  return matrix.map((entry, k) => entry / (scale[Math.floor(k / p)]! * scale[k % p]!))
}
