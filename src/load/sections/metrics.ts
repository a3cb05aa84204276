/** Metrics of claims: numbers that a world knows. */
import { actorAt, issueAt } from '../../case/indices.ts'
import type { ActorIndex } from '../../case/indices.ts'
import { defined } from '../../case/defined.ts'
import { LEDGER_ENTRIES } from '../../case/claim-test.ts'
import type { Metric } from '../../case/claim-test.ts'
import { conform, plainNumber } from '../conform.ts'
import { month, section } from './knows.ts'
import type { Has } from './knows.ts'
import { quoted } from '../../text/diagnostic.ts'
import { hint, fail, inside } from '../../text/report.ts'
import { lookUp } from '../reading.ts'
import type { Reading } from '../reading.ts'
import { exactly, may, METRIC, name, needs, plain, whole, word } from '../../text/shape.ts'
import type { Fields, Shape } from '../../text/shape.ts'
import { child, entriesOf, isEmpty, textOf } from '../../text/tree.ts'
import type { Entry, Node } from '../../text/tree.ts'
import { MAX_MONTHS } from './war-shape.ts'

/** Which of several fronts. */
export const ON_FRONT: Fields[string] = may(name('front'), 'On this front; on all together if left out.')

const MONTH_OF: Shape = exactly({ month: needs(whole(1, MAX_MONTHS), 'At this month.'), on: ON_FRONT })
const OF_PACKAGE: Shape = exactly({
  actor: needs(name('actor'), 'A belligerent.'),
  package: needs(name('package'), 'A named package.'),
})

/** Numbers that a world knows, by their key; `dealMonth` stands alone. */
export const METRIC_FIELDS: Fields = {
  noDealValue: may(name('actor'), 'What no deal (at war, fighting on) is worth to the actor, points.'),
  dealValue: may(name('actor'), 'What the deal is worth to the actor, points.'),
  dealPoints: may(name('actor'), 'Score-sheet points of the deal that was struck, before durability.'),
  amount: may(name('issue'), 'What the deal that was struck says of an issue that is about how much, in its unit.'),
  margin: may(OF_PACKAGE, 'Value of a package less the no-deal value, points, in the first month.'),
  points: may(OF_PACKAGE, 'Score-sheet points of a package, before durability.'),
  front: may(MONTH_OF, 'km² the line has moved.'),
  survival: may(
    exactly({
      years: needs(plain(0, 1000), 'After so many years.'),
      package: may(name('package'), 'Of this package, deal or not.'),
    }),
    'Probability that the peace still holds.',
  ),
  powellMargin: may(name('package'), 'By how much keeping the package beats breaking it, points.'),
  guaranteeNeeded: may(name('package'), 'The guarantee that would close the margin.'),
  fireRatio: may(MONTH_OF, 'Rounds fired by the attacker per round of the defender.'),
  ledger: may(word(...LEDGER_ENTRIES), 'An entry of the ledger of consequences.'),
  gap: may(
    exactly({ of: needs(METRIC, 'A metric.'), than: needs(METRIC, 'What is taken from it, in the same world.') }),
    'The difference of two metrics within one world: of two packages, two actors, two months.',
  ),
}

const METRIC_NEEDS: Readonly<Record<string, keyof Has>> = {
  front: 'war',
  fireRatio: 'war',
  survival: 'durability',
  powellMargin: 'durability',
  guaranteeNeeded: 'durability',
  ledger: 'consequences',
  dealValue: 'bargaining',
  dealPoints: 'bargaining',
  amount: 'bargaining',
}

const NO_METRIC: Metric = { kind: 'dealMonth' }

