/** Packages that are searched for are those that a list of all of them gives: for the worst off, by the Nash product,
 *  and with every kind of coupling. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { optionsOf } from '../../../src/case/package-space.ts'
import type { Case } from '../../../src/case/types.ts'
import { load } from '../../../src/load/load.ts'
import { compile } from '../../../src/run/compile.ts'
import { simulate, worlds } from '../../../src/run/simulate.ts'
import { dominated } from '../../../src/stages/settlement/dominated.ts'
import { TooManyPackages } from '../../../src/stages/settlement/searched.ts'
import { gainAt, newRow, openRow } from '../../../src/stages/settlement/gain.ts'
import { settlementStage } from '../../../src/stages/settlement/settle.ts'
import { spaceFrontier } from '../../../src/stages/settlement/space-frontier.ts'
import { strikerOf } from '../../../src/stages/settlement/strikes.ts'
import { settlementTable } from '../../../src/stages/settlement/table.ts'
import { waysOf } from '../../../src/stages/settlement/ways.ts'
import { bestForWorstOff, findAcceptable, nashDeal } from '../../../src/stages/settlement/zopa.ts'
import { manyPackages } from '../../../bench/many-packages-case.ts'
import type { Size } from '../../../bench/many-packages-case.ts'
import { randomCase } from '../../fixtures/random-case.ts'
import { runs } from '../../properties.ts'

function caseOf(size: Size, seed: number, more = ''): Case {
  const loaded = load(manyPackages(size, seed) + more, 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors.map(({ line, message }) => `${line}: ${message}`).join('\n'))
  return loaded.case
}

/** What both ways make of the first and a later month of some worlds. */
function compare(theCase: Case, months: readonly number[]): void {
  const model = compile(theCase, null, { worlds: 4, seed: 5 })
  const each = worlds(model)
  const [listed, searched] = [Infinity, -1].map((most) => settlementStage(model, settlementTable(theCase, most)))
  expect([listed!.table.search === null, searched!.table.search === null]).toEqual([true, false])
  for (let index = 0; index < 4; index++) {
    const { world, projection } = each(index)[0]!
    for (const month of months) {
      const [one, other] = [listed!, searched!].map((stage) => stage.prepare(world, projection).in(month))
      const [a, b] = [one!.gains, other!.gains]
      for (const number of [0, 1, 7, 20].filter((k) => k < listed!.table.space.count)) {
        const own = one!.appraise(optionsOf(listed!.table.space, number)).gain
        expect(dominated(b, own)).toBe(dominated(a, own))
      }
      const [worst, found] = [bestForWorstOff(a, -Infinity), bestForWorstOff(b, -Infinity)]
      expect(found?.value ?? null).toEqual(worst === null ? null : expect.closeTo(worst.value, 7))
      expect(findAcceptable(b) === null).toBe(findAcceptable(a) === null)
      const [deal, same] = [nashDeal(a, null), nashDeal(b, null)]
      expect(same === null).toBe(deal === null)
      if (deal && same) expect(same.value / Math.max(1e-9, deal.value)).toBeCloseTo(1, 6)
    }
  }
}

describe('searched and listed', () => {
  test.each([
    [{ parties: 3, issues: 4, options: 3, chain: 0 }],
    [{ parties: 3, issues: 5, options: 3, chain: 4 }],
    [{ parties: 5, issues: 4, options: 4, chain: 2 }],
    [{ parties: 8, issues: 4, options: 3, chain: 3 }],
  ])('agree on %j', (size) => {
    for (let seed = 1; seed <= 6; seed++) compare(caseOf(size, seed), [1])
  })

  test('agree where rules, consents and red lines with and without a price tie issues, and a term of durability ties them to the core', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.constantFrom(2 as const, 3 as const), (seed, players) => {
        let state = seed
        const next = (): number => {
          state = (Math.imul(state, 1664525) + 1013904223) >>> 0
          return state / 2 ** 32
        }
        const theCase = randomCase(next, players)
        const isPriced = theCase.redLines.some(
          ({ actor, cost }) => cost !== null && theCase.vetoPlayers.includes(actor),
        )
        if (players + (isPriced ? 1 : 0) > 2) compare(theCase, [1, 9])
      }),
      { numRuns: runs(12) },
    )
  })
})

