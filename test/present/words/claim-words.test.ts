/** Every test of every bundled claim is a sentence in the case's words: a number, its noun, its condition, and no id of
 *  the file. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { testSentence, testsOf } from '../../../present/words/index.ts'
import { load } from '../../../src/internal.ts'
import type { LeafFinding } from '../../../src/internal.ts'

const SHELVES = ['bundled/ukraine-2025', 'historical/korea-1952', 'historical/cyprus-2004', 'teaching/strike-for-class']

function loadedFrom(path: string): ReturnType<typeof load> {
  return load(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'), 'case.yaml')
}

const came = (kind: LeafFinding['test']): LeafFinding => ({
  test: kind,
  verdict: 'supported',
  interval: { estimate: -0.21, low: -0.25, high: -0.18 },
  exact: false,
  above: -Infinity,
  below: -0.05,
  n: 1000,
  flips: [],
  readings: null,
  spread: null,
})

test.each(SHELVES)('claims of %s', (shelf) => {
  const loaded = loadedFrom(`cases/${shelf}/case.yaml`)
  if (!loaded.ok) throw new Error('does not load')
  const theCase = loaded.case
  const ids = [
    ...theCase.scenarios.map(({ id }) => id),
    ...theCase.packages.map(({ id }) => id),
    ...theCase.hypotheses.flatMap(({ options }) => options.map(({ id }) => id)),
  ].filter((id) => /[A-Z-]/.test(id))
  const sentences = theCase.claims.flatMap((claim) =>
    testsOf(claim.test).map((one) => testSentence(theCase, one, came(one.kind))),
  )
  expect(sentences.length).toBeGreaterThan(5)
  for (const sentence of sentences) {
    expect(sentence).not.toMatch(/undefined|NaN|\[object/)
    for (const id of ids) expect(sentence.split(/[^\w-]/)).not.toContain(id)
  }
})

test('a difference says which way, by how much, of what and under which condition', () => {
  const loaded = loadedFrom('cases/bundled/ukraine-2025/case.yaml')
  if (!loaded.ok) throw new Error('does not load')
  const claim = loaded.case.claims.find(({ id }) => id === 'I1')
  const [first] = testsOf(claim?.test ?? null)
  if (!first) throw new Error('no test')
  expect(testSentence(loaded.case, first, came('difference'))).toMatch(
    /^the chance that a ceasefire comes within 12 months if “.+” is 21 points lower \[18 to 25\]; asked: below −5 points$/,
  )
  const readings = { pairs: 500, sd: 0.2, varianceError: 0.001, p05: -0.6, p25: -0.34, p75: -0.07, p95: 0.1 }
  const told = testSentence(loaded.case, first, { ...came('difference'), readings, spread: 'told' })
  expect(told).toMatch(/is 21 points lower \[18 to 25\] \(7 to 34 for half of the readings of its judgements\); asked/)
  const untold = testSentence(loaded.case, first, { ...came('difference'), readings: null, spread: 'fewPairs' })
  expect(untold).toMatch(/\[18 to 25\] \(too few worlds to tell how its judgements move it\); asked/)
})

test('a mean says its unit, and a mean of chances is one', () => {
  const loaded = loadedFrom('cases/bundled/ukraine-2025/case.yaml')
  if (!loaded.ok) throw new Error('does not load')
  const said = (claim: string, k: number): string => {
    const test = testsOf(loaded.case.claims.find(({ id }) => id === claim)?.test ?? null)[k]
    return test ? testSentence(loaded.case, test, came(test.kind)) : ''
  }
  expect(said('C4', 0)).toMatch(/ is on average −0\.21 points \[/)
  expect(said('T1', 0)).toMatch(/^the land that Russia holds is on average −0\.21 km² \[/)
  expect(said('I1', 1)).toMatch(/^the chance that the ceasefire holds 5 years.* is 21 points lower \[18 to 25\]/)
})
