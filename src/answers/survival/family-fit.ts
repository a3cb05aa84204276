/** A family of curves fitted to a survival table. */
import { defined } from '../../case/defined.ts'
import type { SurvivalTable } from '../../formats/survival-table.ts'
import type { Family } from '../../methods/survival/error-laws.ts'
import { fitParametric } from '../../methods/survival/parametric.ts'
import { standardErrors } from '../../methods/survival/robust.ts'
import { spellsAt } from '../../methods/survival/spells.ts'
import type { FamilyFit } from './record.ts'
import { termEstimates } from './terms.ts'

/** @param table some spell of length above 0 has ended. Spells of length 0 are left out. */
export function familyFit(table: SurvivalTable, family: Family): FamilyFit {
  const zeros = table.spells.time.includes(0)
  const rows: number[] = []
  if (zeros) table.spells.time.forEach((t, i) => t > 0 && rows.push(i))
  const take = (column: Float64Array): Float64Array =>
    zeros ? Float64Array.from(rows, (i) => defined(column[i])) : column
  const clusters = table.clusters === null ? null : table.clusters.of
  const fit = fitParametric(
    zeros ? spellsAt(table.spells, rows) : table.spells,
    table.columns.map(take),
    family,
    clusters === null || !zeros ? clusters : rows.map((i) => defined(clusters[i])),
  )
  return {
    family,
    logLikelihood: fit.logLikelihood,
    aic: fit.aic,
    terms: termEstimates({
      names: ['(intercept)', ...table.terms.map(({ name }) => name)],
      estimates: fit.coefficients,
      errors: standardErrors(fit.covariance),
      robust: fit.robust === null ? null : standardErrors(fit.robust),
      leftOut: [0, ...fit.leftOut],
      // A term without a finite value takes the intercept with it.
      unbounded: [fit.unbounded.includes(1) ? 1 : 0, ...fit.unbounded],
    }),
    scale: fit.scale,
    converged: fit.converged,
  }
}
