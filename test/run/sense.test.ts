/** What any model of this kind has to get right, on common worlds: change one number, and look at each world before and
 *  after. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Case } from '../../src/case/types.ts'
import { compile } from '../../src/run/compile.ts'
import { simulate, worlds } from '../../src/run/simulate.ts'
import { summarise } from '../../src/run/summarise.ts'
import type { Outcome } from '../../src/stages/findings/outcome.ts'
import { UNCERTAIN, buildCase } from '../fixtures/build-case.ts'
import type { Numbers } from '../fixtures/build-case.ts'
import { runs } from '../properties.ts'

const WORLDS = 300
const MONTHS = 24

/** What is read off every world of a case. */
function look<T>(theCase: Case, read: (outcome: Outcome) => T): T[] {
  const each = worlds(compile(theCase, null, { worlds: WORLDS, seed: 5 }))
  return Array.from({ length: WORLDS }, (_, index) => read(each(index)[0]!))
}

function beforeAndAfter<T>(changes: Numbers, read: (outcome: Outcome) => T, base: Numbers = {}): [T, T][] {
  const before = look(buildCase({ ...UNCERTAIN, ...base }), read)
  const after = look(buildCase({ ...UNCERTAIN, ...base, ...changes }), read)
  return before.map((value, k) => [value, after[k]!])
}

const dealMonth = ({ talks }: Outcome): number => (talks!.month === 0 ? Infinity : talks!.month)
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

describe('the war', () => {
  test('more aid to the defender raises its no-deal value and lowers the attacker’s', () => {
    const pairs = beforeAndAfter({ 'defender.shells.aid': 1.6e5 }, ({ settlement }) =>
      Array.from(settlement!.in(12).noDeal),
    )
    for (const [before, after] of pairs) {
      expect(after[1]!).toBeGreaterThanOrEqual(before[1]!)
      expect(after[0]!).toBeLessThanOrEqual(before[0]!)
    }
    expect(mean(pairs.map(([before, after]) => after[1]! - before[1]!))).toBeGreaterThan(0.5)
  })

  test('more shells for the attacker raise its advance where the pull is positive, and change nothing where it is zero', () => {
    const line = ({ projection }: Outcome): number => projection!.line[MONTHS]!
    const more = { 'attacker.shells.production': 5e5 }
    for (const [before, after] of beforeAndAfter(more, line)) expect(after).toBeGreaterThan(before)
    for (const [before, after] of beforeAndAfter(more, line, { 'front.pull': 0 })) expect(after).toBe(before)
  })

  test('more shells never worsen one’s own front while neither men nor pieces run out', () => {
    const lines = [
      'attacker.shells.production',
      'defender.shells.production',
      'defender.shells.aid',
      'defender.shells.stock',
    ]
    fc.assert(
      fc.property(
        fc.constantFrom(...lines),
        fc.integer({ min: 0, max: 400_000 }),
        fc.integer({ min: 1, max: 400_000 }),
        (id, from, more) => {
          const end = (value: number): number => {
            const each = worlds(
              compile(buildCase({ 'attacker.heavy.stock': 1e6, 'defender.heavy.stock': 1e6, [id]: value }), null, {
                worlds: 1,
                seed: 2,
              }),
            )
            return each(0)[0]!.projection!.line[MONTHS]!
          }
          const sign = id.startsWith('attacker') ? 1 : -1
          expect(sign * end(from + more)).toBeGreaterThanOrEqual(sign * end(from))
        },
      ),
      { numRuns: runs(200) },
    )
  })
})

