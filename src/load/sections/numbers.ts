/** Numbers of the file → quantities of the case. */
import { defined } from '../../case/defined.ts'
import type { Distribution } from '../../math/distribution.ts'
import type { Provenance } from '../../case/provenance.ts'
import type { QuantityIndex } from '../../case/indices.ts'
import { quantityAt } from '../../case/indices.ts'
import type { Quantity, Spread } from '../../case/quantity.ts'
import { plainNumber } from '../conform.ts'
import { inheritedAt, textsOf } from '../cursor.ts'
import type { Cursor } from '../cursor.ts'
import { placeAt, quoted } from '../../text/diagnostic.ts'
import type { Span } from '../../text/diagnostic.ts'
import { MAX_QUANTITIES, refuse } from '../../text/limits.ts'
import { DECLARED } from '../../text/names.ts'
import { CALLS, parseNumber } from '../../text/number.ts'
import { checkPart } from '../checks/range.ts'
import { hint, fail, inside, warn } from '../../text/report.ts'
import { lookUp } from '../reading.ts'
import type { More } from '../../text/report.ts'
import type { Reading, WrittenDerived } from '../reading.ts'
import { isDerived, writtenDerived } from './derived.ts'
import { child, entriesOf, isEmpty, textOf } from '../../text/tree.ts'
import type { Node, ScalarNode } from '../../text/tree.ts'
import { unitFactor } from '../../text/units.ts'

/** Until the numbers that it is made of are read. */
const STAND_IN: Spread = { kind: 'plain', of: { kind: 'fixed', value: 0 } }

/** Stands for a number that could not be read; an error has been reported. */
export const NO_QUANTITY: QuantityIndex = quantityAt(-1)

/** What is written for a number. */
export type Written =
  | {
      readonly kind: 'spread'
      readonly spread: Spread
      readonly parts: readonly Part[]
      readonly node: Node
      readonly derived?: WrittenDerived
    }
  | { readonly kind: 'name'; readonly node: ScalarNode }

export interface Part {
  readonly of: Distribution
  readonly node: ScalarNode
  /** Option of the hypothesis set, `''` for a plain number. */
  readonly option: string
}

/** The quantity written at the cursor. @returns −1 where nothing readable is written. */
export function readNumber(reading: Reading, cursor: Cursor): QuantityIndex {
  if (cursor.node === null || cursor.shape.kind !== 'number') return NO_QUANTITY
  const written = readWritten(reading, cursor.node)
  if (written === null) {
    reading.unread.add(cursor.id)
    return NO_QUANTITY
  }
  if (written.kind === 'name') return named(reading, written.node, cursor)
  const index = addQuantity(reading, cursor, written)
  claim(reading, index, cursor.shape, cursor.node)
  return index
}

/** As {@link readNumber}, with a certain number where nothing is written. */
export function numberOr(reading: Reading, cursor: Cursor, otherwise: number, note: string): QuantityIndex {
  if (cursor.node !== null) return readNumber(reading, cursor)
  return addGiven(
    reading,
    cursor,
    { kind: 'fixed', value: otherwise },
    { source: [], kind: 'definition', note, claims: [] },
  )
}

/** A quantity that the file does not write, with the stand-in's provenance. */
export function addGiven(
  reading: Reading,
  cursor: Cursor,
  of: Distribution,
  from: Omit<Provenance, 'place'>,
): QuantityIndex {
  const { low, high, unit } =
    cursor.shape.kind === 'number' ? cursor.shape : { low: -Infinity, high: Infinity, unit: '' }
  const provenance = { ...from, place: placeAt(reading.starts, cursor.span.offset) }
  const index = push(
    reading,
    { id: cursor.id, spread: { kind: 'plain', of }, unit: '', factor: 1, low, high, provenance },
    cursor.span,
  )
  reading.units.set(index, unit)
  return index
}

/** A number declared under `quantities`: its unit and range wait for the field that uses it. */
export function readDeclared(reading: Reading, key: string, cursor: Cursor): void {
  if (cursor.node === null) return
  const written = readWritten(reading, cursor.node)
  if (written?.kind !== 'spread') reading.unread.add(key)
  if (written === null) return
  if (written.kind === 'name') {
    fail(
      reading,
      inside(written.node),
      'bad-number',
      `expected a number, found ${quoted(written.node.text)}`,
      calledWrongly(reading, written.node),
    )
    return
  }
  const inherited = { ...cursor.inherited, section: DECLARED.quantity }
  reading.named.set(key, addQuantity(reading, { ...cursor, id: key, inherited }, written))
}

