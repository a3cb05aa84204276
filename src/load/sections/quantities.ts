/** `quantities` and `correlations`. */
import { defined } from '../../case/defined.ts'
import type { QuantityIndex } from '../../case/indices.ts'
import type { Correlation } from '../../case/types.ts'
import { cholesky } from '../../math/cholesky.ts'
import { at, entries, items, provenance } from '../cursor.ts'
import type { Cursor } from '../cursor.ts'
import { quoted } from '../../text/diagnostic.ts'
import { plainNumber } from '../conform.ts'
import { NO_QUANTITY, readDeclared } from './numbers.ts'
import { MAX_CORRELATIONS, refuse } from '../../text/limits.ts'
import { hint, fail, inside } from '../../text/report.ts'
import type { Reading } from '../reading.ts'
import { list, needs, number, object, plain, record, TEXT } from '../../text/shape.ts'
import type { Shape } from '../../text/shape.ts'
import { itemsOf } from '../../text/tree.ts'
import type { Node } from '../../text/tree.ts'

export const QUANTITIES: Shape = record(number(''), 'path')

export const CORRELATIONS: Shape = list(
  object({
    between: needs(list(TEXT), 'Ids of two quantities, such as `[war.front.level, war.front.fade]`.'),
    rho: needs(plain(-1, 1), 'Correlation of their normal scores, between −1 and 1.'),
  }),
)

export function readQuantities(reading: Reading, cursor: Cursor): void {
  for (const { key, cursor: quantity } of entries(cursor)) readDeclared(reading, key, quantity)
}

/** Reads the correlations; every quantity of the case has been read before. */
export function readCorrelations(reading: Reading, cursor: Cursor): readonly Correlation[] {
  const written = items(cursor)
  if (written.length > MAX_CORRELATIONS)
    refuse('too-large', `a case can have ${MAX_CORRELATIONS} correlations`, { offset: cursor.span.offset, length: 1 })
  const read = written.flatMap((item) => readCorrelation(reading, item) ?? [])
  checkRepeats(reading, cursor, read)
  if (read.length > 0 && cholesky(matrixOf(read)) === null) {
    fail(
      reading,
      { offset: cursor.span.offset, length: 1 },
      'correlations',
      'no joint distribution has these correlations: the matrix is not positive definite',
      { help: 'bring the values closer to 0' },
    )
  }
  return read
}

function readCorrelation(reading: Reading, cursor: Cursor): Correlation | null {
  const between = itemsOf(at(cursor, 'between').node)
  if (between.length !== 2) {
    const node = at(cursor, 'between').node
    if (node?.kind === 'list')
      fail(reading, node.span, 'wrong-kind', `expected two quantities, found ${between.length}`)
    return null
  }
  const [a, b] = between.map((node) => quantityOf(reading, node))
  const rhoNode = at(cursor, 'rho').node
  const rho = plainNumber(rhoNode)
  if (rho === null || a === undefined || b === undefined || a < 0 || b < 0) return null
  if (a === b) fail(reading, inside(defined(between[1])), 'correlations', 'a quantity cannot be correlated with itself')
  if (Math.abs(rho) === 1)
    fail(
      reading,
      inside(defined(rhoNode)),
      'out-of-range',
      'a correlation of ±1 means one quantity: use its name in both places',
    )
  return a === b || Math.abs(rho) >= 1 ? null : { a, b, rho, provenance: provenance(reading, cursor) }
}

/** Index of the quantity with an id, −1 with an error. */
export function quantityOf(reading: Reading, node: Node): QuantityIndex {
  const id = node.kind === 'scalar' ? node.text : ''
  const index = reading.indexOf.get(id)
  if (index !== undefined) return index
  if (reading.unread.has(id)) return NO_QUANTITY
  const known = [...reading.indexOf.keys()]
  fail(
    reading,
    inside(node),
    'unknown-quantity',
    `unknown quantity ${quoted(id)}`,
    hint(reading, id, inside(node), known, sectionHelp(id, known)),
  )
  return NO_QUANTITY
}

/** A whole section was named: say what is in it. */
function sectionHelp(id: string, known: readonly string[]): string {
  const inside = known.filter((one) => one.startsWith(`${id}.`))
  return inside.length === 0
    ? 'ids are paths in the file, such as `war.front.rate`'
    : `it holds ${inside
        .slice(0, 4)
        .map((one) => `\`${one}\``)
        .join(', ')}`
}

function checkRepeats(reading: Reading, cursor: Cursor, read: readonly Correlation[]): void {
  const seen = new Set<string>()
  for (const { a, b } of read) {
    const key = `${Math.min(a, b)} ${Math.max(a, b)}`
    if (seen.has(key)) {
      const [first, second] = [defined(reading.quantities[a]).id, defined(reading.quantities[b]).id]
      fail(
        reading,
        { offset: cursor.span.offset, length: 1 },
        'correlations',
        `${quoted(first)} and ${quoted(second)} are correlated twice`,
      )
    }
    seen.add(key)
  }
}

function matrixOf(correlations: readonly Correlation[]): number[][] {
  const members = [...new Set(correlations.flatMap(({ a, b }) => [a, b]))]
  const matrix = members.map((_, i) => members.map((__, j): number => (i === j ? 1 : 0)))
  for (const { a, b, rho } of correlations) {
    defined(matrix[members.indexOf(a)])[members.indexOf(b)] = rho
    defined(matrix[members.indexOf(b)])[members.indexOf(a)] = rho
  }
  return matrix
}
