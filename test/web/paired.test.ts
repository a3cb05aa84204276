/** What a change does, told from two runs of one seed: the pairing of Compare, where both are arms of one run. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compile, load, newTally, simulate, simulator, summarise } from '../../src/internal.ts'
import { pairedDifference } from '../../web/paired.ts'

const text = readFileSync(new URL('../fixtures/cases/valley-war/case.yaml', import.meta.url), 'utf8')
const loaded = load(text, 'case.yaml')
if (!loaded.ok) throw new Error('the valley does not load')
const { case: theCase, digest } = loaded
const WORLDS = 150

function monthsOf(scenario: string | null, worlds: number): Uint16Array {
  const model = compile(theCase, scenario, { worlds, beside: [] })
  const months = new Uint16Array(worlds)
  simulator(model)(0, worlds, newTally(model), months)
  return months
}

test('the difference of two runs is that of two arms of one, to the bit', () => {
  const model = compile(theCase, null, { worlds: WORLDS, armWorlds: WORLDS, beside: ['leagueLeaves'] })
  const [change] = summarise(model, simulate(model, 0, WORLDS), digest).changes
  const paired = pairedDifference(monthsOf(null, WORLDS), monthsOf('leagueLeaves', WORLDS), change!.month)!
  expect(paired.apart).toEqual(change!.difference)
  expect(paired.after).toBe(change!.dealBy.estimate)
})

test('only worlds that both have are paired; a case is no different from itself', () => {
  const [few, many] = [monthsOf(null, 40), monthsOf(null, 60)]
  expect(pairedDifference(many, few, 12)).toMatchObject({ worlds: 40, apart: { estimate: 0 } })
  expect(pairedDifference(few, new Uint16Array(0), 12)).toBeNull()
  const { apart } = pairedDifference(few, many, 12)!
  // Apart, two shares of 40 worlds would be known within some twenty points.
  expect(apart.high - apart.low).toBeLessThan(0.2)
})