test('two thousand million packages tied in a chain are settled; what looks at all of them says that it cannot', () => {
  const theCase = caseOf({ parties: 3, issues: 12, options: 6, chain: 11 }, 1)
  const model = compile(theCase, null, { worlds: 20, seed: 3 })
  const tally = simulate(model, 0, 20)
  expect(tally.arms[0]!.n).toBe(20)
  const stage = settlementStage(model, settlementTable(theCase))
  const { world, projection } = worlds(model)(0)[0]!
  const { gains } = stage.prepare(world, projection).in(1)
  const best = bestForWorstOff(gains, -Infinity)!
  expect(() => spaceFrontier(gains)).toThrow(TooManyPackages)
  expect(() => strikerOf(model, stage.table)).toThrow(
    /2,176,782,336, too many to be listed; either is enough: at most 3 options on each issue instead of 6; without issues such as `i8`, /,
  )
  expect(() => waysOf(model, stage.table)).toThrow(/at most 2 options on each issue/)
  // No change of one issue, or of two that are neighbours, is better for whoever gains least.
  const options = Array.from(
    { length: 12 },
    (_, issue) => Math.floor(gains.space.rest[0]!.parts[best.entry]! / 6 ** issue) % 6,
  )
  const month = stage.prepare(world, projection).in(1)
  const least = (of: readonly number[]): number => Math.min(...month.appraise(of).gain)
  expect(least(options)).toBeCloseTo(best.value, 8)
  for (let issue = 0; issue < 11; issue++)
    for (let pair = 0; pair < 36; pair++) {
      const other = options.with(issue, pair % 6).with(issue + 1, Math.floor(pair / 6))
      expect(least(other)).toBeLessThanOrEqual(best.value + 1e-7)
    }
})

test('issues that are all tied to each other are refused with what to cut', () => {
  const issues = Array.from({ length: 12 }, (_, k) => `i${k}: o0`).join(', ')
  const theCase = caseOf(
    { parties: 3, issues: 12, options: 6, chain: 0 },
    1,
    `redLines:\n  - {id: r, actor: p0, says: R., rejects: {${issues}}, firm: 50%, source: x, kind: judgement}\n`,
  )
  expect(() => settlementTable(theCase)).toThrow(
    /coupled too tightly.*at most 3 options on each of them \(531,441 left\), without the red line of line \d+/,
  )
})

test('the Nash point of sixty-four parties is the package of the largest sum of logarithms, listed and searched', () => {
  const text = manyPackages({ parties: 64, issues: 3, options: 3, chain: 0 }, 3)
  const loaded = load(text.replaceAll(/noDealValue: [^,]*/g, 'noDealValue: 10 to 12'), 'case.yaml')
  if (!loaded.ok) throw new Error('the case does not load')
  const model = compile(loaded.case, null, { worlds: 4, seed: 5 })
  const each = worlds(model)
  for (let index = 0; index < 4; index++) {
    const { world, projection } = each(index)[0]!
    const [listed, searched] = [Infinity, -1].map(
      (most) => settlementStage(model, settlementTable(loaded.case, most)).prepare(world, projection).in(1).gains,
    )
    const row = newRow(64)
    openRow(row, listed!, 0, 0)
    const sums = Array.from({ length: listed!.space.rest[0]!.parts.length }, (_, entry) =>
      Array.from({ length: 64 }, (__, player) => Math.log(gainAt(row, player, entry))).reduce(
        (sum, one) => sum + one,
        0,
      ),
    )
    const best = Math.max(...sums.filter(Number.isFinite))
    const deal = nashDeal(listed!, null)!
    expect(sums[deal.entry]).toBeCloseTo(best, 9)
    const same = nashDeal(searched!, null)!
    expect(searched!.space.rest[0]!.parts[same.entry]).toBe(listed!.space.rest[0]!.parts[deal.entry])
  }
})
