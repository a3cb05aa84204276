import { describe, expect, it } from 'vitest'
import { explained } from '../../src/answers/audit/explained.ts'
import { inUniverse, universeUniforms } from '../../src/answers/audit/universe.ts'
import { answer, compile, load } from '../../src/internal.ts'
import type { AuditRecord } from '../../src/internal.ts'
import { seedOf, streamOf, uniformAt } from '../../src/math/philox.ts'

const CASE = `armistice: 1
id: audited
title: A case to audit
asOf: 2024-01-01
sources: {own: {title: Own judgement}}
actors:
  a: {name: A, role: belligerent, noDealValue: 30 to 50, kind: judgement, source: own}
  b: {name: B, role: belligerent, noDealValue: 30 to 50, kind: judgement, source: own}
hypotheses:
  aim: {kind: judgement, source: own, options: {land: {says: Land., prior: 30%}, trade: {says: Trade., prior: 70%}}}
issues:
  matter: {says: The matter., noDeal: mine, options: {mine: As A has it., half: Half., yours: As B has it.}}
scores:
  a: {kind: judgement, source: own, issues: {matter: {weight: 100, options: {mine: 100, half: 40 to 70, yours: 0}}}}
  b: {kind: judgement, source: own, issues: {matter: {weight: 100, options: {mine: 0, half: 40 to 70, yours: 100}}}}
rules:
  - {id: never, says: B never has it., kind: hard, when: {matter: yours}, requires: {matter: half}, source: own}
redLines:
  - {id: no-half, actor: a, says: No half., rejects: {matter: half}, firm: 20%, kind: judgement, source: own}
bargaining: {months: 12, hazard: {value: 20% to 40%, unit: /month, kind: judgement, source: own}}
claims:
  ECHO1: {kind: conclusion, says: It wants trade., where: own, test: {probability: {hypothesis: {aim: trade}}, above: 50%}}
  ECHO2: {kind: conclusion, says: The line is a bluff., where: own, test: {probability: {firm: no-half}, below: 50%}}
  RULED: {kind: conclusion, says: B never has it., where: own, test: {probability: {matter: yours}, below: 10%}}
  OPEN: {kind: conclusion, says: They agree., where: own, test: {probability: {deal: true}, above: 50%}}
`

function model(worlds: number) {
  const loaded = load(CASE, 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors.map(({ line, message }) => `${line}: ${message}`).join('\n'))
  return { loaded, model: compile(loaded.case, null, { worlds, beside: [] }) }
}

describe('an audit', () => {
  it('tells an echo, what is so by construction, and what could have come out otherwise', async () => {
    const { loaded } = model(1)
    const ask = { kind: 'audit', universes: 120, worlds: 60, scenario: null, seed: 7 } as const
    const found = await answer({ kind: 'case', case: loaded.case, digest: loaded.digest }, ask)
    if (found.kind !== 'answer') throw new Error(found.kind)
    const { tests } = found.record as AuditRecord
    const of = (claim: string) => tests.find((test) => test.claim === claim)
    expect(of('ECHO1')?.audited).toEqual({ kind: 'echo', of: 'hypotheses.aim', share: null })
    expect(of('ECHO1')?.echoLine).toBe(10)
    expect(of('ECHO2')?.audited).toMatchObject({ kind: 'echo', of: 'redLines.no-half' })
    expect(of('RULED')?.audited).toMatchObject({ kind: 'byConstruction', others: 0 })
    expect(of('OPEN')?.audited).toEqual({ kind: 'open' })
    expect(of('OPEN')?.told).toBe(120)
  })

  it('refuses a case without tests, and says so', async () => {
    const loaded = load(CASE.slice(0, CASE.indexOf('claims:')), 'case.yaml')
    if (!loaded.ok) throw new Error('does not load')
    const ask = { kind: 'audit', universes: 40, worlds: 10, scenario: null, seed: 7 } as const
    const found = await answer({ kind: 'case', case: loaded.case, digest: loaded.digest }, ask)
    expect(found).toMatchObject({ kind: 'wrong' })
  })
})

describe('a universe', () => {
  it('draws every number within the bounds of its field, and keeps what a scenario sets', () => {
    const { model: asWritten } = model(10)
    for (let index = 0; index < 200; index++) {
      const there = inUniverse(asWritten, universeUniforms(asWritten, index))
      there.arms[0]?.spreads.forEach((spread, q) => {
        const { low, high, factor } = asWritten.case.quantities[q] as (typeof asWritten.case.quantities)[number]
        if (spread.kind !== 'plain' || spread.of.kind !== 'fixed') return
        expect(spread.of.value * factor).toBeGreaterThanOrEqual(low)
        expect(spread.of.value * factor).toBeLessThanOrEqual(high)
      })
    }
  })

  it('is the same however many there are', () => {
    const { model: one } = model(10)
    expect(universeUniforms(one, 5)).toEqual(universeUniforms(one, 5))
    expect(universeUniforms(one, 5)).not.toEqual(universeUniforms(one, 6))
  })
})

describe('the share that one input explains', () => {
  const [seed, n] = [seedOf(3), 400]
  const column = (name: string) => Float64Array.from({ length: n }, (_, k) => uniformAt(seed, streamOf(name), k, 0))
  const [x, z] = [column('x'), column('z')]

  it('is 1 of itself, whichever way it bends', () => {
    expect(explained(x, x)).toBeCloseTo(1, 12)
    expect(
      explained(
        x,
        x.map((u) => (u - 0.5) ** 2),
      ),
    ).toBeGreaterThan(0.9)
  })

  it('is near 0 of another, and its part of a sum', () => {
    expect(explained(x, z)).toBeLessThan(0.05)
    // Var(2x) / Var(2x + z) = 4/5.
    expect(
      Math.abs(
        explained(
          x,
          x.map((u, k) => 2 * u + (z[k] ?? 0)),
        ) - 0.8,
      ),
    ).toBeLessThan(0.06)
  })
})
