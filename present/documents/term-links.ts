/** Terms of art in a page without a program: each leads to its entry at the end, which mouse, touch and keys can
 *  follow. */
import { meaningOf, termsIn } from '../words/index.ts'
import type { Term } from '../words/index.ts'
import { escapeHtml } from './escape.ts'

/** The terms of one page, gathered while it is written. */
export interface TermLinks {
  /** A text, escaped; each term leads to its entry where the page first uses it. */
  readonly html: (text: string) => string
  /** The entries of all that was found up to here, as HTML; empty where there is none. */
  readonly entries: () => string
}

export function termLinks(): TermLinks {
  const used = new Map<string, Term>()
  return {
    html: (text) =>
      termsIn(text, new Set(used.keys()))
        .map((piece) => {
          if (!piece.term) return escapeHtml(piece.text)
          used.set(piece.term.id, piece.term)
          const { id } = piece.term
          return `<a class="term" id="at-${id}" href="#term-${id}" title="${escapeHtml(meaningOf(piece.term))}">${escapeHtml(piece.text)}</a>`
        })
        .join(''),
    entries() {
      if (used.size === 0) return ''
      const entry = (term: Term): string =>
        `<dt id="term-${term.id}">${escapeHtml(term.name)} <a href="#at-${term.id}" aria-label="back to ${escapeHtml(term.name)} in the text">↩</a></dt><dd>${escapeHtml(meaningOf(term))}</dd>`
      return `<section class="glossary"><h2>Terms</h2><dl>${[...used.values()].map(entry).join('')}</dl></section>`
    },
  }
}
