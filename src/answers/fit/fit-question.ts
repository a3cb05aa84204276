/** `fit`: the front of a case estimated from a monthly series up to its date. */
import { readSeriesCsv, warnOfValues } from '../../formats/series-csv.ts'
import { sha256 } from '../../math/sha256.ts'
import type { Diagnostic } from '../../text/diagnostic.ts'
import { oneOf, orNull, seedField } from '../fields.ts'
import { answered, none, wrong } from '../question.ts'
import type { Question } from '../question.ts'
import { tableText, unreadable } from '../table-field.ts'
import { DEFAULT_FIT, fitFront, unitRemark } from './fit.ts'
import type { FitRecord } from './record.ts'

/** Models of the front that can be fitted. */
const MODELS = ['localLevel', 'ar1'] as const

export interface FitAsk {
  readonly kind: 'fit'
  readonly series: string
  /** Null for that of the case. */
  readonly model: (typeof MODELS)[number] | null
  readonly seed: number
}

export const fit: Question<FitAsk, FitRecord> = {
  kind: 'fit',
  about: ['case'],
  says: 'the front estimated from a monthly series up to the date of the case, with how well that converged',
  fields: {
    series: tableText('the series as CSV: a month and a value a row, none after the date of the case'),
    model: orNull(oneOf('model of the front; null for that of the case', MODELS)),
    seed: seedField(DEFAULT_FIT.seed),
  },
  answer({ case: theCase, digest }, { series: text, model: asked, seed }) {
    const given = asked ?? theCase.war?.front.model ?? DEFAULT_FIT.model
    const model = MODELS.find((one) => one === given)
    if (model === undefined)
      return Promise.resolve(
        wrong('/model', `a front of the model \`${given}\` is not fitted: there are ${MODELS.join(' and ')}`),
      )
    const { series, diagnostics } = readSeriesCsv(text, 'series.csv', theCase.asOf)
    if (series === null) return Promise.resolve(unreadable('/series', diagnostics, 'there is no series in it'))
    try {
      const subject = { case: theCase, digest, series, seriesDigest: sha256(text) }
      const found = fitFront(subject, { ...DEFAULT_FIT, model, seed })
      return Promise.resolve(answered({ ...found, told: [...diagnostics, ...suspected(text, unitRemark(subject))] }))
    } catch (error) {
      if (error instanceof RangeError) return Promise.resolve(none(error.message))
      throw error
    }
  },
}

/** Says at the values of the series that they may be in another unit. */
function suspected(text: string, message: string | null): readonly Diagnostic[] {
  if (message === null) return []
  const help = 'say the unit behind the name of the column, such as `change_ha`'
  return warnOfValues(text, 'series.csv', { code: 'suspect-unit', message, help })
}
