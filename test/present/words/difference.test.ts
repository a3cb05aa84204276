/** A claim on a difference says what differs between the two sides: by path, what stood in for what. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { differenceLines } from '../../../present/words/difference.ts'
import { load } from '../../../src/index.ts'
import { SMALL } from '../../load/cases.ts'

const loaded = load(SMALL, 'case.yaml')
if (!loaded.ok) throw new Error(loaded.errors[0]!.message)
const theCase = loaded.case
const linesOf = (id: string): string =>
  differenceLines(theCase, theCase.claims.find((claim) => claim.id === id)!.test).join('\n')

test('numbers that a scenario sets stand with their paths, before and after', () => {
  const lines = linesOf('C2')
  expect(lines).toMatch(/^patronLeaves against as written:/)
  expect(lines).toMatch(/patronShells: 0 in place of /)
  expect(lines).toMatch(/resolveOfPatron: 0\.05 in place of /)
})

test('between two scenarios each is against the other, priors too', () => {
  expect(linesOf('C3')).toMatch(/^patronLeaves against baseRate:\n {2}priors of durability: \w+ in place of flat/)
})

/** What a case says of the difference that a scenario makes, which changes what is given. */
function changed(text: string, changes: string): string {
  const claim = `  D: {kind: dynamic, says: It matters., where: own, test: {difference: {deal: true, month: {atMost: 12}}, scenario: other, below: 0%}}`
  const read = load(
    text
      .replace(/^scenarios:\n/m, `scenarios:\n  other: {says: Something else holds., ${changes}, source: own}\n`)
      .replace(/^claims:\n/m, `claims:\n${claim}\n`)
      .replace(/^sources:\n/m, 'sources:\n  own: {title: Judgement}\n'),
    'case.yaml',
  )
  if (!read.ok) throw new Error(read.errors[0]!.message)
  return differenceLines(read.case, read.case.claims.find(({ id }) => id === 'D')!.test).join('\n')
}

test('whom nobody asks, and what is no longer left to later talks, is said beside the numbers', () => {
  const [strike, inSteps] = ['strike-for-class', 'ceasefire-first'].map((name) =>
    readFileSync(new URL(`../../../cases/teaching/${name}/case.yaml`, import.meta.url), 'utf8'),
  ) as [string, string]
  expect(changed(strike, 'without: company')).toBe(
    'other against as written:\n  who is not asked: Company in place of nobody',
  )
  expect(changed(inSteps, 'steps: none')).toMatch(/\n {2}left to later talks: nothing in place of “.+”, “.+”$/)
  expect(changed(inSteps, 'set: {steps.pass.probability: 5%}')).toMatch(
    /\n {2}chance that it is taken up: .+ \(steps\.pass\.probability\): 0\.05 in place of 0\.63 \[0\.5 to 0\.8\]$/,
  )
})

test('numbers that differ in a later digit have the digits that tell them apart, and equal ones are not named', () => {
  const before = SMALL.replace('value: 20k to 40k', 'value: 30_000')
  expect(changed(before, 'set: {patronShells: 30_010}')).toContain('30,010 in place of 30,000')
  expect(changed(before, 'set: {patronShells: 30_000, resolveOfPatron: 10%}')).not.toContain('patronShells')
  expect(changed(SMALL, 'set: {patronShells: 20k to 40.01k}')).toMatch(/40,010\] in place of .*40,000\]/)
})

test('other tests have none', () => {
  expect([linesOf('H1'), linesOf('C1')]).toEqual(['', ''])
})
