/** Events in claims: maps whose keys hold together, such as `{deal: true, month: {atMost: 6}, territory:
 *  contactLine}`. */
import { defined } from '../../case/defined.ts'
import { PRECEDENTS, WHY_NO_DEAL } from '../../case/claim-test.ts'
import type { Event, Metric } from '../../case/claim-test.ts'
import { conform, plainNumber } from '../conform.ts'
import { chooses, listOf, unknownOption } from './conditions.ts'
import { quoted } from '../../text/diagnostic.ts'
import { fail, inside, warn } from '../../text/report.ts'
import { lookUpText } from '../reading.ts'
import type { Reading } from '../reading.ts'
import { month, section } from './knows.ts'
import type { Has } from './knows.ts'
import { ON_FRONT, onFront, readMetric } from './metrics.ts'
import { quantityOf } from './quantities.ts'
import { readQuestion, signer } from './terms-question.ts'
import { exactly, FLAG, may, METRIC, name, needs, plain, record, TERMS, TEXT, whole, word } from '../../text/shape.ts'
import type { Fields, NameKind, Shape } from '../../text/shape.ts'
import { child, entriesOf, isEmpty, kindOf, textOf } from '../../text/tree.ts'
import type { Entry, Node, ScalarNode } from '../../text/tree.ts'
import { MAX_MONTHS } from './war-shape.ts'

const MONTH: Shape = whole(1, MAX_MONTHS)
const YEARS: Shape = plain(0, 1000)
const BOUND = { above: may(plain(), 'Strictly above.'), below: may(plain(), 'Strictly below.') } as const

const SIDES = ['attacker', 'defender', 'either'] as const

/** Keys of an event that are not issues. */
export const EVENT_FIELDS: Fields = {
  deal: may(FLAG, 'Whether a deal was struck.'),
  month: may(
    exactly({ atLeast: may(MONTH, 'First month that counts.'), atMost: may(MONTH, 'Last month that counts.') }),
    'Month of the deal.',
  ),
  comes: may(
    exactly({
      event: needs(name('event'), 'An event, or a turn of the war.'),
      atMost: may(MONTH, 'Last month that counts.'),
    }),
    'The event comes.',
  ),
  signed: may(
    exactly({ atMost: may(MONTH, 'Last month that counts.') }),
    'A package was signed, whether or not a vote after signature let it come into force.',
  ),
  step: may(
    exactly({
      id: needs(name('step'), 'One of `steps`.'),
      atMost: may(MONTH, 'Last month that counts.'),
    }),
    'The step was taken; the first where a deal was struck. Where a scenario settles everything at once, with the deal.',
  ),
  breaks: may(
    exactly({
      side: may(word(...SIDES), 'Whose war effort; `either` if left out.'),
      atMost: may(MONTH, 'Last month that counts.'),
    }),
    'A war effort broke before any deal.',
  ),
  warEnds: may(exactly({ atMost: needs(MONTH, 'Last month that counts.') }), 'The war ended, by a deal or by a break.'),
  hypothesis: may(record(TEXT, 'hypothesis'), 'Which option of a hypothesis set holds, `{set: option}`.'),
  quantity: may(
    record(exactly(BOUND), 'quantity'),
    'Value of a quantity, `{id: {above: n, below: n}}`, in the unit it is written in.',
  ),
  consent: may(name('consent'), 'The body agrees.'),
  firm: may(name('redLine'), 'The red line is firm.'),
  accepts: may(
    exactly({
      actor: needs(TEXT, 'A belligerent, or `everybody`.'),
      package: needs(name('package'), 'A named package.'),
    }),
    'Prefers the package to no deal, in the first month.',
  ),
  signs: may(
    exactly({
      actor: needs(TEXT, 'A belligerent, or `everybody`.'),
      terms: needs(TERMS, 'Issues with the option, or a list of the options, that will do.'),
    }),
    'Some package with these terms, in the first month, is left by the rules and suits the actor better than no deal.',
  ),
  measure: may(
    exactly({ of: needs(METRIC, 'A metric.'), than: may(METRIC, 'What is taken from it.'), ...BOUND }),
    'A metric, or its difference from another in the same world, lies within bounds.',
  ),
  front: may(
    exactly({ month: needs(MONTH, 'By this month.'), on: ON_FRONT, ...BOUND }),
    'km² the line has moved towards the defender, were the war to go on.',
  ),
  advance: may(
    exactly({ from: needs(MONTH, 'First month.'), to: needs(MONTH, 'Last month.'), on: ON_FRONT, ...BOUND }),
    'Mean advance over the months, km² a month.',
  ),
  foothold: may(
    exactly({ month: needs(MONTH, 'At this month.'), above: may(plain(0), 'Strictly above; 0 if left out.') }),
    'Area of the foothold, km².',
  ),
  renewed: may(exactly({ withinYears: needs(YEARS, 'Years after the deal.') }), 'The peace of the deal broke.'),
  accession: may(record(YEARS, 'accession'), 'Membership reached within so many years, `{id: years}`.'),
  zopa: may(word(...WHY_NO_DEAL), 'Where talks stand in the first month.'),
  proposal: may(record(word('accepted', 'refused'), 'proposal'), 'What became of a proposal, `{id: accepted}`.'),
  precedent: may(word(...PRECEDENTS), 'Land taken by force is kept, or its keeping recognised.'),
  not: may({ kind: 'test' }, 'The event does not happen.'),
  any: may({ kind: 'list', of: { kind: 'test' } }, 'One of these events happens.'),
  all: may({ kind: 'list', of: { kind: 'test' } }, 'All of these events happen.'),
}

