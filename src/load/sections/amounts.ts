/** Issues that are about how much: `amount: 0 to 500` in steps is so many options, `{atLeast: 100}` some of them, and a
 *  sheet says what a few amounts are worth: between these worth runs straight. */
import { quantityAt } from '../../case/indices.ts'
import type { QuantityIndex } from '../../case/indices.ts'
import type { Amount, Option } from '../../case/issues.ts'
import type { Derived } from '../../case/quantity.ts'
import { at, has, provenance, text } from '../cursor.ts'
import type { Cursor, Keyed } from '../cursor.ts'
import { amountsOf, certain } from '../../text/amounts.ts'
import { quoted } from '../../text/diagnostic.ts'
import { fail, hint, inside } from '../../text/report.ts'
import { NO_QUANTITY, addGiven, readNumber } from './numbers.ts'
import type { Reading } from '../reading.ts'
import { may, plain, TEXT } from '../../text/shape.ts'
import type { Fields } from '../../text/shape.ts'
import { child, entriesOf, kindOf } from '../../text/tree.ts'
import type { Entry, MapNode, Node } from '../../text/tree.ts'

/** Fields of an issue that is about how much. */
export const AMOUNT_FIELDS: Fields = {
  amount: may(
    TEXT,
    'In place of `options`, for an issue that is about how much: the least and the greatest amount, such as `0 to 500`.',
  ),
  step: may(plain(0), 'Amounts that may be agreed lie so far apart; each becomes an option, 201 at most.'),
  unit: may(TEXT, 'What the amounts are in, such as `M US$`.'),
  wording: may(TEXT, 'An amount in words that stand alone, with `{amount}` in its place: `They pay {amount} a year.`'),
}

/** What stands for an amount in the words of its issue. */
const PLACE = '{amount}'

/** @returns null for an issue whose options are words. */
export function readAmount(
  reading: Reading,
  { key, keySpan, cursor }: Keyed,
): { readonly amount: Amount; readonly options: readonly Option[] } | null {
  const written = child(cursor.node, 'amount')
  if (written === null) {
    for (const field of Object.keys(AMOUNT_FIELDS)) {
      const node = child(cursor.node, field)
      if (node !== null)
        fail(reading, node.span, 'unknown-key', `${quoted(key)} has no \`amount\`, so \`${field}\` says nothing`)
    }
    return null
  }
  if (has(cursor, 'options'))
    fail(reading, keySpan, 'two-ways', `${quoted(key)} has either \`options\` or an \`amount\``)
  const found = cursor.node === null ? null : amountsOf(cursor.node)
  if (found !== null && !found.ok) fail(reading, inside(written), found.code, found.message, { help: found.help })
  const unit = text(at(cursor, 'unit'))
  const words = text(at(cursor, 'wording'), PLACE)
  if (!words.includes(PLACE))
    fail(reading, at(cursor, 'wording').span, 'bad-amount', `the wording needs ${quoted(PLACE)} where the amount goes`)
  const from = provenance(reading, cursor)
  const values = found?.ok ? found.values : []
  const options = values.map((value) => ({
    id: String(value),
    says: words.replaceAll(PLACE, labelOf(value, unit)),
    line: null,
    provenance: from,
  }))
  return { amount: { unit, values }, options }
}

/** `1,200 M US$`, `40 %`. */
function labelOf(value: number, unit: string): string {
  const [whole = '', part] = String(Math.abs(value)).split('.')
  const digits = `${value < 0 ? '−' : ''}${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}${part === undefined ? '' : `.${part}`}`
  return unit === '' ? digits : `${digits} ${unit}`
}

const BOUNDS = ['atLeast', 'atMost'] as const

/** Options of an amount that a node names: one as it is written, those at least or at most so much; none with an
 *  error. */
export function amountOptions(
  reading: Reading,
  amounts: readonly number[],
  node: Node,
  entry: Entry,
): readonly number[] {
  if (node.kind === 'map') return within(reading, amounts, node, entry)
  if (node.kind === 'list') {
    fail(reading, node.span, 'wrong-kind', `expected an amount of ${quoted(entry.key)}, found ${kindOf(node)}`)
    return []
  }
  const value = certain(node.text)
  const option = value === null ? -1 : amounts.indexOf(value)
  if (option >= 0 || amounts.length === 0) return option >= 0 ? [option] : []
  const message =
    value === null
      ? `${quoted(node.text)} is no amount of ${quoted(entry.key)}`
      : `${quoted(node.text)} is no step of ${quoted(entry.key)}`
  fail(reading, inside(node), 'unknown-option', message, { help: nearest(amounts, value) })
  return []
}

