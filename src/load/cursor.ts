/** A place in the tree together with its shape: what a section walks over to read its part. What is missing or of the
 *  wrong kind has been
 *  reported by `conform`, so reading goes on with a stand-in. */
import { QUANTITY_KINDS } from '../case/provenance.ts'
import type { Provenance, QuantityKind } from '../case/provenance.ts'
import type { Span } from '../text/diagnostic.ts'
import { placeAt } from '../text/diagnostic.ts'
import { plainNumber } from './conform.ts'
import type { IndexOf, Reading } from './reading.ts'
import { PROVENANCE, TEXT } from '../text/shape.ts'
import type { NameKind, Shape } from '../text/shape.ts'
import { child, entriesOf, isEmpty, itemsOf, textOf } from '../text/tree.ts'
import type { Node } from '../text/tree.ts'

/** What numbers take over from the maps around them. */
export interface Inherited {
  readonly source: readonly string[]
  readonly kind: QuantityKind | null
  readonly note: string | null
  /** Path of the outermost map around that could say them for all that stands below it, '' where there is none. */
  readonly section: string
}

export interface Cursor {
  /** Null where nothing is written. */
  readonly node: Node | null
  readonly shape: Shape
  /** Path so far, the id of a quantity found here. */
  readonly id: string
  /** Where to point: the value, or the key of the map that lacks it. */
  readonly span: Span
  readonly inherited: Inherited
}

const NOTHING: Inherited = { source: [], kind: null, note: null, section: '' }

export function rootCursor(node: Node, shape: Shape): Cursor {
  return { node, shape, id: '', span: node.span, inherited: NOTHING }
}

/** The value of a key of a map with known keys. */
export function at(cursor: Cursor, key: string): Cursor {
  const fields = cursor.shape.kind === 'object' ? cursor.shape.fields : {}
  const field = fields[key]
  if (field === undefined) throw new RangeError(`the shape at ${cursor.id} has no key ${key}`)
  const bare = cursor.shape.kind === 'object' && cursor.shape.bare === key && cursor.node?.kind === 'scalar'
  const value = bare ? cursor.node : child(cursor.node, key)
  const node = value !== null && isEmpty(value) ? null : value
  return {
    node,
    shape: field.shape,
    id: field.silent ? cursor.id : join(cursor.id, key),
    span: node?.span ?? cursor.span,
    inherited: inheritedAt(cursor),
  }
}

/** What stands below the map at the cursor inherits. */
export function inheritedAt(cursor: Cursor): Inherited {
  if (cursor.shape.kind !== 'object' && cursor.shape.kind !== 'number') return cursor.inherited
  const fields = cursor.shape.kind === 'object' ? cursor.shape.fields : PROVENANCE
  const own = (key: string): Node | null => (fields[key] === PROVENANCE[key] ? child(cursor.node, key) : null)
  const source = textsOf(own('source'))
  const kind = textOf(own('kind'))
  return {
    source: source.length > 0 ? source : cursor.inherited.source,
    kind: QUANTITY_KINDS.find((one) => one === kind) ?? cursor.inherited.kind,
    note: textOf(own('note')) ?? cursor.inherited.note,
    section: cursor.inherited.section || (fields['source'] === PROVENANCE['source'] ? cursor.id : ''),
  }
}

export interface Keyed {
  readonly key: string
  readonly keySpan: Span
  readonly cursor: Cursor
}

/** The entries of a map whose keys are ids. */
export function entries(cursor: Cursor): readonly Keyed[] {
  const shape = cursor.shape.kind === 'record' ? cursor.shape.of : TEXT
  return entriesOf(cursor.node).map((entry) => ({
    key: entry.key,
    keySpan: entry.keySpan,
    cursor: {
      node: isEmpty(entry.value) ? null : entry.value,
      shape,
      id: join(cursor.id, entry.key),
      span: entry.keySpan,
      inherited: cursor.inherited,
    },
  }))
}

/** The items of a list, named by their `id` or, without one, by their index. */
export function items(cursor: Cursor): readonly Cursor[] {
  const shape = cursor.shape.kind === 'list' ? cursor.shape.of : TEXT
  return itemsOf(cursor.node).map((node, k) => ({
    node,
    shape,
    id: join(cursor.id, textOf(child(node, 'id')) ?? String(k)),
    span: node.span,
    inherited: cursor.inherited,
  }))
}

function join(id: string, key: string): string {
  return id === '' ? key : `${id}.${key}`
}

export function has(cursor: Cursor, key: string): boolean {
  return child(cursor.node, key) !== null
}

export function text(cursor: Cursor, otherwise: string = ''): string {
  return textOf(cursor.node) ?? otherwise
}

export function textOrNull(cursor: Cursor): string | null {
  return textOf(cursor.node)
}

export function wholeNumber(cursor: Cursor, otherwise: number): number {
  const value = plainNumber(cursor.node)
  const { shape } = cursor
  return value !== null && (shape.kind !== 'whole' || (value >= shape.low && value <= shape.high)) ? value : otherwise
}

export function flag(cursor: Cursor): boolean {
  return textOf(cursor.node) === 'true'
}

/** One text or a list of them, as a list. */
export function textsOf(node: Node | null): readonly string[] {
  if (node === null) return []
  const list = node.kind === 'list' ? node.items : [node]
  return list.flatMap((item) => textOf(item) ?? [])
}

/** Index of what the text at the cursor names, −1 where it names nothing. */
export function reference<Kind extends NameKind>(reading: Reading, kind: Kind, cursor: Cursor): IndexOf<Kind> {
  return reading.names.of[kind].indexOf(textOf(cursor.node) ?? '') as IndexOf<Kind>
}

/** Indices of what a name or a list of names refers to; unknown ones are left out. */
export function references<Kind extends NameKind>(
  reading: Reading,
  kind: Kind,
  cursor: Cursor,
): readonly IndexOf<Kind>[] {
  return textsOf(cursor.node)
    .map((one) => reading.names.of[kind].indexOf(one) as IndexOf<Kind>)
    .filter((index) => index >= 0)
}

/** Where the thing at the cursor comes from: its own citation, or that of the map around it. */
export function provenance(reading: Reading, cursor: Cursor): Provenance {
  const { source, kind, note } = inheritedAt(cursor)
  return {
    source,
    kind,
    note,
    claims: textsOf(child(cursor.node, 'claims')),
    place: placeAt(reading.starts, cursor.span.offset),
  }
}