/** The distribution or distributions, or the name, that a node writes; null after an error. */
export function readWritten(reading: Reading, node: Node): Written | null {
  if (node.kind === 'scalar') return readText(reading, node)
  if (node.kind === 'list') {
    fail(reading, { offset: node.span.offset, length: 1 }, 'wrong-kind', 'expected a number, found a list')
    return null
  }
  if (child(node, 'given') !== null) return readByHypothesis(reading, node)
  if (isDerived(node)) {
    const derived = writtenDerived(reading, node)
    return derived && { kind: 'spread', spread: STAND_IN, parts: [], node, derived }
  }
  // What else may stand there, `conform` has reported.
  const value = child(node, 'value')
  if (value === null || isEmpty(value)) return null
  return value.kind === 'scalar' || child(value, 'given') !== null ? readWritten(reading, value) : null
}

function readText(reading: Reading, node: ScalarNode): Written | null {
  const read = parseNumber(node.text)
  if (read.ok) {
    if (read.value.kind === 'name') return { kind: 'name', node }
    const { of } = read.value
    if (read.doubt !== null && node.inner >= 0) {
      const { message, offset, length, help } = read.doubt
      warn(reading, { offset: node.inner + offset, length }, 'one-suffix', message, { help })
    }
    return { kind: 'spread', spread: { kind: 'plain', of }, parts: [{ of, node, option: '' }], node }
  }
  const { message, offset, length, help, fix } = read.problem
  if (node.inner < 0) fail(reading, node.span, 'bad-number', message, { help })
  else {
    const shifted = fix === undefined ? undefined : { ...fix, offset: fix.offset + node.inner }
    fail(reading, { offset: node.inner + offset, length }, 'bad-number', message, { help, fix: shifted })
  }
  return null
}

/** `{given: set, option: number, …}`. */
function readByHypothesis(reading: Reading, node: Node): Written | null {
  const given = defined(child(node, 'given'))
  if (given.kind !== 'scalar') {
    fail(reading, given.span, 'wrong-kind', 'expected the name of a hypothesis set')
    return null
  }
  const set = lookUp(reading, 'hypothesis', given)
  if (set < 0) return null
  const options = defined(reading.names.hypothesisOptions[set])
  for (const entry of entriesOf(node)) {
    if (entry.key === 'given' || options.length === 0 || options.includes(entry.key)) continue
    fail(
      reading,
      entry.keySpan,
      'unknown-option',
      `${quoted(given.text)} has no option ${quoted(entry.key)}`,
      hint(reading, entry.key, entry.keySpan, options),
    )
  }
  const parts = options.flatMap((option) => byOption(reading, node, given, option) ?? [])
  if (parts.length < options.length) return null
  return { kind: 'spread', spread: { kind: 'given', set, by: parts.map((part) => part.of) }, parts, node }
}

function byOption(reading: Reading, node: Node, given: ScalarNode, option: string): Part | null {
  const value = child(node, option)
  if (value === null || isEmpty(value)) {
    fail(
      reading,
      inside(given),
      'missing-option',
      `there is no number for the option ${quoted(option)} of ${quoted(given.text)}`,
    )
    return null
  }
  if (value.kind !== 'scalar') {
    fail(reading, value.span, 'wrong-kind', 'expected a number')
    return null
  }
  const read = readText(reading, value)
  if (read === null) return null
  if (read.kind === 'spread') return { of: defined(read.parts[0]).of, node: value, option }
  fail(
    reading,
    inside(value),
    'bad-number',
    `expected a number, found ${quoted(value.text)}`,
    calledWrongly(reading, value),
  )
  return null
}

function calledWrongly(reading: Reading, node: ScalarNode): More {
  return hint(reading, node.text, inside(node), Object.keys(CALLS), 'only fields can use the name of a quantity')
}

/** Words that stand where no number is known: nobody means a quantity by them. */
const NO_NAMES = /^(?:true|false|yes|no|none|null|nan|inf|infinity|unknown|tbd|todo)$/i
const HOW_WRITTEN = 'write it as `4_000`, `2.5M`, `18%` or `1.6M to 2.2M`'

/** The quantity of that name under `quantities`, with the unit and range of the field that uses it. */
function named(reading: Reading, node: ScalarNode, cursor: Cursor): QuantityIndex {
  if (NO_NAMES.test(node.text) && !reading.names.of.quantity.includes(node.text)) {
    fail(reading, inside(node), 'bad-number', `expected a number, found ${quoted(node.text)}`, HOW_WRITTEN)
    return NO_QUANTITY
  }
  if (lookUp(reading, 'quantity', node) < 0) return NO_QUANTITY
  const index = reading.named.get(node.text)
  if (index === undefined) return NO_QUANTITY
  claim(reading, index, cursor.shape as Field, node)
  return index
}

type Field = { readonly unit: string; readonly low: number; readonly high: number }

