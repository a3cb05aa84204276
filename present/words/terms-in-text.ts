/** Terms of art found in a text, so that each can be explained where it stands. */
import { GLOSSARY } from './glossary/index.ts'
import type { Term } from './glossary/term.ts'

/** A stretch of a text, with the term that it uses. */
export interface Piece {
  readonly text: string
  readonly term: Term | null
}

const TERMS: readonly Term[] = GLOSSARY.flatMap(({ terms }) => terms)
const BY_ID: ReadonlyMap<string, Term> = new Map(TERMS.map((term) => [term.id, term]))

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A form as a pattern: with a capital at its start too, unless it has one anyway, and in the plural. */
function patternOf(form: string): string {
  const first = form.charAt(0)
  const start = /[a-z]/.test(first) ? `[${first}${first.toUpperCase()}]` : escaped(first)
  return `${start}${escaped(form.slice(1))}(?:s|'s|’s)?`
}

/** Longest first: a `prior set` is no `prior`. */
const FORMS = TERMS.flatMap((term) => term.forms.map((form) => ({ form, term }))).sort(
  (a, b) => b.form.length - a.form.length,
)
const ANY = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:${FORMS.map(({ form }) => `(${patternOf(form)})`).join('|')})(?![\\p{L}\\p{N}-])`,
  'gu',
)

/** A text in stretches, each term marked where it first stands.
 *  @param known ids of terms that are not marked, since they were before */
export function termsIn(text: string, known: ReadonlySet<string> = new Set()): Piece[] {
  const pieces: Piece[] = []
  const seen = new Set(known)
  let from = 0
  for (const found of text.matchAll(ANY)) {
    const term = FORMS[found.slice(1).findIndex((part) => part !== undefined)]?.term
    if (!term || seen.has(term.id)) continue
    seen.add(term.id)
    if (found.index > from) pieces.push({ text: text.slice(from, found.index), term: null })
    pieces.push({ text: found[0], term })
    from = found.index + found[0].length
  }
  if (from < text.length) pieces.push({ text: text.slice(from), term: null })
  return pieces
}

/** A term by its id; null where there is none. */
export function termNamed(id: string): Term | null {
  return BY_ID.get(id) ?? null
}

/** What a term means, with where it is from. */
export function meaningOf({ means, source }: Term): string {
  return source === undefined ? means : `${means} (${source})`
}

/** Terms that a text uses, in the order of the glossary. */
export function termsOf(text: string): Term[] {
  const used = new Set(termsIn(text).map(({ term }) => term))
  return TERMS.filter((term) => used.has(term))
}
