/** A claim on a difference says what differs between the two sides: by path, what stood in for what. */
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

test('other tests have none', () => {
  expect([linesOf('H1'), linesOf('C1')]).toEqual(['', ''])
})