describe('the talks', () => {
  test('a firmer red line never brings a ceasefire sooner, and never opens a ZOPA', () => {
    // A half guarantee that is worth nothing to either, and one side's red line firm: only the other's stands between
    // them and a deal.
    const stark = {
      'scores.a.some': 0,
      'scores.d.some': 0,
      'consent.ally': 1,
      'a.cost': 90,
      'd.cost': 90,
      'dur.rearming': 0,
    }
    for (const [id, other] of [
      ['firm.a', 'firm.d'],
      ['firm.d', 'firm.a'],
    ] as const) {
      const base = { ...stark, [other]: 1, [id]: 0.3 }
      const pairs = beforeAndAfter(
        { [id]: 0.95 },
        (outcome) => ({ month: dealMonth(outcome), open: Array.from(outcome.talks!.open) }),
        base,
      )
      for (const [before, after] of pairs) {
        expect(after.month).toBeGreaterThanOrEqual(before.month)
        after.open.forEach((open, month) => {
          expect(open).toBeLessThanOrEqual(before.open[month]!)
        })
      }
      expect(pairs.some(([before, after]) => after.month > before.month)).toBe(true)
    }
  })

  test('a costlier war on both sides widens the ZOPA and brings a deal sooner', () => {
    const dear = { 'a.perThousand': 0.9, 'd.perThousand': 1.5 }
    const hopeful = {
      'a.optimism': 900,
      'd.optimism': -900,
      'a.conviction': 60,
      'd.conviction': 60,
      'a.cost': 0,
      'd.cost': 0,
      'a.perThousand': 0,
      'd.perThousand': 0,
    }
    const pairs = beforeAndAfter(
      dear,
      (outcome) => ({ month: dealMonth(outcome), open: Array.from(outcome.talks!.open) }),
      hopeful,
    )
    for (const [before, after] of pairs) {
      expect(after.month).toBeLessThanOrEqual(before.month)
      after.open.forEach((open, month) => {
        expect(open).toBeGreaterThanOrEqual(before.open[month]!)
      })
    }
    expect(pairs.some(([before, after]) => after.month < before.month)).toBe(true)
  })

  test('a proposal that a veto player refuses is no deal, and the war goes on', () => {
    const outcomes = look(
      buildCase({ ...UNCERTAIN, 'proposal.probability': 1, hazard: 0, 'firm.d': 1 }),
      ({ talks }) => ({ state: talks!.proposals[0], month: talks!.month }),
    )
    for (const { state, month } of outcomes) {
      expect(state).toBe(1)
      expect(month).toBe(0)
    }
  })

  test('hope on both sides is told apart from what no belief can mend', () => {
    const why = (numbers: Numbers): string[] => look(buildCase(numbers), ({ talks }) => talks!.why)
    const hope = {
      'a.optimism': 2500,
      'd.optimism': -2500,
      'a.conviction': 200,
      'd.conviction': 200,
      'a.cost': 0,
      'd.cost': 0,
      'a.perThousand': 0,
      'd.perThousand': 0,
    }
    expect(new Set(why(hope))).toEqual(new Set(['information']))
    expect(
      new Set(
        why({
          'firm.a': 1,
          'firm.d': 1,
          'consent.ally': 0,
          'scores.a.some': 0,
          'scores.a.guarantee.weight': 90,
          'scores.d.some': 0,
          'a.cost': 0,
          'd.cost': 0,
        }),
      ),
    ).toEqual(new Set(['indivisibility']))
  })
})

describe('the peace', () => {
  const freeze = ({ named }: Outcome): { survival: number; value: number } => {
    const { appraisal } = named[0]!
    return { survival: appraisal.survival.hazardFiveYears, value: appraisal.value[1]! }
  }

  test('a more credible guarantee lengthens it and raises the defender’s value of a freeze', () => {
    const pairs = beforeAndAfter({ 'credibility.some': 0.9, 'support.some': 0.08 }, freeze, { 'dur.guarantee': -1 })
    for (const [before, after] of pairs) {
      expect(after.survival).toBeLessThan(before.survival)
      expect(after.value).toBeGreaterThan(before.value)
    }
  })

  test('faster rearming lowers Powell’s margin and raises the guarantee needed', () => {
    const read = ({ named }: Outcome): [number, number] => [named[0]!.powellMargin, named[0]!.guaranteeNeeded]
    const pairs = beforeAndAfter({ 'dur.rearming': 0.05 }, read)
    for (const [before, after] of pairs) {
      expect(after[0]).toBeLessThan(before[0])
      expect(after[1]).toBeGreaterThanOrEqual(before[1])
    }
    expect(mean(pairs.map(([before, after]) => after[1] - before[1]))).toBeGreaterThan(0)
  })

  test('a guarantee as strong as the model asks for closes the margin', () => {
    const numbers = { 'dur.rearming': 0.06, 'a.optimism': 0, 'a.conviction': 1e6, 'a.cost': 5, 'a.perThousand': 0 }
    const [needed] = look(buildCase(numbers), ({ named }) => named[0]!.guaranteeNeeded)
    expect(needed!).toBeGreaterThan(0)
    const [margin] = look(buildCase({ ...numbers, 'support.some': needed! }), ({ named }) => named[0]!.powellMargin)
    expect(margin!).toBeCloseTo(0, 6)
  })
})

