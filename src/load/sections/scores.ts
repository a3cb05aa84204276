/** `scores` and `redLines`. */
import { defined } from '../../case/defined.ts'
import { actorAt } from '../../case/indices.ts'
import type { QuantityIndex } from '../../case/indices.ts'
import { hasToAgree } from '../../case/actors.ts'
import { BECAUSE } from '../../case/scores.ts'
import type { Actor, Because, RedLine, ScoreSheet } from '../../case/types.ts'
import { amountWorth } from './amounts.ts'
import { readTerms } from './conditions.ts'
import { at, entries, has, items, provenance, reference, text, textOrNull } from '../cursor.ts'
import type { Cursor, Keyed } from '../cursor.ts'
import { quoted } from '../../text/diagnostic.ts'
import type { Span } from '../../text/diagnostic.ts'
import { addGiven, NO_QUANTITY, numberOr, readNumber } from './numbers.ts'
import { hint, fail, inside } from '../../text/report.ts'
import type { Reading } from '../reading.ts'
import {
  DATE,
  list,
  may,
  name,
  needs,
  number,
  object,
  probability,
  record,
  silent,
  TEXT,
  TERMS,
  word,
} from '../../text/shape.ts'
import type { Shape } from '../../text/shape.ts'

const WEIGHT = number('points', 0)
const WORTH = number('points', 0, 100)

export const SCORES: Shape = record(
  object({
    issues: silent(
      needs(
        record(
          object({
            weight: needs(
              WEIGHT,
              'Swing weight: what going from the worst option to the best is worth, against the other issues.',
            ),
            options: silent(may(record(WORTH, 'option'), 'Worth of every option, 0 the worst to 100 the best.')),
            points: silent(
              may(
                record(WORTH, 'option'),
                'For an issue that is about how much: the worth of some amounts, the least and the greatest among them. Between two of them worth runs straight.',
              ),
            ),
          }),
          'issue',
        ),
        'Issues left out weigh nothing.',
      ),
    ),
    interactions: may(
      list(
        object({
          when: needs(TERMS, "Terms that change each other's worth."),
          points: silent(needs(number('points', -100, 100), 'Points added where they hold.')),
        }),
      ),
      'Points for terms that only count together.',
    ),
  }),
  'actor',
)

export const RED_LINES: Shape = list(
  object({
    id: needs(TEXT, 'Name of the red line.'),
    actor: needs(name('actor'), 'Who draws it.'),
    says: needs(TEXT, 'The red line in words.'),
    rejects: needs(TERMS, 'Packages that it rules out.'),
    firm: may(
      probability(),
      'Probability that it is absolute, so that nothing can make up for crossing it; 0 where only `cost` is written.',
    ),
    cost: may(number('points', 0), 'Points that crossing it costs the actor where it is not absolute.'),
    because: may(
      word(...BECAUSE),
      'Why it is held: for an `audience` at home (where nothing is written), as the other side cannot bind itself (`commitment`), or as the stake has no half (`indivisible`).',
    ),
    stated: may(DATE, 'When it was stated.'),
  }),
)

const UNWEIGHTED = {
  source: [],
  kind: 'definition',
  note: 'the score sheet leaves this issue out',
  claims: [],
} as const

/** Score sheets in the order of the actors. Every veto player needs one where packages are compared at all. */
export function readScores(
  reading: Reading,
  cursor: Cursor,
  veto: { readonly actors: readonly Actor[]; readonly needed: Span | null },
): readonly ScoreSheet[] {
  const sheets = entries(cursor).map((entry) => readSheet(reading, entry))
  for (const [index, actor] of veto.actors.entries()) {
    if (
      !(hasToAgree(actor.role) || actor.role === 'spoiler') ||
      veto.needed === null ||
      sheets.some((sheet) => sheet.actor === index)
    )
      continue
    fail(reading, veto.needed, 'missing-scores', `the ${actor.role} ${quoted(actor.id)} has no score sheet`, {
      help: `add \`${actor.id}:\` under \`scores\``,
    })
  }
  return sheets.sort((a, b) => a.actor - b.actor)
}

function readSheet(reading: Reading, { key, cursor }: Keyed): ScoreSheet {
  const written = entries(at(cursor, 'issues'))
  const issues = reading.names.of.issue.map((issue, index) => {
    const found = written.find((entry) => entry.key === issue)
    return found === undefined ? leftOut(reading, cursor, issue, index) : readIssueScores(reading, found, index)
  })
  const interactions = items(at(cursor, 'interactions')).map((item) => ({
    when: readTerms(reading, at(item, 'when'), 'points that are always added change nothing'),
    points: readNumber(reading, at(item, 'points')),
    provenance: provenance(reading, item),
  }))
  return {
    actor: actorAt(reading.names.of.actor.indexOf(key)),
    issues,
    interactions,
    provenance: provenance(reading, cursor),
  }
}

