/** `fit`: the front of a case estimated from a monthly series up to its date. */
import { readSeriesCsv } from '../../formats/series-csv.ts'
import { sha256 } from '../../math/sha256.ts'
import { oneOf, seedField } from '../fields.ts'
import { answered, none, wrong } from '../question.ts'
import type { Question } from '../question.ts'
import { problemsIn, tableText } from '../table-field.ts'
import { DEFAULT_FIT, fitFront } from './fit.ts'
import type { FitRecord } from './record.ts'

export interface FitAsk {
  readonly kind: 'fit'
  readonly series: string
  readonly model: 'localLevel' | 'ar1'
  readonly seed: number
}

export const fit: Question<FitAsk, FitRecord> = {
  kind: 'fit',
  about: 'case',
  says: 'the front estimated from a monthly series up to the date of the case, with how well that converged',
  fields: {
    series: tableText('the series as CSV: a month and a value a row, none after the date of the case'),
    model: oneOf('model of the front', ['localLevel', 'ar1'] as const, DEFAULT_FIT.model),
    seed: seedField(DEFAULT_FIT.seed),
  },
  answer({ case: theCase, digest }, { series: text, model, seed }) {
    const { series, diagnostics } = readSeriesCsv(text, 'series.csv', theCase.asOf)
    const problems = problemsIn('/series', diagnostics)
    if (problems.length > 0 || series === null)
      return Promise.resolve(
        problems.length > 0 ? { kind: 'wrong', problems } : wrong('/series', 'there is no series in it'),
      )
    try {
      const subject = { case: theCase, digest, series, seriesDigest: sha256(text) }
      return Promise.resolve(answered(fitFront(subject, { ...DEFAULT_FIT, model, seed })))
    } catch (error) {
      if (error instanceof RangeError) return Promise.resolve(none(error.message))
      throw error
    }
  },
}
