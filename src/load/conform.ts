/** Checks a tree against its shape: keys, kinds of value, words, dates, ranges of whole numbers, names. Reads nothing
 *  out; the sections do, trusting this to have reported what they cannot read. */
import { defined } from '../case/defined.ts'
import { quoted } from '../text/diagnostic.ts'
import type { Span } from '../text/diagnostic.ts'
import { parseNumber } from '../text/number.ts'
import { hint, fail, inside } from '../text/report.ts'
import { NUMBER_FIELDS } from './number-fields.ts'
import { howWritten, listed } from './outline.ts'
import { lookUp, lookUpText } from './reading.ts'
import type { Reading } from './reading.ts'
import type { Field, KeyKind, NameKind, Shape } from '../text/shape.ts'
import { PROVENANCE } from '../text/shape.ts'
import { isEmpty, kindOf } from '../text/tree.ts'
import type { ListNode, Node, ScalarNode } from '../text/tree.ts'

type ObjectShape = Extract<Shape, { kind: 'object' }>
type RecordShape = Extract<Shape, { kind: 'record' }>

/** Reports everything about `node` that its shape forbids. @param at where to point if the value is missing. */
export function conform(reading: Reading, node: Node, shape: Shape, at: Span = node.span): void {
  if (isEmpty(node) && shape.kind !== 'condition') {
    fail(reading, at, 'missing-value', `the value is missing: expected ${expected(shape)}`)
    return
  }
  switch (shape.kind) {
    case 'object':
      objectShape(reading, node, shape, at)
      return
    case 'record':
      recordShape(reading, node, shape)
      return
    case 'list':
      listShape(reading, node, shape.of)
      return
    case 'number':
      numberShape(reading, node, shape)
      return
    case 'condition':
    case 'choices':
      if (node.kind !== 'map') wrongKind(reading, node, shape)
      return
    case 'test':
    case 'event':
    case 'metric':
      return
    case 'names':
    case 'citation':
      oneOrMore(reading, node, shape)
      return
    case 'either':
      eitherShape(reading, node, shape.of, at)
      return
    default:
      if (node.kind === 'scalar') scalarShape(reading, node, shape)
      else wrongKind(reading, node, shape)
  }
}

function wrongKind(reading: Reading, node: Node, shape: Shape): void {
  const span = node.kind === 'scalar' ? inside(node) : { offset: node.span.offset, length: 1 }
  fail(
    reading,
    span,
    'wrong-kind',
    `expected ${expected(shape)}, found ${node.kind === 'scalar' ? quoted(node.text) : kindOf(node)}`,
    howWritten(shape),
  )
}

/** What a shape asks for, in words. */
export function expected(shape: Shape): string {
  switch (shape.kind) {
    case 'text':
      return 'a text'
    case 'flag':
      return '`true` or `false`'
    case 'date':
      return 'a date such as `2025-03-01`'
    case 'citation':
      return 'a citation or a list of them'
    case 'whole':
      return `a whole number from ${shape.low} to ${shape.high}`
    case 'plain':
    case 'number':
      return 'a number'
    case 'word':
      return `one of ${shape.of.map((one) => `\`${one}\``).join(', ')}`
    case 'name':
      return `the name of one of \`${shape.of}\``
    case 'names':
      return 'a name or a list of names'
    case 'either':
      return shape.of.map(expected).join(' or ')
    case 'condition':
      return 'a condition such as `{issue: option}`'
    case 'choices':
      return 'a map with an option for each issue'
    case 'test':
    case 'event':
    case 'metric':
      return 'a map'
    case 'list':
      return 'a list'
    case 'record':
    case 'object':
      return 'a map'
  }
}

function objectShape(reading: Reading, node: Node, shape: ObjectShape, at: Span): void {
  if (node.kind === 'scalar' && shape.bare !== undefined) {
    conform(reading, node, defined(shape.fields[shape.bare]).shape)
    return
  }
  if (node.kind !== 'map') {
    wrongKind(reading, node, shape)
    return
  }
  const written = new Set(node.entries.map((entry) => entry.key))
  const unused = Object.keys(shape.fields).filter((key) => !written.has(key))
  for (const entry of node.entries) {
    const field = Object.hasOwn(shape.fields, entry.key) ? defined(shape.fields[entry.key]) : null
    if (field === null) {
      const inner = unused.find((key) => holdsKey(reading, defined(shape.fields[key]).shape, entry.key))
      if (inner !== undefined) written.add(inner)
      const help =
        inner === undefined ? hint(reading, entry.key, entry.keySpan, unused) : `write it under \`${inner}:\``
      fail(reading, entry.keySpan, 'unknown-key', `unknown key ${quoted(entry.key)}`, help)
    } else {
      conform(reading, entry.value, field.shape, entry.keySpan)
      if (field === PROVENANCE['claims']) mention(reading, entry.value)
    }
  }
  const span = at.length > 0 && at !== node.span ? at : { offset: node.span.offset, length: 1 }
  missingKeys(reading, written, shape, span)
}

