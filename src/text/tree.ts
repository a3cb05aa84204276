/** YAML as the loader sees it: maps, lists and texts with their spans. Texts are not yet numbers or flags. */
import type { Span } from './diagnostic.ts'

export type Node = ScalarNode | MapNode | ListNode

export interface ScalarNode {
  readonly kind: 'scalar'
  readonly span: Span
  readonly text: string
  readonly quoted: boolean
  /** Offset of the first character where the text stands in the file letter by letter, else −1. */
  readonly inner: number
}

export interface MapNode {
  readonly kind: 'map'
  readonly span: Span
  readonly entries: readonly Entry[]
}

export interface Entry {
  readonly key: string
  readonly keySpan: Span
  readonly value: Node
}

export interface ListNode {
  readonly kind: 'list'
  readonly span: Span
  readonly items: readonly Node[]
}

/** `key:` with nothing behind it. */
export function isEmpty(node: Node): boolean {
  return node.kind === 'scalar' && !node.quoted && (node.text === '' || node.text === '~' || node.text === 'null')
}

/** The value of a key of a map, if it is one and has it. */
export function child(node: Node | null, key: string): Node | null {
  if (node === null || node.kind !== 'map') return null
  return node.entries.find((entry) => entry.key === key)?.value ?? null
}

/** The entries of a map, none for anything else. */
export function entriesOf(node: Node | null): readonly Entry[] {
  return node !== null && node.kind === 'map' ? node.entries : []
}

/** The items of a list, none for anything else. */
export function itemsOf(node: Node | null): readonly Node[] {
  return node !== null && node.kind === 'list' ? node.items : []
}

/** The text of a scalar. */
export function textOf(node: Node | null): string | null {
  return node !== null && node.kind === 'scalar' && !isEmpty(node) ? node.text : null
}

/** How a message names what it found. */
export function kindOf(node: Node): string {
  if (node.kind === 'map') return 'a map'
  if (node.kind === 'list') return 'a list'
  return isEmpty(node) ? 'nothing' : 'a text'
}
