/** `scenarios`. */
import type { Scenario } from '../case/types.ts'
import { PRIOR_NAMES } from './durability.ts'
import { at, entries, has, provenance, text, textOrNull } from './cursor.ts'
import type { Cursor, Keyed } from './cursor.ts'
import { quoted } from './diagnostic.ts'
import { checkSpread, NO_QUANTITY, readWritten } from './numbers.ts'
import { quantityOf } from './quantities.ts'
import { fail, inside } from './reading.ts'
import type { Reading } from './reading.ts'
import { may, needs, number, object, record, TEXT, word } from './shape.ts'
import type { Shape } from './shape.ts'
import { child, textOf } from './tree.ts'
import type { Node, ScalarNode } from './tree.ts'
import { unitFactor } from './units.ts'

export const SCENARIOS: Shape = record(object({
  says: needs(TEXT, 'What is different.'),
  set: may(record(number(''), 'quantity'), 'New numbers by quantity id, in the unit of the original.'),
  priors: may(word(...PRIOR_NAMES), 'Another prior set for durability.'),
}))

export function readScenarios(reading: Reading, cursor: Cursor): readonly Scenario[] {
  return entries(cursor).map((entry) => readScenario(reading, entry))
}

function readScenario(reading: Reading, { key, keySpan, cursor }: Keyed): Scenario {
  if (!has(cursor, 'set') && !has(cursor, 'priors')) fail(reading, keySpan, 'empty-scenario',
    `the scenario ${quoted(key)} changes nothing`)
  return {
    id: key, says: text(at(cursor, 'says')), set: entries(at(cursor, 'set')).flatMap(
      (entry) => readChange(reading, entry) ?? []),
    priors: textOrNull(at(cursor, 'priors')), provenance: provenance(reading, cursor),
  }
}

function readChange(reading: Reading, { key, keySpan, cursor }: Keyed): Scenario['set'][number] | null {
  const keyNode: ScalarNode = { kind: 'scalar', span: keySpan, text: key, quoted: false,
    inner: keySpan.length === key.length ? keySpan.offset : -1 }
  const index = quantityOf(reading, keyNode)
  const written = cursor.node === null ? null : readWritten(reading, cursor.node)
  if (written === null || index === NO_QUANTITY) return null
  if (written.kind === 'name') {
    fail(reading, inside(written.node), 'bad-number', `expected a number, found ${quoted(written.node.text)}`,
      { help: 'a scenario sets numbers, not names' })
    return null
  }
  checkUnit(reading, index, cursor.node!)
  checkSpread(reading, written.parts, reading.quantities[index]!)
  return { quantity: index, spread: written.spread }
}

/** The spread replaces one written in the original's unit, so it has to be in that unit. */
function checkUnit(reading: Reading, index: number, node: Node): void {
  const unit = child(node, 'unit')
  const original = reading.quantities[index]!
  const written = textOf(unit)
  if (unit === null || written === null || written === original.unit) return
  const wanted = reading.units.get(index) ?? ''
  const read = unitFactor(written, wanted)
  if (read.ok && read.factor === original.factor) return
  fail(reading, inside(unit), 'unit', `the original is in ${quoted(original.unit === '' ? wanted : original.unit)}`,
    { help: 'write the number in that unit' })
}
