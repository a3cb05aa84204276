/** Merging two people's changes, and what differs in meaning. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changesBetween, isSameCase } from '../../server/diff.ts'
import { mergeTexts } from '../../src/text/merge-texts.ts'

const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd', ''), { maxLength: 12 }).map((all) => all.join('\n'))
const clean = (text: string) => ({ kind: 'clean', text })

describe('merging', () => {
  test('what only one changed is taken, and what both changed alike', () => {
    fc.assert(
      fc.property(lines, lines, (base, other) => {
        expect(mergeTexts(base, base, other)).toEqual(clean(other))
        expect(mergeTexts(base, other, base)).toEqual(clean(other))
        expect(mergeTexts(base, other, other)).toEqual(clean(other))
      }),
    )
  })

  test('does not hang on who was first, but for who is called whom', () => {
    fc.assert(
      fc.property(lines, lines, lines, (base, mine, theirs) => {
        const [one, two] = [mergeTexts(base, theirs, mine), mergeTexts(base, mine, theirs)]
        expect(one.kind).toBe(two.kind)
        if (one.kind === 'clean') expect(two).toEqual(one)
      }),
    )
  })

  test('loses no line of either: every change of one is in the text or in a conflict', () => {
    fc.assert(
      fc.property(lines, lines, (mine, theirs) => {
        const base = 'one\ntwo\nthree'
        const merged = mergeTexts(base, `${theirs}\n${base}`, `${base}\n${mine}`)
        expect(merged).toEqual(clean(`${theirs}\n${base}\n${mine}`))
      }),
    )
  })

  test('the same line changed by both is a conflict with both versions and its place', () => {
    expect(mergeTexts('a\nb\nc', 'a\nx\nc', 'a\ny\nc')).toEqual({
      kind: 'conflicts',
      conflicts: [{ line: 2, base: ['b'], theirs: ['x'], mine: ['y'] }],
    })
  })
})

describe('differences in meaning', () => {
  const text = readFileSync(new URL('../../cases/teaching/strike-for-class/case.yaml', import.meta.url), 'utf8')

  test('comments, layout and the order of keys are none; members of lists go by their ids', () => {
    expect(changesBetween('a: 1\nb: {c: 2}', '# words\nb:\n  c: 2\na: 1')).toEqual([])
    expect(changesBetween('l: [{id: x, v: 1}, {id: y, v: 2}]', 'l: [{id: y, v: 3}, {id: x, v: 1}]')).toEqual([
      { path: '/l/y/v', change: 'changed', before: 2, after: 3 },
    ])
    expect(changesBetween('a: {b: 1}', 'a: {c/d: 1}')).toEqual([
      { path: '/a/b', change: 'removed', before: 1 },
      { path: '/a/c~1d', change: 'added', after: 1 },
    ])
    expect(() => changesBetween('a: [', 'a: 1')).toThrow(SyntaxError)
  })

  test('a case is the same with a comment more, and another with another title', () => {
    expect(isSameCase(text, `# a comment\n\n${text}`)).toBe(true)
    expect(isSameCase(text, text.replace(/^title:.*$/m, 'title: Another'))).toBe(false)
  })
})
