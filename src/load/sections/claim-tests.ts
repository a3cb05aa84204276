/** Tests of claims: what a run has to show. */
import { defined } from '../../case/defined.ts'
import type { ClaimTest, Event } from '../../case/claim-test.ts'
import { conform, plainNumber } from '../conform.ts'
import { readEvent } from './events.ts'
import type { Has } from './knows.ts'
import { readMetric } from './metrics.ts'
import { quoted } from '../../text/diagnostic.ts'
import { hint, fail, inside, warn } from '../../text/report.ts'
import type { Reading } from '../reading.ts'
import { may, name, needs, plain } from '../../text/shape.ts'
import type { Fields, Shape } from '../../text/shape.ts'
import { child, entriesOf, isEmpty, kindOf, textOf } from '../../text/tree.ts'
import type { Entry, MapNode, Node } from '../../text/tree.ts'

const EVENT: Shape = { kind: 'test' }
const THRESHOLD: Shape = plain()

const SHARED: Fields = {
  given: may(EVENT, 'Only worlds in which this event happens.'),
  scenario: may(name('scenario'), 'The scenario; that of the run if left out.'),
}
const BOUNDS: Fields = {
  above: may(THRESHOLD, 'Holds where the result is above.'),
  below: may(THRESHOLD, 'Holds where the result is below.'),
}
const AGAINST: Fields = {
  scenario: needs(name('scenario'), 'The scenario.'),
  against: may(name('scenario'), 'What it is compared with; the case as written if left out.'),
}

/** Keys of a test by its kind, the key of the kind first. */
export const TEST_KINDS: Readonly<Record<string, Fields>> = {
  probability: { probability: needs(EVENT, 'Probability of an event.'), ...SHARED, ...BOUNDS },
  difference: {
    difference: needs(EVENT, 'Probability of an event in a scenario less that in another.'),
    ...SHARED,
    ...AGAINST,
    ...BOUNDS,
  },
  mean: { mean: needs(EVENT, 'Mean of a metric.'), ...SHARED, ...BOUNDS },
  meanDifference: {
    meanDifference: needs(EVENT, 'Mean of a metric in a scenario less that in another.'),
    ...SHARED,
    ...AGAINST,
    ...BOUNDS,
  },
  likeliest: { likeliest: needs(EVENT, 'Named events, the first of which has to be the likeliest.'), ...SHARED },
  every: { every: needs({ kind: 'list', of: EVENT }, 'Tests that all have to hold.') },
}

/** Stand-in after an error. */
const NO_TEST: ClaimTest = { kind: 'every', of: [] }

export function readTest(reading: Reading, node: Node, has: Has): ClaimTest {
  if (node.kind !== 'map') {
    fail(
      reading,
      inside(node),
      'wrong-kind',
      `expected a test such as \`{probability: {deal: true}, above: 50%}\`, found ${kindOf(node)}`,
    )
    return NO_TEST
  }
  const kinds = node.entries.filter((entry) => Object.hasOwn(TEST_KINDS, entry.key))
  if (kinds.length !== 1) {
    badKind(reading, node, kinds)
    return NO_TEST
  }
  const entry = defined(kinds[0])
  checkKeys(reading, node, defined(TEST_KINDS[entry.key]), entry)
  return byKind(reading, node, entry, has)
}

function badKind(reading: Reading, node: MapNode, kinds: readonly Entry[]): void {
  const span = { offset: node.span.offset, length: 1 }
  const known = Object.keys(TEST_KINDS)
  if (kinds.length > 1) {
    fail(
      reading,
      defined(kinds[1]).keySpan,
      'bad-test',
      `a test is either \`${defined(kinds[0]).key}\` or \`${defined(kinds[1]).key}\``,
      {
        help: 'use `every: [test, test]` for both',
      },
    )
    return
  }
  const near = node.entries
    .map((entry) => ({ entry, more: hint(reading, entry.key, entry.keySpan, known) }))
    .find(({ more }) => more.help?.startsWith('did'))
  if (near === undefined)
    fail(reading, span, 'bad-test', 'the test asks nothing', {
      help: `a test has one of ${known.map((one) => `\`${one}\``).join(', ')}`,
    })
  else fail(reading, near.entry.keySpan, 'unknown-key', `unknown key ${quoted(near.entry.key)}`, near.more)
}

/** Events, metrics and tests are read by their own readers, so only the other keys are checked here. */
function checkKeys(reading: Reading, node: MapNode, fields: Fields, kind: Entry): void {
  const others = Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [key, key === kind.key ? { ...field, shape: EVENT } : field]),
  )
  conform(reading, node, { kind: 'object', fields: others }, kind.keySpan)
  if (fields['above'] === undefined) return
  const [above, below] = [child(node, 'above'), child(node, 'below')]
  if (above === null && below === null)
    fail(reading, kind.keySpan, 'no-bound', `\`${kind.key}\` needs \`above\` or \`below\``)
  const [low, high] = [plainNumber(above), plainNumber(below)]
  if (low !== null && high !== null && low >= high)
    fail(
      reading,
      inside(defined(above)),
      'out-of-range',
      `nothing lies above ${quoted(textOf(above) ?? '')} and below ${quoted(textOf(below) ?? '')}`,
    )
  checkChance(reading, kind.key, { above, below })
}

