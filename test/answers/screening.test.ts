/** What the engine leaves out where a side bargains on a belief about its opponent, in numbers (docs/settlement.md). */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { load } from '../../src/load/load.ts'
import { compile } from '../../src/run/compile.ts'
import { worlds } from '../../src/run/simulate.ts'
import { bestOffer, worthOfAsking } from '../reference/screening.ts'
import type { Screening } from '../reference/screening.ts'

/** War gives the proposer 40; the other side 30 where it cannot bear it, 45 where it can. */
const game = (weak: number): Screening => ({
  fights: 40,
  types: [
    { fights: 30, chance: weak },
    { fights: 45, chance: 1 - weak },
  ],
})

describe('an offer on a belief', () => {
  it('risks war where the other side is likely enough to be weak: from one half on in this example', () => {
    expect(bestOffer(game(0.4))).toEqual({ asks: 55, expects: 55, war: 0 })
    expect(bestOffer(game(0.5))).toMatchObject({ asks: 55, war: 0 })
    const risky = bestOffer(game(0.6))
    expect(risky).toMatchObject({ asks: 70, war: 0.4 })
    expect(risky.expects).toBeCloseTo(0.6 * 70 + 0.4 * 40, 12)
  })

  it('is the best of all offers, by plain search', () => {
    const share = fc.integer({ min: 1, max: 99 })
    fc.assert(
      fc.property(share, fc.tuple(share, share, share), fc.tuple(share, share, share), (fights, values, weights) => {
        const total = weights.reduce((sum, weight) => sum + weight, 0)
        const types = values.map((value, k) => ({ fights: value, chance: (weights[k] ?? 0) / total }))
        const best = bestOffer({ fights, types })
        for (let asks = 0; asks <= 100; asks++)
          expect(worthOfAsking({ fights, types }, asks).expects).toBeLessThanOrEqual(best.expects + 1e-9)
      }),
    )
  })

  it('hangs on who makes it: the side that knows both asks for all but 40, whatever it is, and there is no war', () => {
    const informed = bestOffer({ fights: 30, types: [{ fights: 40, chance: 1 }] })
    expect(informed).toMatchObject({ asks: 60, war: 0 })
    expect(bestOffer({ fights: 45, types: [{ fights: 40, chance: 1 }] })).toEqual({ ...informed, expects: 60 })
  })
})

describe('the same case in the engine', () => {
  const text = `armistice: 1
id: screening
title: An offer to an opponent of unknown type
asOf: 2000-01-01
sources: {x: {title: X}}
actors:
  a: {name: A, role: belligerent, noDealValue: 40, source: x, kind: definition}
  d: {name: D, role: belligerent, noDealValue: {given: type, weak: 30, strong: 45}, source: x, kind: definition}
hypotheses: {type: {options: {weak: {prior: 60%}, strong: {prior: 40%}}, source: x, kind: definition}}
issues: {share: {says: What A gets., noDeal: 0, amount: 0 to 100, step: 1}}
scores:
  a: {issues: {share: {weight: 1, points: {0: 0, 100: 100}}}, source: x, kind: definition}
  d: {issues: {share: {weight: 1, points: {0: 100, 100: 0}}}, source: x, kind: definition}
bargaining: {months: 12, hazard: {value: 30%, source: x, kind: definition}}
`

  it('has a deal to be had in every world, and splits what it finds there', () => {
    const loaded = load(text, 'case.yaml')
    if (!loaded.ok) throw new Error(loaded.errors.map(({ message }) => message).join('\n'))
    const each = worlds(compile(loaded.case, null, { worlds: 400, seed: 1 }))
    const seen = Array.from({ length: 400 }, (_, index) => {
      const outcome = each(index)[0]
      const { talks, world } = outcome ?? {}
      return { open: talks?.open[1], month: talks?.month ?? 0, share: talks?.options[0], type: world?.hypotheses[0] }
    })
    expect(seen.every(({ open }) => open === 1)).toBe(true)
    const struck = seen.filter(({ month }) => month > 0)
    for (const { share, type } of struck) expect(type === 0 ? [55] : [47, 48]).toContain(share)
    expect(struck.length / 400).toBeCloseTo(1 - 0.7 ** 12, 1)
  })
})
