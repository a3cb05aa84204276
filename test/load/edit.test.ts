import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { setNumber } from '../../src/load/edit.ts'
import { readCase } from '../../src/load/load.ts'
import { writeAt, writeBackAt } from '../../src/load/number-places.ts'
import type { NumberPlaces } from '../../src/load/number-places.ts'
import { applyFixes } from '../../src/text/fixes.ts'
import { load } from '../../src/load/load.ts'
import { HEAD, SMALL } from './cases.ts'
import { runs } from '../properties.ts'

function set(text: string, id: string, written: string): string {
  const edited = setNumber(text, id, written)
  if (!edited.ok) throw new Error(edited.problem.message)
  return edited.text
}

/** The lines that differ, before and after. */
function changes(before: string, after: string): string[] {
  const [a, b] = [before.split('\n'), after.split('\n')]
  expect(b).toHaveLength(a.length)
  return a.flatMap((line, k) => (line === b[k] ? [] : [`${line.trim()} → ${b[k]!.trim()}`]))
}

describe('setNumber', () => {
  it.each([
    ['war.front.rate', '45', 'rate: 40 → rate: 45'],
    ['war.front.fade', 'pert(0.5, 0.7, 0.9)', "fade: 'pert(0.6, 0.8, 0.95)' → fade: 'pert(0.5, 0.7, 0.9)'"],
    ['war.front.shock', 'normal(20, 1)', "shock: 15 to 30 → shock: 'normal(20, 1)'"],
    [
      'patronShells',
      '0',
      'patronShells: {value: 20k to 40k, unit: shells/month, kind: estimate, source: gazette 3 Feb} → patronShells: {value: 0, unit: shells/month, kind: estimate, source: gazette 3 Feb}',
    ],
    [
      'resolveOfPatron',
      '60%',
      'resolveOfPatron: {value: beta(6, 4), kind: judgement, source: test} → resolveOfPatron: {value: 60%, kind: judgement, source: test}',
    ],
    [
      'durability.effects.guarantee',
      '-1 to 0',
      "effects: {guarantee: {value: 'normal(-1.1, 0.6)', kind: judgement, source: test}} → effects: {guarantee: {value: '-1 to 0', kind: judgement, source: test}}",
    ],
    [
      'war.front.pull/sceptic',
      '0',
      "pull: {given: shellPull, believer: 'normal(40, 15)', sceptic: 'normal(2, 10)'} → pull: {given: shellPull, believer: 'normal(40, 15)', sceptic: '0'}",
    ],
    [
      'scores.north.interactions.0',
      '-8',
      '- {when: {guarantee: treaty, force: league}, points: -5} → - {when: {guarantee: treaty, force: league}, points: -8}',
    ],
  ])('%s := %s', (id, written, change) => {
    expect(changes(SMALL, set(SMALL, id, written))).toEqual([change])
  })

  it('sets exactly what the loader then reads, for every number that the file writes', () => {
    const loaded = load(SMALL, 'small.yaml')
    if (!loaded.ok) throw new Error('the small case is broken')
    const plain = loaded.case.quantities.filter(
      (quantity) => quantity.spread.kind === 'plain' && quantity.unit === '' && quantity.low <= 0 && quantity.high >= 0,
    )
    fc.assert(
      fc.property(fc.constantFrom(...plain), (quantity) => {
        const edited = setNumber(SMALL, quantity.id, '0')
        if (!edited.ok) {
          expect(edited.problem.code).toBe('not-written')
          return
        }
        const again = load(edited.text, 'small.yaml')
        const after = (again.ok ? again.case.quantities : []).filter(
          (other, k) => JSON.stringify(other.spread) !== JSON.stringify(loaded.case.quantities[k]!.spread),
        )
        expect(after.every((other) => other.id === quantity.id)).toBe(true)
      }),
      { numRuns: runs(60) },
    )
  })

  it.each([
    ['nothing', '1', 'unknown-quantity'],
    ['war.front.rate', 'many', 'bad-number'],
    ['war.front.rate', '1 to', 'bad-number'],
    ['durability.effects.dmz', '1', 'not-written'],
    ['war.front.pull', '1', 'by-hypothesis'],
  ])('%s := %s is refused with `%s`', (id, written, code) => {
    expect(setNumber(SMALL, id, written)).toMatchObject({ ok: false, problem: { code } })
  })

  it('refuses a text that cannot be read', () => {
    expect(setNumber('[', 'a', '1')).toMatchObject({ ok: false })
  })
})

describe('applyFixes', () => {
  it('applies the sure repairs and says how many', () => {
    const text = `${HEAD}actorz:\n  a: {name: A, role: belligerant, noDealValue: 4,000}\n`
    const once = load(text, 'x')
    const fixed = applyFixes(text, once.ok ? [] : [...once.errors, ...once.warnings])
    expect(fixed).toEqual({ text: text.replace('actorz', 'actors'), applied: 1 })
    const twice = load(fixed.text, 'x')
    expect(applyFixes(fixed.text, twice.ok ? [] : twice.errors).text).toContain('role: belligerent')
  })

  it('quotes calls that YAML would split, leaving the case as it was', () => {
    const before = load(SMALL, 'x')
    if (!before.ok) throw new Error('the small case is broken')
    const { text, applied } = applyFixes(SMALL, before.warnings)
    expect(applied).toBe(3)
    const after = load(text, 'x')
    if (!after.ok) throw new Error('the fixed case is broken')
    expect(after.warnings).toEqual([])
    const spreads = (quantities: typeof after.case.quantities): unknown =>
      quantities.map((quantity) => [quantity.id, quantity.spread])
    expect(spreads(after.case.quantities)).toEqual(spreads(before.case.quantities))
  })

  it('takes the first of two that overlap', () => {
    const at = { severity: 'error', code: 'x', message: 'x', file: 'x', line: 1, column: 1, length: 1 } as const
    expect(
      applyFixes('abcd', [
        { ...at, fix: { offset: 0, length: 2, text: 'X' } },
        { ...at, fix: { offset: 1, length: 2, text: 'Y' } },
      ]),
    ).toEqual({ text: 'Xcd', applied: 1 })
  })
})

describe('a number written by its place', () => {
  const placesOf = (text: string): NumberPlaces => ({ text, spans: readCase(text, 'a.yaml').read!.reading.spans })
  const original = placesOf(SMALL)

  it('is what the reader of files writes, and all numbers stand where it then finds them', () => {
    let count = 0
    for (const id of [...original.spans.keys()].filter((_, k) => k % 4 === 0)) {
      const next = writeAt(original, id, '1234')
      if (next === null) continue
      count++
      expect(next.text, id).toBe(set(SMALL, id, '1234'))
      const again = placesOf(next.text)
      expect([...next.spans].sort()).toEqual([...again.spans].sort())
      expect(writeBackAt(next, id, original)!.text).toBe(SMALL)
    }
    expect(count).toBeGreaterThan(10)
  })

  it('is none where the file writes no number of its own, or more than a number is written', () => {
    expect(writeAt(original, 'nothing', '5')).toBeNull()
    expect(writeAt(original, 'war.front.rate', '1, 2')).toBeNull()
    expect(writeAt(original, 'war.front.rate', 'normal(1, 2)')).toBeNull()
    // The span of numbers given a hypothesis holds them all.
    expect(writeAt(original, 'war.front.pull', '5')).toBeNull()
  })
})