/** Least of what is bounded, by test: of chances and their differences. */
const LEAST: Readonly<Record<string, number>> = { probability: 0, difference: -1 }

/** Bounds of a chance are chances, and something lies beyond each. */
function checkChance(
  reading: Reading,
  test: string,
  bounds: { readonly above: Node | null; readonly below: Node | null },
): void {
  const least = LEAST[test]
  if (least === undefined) return
  const what = test === 'probability' ? 'probability' : 'difference of probabilities'
  for (const side of ['above', 'below'] as const) {
    const bound = bounds[side]
    const value = plainNumber(bound)
    if (bound === null || value === null) continue
    const written = quoted(textOf(bound) ?? '')
    if (value < least || value > 1)
      fail(
        reading,
        inside(bound),
        'out-of-range',
        `${written} is no ${what}: the legal range is ${least} to 1`,
        value > 1 && value <= 100 ? { help: `write \`${value}%\` for ${value} in a hundred` } : {},
      )
    else if (value === (side === 'above' ? 1 : least))
      warn(reading, inside(bound), 'out-of-range', `no ${what} lies ${side} ${written}: the claim cannot be supported`)
  }
}

function byKind(reading: Reading, node: MapNode, entry: Entry, has: Has): ClaimTest {
  if (entry.key === 'every') return { kind: 'every', of: every(reading, entry, has) }
  const written = child(node, 'given')
  const given = written === null ? null : readEvent(reading, written, has)
  const scenario = scenarioOf(reading, node, 'scenario')
  if (entry.key === 'likeliest') return likeliest(reading, entry, { given, scenario }, has)
  const bounds = {
    above: plainNumber(child(node, 'above')) ?? -Infinity,
    below: plainNumber(child(node, 'below')) ?? Infinity,
  }
  const against = scenarioOf(reading, node, 'against')
  switch (entry.key) {
    case 'probability':
      return { kind: 'probability', of: readEvent(reading, entry.value, has), given, scenario, ...bounds }
    case 'difference':
      return { kind: 'difference', of: readEvent(reading, entry.value, has), given, scenario, against, ...bounds }
    case 'mean':
      return { kind: 'mean', of: readMetric(reading, entry.value, has), given, scenario, ...bounds }
    default:
      return { kind: 'meanDifference', of: readMetric(reading, entry.value, has), given, scenario, against, ...bounds }
  }
}

/** Null where none is named, for the case as written. */
function scenarioOf(reading: Reading, node: MapNode, key: string): number | null {
  const index = reading.names.of.scenario.indexOf(textOf(child(node, key)) ?? '')
  return index < 0 ? null : index
}

function every(reading: Reading, entry: Entry, has: Has): readonly ClaimTest[] {
  if (isEmpty(entry.value)) return []
  if (entry.value.kind === 'list' && entry.value.items.length > 0)
    return entry.value.items.map((item) => readTest(reading, item, has))
  fail(reading, entry.keySpan, 'wrong-kind', '`every` takes a list of tests')
  return []
}

function likeliest(
  reading: Reading,
  entry: Entry,
  shared: { readonly given: Event | null; readonly scenario: number | null },
  has: Has,
): ClaimTest {
  const named = entriesOf(entry.value)
  if (named.length < 2 && !isEmpty(entry.value))
    fail(reading, entry.keySpan, 'bad-test', '`likeliest` compares at least two named events', {
      help: '{name: event, other: event}',
    })
  return {
    kind: 'likeliest',
    of: named.map((one) => readEvent(reading, one.value, has)),
    names: named.map((one) => one.key),
    ...shared,
  }
}