describe('the run', () => {
  const certain: Numbers = {
    'front.shock': 0,
    'consent.ally': 1,
    'firm.a': 0,
    'firm.d': 1,
    'hyp.x': 1,
    'hyp.y': 0,
    hazard: 0.999999,
  }

  test('with no uncertainty left one world and two thousand agree', () => {
    const summary = (count: number): ReturnType<typeof summarise> => {
      const model = compile(buildCase(certain), null, { worlds: count, seed: 1 })
      return summarise(model, simulate(model, 0, count), '')
    }
    const one = summary(1).arms[0]!
    const many = summary(2000).arms[0]!
    expect(many.deals.map((deal) => deal.package)).toEqual(one.deals.map((deal) => deal.package))
    expect(many.dealBy.map(({ estimate }) => estimate)).toEqual(one.dealBy.map(({ estimate }) => estimate))
    expect(many.deals[0]!.margins['attacker']!.mean).toBeCloseTo(one.deals[0]!.margins['attacker']!.mean, 9)
    expect(many.war.line.map((spread) => spread!.p50)).toEqual(one.war.line.map((spread) => spread!.p50))
  })

  test('probabilities sum to one', () => {
    const model = compile(buildCase(UNCERTAIN), null, { worlds: WORLDS, seed: 4 })
    const [arm] = summarise(model, simulate(model, 0, WORLDS), '').arms
    const sum = (record: Readonly<Record<string, { readonly estimate: number }>>): number =>
      Object.values(record).reduce((s, { estimate }) => s + estimate, 0)
    expect(sum(arm!.why)).toBeCloseTo(1, 12)
    for (const options of Object.values(arm!.options)) expect(sum(options)).toBeCloseTo(1, 12)
    for (const set of Object.values(arm!.hypotheses)) expect(sum(set)).toBeCloseTo(1, 12)
  })

  test('a quantity that nothing uses changes nothing', () => {
    const bytes = (numbers: Numbers): string => {
      const model = compile(buildCase({ ...UNCERTAIN, ...numbers }), null, { worlds: WORLDS, seed: 4 })
      // How many judgements the case holds is said, and one more is one more.
      const { judgements: _, ...rest } = summarise(model, simulate(model, 0, WORLDS), '')
      return JSON.stringify(rest)
    }
    expect(bytes({ unused: { kind: 'normal', mean: 0, sd: 1 } })).toBe(bytes({}))
  })

  test('a rescaled score sheet changes no deal', () => {
    const packages = (numbers: Numbers): (readonly [number, number])[] =>
      look(buildCase({ ...UNCERTAIN, ...numbers }), ({ talks }) => [talks!.month, talks!.package] as const)
    const flat = { 'scores.a.territory.weight': 50, 'scores.d.territory.weight': 50 }
    // Swing weights have no unit, and worth on an issue has no zero: both sides of every comparison move together.
    const scaled = { 'scores.a.territory.weight': 5, 'scores.a.guarantee.weight': 3, 'scores.a.trade.weight': 2 }
    const shifted = { 'scores.d.none': 30, 'scores.d.some': 90, 'scores.d.strong': 130 }
    expect(packages({ ...flat, ...scaled })).toEqual(packages(flat))
    expect(packages({ ...flat, ...shifted })).toEqual(packages(flat))
  })
})
