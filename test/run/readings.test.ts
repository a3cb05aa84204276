/** The spread of a chance over readings, on cases whose answer is known: it is there, and the noise of the worlds
 *  within a reading is not in it. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Model } from '../../src/case/model.ts'
import type { ClaimTest } from '../../src/case/claim-test.ts'
import type { Case, Quantity } from '../../src/case/types.ts'
import type { Distribution } from '../../src/math/distribution.ts'
import { load } from '../../src/load/load.ts'
import { compile } from '../../src/run/compile.ts'
import { readingQuantities } from '../../src/run/readings.ts'
import { addMoments, newMomentTally, overMoments, overReadings } from '../../src/stages/findings/over-readings.ts'
import type { OverReadings } from '../../src/stages/findings/over-readings.ts'
import { merge, simulate, worlds } from '../../src/run/simulate.ts'
import { summarise } from '../../src/run/summarise.ts'

const file = fileURLToPath(new URL('../fixtures/cases/small.yaml', import.meta.url))
const loaded = load(readFileSync(file, 'utf8'), file)
if (!loaded.ok) throw new Error('the small case does not load')
const small = loaded.case
const WORLDS = 8000

/** The small case without evidence, where one prior alone is a judgement; the claim asks how often its option holds. */
function coin(prior: Distribution, kind: 'judgement' | 'estimate'): Model {
  const [set] = small.hypotheses
  const [first, second] = set!.options.map((option) => option.prior)
  const only = (quantity: Quantity, q: number): Quantity => ({
    ...quantity,
    provenance: { ...quantity.provenance, kind: q === first ? kind : 'estimate' },
  })
  const theCase: Case = {
    ...small,
    evidence: [],
    correlations: [],
    ordered: [],
    quantities: small.quantities.map(only),
    claims: small.claims.filter(({ id }) => id === 'H1'),
    issues: [],
    scores: [],
    war: null,
  }
  const model = compile(theCase, null, { worlds: WORLDS, beside: [] })
  const spreads = model.arms[0]!.spreads.map((spread, q) => {
    if (q === first) return { kind: 'plain' as const, of: prior }
    return q === second ? { kind: 'plain' as const, of: { kind: 'fixed' as const, value: 0.5 } } : spread
  })
  return { ...model, arms: [{ ...model.arms[0]!, spreads }] }
}

function readingsOf(model: Model): OverReadings {
  return summarise(model, simulate(model, 0, model.worlds), '').findings[0]!.tests[0]!.readings!
}

/** The chance is a / (a + 1/2) with a uniform on (0, 1): by the midpoint rule. */
function varianceOfChance(): number {
  const chances = Array.from({ length: 100_000 }, (_, k) => (k + 0.5) / 100_000).map((a) => a / (a + 0.5))
  const mean = chances.reduce((sum, p) => sum + p, 0) / chances.length
  return chances.reduce((sum, p) => sum + (p - mean) ** 2, 0) / chances.length
}

test('the variance over readings is that of the chance itself, within four standard errors', () => {
  const found = readingsOf(coin({ kind: 'uniform', low: 0, high: 1 }, 'judgement'))
  const variance = varianceOfChance()
  expect(Math.abs(found.sd ** 2 - variance)).toBeLessThan(4 * found.varianceError)
  expect(found.sd ** 2).toBeGreaterThan(4 * found.varianceError)
  // Half of the readings: a from 1/4 to 3/4, a third to six tenths, as far as a beta distribution has it.
  expect(Math.abs(found.p25 - 1 / 3)).toBeLessThan(0.06)
  expect(Math.abs(found.p75 - 0.6)).toBeLessThan(0.06)
})

/** The coin under another test, and beside it an arm in which the prior is fixed, so that its chance is one half in
 *  every reading. */
function tested(test: ClaimTest): OverReadings {
  const model = coin({ kind: 'uniform', low: 0, high: 1 }, 'judgement')
  const [arm] = model.arms
  const prior = small.hypotheses[0]!.options[0]!.prior
  const fixed = arm!.spreads.map((spread, q) =>
    q === prior ? { kind: 'plain' as const, of: { kind: 'fixed' as const, value: 0.5 } } : spread,
  )
  return readingsOf({
    ...model,
    case: { ...model.case, claims: model.case.claims.map((claim) => ({ ...claim, test })) },
    arms: [arm!, { scenario: 0, spreads: fixed }],
    armWorlds: model.worlds,
  })
}

