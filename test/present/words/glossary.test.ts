/** Terms of art: one entry each, found in texts as they are used, and named once in the pages that list them. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { termLinks } from '../../../present/documents/term-links.ts'
import { GLOSSARY } from '../../../present/words/glossary/index.ts'
import { glossaryMarkdown } from '../../../present/words/glossary-text.ts'
import { termNamed, termsIn, termsOf } from '../../../present/words/terms-in-text.ts'

const terms = GLOSSARY.flatMap((group) => group.terms)
const named = (text: string): string[] => termsIn(text).flatMap(({ term }) => (term ? [term.id] : []))

describe('the table of terms', () => {
  test('has each term and each form once, and every form is found as its own term', () => {
    const ids = terms.map(({ id }) => id)
    const forms = terms.flatMap((term) => term.forms)
    expect(new Set(ids).size).toBe(ids.length)
    expect(new Set(forms).size).toBe(forms.length)
    for (const { id, forms: mine } of terms) for (const form of mine) expect(named(`x ${form} x`), form).toEqual([id])
  })

  test('explains in few words: no entry is longer than 260 signs', () => {
    for (const { id, means } of terms) expect(means.length, id).toBeLessThanOrEqual(260)
  })

  test('is the page of docs, and has an entry for every verdict', () => {
    expect(readFileSync(new URL('../../../docs/terms.md', import.meta.url), 'utf8')).toBe(glossaryMarkdown())
    for (const verdict of ['supported', 'contradicted', 'undecided', 'depends', 'untestable', 'untested'])
      expect(termNamed(verdict)?.means).toBeTruthy()
  })
})

describe('terms in a text', () => {
  test('are marked where they first stand, longest first, whole words alone, with a capital and in the plural', () => {
    expect(named('A prior set is no prior; another prior set is one.')).toEqual(['prior-set', 'prior'])
    expect(named('Worlds and a world; a worldly Priority of the underworld')).toEqual(['world'])
    expect(named('nash and zopa are not names')).toEqual([])
    const text = 'Margin over the no-deal value in points.'
    expect(
      termsIn(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text)
    expect(termsOf('the seed of a ZOPA').map(({ id }) => id)).toEqual(['zopa', 'seed'])
  })

  test('lead to their entries in a page without a program, escaped, once each', () => {
    const links = termLinks()
    const html = links.html('<b> a ZOPA') + links.html('another ZOPA')
    expect(html.match(/href="#term-zopa"/g)).toHaveLength(1)
    expect(html).toContain('&lt;b&gt;')
    expect(links.entries().match(/id="term-zopa"/g)).toHaveLength(1)
    expect(termLinks().entries()).toBe('')
  })
})
