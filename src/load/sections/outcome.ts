/** `outcome`: what came, where the end is known. Told beside a result; no stage reads it. */
import type { KnownOutcome } from '../../case/outcome.ts'
import { at, has, text, textOrNull, wholeNumber } from '../cursor.ts'
import type { Cursor } from '../cursor.ts'
import { placeAt, quoted } from '../../text/diagnostic.ts'
import { fail, inside } from '../../text/report.ts'
import type { Reading } from '../reading.ts'
import { CHOICES, DATE, exactly, may, needs, TEXT, whole } from '../../text/shape.ts'
import type { Shape } from '../../text/shape.ts'
import { readSomeChoices } from './issues.ts'

/** Months in a century: the most that a war is followed. */
const MOST_MONTHS = 1200

export const OUTCOME: Shape = exactly({
  says: needs(TEXT, 'What happened, in a sentence or two.'),
  date: needs(DATE, 'The day of the agreement; where none came, the day up to which that is known.'),
  month: may(
    whole(1, MOST_MONTHS),
    'Month of the talks in which it was agreed, 1 for the first. Left out where nothing was.',
  ),
  terms: may(CHOICES, 'What was agreed, by issue; issues of which the agreement says nothing are left out.'),
  later: may(TEXT, 'What became of it afterwards.'),
  source: needs(TEXT, 'Where that is told.'),
  url: may(TEXT, 'Where it can be read.'),
})

/** @param asOf the day up to which the case knows the world. */
export function readOutcome(reading: Reading, cursor: Cursor, asOf: string): KnownOutcome | null {
  if (cursor.node === null) return null
  const [date, month, terms] = [at(cursor, 'date'), at(cursor, 'month'), at(cursor, 'terms')]
  if (date.node !== null && text(date) !== '' && text(date) <= asOf)
    fail(
      reading,
      inside(date.node),
      'outcome-before-case',
      `${quoted(text(date))} is not later than the case, \`${asOf}\``,
      { help: 'what is known as of the date belongs into the case itself' },
    )
  if (has(cursor, 'terms') && month.node === null)
    fail(
      reading,
      { offset: terms.span.offset, length: 1 },
      'missing-key',
      'terms that were agreed need the `month` of the talks in which they were',
      { help: 'write `month: 1` for the first month after the date of the case' },
    )
  return {
    says: text(at(cursor, 'says')).trim(),
    date: text(date),
    month: month.node === null ? null : wholeNumber(month, 1),
    terms: has(cursor, 'terms') ? readSomeChoices(reading, terms) : null,
    later: textOrNull(at(cursor, 'later')),
    url: textOrNull(at(cursor, 'url')),
    provenance: {
      source: [text(at(cursor, 'source'))],
      kind: null,
      note: null,
      claims: [],
      place: placeAt(reading.starts, cursor.span.offset),
    },
  }
}
