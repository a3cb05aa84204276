/** Lists of scenarios, and the scale of a claim's number. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { countedOf } from '../../../present/words/claim-words.ts'
import { findingEnds } from '../../../present/words/finding.ts'
import { scenarioGroups } from '../../../present/words/index.ts'
import { load } from '../../../src/internal.ts'
import type { Case } from '../../../src/internal.ts'

function caseAt(path: string): Case {
  const loaded = load(readFileSync(new URL(`../../../cases/${path}/case.yaml`, import.meta.url), 'utf8'), 'case.yaml')
  if (!loaded.ok) throw new Error(`${path} does not load`)
  return loaded.case
}
const flagship = caseAt('bundled/ukraine-2025')

test.each(['bundled/ukraine-2025', 'historical/korea-1952', 'teaching/strike-for-class'])(
  'every scenario of %s stands in one group, in words',
  (path) => {
    const theCase = caseAt(path)
    const listed = scenarioGroups(theCase).flatMap(({ scenarios }) => scenarios)
    expect(listed.map(({ id }) => id).sort()).toEqual(theCase.scenarios.map(({ id }) => id).sort())
    for (const { label, id } of listed) expect(label).not.toBe(id)
  },
)

test('those under which a claim is tested come first, beliefs about what lasts last', () => {
  const [first, , last] = scenarioGroups(flagship).map(({ scenarios }) => scenarios.map(({ id }) => id))
  expect(first).toContain('russiaInsists')
  expect(last).toEqual(['fortna', 'wernerYuen', 'loHashimotoReiter', 'flat'])
})

test('the number of a probability lies between 0 and 1, of a difference between −1 and 1, of points anywhere', () => {
  const ends = (claim: string): readonly number[] => {
    const { test: kind, unit } = countedOf(flagship, claim)
    return findingEnds({ test: kind }, unit)
  }
  expect(ends('C1.2')).toEqual([0, 1])
  expect(ends('C2.2')).toEqual([-1, 1])
  expect(ends('N8.2')).toEqual([-1, 1])
  expect(ends('C4.1')).toEqual([-Infinity, Infinity])
})
