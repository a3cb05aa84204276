/** Cox's model of a survival table, with what tells whether to trust it. */
import { defined } from '../../case/defined.ts'
import type { SurvivalTable } from '../../formats/survival-table.ts'
import { exp } from '../../math/elementary.ts'
import { brierScore } from '../../methods/survival/brier.ts'
import { concordance } from '../../methods/survival/concordance.ts'
import { fitCox } from '../../methods/survival/cox.ts'
import type { CoxFit } from '../../methods/survival/cox.ts'
import { baselineHazard } from '../../methods/survival/cox-residuals.ts'
import { proportionality } from '../../methods/survival/proportionality.ts'
import { standardErrors } from '../../methods/survival/robust.ts'
import { countBelow } from '../../methods/survival/spells.ts'
import type { CoxRecord } from './record.ts'
import { termEstimates } from './terms.ts'

/** @param table some spell ended; at least one term. @param horizons at which predictions are scored. */
export function coxRecord(table: SurvivalTable, ties: 'efron' | 'breslow', horizons: readonly number[]): CoxRecord {
  const { spells, columns } = table
  const { state, ...fit } = fitCox(spells, columns, ties, table.clusters?.of ?? null)
  const risk = riskOf(fit, columns)
  const baseline = baselineHazard(state)
  const pairs = concordance(spells, risk)
  const steady = fit.unbounded.every((one) => one === 0)
  const tested = steady && fit.leftOut.some((one) => one === 0) ? proportionality(state, 'km') : null
  return {
    terms: termEstimates({
      names: table.terms.map(({ name }) => name),
      estimates: fit.coefficients,
      errors: standardErrors(fit.covariance),
      robust: fit.robust === null ? null : standardErrors(fit.robust),
      leftOut: fit.leftOut,
      unbounded: fit.unbounded,
    }),
    nullLogLikelihood: fit.nullLogLikelihood,
    logLikelihood: fit.logLikelihood,
    score: fit.score,
    proportionality:
      tested === null
        ? null
        : {
            terms: tested.columns.map((one, j) => ({ name: defined(table.terms[j]).name, ...one })),
            global: tested.global,
          },
    concordance: { value: pairs.concordance, standardError: pairs.standardError },
    brier: horizons.flatMap((horizon) => {
      const through = countBelow(baseline.time, horizon, true)
      const hazard = through === 0 ? 0 : defined(baseline.hazard[through - 1])
      const predicted = risk.map((x) => exp(-hazard * exp(x)))
      const score = brierScore(spells, predicted, horizon)
      return score === null ? [] : [score]
    }),
    converged: fit.converged,
  }
}

/** x'β of each row, from the means of the columns. */
function riskOf(fit: CoxFit, columns: readonly Float64Array[]): Float64Array {
  const risk = new Float64Array(defined(columns[0]).length)
  columns.forEach((column, j) => {
    const b = defined(fit.coefficients[j])
    if (b !== 0)
      for (let i = 0; i < risk.length; i++) risk[i] = defined(risk[i]) + b * (defined(column[i]) - defined(fit.mean[j]))
  })
  return risk
}