function readIssueScores(reading: Reading, entry: Keyed, issue: number): ScoreSheet['issues'][number] {
  const amounts = reading.names.issueAmounts[issue] ?? null
  insist(reading, entry, amounts === null ? 'options' : 'points', amounts === null ? 'points' : 'options')
  if (amounts === null) return readOptionScores(reading, entry, issue)
  const weight = readNumber(reading, at(entry.cursor, 'weight'))
  const points = at(entry.cursor, 'points')
  const options = amountWorth(reading, entries(points), { ...points, span: entry.keySpan, shape: WORTH }, amounts)
  return { weight, options }
}

/** Worth is written by option, or by some amounts. */
function insist(reading: Reading, { key, keySpan, cursor }: Keyed, wanted: string, other: string): void {
  if (has(cursor, other)) {
    const why =
      wanted === 'points' ? `${quoted(key)} is about how much` : `the options of ${quoted(key)} are no amounts`
    fail(reading, keySpan, 'unknown-key', `${why}: write \`${wanted}\` in place of \`${other}\``)
  } else if (!has(cursor, wanted)) {
    const help =
      wanted === 'points'
        ? 'the worth of some amounts, `{0: 100, 500: 0}`'
        : 'worth of every option, 0 the worst to 100 the best'
    fail(reading, keySpan, 'missing-key', `the key \`${wanted}\` is missing`, { help: `\`${wanted}\`: ${help}` })
  }
}

function readOptionScores(reading: Reading, entry: Keyed, issue: number): ScoreSheet['issues'][number] {
  const known = defined(reading.names.issueOptions[issue])
  const written = entries(at(entry.cursor, 'options'))
  for (const option of written) {
    if (known.length === 0 || known.includes(option.key)) continue
    fail(
      reading,
      option.keySpan,
      'unknown-option',
      `${quoted(entry.key)} has no option ${quoted(option.key)}`,
      hint(reading, option.key, option.keySpan, known),
    )
  }
  const missing = known.filter((option) => !written.some((one) => one.key === option))
  if (missing.length > 0 && has(entry.cursor, 'options')) {
    fail(reading, entry.keySpan, 'missing-option', `no points for ${missing.map(quoted).join(', ')}`, {
      help: 'every option needs its worth, 0 to 100',
    })
  }
  const weight = readNumber(reading, at(entry.cursor, 'weight'))
  const options = known.map((option) => {
    const found = written.find((one) => one.key === option)
    return found === undefined ? NO_QUANTITY : readNumber(reading, found.cursor)
  })
  return { weight, options }
}

function leftOut(reading: Reading, sheet: Cursor, issue: string, index: number): ScoreSheet['issues'][number] {
  const zero = (name: string): QuantityIndex =>
    addGiven(
      reading,
      { ...sheet, shape: name === 'weight' ? WEIGHT : WORTH, id: `${sheet.id}.${issue}.${name}` },
      { kind: 'fixed', value: 0 },
      UNWEIGHTED,
    )
  return { weight: zero('weight'), options: defined(reading.names.issueOptions[index]).map(zero) }
}

export function readRedLines(reading: Reading, cursor: Cursor): readonly RedLine[] {
  return items(cursor).map((item) => readRedLine(reading, item))
}

function readRedLine(reading: Reading, item: Cursor): RedLine {
  const id = at(item, 'id')
  if (id.node !== null && !has(item, 'firm') && !has(item, 'cost')) {
    fail(reading, inside(id.node), 'missing-key', `the red line ${quoted(text(id))} needs \`cost\` or \`firm\``, {
      help: '`cost` is the points that crossing it costs, `firm` the probability that nothing makes up for it',
    })
  }
  return {
    id: text(at(item, 'id')),
    says: text(at(item, 'says')),
    actor: reference(reading, 'actor', at(item, 'actor')),
    rejects: readTerms(
      reading,
      at(item, 'rejects'),
      'a red line that rejects nothing in particular rejects everything',
    ),
    firm: numberOr(reading, at(item, 'firm'), 0, 'not written: the line has a price'),
    cost: has(item, 'cost') ? readNumber(reading, at(item, 'cost')) : null,
    because: becauseOf(text(at(item, 'because'))),
    stated: textOrNull(at(item, 'stated')),
    provenance: provenance(reading, item),
  }
}

function becauseOf(written: string): Because {
  return BECAUSE.find((reason) => reason === written) ?? 'audience'
}
