/** Rules that name no issue, weights and gains of nothing: the corners of who accepts what. */
import { describe, expect, test } from 'vitest'
import { compile, load, simulate, strikes, summarise } from '../../../src/internal.ts'
import type { ArmSummary, Model } from '../../../src/internal.ts'
import { twoParties } from '../../fixtures/two-parties.ts'

function modelOf(text: string, worlds = 400): Model {
  const loaded = load(text, 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors.map(({ line, message }) => `${line}: ${message}`).join('\n'))
  return compile(loaded.case, null, { worlds, seed: 3 })
}

function run(text: string): ArmSummary {
  const model = modelOf(text)
  return summarise(model, simulate(model, 0, model.worlds), '0'.repeat(64)).arms[0]!
}

const parliament = (chance: string, soft = ''): string => `rules:
  - {id: vote, says: Whatever is agreed needs the parliament., kind: hard, requires: {consent: parl}, source: x}
${soft}consents:
  parl: {says: Parliament., probability: {value: ${chance}, source: x, kind: judgement}}`

describe('a consent that every package needs', () => {
  test('refused, leaves no deal by talks or by proposal; given, all', () => {
    const proposal = `  proposals:
    - {id: p, says: P., by: [u], month: 1, options: {pay: mid, hours: few}, probability: {value: 100%, source: x, kind: judgement}, source: x}`
    for (const bargaining of ['', proposal]) {
      const refused = run(twoParties({ bargaining, more: parliament('0%') }))
      expect([refused.open[0]!.estimate, refused.dealBy.at(-1)!.estimate]).toEqual([0, 0])
      const given = run(twoParties({ bargaining, more: parliament('100%') }))
      expect(given.open[0]!.estimate).toBe(1)
    }
  })

  test('given in some worlds, opens those; and the steps that strike name it', () => {
    const arm = run(twoParties({ more: parliament('40%') }))
    expect(arm.open[0]!.estimate).toBe(arm.consents['parl']!.estimate)
    const { steps } = strikes(modelOf(twoParties({ more: parliament('40%') })))
    expect(steps.map(({ kind, id }) => `${kind} ${id}`)).toContain('consent parl')
  })

  test('is harder to have for the packages that a soft rule names', () => {
    const soft =
      '  - {id: dear, says: Not for high pay., kind: soft, when: {pay: hi}, weakens: parl, factor: {value: 0, source: x, kind: judgement}, source: x}\n'
    const arm = run(twoParties({ noDeal: ['70', '0'], more: parliament('100%', soft) }))
    // The first party asks for 70 points: high pay and long hours alone give it more than that.
    expect(arm.open[0]!.estimate).toBe(1)
    expect(arm.options['pay']!['hi']!.estimate).toBe(0)
    expect(arm.dealBy.at(-1)!.estimate).toBeGreaterThan(0.5)
  })
})

describe('a deal that leaves somebody nothing over no deal', () => {
  test.each([
    ['without weights', ['60', '40'], ''],
    ['with weights', ['60', '40'], '  weights: {u: 1, c: 1}'],
    ['with a weight of 0', ['60', '30'], '  weights: {u: 0, c: 1}'],
  ] as const)('is a deal all the same, %s', (_, noDeal, bargaining) => {
    const arm = run(twoParties({ noDeal, bargaining }))
    expect(arm.open[0]!.estimate).toBe(1)
    expect(arm.dealBy.at(-1)!.estimate).toBeGreaterThan(0.7)
  })
})