/** Words that an issue cannot be called. */
export const RESERVED_WORDS: readonly string[] = Object.keys(EVENT_FIELDS)

/** Sections without which an event cannot happen. */
const NEEDS: Readonly<Record<string, keyof Has>> = {
  deal: 'bargaining',
  month: 'bargaining',
  signed: 'bargaining',
  step: 'bargaining',
  breaks: 'breaks',
  warEnds: 'bargaining',
  proposal: 'bargaining',
  front: 'war',
  advance: 'war',
  foothold: 'foothold',
  renewed: 'durability',
  precedent: 'consequences',
  accession: 'consequences',
}

const NEVER: Event = { kind: 'any', of: [] }

export function readEvent(reading: Reading, node: Node, has: Has): Event {
  if (isEmpty(node)) return NEVER
  if (node.kind !== 'map' || node.entries.length === 0) {
    fail(
      reading,
      node.kind === 'map' ? node.span : inside(node),
      'wrong-kind',
      `expected an event such as \`{deal: true}\`, found ${node.kind === 'map' ? 'nothing' : kindOf(node)}`,
    )
    return NEVER
  }
  const parts = node.entries.flatMap((entry) => readPart(reading, entry, has))
  return parts.length === 1 ? defined(parts[0]) : { kind: 'all', of: parts }
}

function readPart(reading: Reading, entry: Entry, has: Has): readonly Event[] {
  const { key, value } = entry
  if (!Object.hasOwn(EVENT_FIELDS, key)) {
    if (has.bargaining === null && reading.names.of.issue.includes(key)) section(reading, entry, 'bargaining')
    return [chooses(reading, entry, RESERVED_WORDS) ?? NEVER]
  }
  const needed = Object.hasOwn(NEEDS, key) ? defined(NEEDS[key]) : null
  if (needed !== null && (has[needed] === null || has[needed] === false)) section(reading, entry, needed)
  if (key === 'not') return [{ kind: 'not', of: readEvent(reading, value, has) }]
  if (key === 'any' || key === 'all')
    return [{ kind: key, of: listOf(reading, entry, (node) => readEvent(reading, node, has)) }]
  const month = key === 'month' ? plainNumber(value) : null
  if (month !== null) {
    const fix = { ...inside(value), text: `{atMost: ${month}}` }
    const message = `${quoted('month')} says up to when, or from when`
    fail(reading, inside(value), 'wrong-kind', message, {
      help: `write \`{atMost: ${month}}\` for the months up to it`,
      fix,
    })
    return [NEVER]
  }
  const before = reading.found.length
  conform(reading, value, defined(EVENT_FIELDS[key]).shape, entry.keySpan)
  if (reading.found.slice(before).some((one) => one.severity === 'error')) return [NEVER]
  return byKey(reading, key, value, has)
}

function accepting(reading: Reading, value: Node, has: Has): Event {
  const actor = signer(reading, defined(child(value, 'actor')), has)
  return { kind: 'accepts', actor, package: index(reading, 'package', defined(child(value, 'package'))) }
}

/** What comes, or is signed, by a month. */
function byMonth(reading: Reading, key: 'comes' | 'signed' | 'step', value: Node): Event {
  const atMost = plainNumber(child(value, 'atMost')) ?? Infinity
  if (key === 'signed') return { kind: 'signed', atMost }
  if (key === 'step') return { kind: 'step', step: index(reading, 'step', defined(child(value, 'id'))), atMost }
  return { kind: 'comes', change: index(reading, 'event', defined(child(value, 'event'))), atMost }
}

/** Months of the deal, which lie within those of the talks. */
function dealMonths(reading: Reading, value: Node, has: Has): Event {
  const [first, last] = [child(value, 'atLeast'), child(value, 'atMost')]
  const [atLeast, atMost] = [plainNumber(first) ?? 1, plainNumber(last) ?? Infinity]
  const months = has.bargaining ?? Infinity
  const late = atLeast > months ? first : atMost < Infinity && atMost > months ? last : null
  if (late !== null) {
    const say = late === first ? fail : warn
    say(
      reading,
      inside(late),
      'months',
      `talks last ${months} months only`,
      'raise `bargaining: months`, or ask of a month within them',
    )
  } else if (atLeast > atMost)
    fail(reading, inside(defined(first)), 'out-of-range', `month ${atLeast} comes after month ${atMost}`)
  return { kind: 'month', atLeast, atMost }
}

