import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import type { Case } from '../../src/case/types.ts'
import { load } from '../../src/load/load.ts'
import { armOf, compile } from '../../src/run/compile.ts'
import { simulate, worlds } from '../../src/run/simulate.ts'
import { summarise } from '../../src/run/summarise.ts'
import type { Summary } from '../../src/run/summary.ts'

const text = readFileSync(new URL('../../cases/historical/cyprus-2004/case.yaml', import.meta.url), 'utf8')

let theCase: Case
let summary: Summary

beforeAll(() => {
  const loaded = load(text, 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors.map(({ line, message }) => `${line}: ${message}`).join('\n'))
  expect(loaded.warnings).toEqual([])
  theCase = loaded.case
  const model = compile(theCase, null, { worlds: 1200, armWorlds: 300, seed: 11 })
  summary = summarise(model, simulate(model, 0, 1200), loaded.digest)
})

/** Month of the deal, or of the first terms agreed, in each of the first worlds, with some numbers fixed; infinite
 *  where none comes. */
function months(
  changes: Readonly<Record<string, number>>,
  scenario: string | null = null,
  of: 'month' | 'signed' = 'month',
): number[] {
  const arm = armOf(theCase, scenario === null ? null : theCase.scenarios.findIndex(({ id }) => id === scenario))
  const spreads = arm.spreads.map((spread, q) => {
    const value = changes[theCase.quantities[q]!.id]
    return value === undefined ? spread : { kind: 'plain' as const, of: { kind: 'fixed' as const, value } }
  })
  const each = worlds({ case: theCase, arms: [{ ...arm, spreads }], seed: 5, worlds: 300, armWorlds: 0 })
  return Array.from({ length: 300 }, (_, k) => each(k)[0]!.talks![of] || Infinity)
}

const deals = (of: readonly number[]): number => of.filter(Number.isFinite).length

test('cites nothing from after its date', () => {
  const late = theCase.sources.filter(({ date }) => date !== undefined && date > theCase.asOf)
  expect(late.map(({ id }) => id)).toEqual([])
  for (const line of theCase.redLines) expect(line.stated === null || line.stated <= theCase.asOf, line.id).toBe(true)
})

test('every claim has a test and a verdict, and they differ', () => {
  expect(theCase.claims.every((claim) => claim.test !== null)).toBe(true)
  expect(summary.findings.map(({ claim }) => claim)).toEqual(theCase.claims.map(({ id }) => id))
  expect(new Set(summary.findings.map(({ verdict }) => verdict)).size).toBeGreaterThan(2)
})

test('a settlement is possible and not likely', () => {
  const byTwelve = summary.arms[0]!.dealBy.at(-1)!.estimate
  expect(byTwelve).toBeGreaterThan(0.1)
  expect(byTwelve).toBeLessThan(0.5)
})

test('accession tied to a settlement brings one no later in any world, and in more worlds', () => {
  const [free, tied] = [months({}), months({}, 'accessionHangs')]
  tied.forEach((month, k) => expect(month).toBeLessThanOrEqual(free[k]!))
  expect(deals(tied)).toBeGreaterThan(deals(free))
})

test('a red line that is dearer, or absolute, has no terms agreed sooner', () => {
  // Agreed and not in force: terms that a line keeps from an early vote that fails may come before a later one.
  for (const { id } of theCase.redLines) {
    const free = months({ [`redLines.${id}.cost`]: 0 }, null, 'signed')
    const dear = months({ [`redLines.${id}.cost`]: 30 }, null, 'signed')
    dear.forEach((month, k) => expect(month, id).toBeGreaterThanOrEqual(free[k]!))
    months({ [`redLines.${id}.firm`]: 1 }, null, 'signed').forEach((month, k) =>
      expect(month, id).toBeGreaterThanOrEqual(dear[k]!),
    )
  }
})
