/** `issues`, and the packages that choose an option for each. */
import { defined } from '../../case/defined.ts'
import { issueAt } from '../../case/indices.ts'
import type { Issue, LineRule, NamedPackage, Option, Territory } from '../../case/types.ts'
import { AMOUNT_FIELDS, amountOptions, readAmount } from './amounts.ts'
import { optionOf } from './conditions.ts'
import { at, entries, has, provenance, text } from '../cursor.ts'
import type { Cursor, Keyed } from '../cursor.ts'
import { quoted } from '../../text/diagnostic.ts'
import type { Span } from '../../text/diagnostic.ts'
import { issueOf, unknownOption } from './conditions.ts'
import { frontOf } from './fronts.ts'
import { readNumber } from './numbers.ts'
import { fail } from '../../text/report.ts'
import type { Reading } from '../reading.ts'
import { CHOICES, exactly, may, name, needs, number, object, record, silent, TEXT } from '../../text/shape.ts'
import type { Shape } from '../../text/shape.ts'
import { child, entriesOf } from '../../text/tree.ts'

const LINE: Shape = exactly({
  absolute: may(number('km2'), 'km² by which the line lies further into the defender than as of the date of the case.'),
  contact: may(number('km2'), 'The same from the line of contact in the month of the deal.'),
})

export const ISSUES: Shape = record(
  object({
    says: may(TEXT, 'What is negotiated.'),
    noDeal: needs(TEXT, 'The option that holds where there is no deal.'),
    whileFoothold: may(
      exactly({
        otherwise: needs(TEXT, 'The option that holds once the foothold is lost.'),
      }),
      'The issue is open only while the foothold is held.',
    ),
    front: may(name('front'), 'The front whose line its options move; needed where there are several.'),
    ...AMOUNT_FIELDS,
    options: silent(
      may(
        record(
          object(
            {
              says: may(
                TEXT,
                'What the option means, in words that stand alone: the brief lists them without the issue.',
              ),
              line: may(LINE, 'Where the line ends, for the options of the territory issue.'),
            },
            'says',
          ),
        ),
        'The outcomes it can have, at least two.',
      ),
    ),
  }),
)

export const PACKAGES: Shape = record(
  object({
    says: needs(TEXT, 'The package in words.'),
    options: needs(CHOICES, 'An option for every issue.'),
  }),
)

export function readIssues(reading: Reading, cursor: Cursor, reserved: readonly string[]): readonly Issue[] {
  const written = entries(cursor)
  checkTerritories(reading, written)
  return written.map((entry, index) => {
    if (reserved.includes(entry.key)) {
      fail(
        reading,
        entry.keySpan,
        'reserved-word',
        `${quoted(entry.key)} means something else in conditions and claims`,
        { help: 'rename the issue' },
      )
    }
    return readIssue(reading, entry, index)
  })
}

/** One issue a front can say where its line runs. */
function checkTerritories(reading: Reading, written: readonly Keyed[]): void {
  const several = reading.names.of.front.length > 1
  const moving = new Map<string, string>()
  for (const entry of written) {
    const front = at(entry.cursor, 'front')
    if (lines(entry).length === 0) {
      if (front.node !== null)
        fail(reading, front.span, 'missing-line', `the options of ${quoted(entry.key)} do not say where a line runs`, {
          help: 'give each a `line`, or leave `front` out',
        })
      continue
    }
    const id = several ? text(front) : ''
    const other = moving.get(id)
    if (other !== undefined)
      fail(
        reading,
        entry.keySpan,
        'two-territories',
        `only one issue can move the line${several ? ` of a front` : ''}; ${quoted(other)} already does`,
      )
    else moving.set(id, entry.key)
  }
}

/** The issues that move a line, each with its front. */
export function readTerritories(reading: Reading, cursor: Cursor, issues: readonly Issue[]): readonly Territory[] {
  return entries(cursor).flatMap((entry, issue) =>
    issues[issue]?.options.some(({ line }) => line !== null)
      ? [{ issue: issueAt(issue), front: frontOf(reading, entry.cursor).front ?? 0 }]
      : [],
  )
}

/** Options of an issue that have a line. */
function lines(entry: Keyed): readonly Keyed[] {
  return entries(at(entry.cursor, 'options')).filter((option) => has(option.cursor, 'line'))
}