/** The months from first to last. */
function span(reading: Reading, value: Node, has: Has): { from: number; to: number } {
  const from = plainNumber(child(value, 'from')) ?? 1
  const to = month(reading, defined(child(value, 'to')), has)
  if (from > to)
    fail(reading, inside(defined(child(value, 'from'))), 'out-of-range', `month ${from} comes after month ${to}`, {
      help: '`from` is the first month, `to` the last',
    })
  return { from: Math.min(from, to), to }
}

function byKey(reading: Reading, key: string, value: Node, has: Has): readonly Event[] {
  const number = (name: string, otherwise: number): number => plainNumber(child(value, name)) ?? otherwise
  const bounds = (): { above: number; below: number } => ({
    above: number('above', -Infinity),
    below: number('below', Infinity),
  })
  switch (key) {
    case 'deal':
      return [{ kind: 'deal', struck: textOf(value) === 'true' }]
    case 'month':
      return [dealMonths(reading, value, has)]
    case 'comes':
    case 'signed':
    case 'step':
      return [byMonth(reading, key, value)]
    case 'breaks':
      return [{ kind: 'breaks', sides: sidesIn(value), atMost: number('atMost', Infinity) }]
    case 'warEnds':
      return [{ kind: 'warEnds', atMost: number('atMost', Infinity) }]
    case 'hypothesis':
      return entriesOf(value).map((entry) => hypothesis(reading, entry))
    case 'quantity':
      return entriesOf(value).map((entry) => quantity(reading, entry))
    case 'consent':
      return [{ kind: 'consent', body: index(reading, 'consent', value) }]
    case 'firm':
      return [{ kind: 'firm', redLine: index(reading, 'redLine', value) }]
    case 'accepts':
      return [accepting(reading, value, has)]
    case 'signs':
      return [readQuestion(reading, value, has)]
    case 'measure':
      return [{ kind: 'measure', of: measured(reading, value, has), ...bounds() }]
    case 'front':
      return [
        {
          kind: 'front',
          month: month(reading, defined(child(value, 'month')), has),
          ...onFront(reading, value),
          ...bounds(),
        },
      ]
    case 'advance':
      return [{ kind: 'advance', ...span(reading, value, has), ...onFront(reading, value), ...bounds() }]
    case 'foothold':
      return [
        { kind: 'foothold', month: month(reading, defined(child(value, 'month')), has), above: number('above', 0) },
      ]
    case 'renewed':
      return [{ kind: 'renewed', withinYears: number('withinYears', 0) }]
    case 'accession':
      return entriesOf(value).map((entry) => ({
        kind: 'accession',
        accession: reading.names.of.accession.indexOf(entry.key),
        withinYears: plainNumber(entry.value) ?? 0,
      }))
    case 'zopa':
      return [{ kind: 'zopa', state: WHY_NO_DEAL.find((state) => state === textOf(value)) ?? 'open' }]
    case 'proposal':
      return entriesOf(value).map((entry) => ({
        kind: 'proposal',
        proposal: reading.names.of.proposal.indexOf(entry.key),
        accepted: textOf(entry.value) === 'accepted',
      }))
    default:
      return [{ kind: 'precedent', recognised: textOf(value) === 'recognised' }]
  }
}

/** Either where no side is named. */
function sidesIn(value: Node): readonly ('attacker' | 'defender')[] {
  const side = textOf(child(value, 'side'))
  return (['attacker', 'defender'] as const).filter((one) => side === null || side === 'either' || side === one)
}

function measured(reading: Reading, value: Node, has: Has): Metric {
  if (child(value, 'above') === null && child(value, 'below') === null)
    fail(reading, inside(defined(child(value, 'of'))), 'no-bound', '`measure` needs `above` or `below`')
  const of = readMetric(reading, defined(child(value, 'of')), has)
  const than = child(value, 'than')
  return than === null ? of : { kind: 'gap', of, than: readMetric(reading, than, has) }
}

function index(reading: Reading, kind: NameKind, node: Node): number {
  return reading.names.of[kind].indexOf(textOf(node) ?? '')
}

function hypothesis(reading: Reading, entry: Entry): Event {
  const set = lookUpText(reading, 'hypothesis', entry.key, entry.keySpan)
  const known = reading.names.hypothesisOptions[set] ?? []
  const option = known.indexOf(textOf(entry.value) ?? '')
  if (set >= 0 && option < 0) unknownOption(reading, entry.key, entry.value as ScalarNode, known)
  return { kind: 'hypothesis', set, option }
}

function quantity(reading: Reading, entry: Entry): Event {
  const key: ScalarNode = { kind: 'scalar', span: entry.keySpan, text: entry.key, quoted: false, inner: -1 }
  const found = quantityOf(reading, key)
  const factor = reading.quantities[found]?.factor ?? 1
  const bound = (name: string, otherwise: number): number =>
    (plainNumber(child(entry.value, name)) ?? otherwise) * factor
  return { kind: 'quantity', quantity: found, above: bound('above', -Infinity), below: bound('below', Infinity) }
}