/** A metric, of two within one world where it is a gap. */
export function readMetric(reading: Reading, node: Node, has: Has): Metric {
  if (isEmpty(node)) return NO_METRIC
  if (textOf(node) === 'dealMonth') return { kind: 'dealMonth' }
  const entries = entriesOf(node)
  const entry = entries[0]
  if (entry === undefined || entries.length > 1) {
    fail(
      reading,
      node.kind === 'scalar' ? inside(node) : node.span,
      'bad-metric',
      'expected one metric such as `dealMonth` or `{noDealValue: actor}`',
      {
        help: `metrics are \`dealMonth\`, ${Object.keys(METRIC_FIELDS)
          .map((key) => `\`${key}\``)
          .join(', ')}`,
      },
    )
    return NO_METRIC
  }
  if (!Object.hasOwn(METRIC_FIELDS, entry.key)) {
    fail(
      reading,
      entry.keySpan,
      'bad-metric',
      `unknown metric ${quoted(entry.key)}`,
      hint(reading, entry.key, entry.keySpan, Object.keys(METRIC_FIELDS)),
    )
    return NO_METRIC
  }
  const needed = Object.hasOwn(METRIC_NEEDS, entry.key) ? defined(METRIC_NEEDS[entry.key]) : null
  if (needed !== null && (has[needed] === null || has[needed] === false)) section(reading, entry, needed)
  const before = reading.found.length
  conform(reading, entry.value, defined(METRIC_FIELDS[entry.key]).shape, entry.keySpan)
  return reading.found.slice(before).some((one) => one.severity === 'error')
    ? NO_METRIC
    : metricByKey(reading, entry, has)
}

function metricByKey(reading: Reading, { key, value }: Entry, has: Has): Metric {
  const actorIn = (node: Node | null): ActorIndex =>
    node?.kind === 'scalar' ? lookUp(reading, 'actor', node) : actorAt(-1)
  const packageIn = (node: Node | null): number => (node?.kind === 'scalar' ? lookUp(reading, 'package', node) : -1)
  const inMap = (): { actor: ActorIndex; package: number } => ({
    actor: actorIn(child(value, 'actor')),
    package: packageIn(child(value, 'package')),
  })
  switch (key) {
    case 'noDealValue':
    case 'dealValue':
    case 'dealPoints':
      return { kind: key, actor: actorIn(value) }
    case 'amount':
      return amount(reading, value)
    case 'margin':
    case 'points':
      return { kind: key, ...inMap() }
    case 'front':
    case 'fireRatio':
      return { kind: key, month: month(reading, defined(child(value, 'month')), has), ...onFront(reading, value) }
    case 'powellMargin':
    case 'guaranteeNeeded':
      return { kind: key, package: packageIn(value) }
    case 'gap':
      return {
        kind: key,
        of: readMetric(reading, defined(child(value, 'of')), has),
        than: readMetric(reading, defined(child(value, 'than')), has),
      }
    case 'ledger':
      return { kind: key, entry: defined(LEDGER_ENTRIES.find((one) => one === textOf(value))) }
    default:
      return survival(plainNumber(child(value, 'years')) ?? 0, packageIn(child(value, 'package')))
  }
}

/** Nothing where all fronts are meant, or there is one. */
export function onFront(reading: Reading, node: Node): { readonly front?: number } {
  const on = textOf(child(node, 'on'))
  const known = reading.names.of.front
  return on === null || known.length < 2 ? {} : { front: Math.max(0, known.indexOf(on)) }
}

function amount(reading: Reading, node: Node): Metric {
  const issue = reading.names.of.issue.indexOf(textOf(node) ?? '')
  const values = reading.names.issueAmounts[issue] ?? null
  if (values !== null) return { kind: 'amount', issue: issueAt(issue), values }
  fail(reading, inside(node), 'no-amount', `${quoted(textOf(node) ?? '')} is not about how much`, {
    help: 'only issues with an `amount` have a mean; ask for the probability of an option',
  })
  return NO_METRIC
}

function survival(years: number, ofPackage: number): Metric {
  return ofPackage < 0 ? { kind: 'survival', years } : { kind: 'packageSurvival', package: ofPackage, years }
}