function readIssue(reading: Reading, entry: Keyed, index: number): Issue {
  const { key, keySpan, cursor } = entry
  const known = defined(reading.names.issueOptions[index])
  const amounts = readAmount(reading, entry)
  if (amounts === null && !has(cursor, 'options'))
    fail(reading, keySpan, 'missing-key', 'the key `options` is missing', {
      help: '`options`: the outcomes it can have, at least two; or an `amount` with a `step`',
    })
  if (amounts === null && child(cursor.node, 'options')?.kind === 'map' && known.length < 2)
    fail(reading, keySpan, 'too-few-options', `the issue ${quoted(key)} needs at least two options`)
  const moves = lines(entry).length > 0
  const options = amounts?.options ?? entries(at(cursor, 'options')).map((one) => readOption(reading, one, moves, key))
  const own = (field: Cursor): number => ownOption(reading, field, entry, index)
  const otherwise = at(at(cursor, 'whileFoothold'), 'otherwise')
  return {
    id: key,
    says: text(at(cursor, 'says'), key),
    options,
    ...(amounts === null ? {} : { amount: amounts.amount }),
    noDeal: own(at(cursor, 'noDeal')),
    whileFoothold: otherwise.node === null ? null : { otherwise: own(otherwise) },
    provenance: provenance(reading, cursor),
  }
}

function ownOption(reading: Reading, cursor: Cursor, { key: owner, keySpan }: Keyed, issue: number): number {
  if (cursor.node === null || cursor.node.kind !== 'scalar') return -1
  const amounts = reading.names.issueAmounts[issue] ?? null
  if (amounts !== null)
    return amountOptions(reading, amounts, cursor.node, { key: owner, keySpan, value: cursor.node })[0] ?? -1
  const known = reading.names.issueOptions[issue] ?? []
  const option = known.indexOf(cursor.node.text)
  if (option < 0) unknownOption(reading, owner, cursor.node, known)
  return option
}

function readOption(reading: Reading, { key, keySpan, cursor }: Keyed, moves: boolean, issue: string): Option {
  const line = moves ? readLine(reading, at(cursor, 'line'), keySpan, issue) : null
  return { id: key, says: text(at(cursor, 'says'), key), line, provenance: provenance(reading, cursor) }
}

function readLine(reading: Reading, cursor: Cursor, keySpan: Span, issue: string): LineRule | null {
  if (cursor.node === null) {
    fail(
      reading,
      keySpan,
      'missing-line',
      `other options of ${quoted(issue)} say where the line ends; this one does not`,
      { help: 'write `line: {contact: 0}` for the line of contact' },
    )
    return null
  }
  if (cursor.node.kind !== 'map') return null
  const [absolute, contact] = [at(cursor, 'absolute'), at(cursor, 'contact')]
  if ((absolute.node === null) === (contact.node === null)) {
    fail(reading, cursor.span, 'wrong-kind', 'a line is either `absolute` or relative to `contact`')
    return null
  }
  return absolute.node === null
    ? { kind: 'contact', km2: readNumber(reading, contact) }
    : { kind: 'absolute', km2: readNumber(reading, absolute) }
}

/** One option for each issue, in the order of the issues; −1 with an error where one is missing. */
export function readChoices(reading: Reading, cursor: Cursor): readonly number[] {
  const { chosen, missing } = choicesIn(reading, cursor)
  if (missing.length > 0) {
    fail(
      reading,
      { offset: cursor.span.offset, length: 1 },
      'missing-option',
      `the package says nothing on ${missing.map(quoted).join(', ')}`,
    )
  }
  return chosen
}

/** The same, where issues may be left out: −1 for those. */
export function readSomeChoices(reading: Reading, cursor: Cursor): readonly number[] {
  return choicesIn(reading, cursor).chosen
}

function choicesIn(
  reading: Reading,
  cursor: Cursor,
): { readonly chosen: readonly number[]; readonly missing: readonly string[] } {
  const issues = reading.names.of.issue
  const chosen = issues.map(() => -1)
  if (cursor.node === null || cursor.node.kind !== 'map') return { chosen, missing: [] }
  const seen = new Set<number>()
  for (const entry of entriesOf(cursor.node)) {
    const issue = issueOf(reading, entry)
    if (issue < 0) continue
    seen.add(issue)
    chosen[issue] = optionOf(reading, issue, entry.value, entry)
  }
  return { chosen, missing: issues.filter((_, issue) => !seen.has(issue)) }
}

export function readPackages(reading: Reading, cursor: Cursor): readonly NamedPackage[] {
  return entries(cursor).map(({ key, cursor: one }) => ({
    id: key,
    says: text(at(one, 'says')),
    options: readChoices(reading, at(one, 'options')),
    provenance: provenance(reading, one),
  }))
}