/** Whether a key is the name of something that a map lists. */
function holdsKey({ names }: Reading, shape: Shape, key: string): boolean {
  return (
    shape.kind === 'record' && Object.hasOwn(names.of, shape.keys) && names.of[shape.keys as NameKind].includes(key)
  )
}

function missingKeys(reading: Reading, written: ReadonlySet<string>, shape: ObjectShape, span: Span): void {
  const missing = Object.entries(shape.fields).filter(([key, field]) => field.needed && !written.has(key))
  for (const [key, field] of missing)
    fail(reading, span, 'missing-key', `the key \`${key}\` is missing`, { help: helpFor(key, field) })
}

function helpFor(key: string, field: Field): string {
  const words = field.shape.kind === 'word' ? ` One of ${listed(field.shape.of)}.` : ''
  return `\`${key}\`: ${field.says.charAt(0).toLowerCase()}${field.says.slice(1)}${words}`
}

function mention(reading: Reading, node: Node): void {
  const rows = node.kind === 'list' ? node.items : [node]
  for (const row of rows) if (row.kind === 'scalar') reading.encoded.add(row.text)
}

function recordShape(reading: Reading, node: Node, shape: RecordShape): void {
  if (node.kind !== 'map') {
    wrongKind(reading, node, shape)
    return
  }
  for (const entry of node.entries) {
    checkKey(reading, entry.key, entry.keySpan, shape.keys)
    conform(reading, entry.value, shape.of, entry.keySpan)
  }
}

const ID = /^[\p{L}\p{N}_][\p{L}\p{N}_-]*$/u
const PATH = /^[\p{L}_][\p{L}\p{N}_.-]*$/u

/** Whether a text can be an id. */
export function checkId(reading: Reading, id: string, span: Span): void {
  if (!ID.test(id))
    fail(reading, span, 'bad-id', `${quoted(id)} cannot be an id`, {
      help: 'ids are made of letters, digits, `_` and `-`',
    })
}

function checkKey(reading: Reading, key: string, span: Span, kind: KeyKind): void {
  if (kind === 'id') checkId(reading, key, span)
  else if (kind === 'path') {
    if (!PATH.test(key))
      fail(reading, span, 'bad-id', `${quoted(key)} cannot name a quantity`, {
        help: 'start with a letter, then letters, digits, `_`, `-` and `.`',
      })
  } else if (kind !== 'option' && kind !== 'country' && kind !== 'quantity') lookUpText(reading, kind, key, span)
}

function listShape(reading: Reading, node: Node, of: Shape): void {
  if (node.kind !== 'list') {
    wrongKind(reading, node, { kind: 'list', of })
    return
  }
  for (const item of node.items) conform(reading, item, of)
  if (of.kind === 'object' && of.fields['id'] !== undefined) checkIds(reading, node)
}

function checkIds(reading: Reading, list: ListNode): void {
  const seen = new Set<string>()
  for (const item of list.items) {
    const id = item.kind === 'map' ? item.entries.find((entry) => entry.key === 'id')?.value : undefined
    if (id === undefined || id.kind !== 'scalar' || isEmpty(id)) continue
    checkId(reading, id.text, inside(id))
    if (seen.has(id.text))
      fail(reading, inside(id), 'duplicate-id', `the id ${quoted(id.text)} is already taken in this list`)
    seen.add(id.text)
  }
}

/** The number itself is read, and checked, when its section is. */
function numberShape(reading: Reading, node: Node, shape: Shape): void {
  if (node.kind === 'list') {
    wrongKind(reading, node, shape)
    return
  }
  if (
    node.kind === 'scalar' ||
    node.entries.some((entry) => entry.key === 'given' || entry.key === 'of' || entry.key === 'sum')
  )
    return
  const fields = NUMBER_FIELDS
  const rest = { ...node, entries: node.entries.filter((entry) => entry.key !== 'value') }
  objectShape(
    reading,
    rest,
    { kind: 'object', fields: { ...fields, value: { ...defined(fields['value']), needed: false } } },
    node.span,
  )
  const value = node.entries.find((entry) => entry.key === 'value')
  if (value === undefined) {
    fail(reading, { offset: node.span.offset, length: 1 }, 'missing-key', 'the key `value` is missing', {
      help: helpFor('value', defined(fields['value'])),
    })
  } else if (isEmpty(value.value))
    fail(reading, value.keySpan, 'missing-value', 'the value is missing: expected a number')
  else if (value.value.kind !== 'scalar' && !isByHypothesis(value.value)) {
    const { span, kind } = value.value
    const help = 'an interval is written `35 to 55`; numbers by hypothesis `{given: set, option: number, …}`'
    fail(reading, { offset: span.offset, length: 1 }, 'wrong-kind', `expected a number, found a ${kind}`, { help })
  }
}

