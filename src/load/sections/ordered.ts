/** `ordered`: numbers of which each is at least the one before, in every world. */
import { defined } from '../../case/defined.ts'
import type { Ordered } from '../../case/quantity.ts'
import type { QuantityIndex } from '../../case/indices.ts'
import { quantile } from '../../math/distribution.ts'
import { placeAt, quoted } from '../../text/diagnostic.ts'
import { fail, inside, warn } from '../../text/report.ts'
import { list, TEXT } from '../../text/shape.ts'
import type { Shape } from '../../text/shape.ts'
import { itemsOf } from '../../text/tree.ts'
import type { Node } from '../../text/tree.ts'
import type { Cursor } from '../cursor.ts'
import type { Reading } from '../reading.ts'
import { quantityOf } from './quantities.ts'

export const ORDERED: Shape = { kind: 'either', of: [list(TEXT), list(list(TEXT))] }

/** Every quantity of the case has been read before. */
export function readOrdered(reading: Reading, cursor: Cursor): readonly Ordered[] {
  const rows = itemsOf(cursor.node)
  const groups = rows.every((row) => row.kind === 'scalar') && cursor.node !== null ? [cursor.node] : rows
  const taken = new Set<QuantityIndex>()
  return groups.map((group) => {
    const items = itemsOf(group)
    if (items.length < 2)
      fail(reading, group.span, 'wrong-kind', 'an order takes at least two numbers, the least first')
    const quantities = items.map((node) => quantityOf(reading, node)).filter((index) => index >= 0)
    items.forEach((node, k) => checkMember(reading, node, quantities[k], taken))
    checkUnits(reading, group, quantities)
    checkMiddles(reading, items, quantities)
    return { quantities, place: placeAt(reading.starts, group.span.offset) }
  })
}

function checkMember(reading: Reading, node: Node, index: QuantityIndex | undefined, taken: Set<QuantityIndex>): void {
  const quantity = index === undefined ? undefined : reading.quantities[index]
  if (index === undefined || quantity === undefined) return
  if (taken.has(index)) fail(reading, inside(node), 'ordered', `${quoted(quantity.id)} stands in an order already`)
  if (/^(hypotheses|evidence)\./.test(quantity.id))
    fail(reading, inside(node), 'ordered', 'what is believed takes no order: it decides which numbers are drawn')
  if (reading.derived.has(index))
    fail(reading, inside(node), 'ordered', `${quoted(quantity.id)} is made of other numbers: order those`)
  taken.add(index)
}

function checkUnits(reading: Reading, group: Node, quantities: readonly QuantityIndex[]): void {
  const units = new Set(quantities.map((index) => reading.units.get(index) ?? ''))
  if (units.size > 1)
    fail(reading, group.span, 'ordered', `numbers of an order have one unit, these \`${[...units].join('`, `')}\``)
}

/** An order that runs against what is written is likelier a slip than meant: what is drawn would be put in order. */
function checkMiddles(reading: Reading, nodes: readonly Node[], quantities: readonly QuantityIndex[]): void {
  const middles = quantities.map((index) => {
    const { spread, factor } = defined(reading.quantities[index])
    return spread.kind === 'plain' && !reading.derived.has(index) ? quantile(spread.of, 0.5) * factor : null
  })
  quantities.forEach((index, k) => {
    const [before, own, node] = [middles[k - 1] ?? null, middles[k] ?? null, nodes[k]]
    if (before === null || own === null || node === undefined || before <= own) return
    const [one, other] = [quantities[k - 1], index].map((at) => quoted(defined(reading.quantities[defined(at)]).id))
    const message = `the middle of ${one} lies above that of ${other}, which is to be at least as much`
    warn(reading, inside(node), 'ordered', message, 'an order runs from the least to the most')
  })
}
