import { describe, expect, it } from 'vitest'
import { deriver } from '../../src/stages/worlds/derived.ts'
import { drawer, newWorld, uniforms } from '../../src/stages/worlds/draw.ts'
import { compile, load, templateCase } from '../../src/internal.ts'
import type { Case } from '../../src/internal.ts'

const TEMPLATE = templateCase('derived', 'Derived', '2025-03-01')
const withNumbers = (numbers: string, scenario = ''): string =>
  TEMPLATE.replace('# What is negotiated.', `quantities:\n${numbers}\n# What is negotiated.`)
    .replace('noDealValue: 30 to 50', 'noDealValue: made')
    .replace(
      'set: {redLines.second-alone.cost: 0}',
      scenario === '' ? 'set: {redLines.second-alone.cost: 0}' : scenario,
    )

function read(text: string): Case {
  const loaded = load(text, 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors.map(({ line, message }) => `${line}: ${message}`).join('\n'))
  return loaded.case
}

function worldsOf(theCase: Case, scenario: string | null, count: number): Float64Array[] {
  const { arms, seed } = compile(theCase, scenario, { beside: [] })
  const drawn = uniforms(theCase, arms, seed)
  const draw = drawer(theCase, arms[0] as (typeof arms)[number], new Map())
  return Array.from({ length: count }, (_, index) => {
    const world = newWorld(theCase)
    drawn.draw(index)
    drawn.correlate()
    draw(drawn, index, world)
    return world.values.slice()
  })
}

const of = (theCase: Case, id: string): number => theCase.quantities.findIndex((quantity) => quantity.id === id)

const BASES =
  '  base: {value: 30 to 50, kind: judgement, source: own}\n  other: {value: 1 to 5, kind: judgement, source: own}\n'

describe('a number made of others', () => {
  it.each([
    ['{of: base, times: 0.5}', (base: number) => base / 2],
    ['{of: base, minus: 4}', (base: number) => base - 4],
    ['{sum: [base, other], plus: 1}', (base: number, other: number) => base + other + 1],
    ['{sum: [base, other], times: 2, minus: 3}', (base: number, other: number) => 2 * (base + other) - 3],
  ] as const)('%s is it in every world', (written, expected) => {
    const theCase = read(withNumbers(`${BASES}  made: ${written}`))
    for (const values of worldsOf(theCase, null, 200)) {
      const [base, other, made] = ['base', 'other', 'made'].map((id) => values[of(theCase, id)] ?? NaN) as [
        number,
        number,
        number,
      ]
      expect(made).toBeCloseTo(expected(base, other), 10)
    }
  })

  it('may be made of another such, in any order of the file', () => {
    const theCase = read(withNumbers(`  made: {of: half, plus: 10}\n  half: {of: base, times: 0.5}\n${BASES}`))
    for (const values of worldsOf(theCase, null, 50))
      expect(values[of(theCase, 'made')]).toBeCloseTo(10 + (values[of(theCase, 'base')] ?? NaN) / 2, 10)
  })

  it('moves no other number, follows what a scenario sets, and yields where a scenario sets it', () => {
    const plain = read(withNumbers(`${BASES}  made: 20 to 30`))
    const theCase = read(withNumbers(`${BASES}  made: {of: base, times: 0.5}`, 'set: {base: 80}'))
    const [was, is] = [worldsOf(plain, null, 20), worldsOf(theCase, null, 20)]
    for (const id of ['base', 'other'])
      expect(is.map((v) => v[of(theCase, id)])).toEqual(was.map((v) => v[of(plain, id)]))
    expect(worldsOf(theCase, 'bluff', 5).map((v) => v[of(theCase, 'made')])).toEqual([40, 40, 40, 40, 40])
    const set = read(withNumbers(`${BASES}  made: {of: base, times: 0.5}`, 'set: {made: 33}'))
    expect(worldsOf(set, 'bluff', 2).map((v) => v[of(set, 'made')])).toEqual([33, 33])
    const sent = JSON.parse(JSON.stringify(compile(set, 'bluff', { beside: [] }))) as ReturnType<typeof compile>
    const values = new Float64Array(set.quantities.length)
    deriver(sent.case, sent.arms[0] as (typeof sent.arms)[number])(values)
    expect(values[of(set, 'made')]).toBe(0)
  })

  it.each([
    ['{of: bose, times: 2}', 'unknown-quantity', 'unknown quantity `bose`'],
    ['{of: made}', 'circular', '`made` is made of itself'],
    ['{of: [base]}', 'wrong-kind', 'expected the name of a number'],
    ['{of: base, sum: [other]}', 'wrong-kind', 'write either `of` with one name or `sum` with a list of names'],
    ['{sum: [], plus: 1}', 'wrong-kind', 'expected a list of names of numbers'],
    ['{of: base, times: 1 to 2}', 'bad-number', 'expected a certain number: what is uncertain gets a name of its own'],
    ['{of: base, tines: 2}', 'unknown-key', 'a number made of others has no key `tines`'],
  ])('%s is refused as %s', (written, code, message) => {
    const loaded = load(withNumbers(`${BASES}  made: ${written}`), 'case.yaml')
    expect(loaded.ok ? [] : loaded.errors.map((error) => [error.code, error.message])).toContainEqual([code, message])
  })

  it('of two that are made of each other is refused', () => {
    const loaded = load(withNumbers(`  made: {of: half}\n  half: {of: made}\n${BASES}`), 'case.yaml')
    expect(loaded.ok ? [] : loaded.errors.map(({ code }) => code)).toContain('circular')
  })
})
