/** `{value: normal(1, 2)}` is, to YAML, the value `normal(1` and a key `2)`; `{says: They watch, unarmed as they are.}`
 *  is a text and a key of several words. People mean the call and the whole text, and no key has blanks: the pieces are
 *  joined again, with a warning and a sure fix, since other YAML tools will not join them. */
import { defined } from '../case/defined.ts'
import type { Span } from './diagnostic.ts'
import type { Problem } from './limits.ts'
import type { Entry, Node, ScalarNode } from './tree.ts'
import { isEmpty } from './tree.ts'

/** Pieces that one call may be split into. */
const MOST_PIECES = 16
/** Blanks that may stand before a comma. */
const LOOKED_AHEAD = 40

interface Found {
  readonly last: number
  readonly end: number
}

/** The entries of a flow map with split calls and texts joined. */
export function joinEntries(text: string, entries: readonly Entry[], problems: Problem[]): readonly Entry[] {
  return joinPieces(entries, (k) => {
    const { value } = defined(entries[k])
    const bare = (entry: Entry): Span | null => (isEmpty(entry.value) ? entry.keySpan : null)
    const found = opens(value)
      ? lastPiece({ text, from: value.span.offset }, entries, k, bare)
      : lastWords(text, entries, k)
    return found === null
      ? null
      : {
          last: found.last,
          joined: { ...defined(entries[k]), value: join(text, value.span.offset, found.end, problems) },
        }
  })
}

/** The last of the pieces behind a plain text that can only be the rest of it: no value, and of several words. */
function lastWords(text: string, entries: readonly Entry[], k: number): Found | null {
  const { value } = defined(entries[k])
  if (value.kind !== 'scalar' || value.quoted || value.inner < 0 || isEmpty(value)) return null
  let last = k
  for (let j = k + 1; j < entries.length && j <= k + MOST_PIECES && isBare(text, defined(entries[j])); j++)
    if (/\s/.test(defined(entries[j]).key)) last = j
  const { keySpan } = defined(entries[last])
  return last === k ? null : { last, end: keySpan.offset + keySpan.length }
}

/** A key without a colon behind it. */
function isBare(text: string, { keySpan, value }: Entry): boolean {
  const end = keySpan.offset + keySpan.length
  return isEmpty(value) && /^\s*[,}]/.test(text.slice(end, end + LOOKED_AHEAD))
}

/** The items of a flow list with split calls joined. */
export function joinItems(text: string, items: readonly Node[], problems: Problem[]): readonly Node[] {
  return joinPieces(items, (k) => {
    const item = defined(items[k])
    const bare = (node: Node): Span | null => (node.kind === 'scalar' && !node.quoted ? node.span : null)
    const found = opens(item) ? lastPiece({ text, from: item.span.offset }, items, k, bare) : null
    return found === null ? null : { last: found.last, joined: join(text, item.span.offset, found.end, problems) }
  })
}

function joinPieces<T>(pieces: readonly T[], at: (k: number) => { last: number; joined: T } | null): readonly T[] {
  const result: T[] = []
  for (let k = 0; k < pieces.length; k++) {
    const found = at(k)
    result.push(found?.joined ?? defined(pieces[k]))
    k = found?.last ?? k
  }
  return result
}

/** The piece that closes the call opened by piece `k`, all between being bare texts. */
function lastPiece<T>(
  { text, from }: { readonly text: string; readonly from: number },
  pieces: readonly T[],
  k: number,
  bare: (piece: T) => Span | null,
): Found | null {
  for (let j = k + 1; j < pieces.length && j <= k + MOST_PIECES; j++) {
    const span = bare(defined(pieces[j]))
    if (span === null) return null
    const end = span.offset + span.length
    if (balance(text.slice(from, end)) === 0) return { last: j, end }
  }
  return null
}

function opens(node: Node): boolean {
  return node.kind === 'scalar' && !node.quoted && node.inner >= 0 && balance(node.text) > 0
}

function balance(text: string): number {
  let open = 0
  for (const letter of text) open += letter === '(' ? 1 : letter === ')' ? -1 : 0
  return open
}

function join(text: string, from: number, to: number, problems: Problem[]): ScalarNode {
  const span = { offset: from, length: to - from }
  const whole = text.slice(from, to)
  const mended = `'${whole.replaceAll("'", "''")}'`
  problems.push({
    code: 'unquoted-comma',
    severity: 'warning',
    span,
    message: 'inside `{ }` or `[ ]`, other YAML tools end this text at the comma',
    help: `put it in quotes: ${mended}`,
    fix: { ...span, text: mended },
  })
  return {
    kind: 'scalar',
    span,
    text: whole.replace(/\s+/g, ' '),
    quoted: false,
    inner: whole.includes('\n') ? -1 : from,
  }
}
