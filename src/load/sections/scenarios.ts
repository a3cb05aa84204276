/** `scenarios`. */
import { defined } from '../../case/defined.ts'
import type { QuantityIndex } from '../../case/indices.ts'
import type { Case, HypothesisSet, Scenario, Spread } from '../../case/types.ts'
import { mean } from '../../math/distribution.ts'
import { scaled } from '../../math/scaled.ts'
import { PRIOR_NAMES } from './durability.ts'
import { at, entries, has, provenance, references, text, textOrNull } from '../cursor.ts'
import type { Cursor, Keyed } from '../cursor.ts'
import { quoted } from '../../text/diagnostic.ts'
import type { Span } from '../../text/diagnostic.ts'
import { checkSpread, NO_QUANTITY, readWritten } from './numbers.ts'
import type { Written } from './numbers.ts'
import { quantityOf } from './quantities.ts'
import { fail, inside } from '../../text/report.ts'
import type { Reading } from '../reading.ts'
import { may, names, needs, number, object, record, TEXT, word } from '../../text/shape.ts'
import type { Shape } from '../../text/shape.ts'
import { child, textOf } from '../../text/tree.ts'
import type { Node, ScalarNode } from '../../text/tree.ts'
import { unitFactor } from '../../text/units.ts'

export const SCENARIOS: Shape = record(
  object({
    says: needs(TEXT, 'What is different.'),
    set: may(
      record(number(''), 'quantity'),
      'New numbers by quantity id, in the unit of the original or one that converts to it.',
    ),
    priors: may(word(...PRIOR_NAMES), 'Another prior set for durability.'),
    without: may(
      names('actor'),
      'Those who have to agree in the case as written and are not asked here: their worth and their red lines do not count.',
    ),
    steps: may(word('none'), 'In a case in steps: everything is settled at once.'),
  }),
)

/** What scenarios are checked against. */
type Around = Pick<Case, 'hypotheses' | 'vetoPlayers' | 'war'>

export function readScenarios(reading: Reading, cursor: Cursor, around: Around): readonly Scenario[] {
  return entries(cursor).map((entry) => {
    const scenario = readScenario(reading, entry)
    checkBeliefs(reading, entry, scenario, around.hypotheses)
    checkWithout(reading, at(entry.cursor, 'without'), scenario, around)
    return scenario
  })
}

/** Priors, likelihoods and credibilities of a scenario keep the rules of the case: none depends on a hypothesis, and
 *  priors of a set add up to 1. */
function checkBeliefs(reading: Reading, entry: Keyed, { set }: Scenario, hypotheses: readonly HypothesisSet[]): void {
  const written = new Map(set.map(({ quantity, spread }) => [quantity, spread]))
  const spanOf = (quantity: QuantityIndex): Span =>
    entries(at(entry.cursor, 'set')).find(({ key }) => key === defined(reading.quantities[quantity]).id)?.keySpan ??
    entry.keySpan
  for (const [quantity, spread] of written) {
    if (spread.kind === 'given' && isBelief(defined(reading.quantities[quantity]).id))
      fail(reading, spanOf(quantity), 'prior-given', 'what is believed cannot depend on a hypothesis')
  }
  for (const { id, options } of hypotheses) {
    const changed = options.filter(({ prior }) => written.has(prior))
    if (changed.length > 0 && options.every(({ prior }) => prior >= 0))
      checkSum(
        reading,
        spanOf(defined(changed[0]).prior),
        id,
        options.map(({ prior }) => ({
          spread: written.get(prior) ?? defined(reading.quantities[prior]).spread,
          factor: defined(reading.quantities[prior]).factor,
        })),
      )
  }
}

/** Only those who have a say can lose it; some have to be left, and whoever fights a war ends it. */
function checkWithout(
  reading: Reading,
  cursor: Cursor,
  { without = [] }: Scenario,
  { vetoPlayers, war }: Around,
): void {
  const known = reading.names.of.actor
  const outside = without.find((actor) => !vetoPlayers.includes(actor))
  const fighting = without.find((actor) => actor === war?.attacker.actor || actor === war?.defender.actor)
  if (outside !== undefined)
    fail(reading, cursor.span, 'no-belligerent', `${quoted(known[outside] ?? '')} does not have to agree in any case`)
  else if (fighting !== undefined)
    fail(
      reading,
      cursor.span,
      'no-belligerent',
      `${quoted(known[fighting] ?? '')} fights the war: no deal ends it without it`,
    )
  else if (cursor.node !== null && vetoPlayers.every((actor) => without.includes(actor)))
    fail(reading, cursor.span, 'no-belligerent', 'somebody has to agree')
}

