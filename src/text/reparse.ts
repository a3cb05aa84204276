/** The tree of a text of which one scalar was rewritten, from the tree of the text before: most edits change a number,
 *  and to parse a whole case anew takes ten times as long as all that follows from it. */
import type { Span } from './diagnostic.ts'
import type { Node, ScalarNode } from './tree.ts'

/** Texts that YAML takes as they stand wherever a plain scalar can stand: words of letters, digits, points and
 *  signs. */
const PLAIN = /^[+-]?\.?[A-Za-z0-9][A-Za-z0-9.+%-]*(?: [A-Za-z0-9.+%-]+)*$/

/** A plain text in the old text that becomes another. */
interface Rewrite {
  readonly at: Span
  readonly to: string
}

/** The tree of `after`, or null where it takes a parser to tell.
 *  @param root tree of `before`, parsed without a problem. */
export function reparse(before: string, root: Node, after: string): Node | null {
  const changed = changeOf(before, after)
  const scalar = scalarAround(root, changed.from, changed.to)
  if (scalar === null || scalar.quoted || scalar.inner !== scalar.span.offset) return null
  const { offset, length } = scalar.span
  const to = after.slice(offset, offset + length + after.length - before.length)
  if (length !== scalar.text.length || !PLAIN.test(scalar.text) || !PLAIN.test(to)) return null
  return rewritten(root, { at: scalar.span, to })
}

/** What of a text another does not share: where it starts and ends. */
function changeOf(before: string, after: string): { readonly from: number; readonly to: number } {
  const most = Math.min(before.length, after.length)
  let from = 0
  while (from < most && before.charCodeAt(from) === after.charCodeAt(from)) from++
  let tail = 0
  while (
    tail < most - from &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++
  return { from, to: before.length - tail }
}

/** The value that holds all characters from `from` to `to`, where it is a scalar. Keys are no values. */
function scalarAround(node: Node, from: number, to: number): ScalarNode | null {
  if (node.kind === 'scalar') return node
  const values = node.kind === 'list' ? node.items : node.entries.map(({ value }) => value)
  const inside = values.find(({ span }) => span.offset <= from && to <= span.offset + span.length && span.length > 0)
  return inside === undefined ? null : scalarAround(inside, from, to)
}

function rewritten(node: Node, rewrite: Rewrite): Node {
  const span = moved(node.span, rewrite)
  switch (node.kind) {
    case 'map':
      return {
        kind: 'map',
        span,
        entries: node.entries.map(({ key, keySpan, value }) => ({
          key,
          keySpan: moved(keySpan, rewrite),
          value: rewritten(value, rewrite),
        })),
      }
    case 'list':
      return { kind: 'list', span, items: node.items.map((item) => rewritten(item, rewrite)) }
    case 'scalar': {
      const { kind, text, quoted, inner } = node
      // An alias repeats the scalar of its anchor, span and all: both are rewritten.
      if (node.span.offset === rewrite.at.offset && node.span.length === rewrite.at.length)
        return { kind, span, text: rewrite.to, quoted, inner }
      return { kind, span, text, quoted, inner: inner > rewrite.at.offset ? inner + lengthened(rewrite) : inner }
    }
  }
}

function lengthened({ at, to }: Rewrite): number {
  return to.length - at.length
}

/** Spans behind the scalar move, those around it grow. */
function moved({ offset, length }: Span, rewrite: Rewrite): Span {
  const { at } = rewrite
  if (offset >= at.offset + at.length) return { offset: offset + lengthened(rewrite), length }
  if (offset + length < at.offset + at.length) return { offset, length }
  return { offset, length: length + lengthened(rewrite) }
}