function nearest(amounts: readonly number[], value: number | null): string {
  const [first, last] = [amounts[0] ?? 0, amounts[amounts.length - 1] ?? 0]
  if (value === null || value < first || value > last) return `amounts are ${first} to ${last}`
  const above = amounts.find((one) => one > value) ?? last
  const below = amounts[amounts.indexOf(above) - 1] ?? first
  return `steps beside it are ${below} and ${above}`
}

function within(reading: Reading, amounts: readonly number[], node: MapNode, entry: Entry): readonly number[] {
  const bound = new Map<string, number>()
  for (const { key, keySpan, value } of entriesOf(node)) {
    const read = value.kind === 'scalar' ? certain(value.text) : null
    if (!BOUNDS.some((one) => one === key))
      fail(reading, keySpan, 'unknown-key', `unknown key ${quoted(key)}`, hint(reading, key, keySpan, BOUNDS))
    else if (read === null) fail(reading, inside(value), 'wrong-kind', `expected an amount, found ${kindOf(value)}`)
    else bound.set(key, read)
  }
  if (bound.size < node.entries.length || amounts.length === 0) return []
  const [low, high] = [bound.get('atLeast') ?? -Infinity, bound.get('atMost') ?? Infinity]
  const found = amounts.flatMap((value, option) => (value >= low && value <= high ? [option] : []))
  if (found.length === 0 || bound.size === 0)
    fail(
      reading,
      { offset: node.span.offset, length: 1 },
      'out-of-range',
      bound.size === 0
        ? `which amounts of ${quoted(entry.key)} are meant is not said`
        : `no amount of ${quoted(entry.key)} lies there`,
      { help: `write \`atLeast\` or \`atMost\`; amounts are ${amounts[0]} to ${amounts[amounts.length - 1]}` },
    )
  return found
}

interface Point {
  readonly value: number
  readonly quantity: QuantityIndex
}

/** Worth by option of an amount, from the worth of some amounts: straight between two of them. */
export function amountWorth(
  reading: Reading,
  points: readonly Keyed[],
  cursor: Cursor,
  amounts: readonly number[],
): readonly QuantityIndex[] {
  const known = points.flatMap(({ key, keySpan, cursor: one }): Point[] => {
    const value = certain(key)
    const quantity = readNumber(reading, one)
    if (value !== null) return [{ value, quantity }]
    fail(reading, keySpan, 'unknown-option', `${quoted(key)} is no amount`, 'write the amounts and what each is worth')
    return []
  })
  known.sort((a, b) => a.value - b.value)
  const twice = known.find(({ value }, k) => value === known[k + 1]?.value)
  if (twice !== undefined) fail(reading, cursor.span, 'duplicate-id', `two points say what ${twice.value} is worth`)
  const [first, last] = [amounts[0], amounts[amounts.length - 1]]
  if (first === undefined || last === undefined) return []
  if (!((known[0]?.value ?? Infinity) <= first && (known[known.length - 1]?.value ?? -Infinity) >= last)) {
    fail(reading, cursor.span, 'missing-option', `the points do not reach from ${first} to ${last}`, {
      help: `say what ${first} and ${last} are worth, and any amount between`,
    })
    return amounts.map(() => NO_QUANTITY)
  }
  return amounts.map((value) => worthOf(reading, known, cursor, value))
}

function worthOf(reading: Reading, known: readonly Point[], cursor: Cursor, value: number): QuantityIndex {
  const above = known.findIndex((point) => point.value >= value)
  const [low, high] = [known[above - 1], known[above]]
  if (high === undefined) return NO_QUANTITY
  if (high.value === value || low === undefined) return high.quantity
  const share = (value - low.value) / (high.value - low.value)
  return between(reading, cursor, value, [
    { quantity: low.quantity, times: 1 - share },
    { quantity: high.quantity, times: share },
  ])
}

function between(reading: Reading, cursor: Cursor, value: number, terms: Derived['terms']): QuantityIndex {
  const from = { source: [], kind: 'definition', note: 'on the straight line between two points', claims: [] } as const
  const index = addGiven(reading, { ...cursor, id: `${cursor.id}.${value}` }, { kind: 'fixed', value: 0 }, from)
  reading.between.set(quantityAt(index), terms)
  return index
}
