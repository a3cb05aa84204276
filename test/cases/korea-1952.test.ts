import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Case } from '../../src/case/types.ts'
import { load } from '../../src/load/load.ts'
import { armOf, compile } from '../../src/run/compile.ts'
import { simulate, worlds } from '../../src/run/simulate.ts'
import { summarise } from '../../src/run/summarise.ts'
import type { Summary } from '../../src/run/summary.ts'

const text = readFileSync(new URL('../../cases/historical/korea-1952/case.yaml', import.meta.url), 'utf8')

let theCase: Case
let summary: Summary

beforeAll(() => {
  const loaded = load(text, 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors.map(({ line, message }) => `${line}: ${message}`).join('\n'))
  expect(loaded.warnings).toEqual([])
  theCase = loaded.case
  const model = compile(theCase, null, { worlds: 2000, armWorlds: 600, seed: 11 })
  summary = summarise(model, simulate(model, 0, 2000), loaded.digest)
})

/** Month of the deal in the first worlds, Infinity where there is none. */
function months(scenario: string | null, changes: Readonly<Record<string, number>> = {}, count = 800): number[] {
  const named = theCase.scenarios.findIndex(({ id }) => id === scenario)
  const arm = armOf(theCase, named < 0 ? null : named)
  const spreads = arm.spreads.map((spread, q) => {
    const value = changes[theCase.quantities[q]!.id]
    return value === undefined ? spread : { kind: 'plain' as const, of: { kind: 'fixed' as const, value } }
  })
  const each = worlds({ case: theCase, arms: [{ ...arm, spreads }], seed: 5, worlds: count, armWorlds: 0 })
  return Array.from({ length: count }, (_, k) => each(k)[0]!.talks!.month || Infinity)
}

const deals = (of: readonly number[]): number => of.filter(Number.isFinite).length

describe('the run', () => {
  test('gives a verdict on each claim, and not the same on all', () => {
    const verdicts = summary.findings.map(({ verdict }) => verdict)
    expect(verdicts).toHaveLength(theCase.claims.length)
    expect(verdicts).not.toContain('untestable')
    expect(new Set(verdicts).size).toBeGreaterThan(1)
  })

  test('finds an armistice unlikely but possible, and worth it to both where it comes', () => {
    const [arm] = summary.arms
    for (const { estimate } of arm!.dealBy) {
      expect(estimate).toBeGreaterThan(0)
      expect(estimate).toBeLessThan(0.3)
    }
    for (const margin of Object.values(arm!.families[0]!.margins)) expect(margin.p50).toBeGreaterThan(0)
  })
})

describe('on common worlds', () => {
  test('Stalin’s death brings an armistice sooner in every world', () => {
    const [before, after] = [months(null), months('stalinDies')]
    after.forEach((month, k) => expect(month).toBeLessThanOrEqual(before[k]!))
    expect(deals(after)).toBeGreaterThan(deals(before))
  })

  test('a red line on the prisoners that is dearer, or absolute, never brings one sooner', () => {
    for (const id of ['redLines.all-prisoners', 'redLines.unc-no-force']) {
      const [free, dear, firm] = [{ cost: 0 }, { cost: 30 }, { firm: 1 }].map((set) =>
        months(null, Object.fromEntries(Object.entries(set).map(([key, value]) => [`${id}.${key}`, value]))),
      )
      dear!.forEach((month, k) => expect(month).toBeGreaterThanOrEqual(free![k]!))
      firm!.forEach((month, k) => expect(month).toBeGreaterThanOrEqual(dear![k]!))
      expect(deals(firm!)).toBeLessThan(deals(free!))
    }
  })
})
