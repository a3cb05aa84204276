/** What became of a proposal stands in the brief. */
import { expect, test } from 'vitest'
import { briefLines } from '../../../present/words/index.ts'
import { compile, load, simulate, summarise } from '../../../src/index.ts'
import { twoParties } from '../../fixtures/two-parties.ts'

function brief(chance: string, worlds: number): string {
  const bargaining = `  proposals:
    - {id: p, says: Half and half., by: [u], month: 1, options: {pay: mid, hours: few}, probability: {value: ${chance}, source: x, kind: judgement}, source: x}`
  const loaded = load(twoParties({ bargaining }), 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors[0]!.message)
  const model = compile(loaded.case, null, { worlds, seed: 3 })
  const summary = summarise(model, simulate(model, 0, worlds), '0'.repeat(64))
  const { put } = summary.arms[0]!.proposals['p']!
  expect(put / worlds).toBeCloseTo(Number(chance.replace('%', '')) / 100, 1)
  return briefLines(loaded.case, summary)
    .map(({ text }) => text)
    .join('\n')
}

test('with how often it was put and accepted', () => {
  expect(brief('100%', 200)).toMatch(
    /Proposal of month 1, “Half and half”: put in 100 % of worlds, and accepted in .* of these/,
  )
})

test('too few, and none, are said to be', () => {
  expect(brief('10%', 100)).toMatch(/put in \d+ % of worlds, \d+ in all: too few to say/)
  expect(brief('0%', 50)).toMatch(/put in no world as the case is run here$/m)
})
