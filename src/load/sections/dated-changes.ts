/** `events`: what changes, or may change, in a month of the conflict. */
import type { Case } from '../../case/case.ts'
import { coursesToLookAlong, datedChanges, MOST_COURSES } from '../../case/dated-change.ts'
import type { DatedChange } from '../../case/dated-change.ts'
import type { QuantityIndex } from '../../case/indices.ts'
import type { SideSpec } from '../../case/types.ts'
import { frontsOf } from '../../case/war.ts'
import { quoted } from '../../text/diagnostic.ts'
import { fail, inside, warn } from '../../text/report.ts'
import { list, may, needs, number, object, probability, record, TEXT, whole, word } from '../../text/shape.ts'
import type { Shape } from '../../text/shape.ts'
import { textOf } from '../../text/tree.ts'
import type { Node } from '../../text/tree.ts'
import { at, entries, has, items, provenance, text } from '../cursor.ts'
import type { Cursor } from '../cursor.ts'
import type { Reading } from '../reading.ts'
import { readNumber } from './numbers.ts'
import { readChange } from './scenarios.ts'
import { MAX_MONTHS } from './war-shape.ts'

export const EVENTS: Shape = list(
  object({
    id: needs(TEXT, 'Name of the event.'),
    says: needs(TEXT, 'The event in words.'),
    month: needs(
      { kind: 'either', of: [whole(1, MAX_MONTHS), TEXT] },
      'First month in which it counts: `8`, or `6 to 10` for one of these months, each as likely.',
    ),
    probability: may(probability(), 'Probability that it comes at all; certain if left out.'),
    foreseen: needs(
      word('yes', 'no'),
      'Whether both sides count with it beforehand, at its probability; a surprise if not.',
    ),
    set: needs(
      record(number(''), 'quantity'),
      'New numbers from that month on, by quantity id, in the unit of the original: what a scenario can set.',
    ),
  }),
)

/** Most events of a case. */
const MOST_EVENTS = 12

/** How likely each is, null for what is certain. Read with the other numbers of the case, so that scenarios and
 *  correlations can name them. */
export function readEventChances(reading: Reading, cursor: Cursor): readonly (QuantityIndex | null)[] {
  return items(cursor)
    .slice(0, MOST_EVENTS)
    .map((item) => (has(item, 'probability') ? readNumber(reading, at(item, 'probability')) : null))
}

/** Every quantity of the case has been read before. @param of what events bear on. */
export function readEvents(
  reading: Reading,
  cursor: Cursor,
  of: Pick<Case, 'war' | 'bargaining' | 'hypotheses' | 'evidence' | 'issues'> & {
    readonly chances: readonly (QuantityIndex | null)[]
  },
): readonly DatedChange[] {
  const events = readRows(reading, cursor, of.chances)
  checkEvents(reading, cursor, { ...of, events })
  return events
}

function readRows(
  reading: Reading,
  cursor: Cursor,
  chances: readonly (QuantityIndex | null)[],
): readonly DatedChange[] {
  const rows = items(cursor)
  const last = rows[MOST_EVENTS]
  if (last !== undefined)
    fail(reading, { ...last.span, length: 1 }, 'courses', `there can be ${MOST_EVENTS} events, not ${rows.length}`)
  return rows.slice(0, MOST_EVENTS).map((item, k) => {
    const set = at(item, 'set')
    if (set.node !== null && entries(set).length === 0)
      fail(reading, set.span, 'empty-scenario', `the event ${quoted(text(at(item, 'id')))} changes nothing`)
    const { from, to } = readMonths(reading, at(item, 'month').node)
    return {
      id: text(at(item, 'id')),
      says: text(at(item, 'says')),
      from,
      to,
      probability: chances[k] ?? null,
      foreseen: text(at(item, 'foreseen')) === 'yes',
      set: entries(set).flatMap((entry) => readChange(reading, entry) ?? []),
      shares: [],
      provenance: provenance(reading, item),
    }
  })
}

