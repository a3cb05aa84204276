/** Numbers made of others: `{of: name, times: 0.5}`, `{sum: [name, name]}`, each with `plus` or `minus` where wanted.
 *  No expression language: a sum, one factor, one shift. */
import type { QuantityIndex } from '../../case/indices.ts'
import type { Derived, Spread } from '../../case/quantity.ts'
import { mean, quantile } from '../../math/distribution.ts'
import type { Distribution } from '../../math/distribution.ts'
import { plainNumber } from '../conform.ts'
import { quoted } from '../../text/diagnostic.ts'
import { fail, hint, inside } from '../../text/report.ts'
import type { Reading, WrittenDerived } from '../reading.ts'
import { PROVENANCE } from '../../text/shape.ts'
import { child, entriesOf } from '../../text/tree.ts'
import type { Node, ScalarNode } from '../../text/tree.ts'

const WORDS = ['of', 'sum', 'times', 'plus', 'minus']
const BESIDE = ['unit', 'low', 'high', ...Object.keys(PROVENANCE)]

export function isDerived(node: Node): boolean {
  return child(node, 'of') !== null || child(node, 'sum') !== null
}

/** What a node writes by other numbers; null after an error. */
export function writtenDerived(reading: Reading, node: Node): WrittenDerived | null {
  for (const entry of entriesOf(node))
    if (!WORDS.includes(entry.key) && !BESIDE.includes(entry.key))
      fail(
        reading,
        entry.keySpan,
        'unknown-key',
        `a number made of others has no key ${quoted(entry.key)}`,
        hint(reading, entry.key, entry.keySpan, WORDS),
      )
  const [of, sum] = [child(node, 'of'), child(node, 'sum')]
  const given = of ?? sum
  if (given === null || (of !== null && sum !== null)) {
    fail(reading, node.span, 'wrong-kind', 'write either `of` with one name or `sum` with a list of names')
    return null
  }
  const names = given.kind === 'list' ? given.items : [given]
  const scalars = names.filter((one): one is ScalarNode => one.kind === 'scalar')
  if (scalars.length !== names.length || scalars.length === 0 || (of !== null && given.kind === 'list')) {
    fail(
      reading,
      given.span,
      'wrong-kind',
      of === null ? 'expected a list of names of numbers' : 'expected the name of a number',
    )
    return null
  }
  const [times, plus, minus] = ['times', 'plus', 'minus'].map((word) => certain(reading, child(node, word)))
  return { of: scalars, times: times ?? 1, plus: (plus ?? 0) - (minus ?? 0) }
}

function certain(reading: Reading, node: Node | null): number | null {
  if (node === null) return null
  const value = plainNumber(node)
  if (value === null)
    fail(reading, inside(node), 'bad-number', 'expected a certain number: what is uncertain gets a name of its own')
  return value
}

/** Makes every derived number of the numbers that it names, once all are read; those it is made of come first. */
export function resolveDerived(reading: Reading): void {
  const done = new Set<QuantityIndex>()
  for (const [index] of reading.derived) resolve(reading, index, { done, on: [] })
  for (const [index, terms] of reading.between) put(reading, index, { terms, plus: 0 })
}

interface Resolving {
  readonly done: Set<QuantityIndex>
  /** Those whose making waits for this one. */
  readonly on: readonly QuantityIndex[]
}

function resolve(reading: Reading, index: QuantityIndex, { done, on }: Resolving): void {
  const written = reading.derived.get(index)
  const quantity = reading.quantities[index]
  if (written === undefined || quantity === undefined || done.has(index)) return
  done.add(index)
  const terms = written.of.flatMap((name): Derived['terms'][number][] => {
    const base = reading.indexOf.get(name.text)
    if (base === undefined) {
      if (reading.unread.has(name.text)) return []
      const known = [...reading.indexOf.keys()]
      fail(
        reading,
        inside(name),
        'unknown-quantity',
        `unknown quantity ${quoted(name.text)}`,
        hint(reading, name.text, inside(name), known),
      )
      return []
    }
    if (base === index || on.includes(base)) {
      fail(reading, inside(name), 'circular', `${quoted(quantity.id)} is made of itself`)
      return []
    }
    resolve(reading, base, { done, on: [...on, index] })
    const [own, other] = [reading.units.get(index) ?? '', reading.units.get(base) ?? '']
    if (own !== other && own !== '' && other !== '') {
      fail(reading, inside(name), 'unit', `${quoted(name.text)} is in \`${other}\`, and this number in \`${own}\``)
      return []
    }
    return [{ quantity: base, times: written.times }]
  })
  put(reading, index, { terms, plus: written.plus * quantity.factor })
}

/** Makes a number of others, which are read; its spread is a stand-in. */
function put(reading: Reading, index: QuantityIndex, derived: Derived): void {
  const quantity = reading.quantities[index]
  if (quantity === undefined) return
  const value = derived.terms.reduce((sum, term) => {
    const of = reading.quantities[term.quantity]
    return of === undefined ? sum : sum + term.times * middleOf(of.spread) * of.factor
  }, derived.plus)
  reading.quantities[index] = {
    ...quantity,
    spread: { kind: 'plain', of: { kind: 'fixed', value: value / quantity.factor } },
    derived,
  }
}

/** Mean of a number, or its median where it has none: what stands for it where a single number is shown. */
function middleOf(spread: Spread): number {
  const parts = spread.kind === 'plain' ? [spread.of] : spread.by
  return parts.reduce((sum, of) => sum + middle(of) / parts.length, 0)
}

function middle(of: Distribution): number {
  const centre = mean(of)
  return Number.isFinite(centre) ? centre : quantile(of, 0.5)
}
