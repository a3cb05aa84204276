/** `survival`: how long things last, from a table; without one, how wars between states that had lasted as long as the
 *  case's ended. */
import { readSurvivalTable } from '../../formats/survival-table.ts'
import { readCsv } from '../../text/csv.ts'
import { list, oneOf, orNull, text } from '../fields.ts'
import { answered, none, wrong } from '../question.ts'
import type { Question } from '../question.ts'
import { problemsIn, tableText } from '../table-field.ts'
import type { SurvivalRecord } from './record.ts'
import { survive } from './survive.ts'
import { monthsBetween, warEnds } from './war-ends.ts'
import type { WarEnds } from './war-ends.ts'

export interface SurvivalAsk {
  readonly kind: 'survival'
  readonly table: string | null
  readonly time: string | null
  readonly event: string | null
  readonly by: string | null
  readonly covariates: readonly string[]
  readonly cluster: string | null
  readonly where: string | null
  readonly ties: 'efron' | 'breslow'
}

const FAMILIES = ['weibull', 'exponential', 'lognormal', 'loglogistic'] as const

export const survival: Question<SurvivalAsk, SurvivalRecord | WarEnds> = {
  kind: 'survival',
  about: 'case',
  says: 'how long things last, from a table; without one, how wars that had lasted as long as that of the case ended',
  fields: {
    table: orNull(tableText('a row a spell, as CSV; null for the record of wars between states')),
    time: orNull(text('the column that says how long a spell lasted')),
    event: orNull(text('the column that says whether it ended')),
    by: orNull(text('the column whose values make groups to compare')),
    covariates: list(text('a column that may bear on it'), 0, []),
    cluster: orNull(text('the column of which rows with one value may depend on each other')),
    where: orNull(text('rows to take, such as `guarantee >= 1, war_days > 365`')),
    ties: oneOf('how ties count in Cox', ['efron', 'breslow'] as const, 'efron'),
  },
  answer({ case: theCase }, ask) {
    if (ask.table === null) {
      const { baseRate, asOf, id } = theCase
      if (baseRate === null) return Promise.resolve(none(`case ${id} names no war whose base rate could be told`))
      return Promise.resolve(answered(warEnds(monthsBetween(baseRate.began, asOf), baseRate.without)))
    }
    const { csv, diagnostics } = readCsv(ask.table, 'table.csv')
    const { time, event, by, covariates, cluster, where } = ask
    const named = Object.entries({ time, event, by, cluster, where }).filter(([, column]) => column !== null)
    const read = csv === null ? null : readSurvivalTable(csv, { ...Object.fromEntries(named), covariates })
    const problems = problemsIn('/table', [...diagnostics, ...(read?.diagnostics ?? [])])
    if (problems.length > 0) return Promise.resolve({ kind: 'wrong', problems })
    if (!read?.table) return Promise.resolve(wrong('/table', 'there is no row to count'))
    return Promise.resolve(answered(survive(read.table, { families: FAMILIES, ties: ask.ties }).record))
  },
}