test('a difference has the spread of the side that a judgement moves, and a lead twice that of a coin', () => {
  const variance = varianceOfChance()
  const [of, other] = [0, 1].map((option) => ({ kind: 'hypothesis' as const, set: 0, option }))
  const bounds = { given: null, above: -Infinity, below: Infinity }
  const difference = tested({ kind: 'difference', of: of!, scenario: null, against: 0, ...bounds })
  const lead = tested({ kind: 'likeliest', of: [of!, other!], names: ['first', 'second'], given: null, scenario: null })
  for (const [found, exact] of [
    [difference, variance],
    [lead, 4 * variance],
  ] as const) {
    expect(Math.abs(found.sd ** 2 - exact)).toBeLessThan(4 * found.varianceError)
    expect(found.sd ** 2).toBeGreaterThan(4 * found.varianceError)
    expect([found.p05, found.p25, found.p75, found.p95]).toEqual(
      [found.p05, found.p25, found.p75, found.p95].sort((a, b) => a - b),
    )
  }
  expect(Math.abs(lead.p25 - (2 / 3 - 1))).toBeLessThan(0.12)
})

test('moments of ones and noughts are the counts of pairs', () => {
  for (const [none, one, two] of [
    [100, 200, 100],
    [40, 10, 350],
    [399, 0, 1],
  ] as const) {
    const tally = newMomentTally()
    for (let k = 0; k < none; k++) addMoments(tally, 0, 0)
    for (let k = 0; k < one; k++) addMoments(tally, k % 2, 1 - (k % 2))
    for (let k = 0; k < two; k++) addMoments(tally, 1, 1)
    const [moments, counts] = [
      overMoments(tally, false)!,
      overReadings({ n: none + one + two, hits: one + 2 * two, both: two })!,
    ]
    expect(moments.sd).toBeCloseTo(counts.sd, 12)
    expect(moments.varianceError).toBeCloseTo(counts.varianceError, 12)
  }
})

test('numbers with a common part: the spread is that of the part, their own noise is gone', () => {
  const tally = newMomentTally()
  // Every combination of a reading in {0, 10} and two noises in {−3, 3}: variance 25 over readings, 9 within.
  for (let round = 0; round < 50; round++)
    for (const reading of [0, 10])
      for (const a of [-3, 3]) for (const b of [-3, 3]) addMoments(tally, reading + a, reading + b)
  const found = overMoments(tally, false)!
  expect(found.sd).toBeCloseTo(5, 12)
  expect(found.p75 - found.p25).toBeCloseTo(2 * 0.674_489_750_196 * 5, 6)
})

test('where all readings agree, the noise of worlds is gone from the spread', () => {
  // A judgement without influence on the chance: one half in every reading, though single worlds are coins.
  const found = readingsOf(coin({ kind: 'uniform', low: 0.499_999, high: 0.500_001 }, 'judgement'))
  expect(found.sd ** 2).toBeLessThan(4 * found.varianceError)
  expect(found.sd ** 2).toBeLessThan(0.25 / 8)
})

test('what is no judgement is chance, and makes no reading', () => {
  const model = coin({ kind: 'uniform', low: 0, high: 1 }, 'estimate')
  expect(readingQuantities(model)).toEqual([])
  expect(summarise(model, simulate(model, 0, 400), '').findings[0]!.tests[0]!.readings).toBeNull()
})

test('twins move no world, and parts merge to the same', () => {
  const model = compile(small, null, { worlds: 400, armWorlds: 120 })
  const whole = simulate(model, 0, 400)
  const parts = [simulate(model, 0, 37), simulate(model, 37, 38), simulate(model, 38, 400)]
  expect(summarise(model, parts.reduce(merge), '')).toEqual(summarise(model, whole, ''))
  expect(parts.reduce(merge).readings.deals).toEqual(whole.readings.deals)
  const each = worlds(model)
  const before = Float64Array.from(each(8)[0]!.world.values)
  simulate(model, 0, 12)
  expect(Float64Array.from(each(8)[0]!.world.values)).toEqual(before)
})

test('scenarios share their readings as they share their worlds', () => {
  const { arms, ...model } = compile(small, null, { worlds: 200, armWorlds: 200, beside: [] })
  const { deals } = simulate({ ...model, arms: [arms[0]!, { ...arms[0]!, scenario: 0 }] }, 0, 200).readings
  expect(deals[0]!.n).toBe(50)
  expect(Math.max(...deals[0]!.months.subarray(1))).toBeGreaterThan(0)
  expect(deals[1]).toEqual(deals[0])
})

test('moments and quantiles of pairs counted by hand', () => {
  // 400 pairs: 100 in both, 200 in one, 100 in none: independent coins, no spread.
  expect(overReadings({ n: 400, hits: 400, both: 100 })).toMatchObject({ sd: 0, p25: 0.5, p75: 0.5 })
  // Always both or none: every reading is sure.
  expect(overReadings({ n: 400, hits: 400, both: 200 })).toMatchObject({ sd: 0.5, p25: 0, p75: 1 })
  expect(overReadings({ n: 20, hits: 20, both: 10 })).toBeNull()
})
