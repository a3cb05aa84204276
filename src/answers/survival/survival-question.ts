/** `survival`: how long things last, from a table; of a case without one, how wars between states that had lasted as
 *  long as the case's ended. */
import { readSurvivalTable } from '../../formats/survival-table.ts'
import type { Case } from '../../case/types.ts'
import { readCsv } from '../../text/csv.ts'
import type { Csv } from '../../text/csv.ts'
import type { Diagnostic } from '../../text/diagnostic.ts'
import { amount, list, oneOf, orNull, text } from '../fields.ts'
import { answered, none } from '../question.ts'
import type { Answer, CaseSubject, Question, TableSubject } from '../question.ts'
import { tableText, unreadable } from '../table-field.ts'
import type { SurvivalRecord } from './record.ts'
import { survive } from './survive.ts'
import { monthsBetween } from '../../run/war-ends.ts'
import { warEnds } from './war-ends.ts'
import type { WarEnds } from './war-ends.ts'

const FAMILIES = ['weibull', 'exponential', 'lognormal', 'loglogistic'] as const

export interface SurvivalAsk {
  readonly kind: 'survival'
  readonly table: string | null
  readonly time: string | null
  readonly event: string | null
  readonly by: string | null
  readonly covariates: readonly string[]
  readonly cluster: string | null
  readonly where: string | null
  /** Times at which curves are told; round ones where it is empty. */
  readonly at: readonly number[]
  readonly families: readonly (typeof FAMILIES)[number][]
  readonly ties: 'efron' | 'breslow'
}

export const survival: Question<SurvivalAsk, SurvivalRecord | WarEnds, CaseSubject | TableSubject> = {
  kind: 'survival',
  about: ['case', 'table'],
  says: 'how long things last, from a table; without one, how wars that had lasted as long as that of the case ended',
  fields: {
    table: orNull(tableText('a row a spell, as CSV; null for the record of wars between states')),
    time: orNull(text('the column that says how long a spell lasted')),
    event: orNull(text('the column that says whether it ended')),
    by: orNull(text('the column whose values make groups to compare')),
    covariates: list(text('a column that may bear on it'), 0, []),
    cluster: orNull(text('the column of which rows with one value may depend on each other')),
    where: orNull(text('rows to take, such as `guarantee >= 1, war_days > 365`')),
    at: list(amount('a time at which to tell the curve', 'from'), 0, []),
    families: list(oneOf('a family of curves to fit', FAMILIES), 0, FAMILIES),
    ties: oneOf('how ties count in Cox', ['efron', 'breslow'] as const, 'efron'),
  },
  answer(subject, ask) {
    const { csv, diagnostics } =
      ask.table === null
        ? given(subject)
        : readCsv(ask.table, subject.kind === 'table' ? subject.csv.file : 'table.csv')
    if (csv !== null) return Promise.resolve(ofTable(csv, diagnostics, ask))
    return Promise.resolve(
      subject.kind === 'case' && ask.table === null
        ? ofWars(subject.case)
        : unreadable('/table', diagnostics, 'there is no table in it'),
    )
  },
}

function given(subject: CaseSubject | TableSubject): {
  readonly csv: Csv | null
  readonly diagnostics: readonly Diagnostic[]
} {
  return subject.kind === 'table' ? { csv: subject.csv, diagnostics: subject.told } : { csv: null, diagnostics: [] }
}

function ofWars({ baseRate, asOf, id }: Case): Answer<WarEnds> {
  if (baseRate === null) return none(`case ${id} names no war whose base rate could be told`)
  return answered(warEnds(monthsBetween(baseRate.began, asOf), baseRate.without))
}

/** What can be counted is, whatever is wrong beside it. */
function ofTable(csv: Csv, before: readonly Diagnostic[], ask: SurvivalAsk): Answer<SurvivalRecord> {
  const { time, event, by, covariates, cluster, where, at, families, ties } = ask
  const named = Object.entries({ time, event, by, cluster, where }).filter(([, column]) => column !== null)
  const { table, diagnostics } = readSurvivalTable(csv, { ...Object.fromEntries(named), covariates })
  const told = [...before, ...diagnostics]
  if (table === null) return unreadable('/table', told, 'there is no row to count')
  const horizons = at.length === 0 ? {} : { horizons: [...at].sort((a, b) => a - b) }
  const record = survive(table, { families, ties, ...horizons })
  return answered({ ...record, told: [...told, ...record.told.map((one) => ({ ...one, file: csv.file }))] })
}