/** Fits a quantity to the field that uses it: unit, legal range. A quantity used twice has to fit both. */
function claim(reading: Reading, index: QuantityIndex, field: Field, user: Node): void {
  const quantity = defined(reading.quantities[index])
  const claimed = reading.units.get(index)
  const read = unitFactor(quantity.unit, field.unit)
  const unitSpan = spanOfUnit(user)
  if (!read.ok) {
    fail(reading, unitSpan, 'unit', read.message, { help: read.help })
    return
  }
  if (claimed !== undefined && (read.factor !== quantity.factor || (quantity.unit === '' && claimed !== field.unit))) {
    fail(
      reading,
      unitSpan,
      'unit',
      `${quoted(quantity.id)} is used in \`${claimed}\` elsewhere and in \`${field.unit}\` here`,
      { help: 'declare two quantities' },
    )
    return
  }
  reading.units.set(index, claimed ?? field.unit)
  if (reading.derived.has(index)) {
    reading.quantities[index] = {
      ...quantity,
      factor: read.factor,
      low: Math.max(quantity.low, field.low),
      high: Math.min(quantity.high, field.high),
    }
    return
  }
  const own = claimed === undefined ? read.factor : 1
  const low = Math.max(quantity.low * own, field.low)
  const high = Math.min(quantity.high * own, field.high)
  const fitted: Quantity = { ...quantity, factor: read.factor, low, high }
  reading.quantities[index] = fitted
  checkRange(reading, fitted, field.unit, user.kind === 'scalar' && user.text === quantity.id ? user : null)
}

function spanOfUnit(node: Node): Span {
  const unit = child(node, 'unit')
  return unit === null ? inside(node) : inside(unit)
}

/** Legal range against what is written. @param user where the quantity is used by name, null where it is written. */
function checkRange(reading: Reading, quantity: Quantity, unit: string, user: ScalarNode | null): void {
  const { spread, id } = quantity
  const parts = spread.kind === 'plain' ? [spread.of] : spread.by
  const options = spread.kind === 'plain' ? null : defined(reading.names.hypothesisOptions[spread.set])
  parts.forEach((of, k) => {
    const span =
      user === null ? defined(reading.spans.get(options === null ? id : `${id}/${defined(options[k])}`)) : inside(user)
    checkPart(reading, of, quantity, { span, unit })
  })
}

/** As for a number of the file, for one that replaces it in a scenario. */
export function checkSpread(reading: Reading, parts: readonly Part[], index: QuantityIndex): void {
  const [original, unit] = [defined(reading.quantities[index]), reading.units.get(index) ?? 'any']
  for (const part of parts) checkPart(reading, part.of, original, { unit, span: inside(part.node) })
}

function addQuantity(reading: Reading, cursor: Cursor, written: Extract<Written, { kind: 'spread' }>): QuantityIndex {
  const node = defined(cursor.node)
  const map = node.kind === 'map' && child(node, 'given') === null ? node : null
  const value = child(map, 'value')
  const from = inheritedAt(map === null ? { ...cursor, node: null } : cursor)
  const span = map === null ? inside(node) : inside(value ?? node)
  const provenance: Provenance = {
    ...from,
    claims: textsOf(child(map, 'claims')),
    place: placeAt(reading.starts, span.offset),
  }
  const [low, high] = [plainNumber(child(map, 'low')) ?? -Infinity, plainNumber(child(map, 'high')) ?? Infinity]
  const unit = textOf(child(map, 'unit')) ?? ''
  const label = textOf(child(map, 'label'))
  const named = label === null ? {} : { label: label.trim() }
  const quantity = { id: cursor.id, ...named, spread: written.spread, unit, factor: 1, low, high, provenance }
  const index = push(reading, quantity, span)
  if (written.derived !== undefined) reading.derived.set(index, written.derived)
  for (const part of written.parts)
    if (part.option !== '') reading.spans.set(`${cursor.id}/${part.option}`, inside(part.node))
  if (low > high) fail(reading, inside(defined(child(map, 'low'))), 'out-of-range', '`low` is above `high`')
  const isSourced = from.source.length > 0 || from.kind === 'definition' || written.derived !== undefined
  reading.written.set(index, { span, section: cursor.inherited.section, isSourced })
  return index
}

function push(reading: Reading, quantity: Quantity, span: Span): QuantityIndex {
  if (reading.indexOf.has(quantity.id)) {
    fail(reading, span, 'duplicate-id', `two numbers have the id ${quoted(quantity.id)}`, {
      help: 'rename one of the keys on the way to it',
    })
  }
  if (reading.quantities.length >= MAX_QUANTITIES)
    refuse('too-large', `the case has more than ${MAX_QUANTITIES} numbers`, span)
  const index = quantityAt(reading.quantities.push(quantity) - 1)
  reading.indexOf.set(quantity.id, index)
  reading.spans.set(quantity.id, span)
  return index
}
