/** The headline of a run that goes on says of its worlds what the brief says of them once they are all. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { headline, headlineSoFar } from '../../../present/words/index.ts'
import { compile, dealCounts, load, simulate, summariseArm } from '../../../src/internal.ts'
import type { Case } from '../../../src/internal.ts'

function caseOf(): Case {
  const loaded = load(readFileSync(new URL('../../fixtures/cases/small.yaml', import.meta.url), 'utf8'), 'case')
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.errors))
  return loaded.case
}

test('of the same worlds: the same words and the same chance, with its interval', () => {
  const theCase = caseOf()
  const model = compile(theCase, null, { worlds: 120, armWorlds: 0, beside: [] })
  const tally = simulate(model, 0, 120)
  const arm = summariseArm(model, tally, 0)
  const soFar = headlineSoFar(theCase, dealCounts(tally))!
  const { low, high } = arm.dealBy[Math.min(12, arm.dealBy.length) - 1]!
  const start = soFar.replace(/ \(\d+–\d+\) so far$/, '')
  expect(headline(theCase, arm).startsWith(start)).toBe(true)
  expect(soFar).toBe(`${start} (${Math.round(100 * low)}–${Math.round(100 * high)}) so far`)
  expect(low).toBeLessThan(high)
})

test('of few worlds nothing is said, nor of a case without talks', () => {
  const theCase = caseOf()
  const months = theCase.bargaining!.months
  expect(headlineSoFar(theCase, { n: 29, dealMonth: new Float64Array(months + 1) })).toBeNull()
  expect(headlineSoFar(theCase, { n: 30, dealMonth: new Float64Array(months + 1) })).toContain('0 % (0–')
  expect(headlineSoFar({ ...theCase, bargaining: null }, { n: 500, dealMonth: new Float64Array(1) })).toBeNull()
})