function isByHypothesis(node: Node): boolean {
  return node.kind === 'map' && node.entries.some((entry) => entry.key === 'given')
}

function oneOrMore(reading: Reading, node: Node, shape: Extract<Shape, { kind: 'names' | 'citation' }>): void {
  const items = node.kind === 'list' ? node.items : [node]
  for (const item of items) {
    if (item.kind !== 'scalar' || isEmpty(item)) wrongKind(reading, item, shape)
    else if (shape.kind === 'names') lookUp(reading, shape.of, item)
    else citation(reading, item)
  }
}

/** `essay §NATO ¶4`: the first word is the key of a source. */
function citation(reading: Reading, node: ScalarNode): void {
  const key = /^\s*([^\s,;:]+)/.exec(node.text)?.[1] ?? node.text
  const start = inside(node)
  lookUpText(
    reading,
    'source',
    key,
    node.inner < 0 ? node.span : { offset: start.offset + node.text.indexOf(key), length: key.length },
  )
}

function eitherShape(reading: Reading, node: Node, shapes: readonly Shape[], at: Span): void {
  const before = reading.found.length
  for (const shape of shapes) {
    reading.found.length = before
    conform(reading, node, shape, at)
    if (reading.found.length === before) return
  }
  reading.found.length = before
  wrongKind(reading, node, { kind: 'either', of: shapes })
}

function scalarShape(reading: Reading, node: ScalarNode, shape: Shape): void {
  switch (shape.kind) {
    case 'flag':
      if (node.text !== 'true' && node.text !== 'false') flagProblem(reading, node, shape)
      return
    case 'date':
      if (!isDate(node.text)) dateProblem(reading, node, shape)
      return
    case 'whole':
    case 'plain':
      checkPlain(reading, node, shape)
      return
    case 'word':
      checkWord(reading, node, shape.of)
      return
    case 'name':
      lookUp(reading, shape.of, node)
      return
    default:
      return // every other shape is a map or a list, or takes any scalar
  }
}

/** A day that looks like one and is none, or another way of writing one. */
function dateProblem(reading: Reading, node: ScalarNode, shape: Shape): void {
  const numbers = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(node.text)
  const day = numbers
    ?.slice(1)
    .map((part, k) => part.padStart(k === 0 ? 4 : 2, '0'))
    .join('-')
  if (day === undefined) return wrongKind(reading, node, shape)
  if (!isDate(day)) return fail(reading, inside(node), 'wrong-kind', `there is no day ${quoted(node.text)}`)
  const fix = { ...inside(node), text: day }
  return fail(reading, inside(node), 'wrong-kind', `a date is written ${quoted(day)}`, node.inner < 0 ? {} : { fix })
}

function flagProblem(reading: Reading, node: ScalarNode, shape: Shape): void {
  const meant = {
    yes: 'true',
    no: 'false',
    True: 'true',
    False: 'false',
    TRUE: 'true',
    FALSE: 'false',
    on: 'true',
    off: 'false',
  } as const
  const text = Object.hasOwn(meant, node.text) ? meant[node.text as keyof typeof meant] : undefined
  fail(
    reading,
    inside(node),
    'wrong-kind',
    `expected ${expected(shape)}, found ${quoted(node.text)}`,
    text === undefined ? {} : { fix: { ...inside(node), text } },
  )
}

function checkWord(reading: Reading, node: ScalarNode, of: readonly string[]): void {
  if (of.includes(node.text)) return
  reading.words.set(inside(node).offset, of)
  fail(
    reading,
    inside(node),
    'unknown-word',
    `${quoted(node.text)} is none of the possible values`,
    hint(reading, node.text, inside(node), of),
  )
}

function checkPlain(reading: Reading, node: ScalarNode, shape: Extract<Shape, { kind: 'whole' | 'plain' }>): void {
  const value = plainNumber(node)
  if (value === null || (shape.kind === 'whole' && !Number.isInteger(value))) wrongKind(reading, node, shape)
  else if (value < shape.low || value > shape.high) {
    fail(reading, inside(node), 'out-of-range', `${quoted(node.text)} is outside ${shape.low} to ${shape.high}`)
  }
}

/** The value of a certain number, null for anything else. */
export function plainNumber(node: Node | null): number | null {
  if (node === null || node.kind !== 'scalar') return null
  const read = parseNumber(node.text)
  return read.ok && read.value.kind === 'spread' && read.value.of.kind === 'fixed' ? read.value.of.value : null
}

const DAYS: readonly number[] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** A day of the Gregorian calendar as `yyyy-mm-dd`. */
export function isDate(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (parts === null) return false
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month >= 1 && month <= 12 && day >= 1 && day <= defined(DAYS[month - 1]) && (leap || month !== 2 || day <= 28)
}