const isBelief = (id: string): boolean => /^(hypotheses|evidence)\./.test(id)

/** How far means of priors may be from 1 together; each world divides them by their sum. */
const NOTABLE_GAP = 0.02

function checkSum(
  reading: Reading,
  span: Span,
  set: string,
  priors: readonly { readonly spread: Spread; readonly factor: number }[],
): void {
  const total = priors.reduce(
    (sum, { spread, factor }) => sum + (spread.kind === 'plain' ? mean(spread.of) * factor : NaN),
    0,
  )
  if (Math.abs(total - 1) <= NOTABLE_GAP || Number.isNaN(total)) return
  fail(
    reading,
    span,
    'priors',
    `with this the priors of ${quoted(set)} add up to ${Number((100 * total).toFixed(4))} %, not 100 %`,
    { help: 'set the other options of the hypothesis too' },
  )
}

function readScenario(reading: Reading, { key, keySpan, cursor }: Keyed): Scenario {
  if (!['set', 'priors', 'without', 'steps'].some((key) => has(cursor, key)))
    fail(reading, keySpan, 'empty-scenario', `the scenario ${quoted(key)} changes nothing`)
  return {
    id: key,
    says: text(at(cursor, 'says')),
    set: entries(at(cursor, 'set')).flatMap((entry) => readChange(reading, entry) ?? []),
    priors: textOrNull(at(cursor, 'priors')),
    ...(has(cursor, 'without') ? { without: references(reading, 'actor', at(cursor, 'without')) } : {}),
    ...(has(cursor, 'steps') ? { atOnce: true } : {}),
    provenance: provenance(reading, cursor),
  }
}

/** A number that a scenario sets. */
export function readChange(reading: Reading, { key, keySpan, cursor }: Keyed): Scenario['set'][number] | null {
  const keyNode: ScalarNode = {
    kind: 'scalar',
    span: keySpan,
    text: key,
    quoted: false,
    inner: keySpan.length === key.length ? keySpan.offset : -1,
  }
  const index = quantityOf(reading, keyNode)
  const written = cursor.node === null ? null : readWritten(reading, cursor.node)
  if (written === null || index === NO_QUANTITY) return null
  if (written.kind === 'name') {
    fail(reading, inside(written.node), 'bad-number', `expected a number, found ${quoted(written.node.text)}`, {
      help: 'a scenario sets numbers, not names',
    })
    return null
  }
  const by = unitsOfOriginal(reading, index, defined(cursor.node), written)
  if (by === null) return null
  const { spread } = written
  const parts = by === 1 ? written.parts : written.parts.map((part) => ({ ...part, of: defined(scaled(part.of, by)) }))
  checkSpread(reading, parts, index)
  if (by === 1) return { quantity: index, spread }
  const of = parts.map((part) => part.of)
  return {
    quantity: index,
    spread: spread.kind === 'plain' ? { kind: 'plain', of: defined(of[0]) } : { ...spread, by: of },
  }
}

/** How many of the original's unit one of the unit is that a change is written in: what replaces a number stands in the
 *  original's unit. @returns null after an error. */
function unitsOfOriginal(
  reading: Reading,
  index: QuantityIndex,
  node: Node,
  { parts }: Extract<Written, { kind: 'spread' }>,
): number | null {
  const unit = child(node, 'unit')
  const original = defined(reading.quantities[index])
  const written = textOf(unit)
  if (unit === null || written === null || written === original.unit) return 1
  const wanted = reading.units.get(index) ?? ''
  const read = unitFactor(written, wanted)
  const by = read.ok ? read.factor / original.factor : 1
  if (read.ok && (by === 1 || (parts.length > 0 && parts.every(({ of }) => scaled(of, by) !== null)))) return by
  fail(reading, inside(unit), 'unit', `the original is in ${quoted(original.unit === '' ? wanted : original.unit)}`, {
    help: 'write the number in that unit',
  })
  return null
}
