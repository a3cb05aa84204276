import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyFixes } from '../../src/text/fixes.ts'
import { load } from '../../src/load/load.ts'
import type { Loaded } from '../../src/load/load.ts'
import { renderDiagnostic } from '../../src/text/diagnostic.ts'
import { holds, LIMITS } from '../fuzz.ts'
import { HEAD, SMALL } from './cases.ts'

/** Where the lines of a text start, found naively. */
function offsetOf(text: string, line: number, column: number): number {
  return (
    text
      .split('\n')
      .slice(0, line - 1)
      .reduce((sum, one) => sum + one.length + 1, 0) +
    column -
    1
  )
}

/** What holds of any result. */
function sound(loaded: Loaded, text: string): void {
  const all = loaded.ok ? loaded.warnings : [...loaded.errors, ...loaded.warnings]
  if (!loaded.ok) expect(loaded.errors.length).toBeGreaterThan(0)
  for (const one of all) {
    const offset = offsetOf(text, one.line, one.column)
    expect(one.line).toBeGreaterThanOrEqual(1)
    expect(one.column).toBeGreaterThanOrEqual(1)
    expect(offset + one.length).toBeLessThanOrEqual(text.length + 1)
    expect(one.length).toBeGreaterThanOrEqual(0)
    expect(one.code).not.toBe('internal')
    expect(renderDiagnostic(one, text).split('\n').length).toBeLessThanOrEqual(4)
    if (one.fix !== undefined) expect(one.fix.offset + one.fix.length).toBeLessThanOrEqual(text.length)
  }
  const errors = loaded.ok ? [] : loaded.errors
  expect(errors.every((one, k) => k === 0 || errors[k - 1]!.line <= one.line)).toBe(true)
}

const pieces = [
  '',
  ' ',
  '\n',
  '\t',
  ':',
  ': ',
  '- ',
  ',',
  '{',
  '}',
  '[',
  ']',
  "'",
  '"',
  '#',
  '&a ',
  '*a',
  '!',
  '|',
  '>',
  '%',
  '@',
  '? ',
  '---\n',
  '~',
  'null',
  'true',
  '1',
  '-1',
  '50%',
  'to',
  'normal(',
  ')',
  'x',
  'given',
  'value',
  'armistice',
  '__proto__',
  '\u0000',
  '\ufeff',
  '\r\n',
  '\ud800',
  '🕊',
  '<<',
  '1e999',
  '-0',
]

describe('loading', () => {
  it('always ends in a result with places inside the text, whatever is done to a case', LIMITS, () => {
    const edit = fc.record({
      at: fc.nat(SMALL.length),
      cut: fc.oneof(fc.constant(0), fc.nat(40)),
      put: fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 8 })),
    })
    const texts = fc
      .array(edit, { minLength: 1, maxLength: 5 })
      .map((edits) => edits.reduce((one, { at, cut, put }) => one.slice(0, at) + put + one.slice(at + cut), SMALL))
    holds('cases, pieces put in', texts, (text) => sound(load(text, 'case.yaml'), text))
  })

  it('always ends in a result when lines are moved, repeated or left out', LIMITS, () => {
    const lines = SMALL.split('\n')
    const edit = fc.record({
      from: fc.nat(lines.length - 1),
      count: fc.integer({ min: 1, max: 20 }),
      to: fc.nat(lines.length - 1),
      keep: fc.boolean(),
      indent: fc.integer({ min: -4, max: 4 }),
    })
    const texts = fc.array(edit, { minLength: 1, maxLength: 3 }).map((edits) => {
      const moved = edits.reduce((list, { from, count, to, keep, indent }) => {
        const block = list
          .slice(from, from + count)
          .map((line) => (indent >= 0 ? ' '.repeat(indent) + line : line.replace(new RegExp(`^ {0,${-indent}}`), '')))
        const rest = keep ? list : [...list.slice(0, from), ...list.slice(from + count)]
        return [...rest.slice(0, to), ...block, ...rest.slice(to)]
      }, lines)
      return moved.join('\n')
    })
    holds('cases, lines moved', texts, (text) => sound(load(text, 'case.yaml'), text))
  })

  it('always ends in a result on YAML soup', LIMITS, () => {
    const texts = fc
      .array(
        fc.oneof(
          fc.constantFrom(...pieces),
          fc.constantFrom('actors', 'issues', 'claims', 'war', 'test', 'probability', 'options', 'set'),
        ),
      )
      .map((list) => HEAD + list.join(''))
    holds('cases, soup', texts, (text) => sound(load(text, 'case.yaml'), text), 300)
  })

  it('always ends in a result when a value is replaced by another kind of value', LIMITS, () => {
    const values = [...SMALL.matchAll(/(?<=[:,[] ?)([\w.%-]+)(?=[,}\]\n])/g)].map((match) => ({
      at: match.index,
      length: match[0].length,
    }))
    const other = fc.constantFrom(
      '[]',
      '{}',
      '[1, 2]',
      '{a: b}',
      '~',
      "''",
      '-5',
      '1e9',
      'north',
      'motive',
      'territory',
      '{given: motive, greed: 1, fear: 2}',
      '{value: {given: shellPull}}',
      '{value: [1]}',
      '{not: {}}',
      '{all: [{}]}',
    )
    const texts = fc
      .tuple(fc.constantFrom(...values), other)
      .map(([{ at, length }, put]) => SMALL.slice(0, at) + put + SMALL.slice(at + length))
    holds('cases, values of another kind', texts, (text) => sound(load(text, 'case.yaml'), text))
  })

  it('gives the same result for the same text', () => {
    expect(load(SMALL, 'a.yaml')).toEqual(load(SMALL, 'a.yaml'))
  })

  it('a sure fix never leaves its own error standing', LIMITS, () => {
    const words = [...SMALL.matchAll(/\b[a-zA-Z]{4,}\b/g)].map((match) => ({
      at: match.index,
      length: match[0].length,
    }))
    holds('cases, words misspelt', fc.tuple(fc.constantFrom(...words), fc.nat(2)), ([{ at, length }, which]) => {
      const swapped = `${SMALL.charAt(at + which + 1)}${SMALL.charAt(at + which)}`
      const text = SMALL.slice(0, at + which) + swapped + SMALL.slice(at + which + 2)
      const before = load(text, 'case.yaml')
      if (before.ok || which + 2 > length) return
      const fixable = before.errors.filter((one) => one.fix !== undefined)
      const fixed = applyFixes(text, fixable)
      const after = load(fixed.text, 'case.yaml')
      const left = after.ok ? [] : after.errors
      const said = new Set(left.map((one) => `${one.line} ${one.code} ${one.message}`))
      for (const one of fixable) expect(said).not.toContain(`${one.line} ${one.code} ${one.message}`)
    })
  })
})