/** `8`, or `6 to 10`. */
export function readMonths(reading: Reading, node: Node | null): { readonly from: number; readonly to: number } {
  const written = /^(\d+)(?:\s+to\s+(\d+))?$/.exec((textOf(node) ?? '').trim())
  const [from, to] = [Number(written?.[1] ?? 0), Number(written?.[2] ?? written?.[1] ?? 0)]
  if (node !== null && !(from >= 1 && from <= to && to <= MAX_MONTHS)) {
    fail(reading, inside(node), 'months', `expected a month from 1 to ${MAX_MONTHS}, or two of them in order`, {
      help: 'such as `8`, or `6 to 10`',
    })
    return { from: 1, to: 1 }
  }
  return { from: Math.max(1, from), to: Math.max(1, to) }
}

/** What an event cannot set, where its months lie, and how many courses they leave. */
function checkEvents(
  reading: Reading,
  cursor: Cursor,
  theCase: Pick<Case, 'war' | 'events' | 'bargaining' | 'hypotheses' | 'evidence' | 'issues'>,
): void {
  const fixed = fixedInTime(theCase)
  const months = theCase.war?.months ?? theCase.bargaining?.months ?? 0
  items(cursor).forEach((item, k) => {
    const event = theCase.events[k]
    if (event === undefined) return
    for (const { key, keySpan } of entries(at(item, 'set'))) {
      const index = reading.indexOf.get(key)
      const why = index === undefined ? null : (fixed.get(index) ?? fixedByName(key))
      if (why !== null)
        fail(reading, keySpan, 'no-time', `an event cannot set ${quoted(key)}: ${why}`, { help: 'a scenario can' })
    }
    const month = at(item, 'month')
    if (month.node !== null && event.from > months)
      warn(reading, inside(month.node), 'months', `the case looks ${months} months ahead: the event never comes`)
  })
  const courses = coursesToLookAlong(datedChanges(theCase))
  if (courses > MOST_COURSES)
    fail(
      reading,
      cursor.span,
      'courses',
      `both sides would have to look along ${courses} courses of events, of ${MOST_COURSES} at most`,
      { help: 'narrow the months, or let some come unforeseen' },
    )
}

const AT_DATE = 'it is the state of the war at the date'

function fixedByName(key: string): string | null {
  if (key.startsWith('consequences.')) return 'the ledger is drawn up with the numbers of the date'
  return key.startsWith('events.') ? 'what may come is weighed at the date' : null
}

/** Numbers that hold for the whole of a run, and why. */
function fixedInTime({
  war,
  hypotheses,
  evidence,
  issues,
}: Pick<Case, 'war' | 'hypotheses' | 'evidence' | 'issues'>): Map<QuantityIndex, string> {
  const found = new Map<QuantityIndex, string>()
  const add = (why: string, ...quantities: readonly (QuantityIndex | null)[]): void => {
    for (const quantity of quantities) if (quantity !== null) found.set(quantity, why)
  }
  const believed = 'what is believed is weighed once, at the date'
  for (const { options } of hypotheses) add(believed, ...options.map(({ prior }) => prior))
  for (const { likelihood, credibility, relevance } of evidence) add(believed, credibility, relevance, ...likelihood)
  for (const { options } of issues)
    for (const { line } of options) add('an option means the same throughout', line?.km2 ?? null)
  if (war === null) return found
  const { regions, foothold } = war
  for (const { shells, men, heavy } of [war.attacker, war.defender] satisfies SideSpec[])
    add(AT_DATE, shells?.stock ?? null, men.stock, heavy?.stock ?? null)
  add(AT_DATE, foothold?.area ?? null)
  for (const { rate, fire, strength } of frontsOf(war))
    add(AT_DATE, rate, fire?.atDate ?? null, strength?.atDate ?? null)
  for (const { area, held, share } of regions) add(AT_DATE, area, held, share)
  for (const { fade, shock, noise, level } of frontsOf(war))
    add('the front keeps its own way of moving; `added` adds to the advance', fade, shock, noise, level)
  return found
}
