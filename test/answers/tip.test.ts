import { quantityAt, actorAt } from '../../src/case/indices.ts'
import { describe, expect, test } from 'vitest'
import type { ClaimTest, Metric } from '../../src/case/claim-test.ts'
import type { Case, Claim } from '../../src/case/types.ts'
import { findings } from '../../src/stages/findings/find.ts'
import { pow } from '../../src/math/elementary.ts'
import { compile } from '../../src/run/compile.ts'
import { modelFor } from '../../src/answers/sensitivity/inputs.ts'
import { boundOf, testOf } from '../../src/answers/sensitivity/outputs.ts'
import { simulate, worlds } from '../../src/run/simulate.ts'
import { assumptionsOf, promising, responder, tipRows } from '../../src/answers/tipping/tip.ts'
import type { TippedAssumption, TipQuestion } from '../../src/answers/tipping/tip.ts'
import { defaultTippingOptions } from '../../src/methods/sensitivity/tipping.ts'
import type { TippingPairs } from '../../src/methods/sensitivity/tipping-pairs.ts'
import { buildCase, UNCERTAIN } from '../fixtures/build-case.ts'
import type { Numbers } from '../fixtures/build-case.ts'

const nowhere = { source: [], kind: 'judgement' as const, note: null, claims: [], place: { line: 1, column: 1 } }
const WORTH: Metric = { kind: 'noDealValue', actor: actorAt(0) }
const options = { ...defaultTippingOptions, steps: 8 }
/** Worlds behind an estimate that is held against what is exact. */
const MANY = process.env.PROPERTY_RUNS === undefined ? 250 : 1000

function withClaim(of: ClaimTest, numbers: Numbers = {}, parts: Partial<Case> = {}): Case {
  const claim: Claim = { id: 'C', kind: 'conclusion', says: 'c', rival: null, test: of, provenance: nowhere }
  return buildCase(numbers, { claims: [claim], ...parts })
}

function posed(theCase: Case, count: number, scenario: string | null = null): TipQuestion {
  const found = testOf(theCase, 'C')
  if (!('leaf' in found)) throw new Error('no claim C')
  const compiled = compile(theCase, scenario, { worlds: count, beside: [], seed: 5 })
  const model = modelFor(compiled, { kind: 'test', leaf: found.leaf, rival: 0 })
  return {
    model,
    leaf: found.leaf,
    asked: compiled.arms[0]!.scenario,
    threshold: boundOf(found.leaf)!.value,
    assumptions: assumptionsOf(model),
  }
}

function tip(question: TipQuestion, id: string): TippedAssumption {
  const of = [question.assumptions.findIndex((assumption) => assumption.id === id)]
  return tipRows({ kind: 'tip', question, rows: { kind: 'tips', of, options } })(0) as TippedAssumption
}

function crossing(
  question: TipQuestion,
  id: string,
): { value: number; distance: number; low: number; high: number; direction: string } {
  const { result } = tip(question, id)
  if (result.kind !== 'tips') throw new Error(result.reason)
  expect(result.crossings).toHaveLength(1)
  return result.crossings[0]!
}

/** What fighting on is worth to the attacker where nothing is left to chance. */
function worth(numbers: Numbers): number {
  return worlds(compile(buildCase({ 'front.shock': 0, ...numbers }), null, { worlds: 1 }))(0)[0]!.settlement!.in(1)
    .noDeal[0]!
}

describe('tipping values', () => {
  const cost = { 'front.shock': 0, 'a.cost': { kind: 'uniform', low: 30, high: 90 } } as const

  test('the cost at which fighting on is worth a given number of points', () => {
    const [cheap, dear] = [worth({ 'a.cost': 30 }), worth({ 'a.cost': 90 })]
    const threshold = cheap + (dear - cheap) / 4
    const question = posed(
      withClaim({ kind: 'mean', of: WORTH, given: null, scenario: null, above: threshold, below: Infinity }, cost),
      40,
    )
    const found = crossing(question, 'a.cost')
    // Worth falls in a straight line with the cost, so the threshold is met a quarter of the way.
    expect(found.value).toBeCloseTo(45, 6)
    expect(found.distance).toBeCloseTo((45 - 60) / (60 / Math.sqrt(12)), 6)
    expect(found.direction).toBe('falls')
  })

  test('the firmness at which a red line is firmer than even, in deviations of a yes or no', () => {
    const n = MANY
    const question = posed(
      withClaim({
        kind: 'probability',
        of: { kind: 'firm', redLine: 0 },
        given: null,
        scenario: null,
        above: 0.5,
        below: Infinity,
      }),
      n,
    )
    const found = crossing(question, 'firm.a')
    expect(Math.abs(found.value - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / n))
    expect(found.low).toBeLessThan(0.5)
    expect(found.high).toBeGreaterThan(0.5)
    expect(found.distance).toBeCloseTo((found.value - 0.3) / Math.sqrt(0.21), 9)
    expect(tip(question, 'firm.d').result.kind).toBe('flat')
  })

  test('the prior at which the posterior is even: odds equal to the likelihood ratio', () => {
    const n = MANY
    const question = posed(
      withClaim({
        kind: 'probability',
        of: { kind: 'hypothesis', set: 0, option: 0 },
        given: null,
        scenario: null,
        above: 0.5,
        below: Infinity,
      }),
      n,
    )
    const [x, y] = [pow(0.8, 0.9), pow(0.4, 0.9)]
    const exact = y / (x + y)
    // The posterior's slope against the prior there is 1 / (4 p (1 − p)).
    expect(Math.abs(crossing(question, 'hyp.x').value - exact)).toBeLessThan(
      4 * Math.sqrt(0.25 / n) * 4 * exact * (1 - exact),
    )
    expect(question.assumptions.map(({ id }) => id)).not.toContain('hyp.y')
  })

  test('both sides of a comparison move, but for what the scenario sets', () => {
    const set = (id: string, value: number): Case['scenarios'][number] => {
      const quantity = quantityAt(buildCase().quantities.findIndex((one) => one.id === id))
      return {
        id: 'dear',
        says: '',
        priors: null,
        provenance: nowhere,
        set: [{ quantity, spread: { kind: 'plain', of: { kind: 'fixed', value } } }],
      }
    }
    const test: ClaimTest = {
      kind: 'meanDifference',
      of: WORTH,
      given: null,
      scenario: 0,
      against: null,
      above: -Infinity,
      below: 0,
    }
    const numbers: Numbers = {
      'front.shock': 0,
      'a.cost': { kind: 'uniform', low: 30, high: 120 },
      'a.optimism': { kind: 'normal', mean: 200, sd: 50 },
    }
    const question = posed(withClaim(test, numbers, { scenarios: [set('a.cost', 90)] }), 40)
    // The scenario keeps its 90, so that the two are worth the same where the case has 90 as well.
    expect(crossing(question, 'a.cost').value).toBeCloseTo(90, 6)
    expect(tip(question, 'a.optimism').result.kind).not.toBe('tips')
    // Asked for itself, the scenario is what is varied.
    const own = posed(
      withClaim({ kind: 'mean', of: WORTH, given: null, scenario: null, above: 0, below: Infinity }, numbers, {
        scenarios: [set('a.optimism', 100)],
      }),
      40,
      'dear',
    )
    const [low, high] = [30, 120].map(
      (value) =>
        responder(own)([{ assumption: own.assumptions.findIndex(({ id }) => id === 'a.cost'), value }]).estimate,
    )
    expect(low).toBeGreaterThan(high!)
  })
})

test('without changes the estimate is that of the run', () => {
  const test: ClaimTest = {
    kind: 'probability',
    of: { kind: 'deal', struck: true },
    given: { kind: 'firm', redLine: 1 },
    scenario: null,
    above: 0.2,
    below: Infinity,
  }
  const theCase = withClaim(test, UNCERTAIN)
  const model = compile(theCase, null, { worlds: 300, seed: 5 })
  const [finding] = findings(model, simulate(model, 0, 300).claims)
  expect(responder(posed(theCase, 300))([]).estimate).toBe(finding!.tests[0]!.interval!.estimate)
})

test('a condition that hardly ever holds leaves no number, and part of a range where it does is used', () => {
  const test: ClaimTest = {
    kind: 'probability',
    of: { kind: 'firm', redLine: 0 },
    given: { kind: 'firm', redLine: 1 },
    scenario: null,
    above: 0.2,
    below: Infinity,
  }
  const question = posed(withClaim(test), 200)
  const at = question.assumptions.findIndex(({ id }) => id === 'firm.d')
  expect(responder(question)([{ assumption: at, value: 0.05 }]).estimate).toBeNaN()
  const found = tip(question, 'firm.d')
  expect(found.low).toBeGreaterThan(0.1)
  expect(found.high).toBe(1)
  expect(found.result.kind).not.toBe('refused')
})

test('two that together flip what neither does alone', () => {
  const numbers: Numbers = {
    'front.shock': 0,
    'a.cost': { kind: 'uniform', low: 50, high: 70 },
    'a.perThousand': { kind: 'uniform', low: 0.2, high: 0.4 },
  }
  const base = worth({ 'a.cost': 60, 'a.perThousand': 0.3 })
  const one = base - worth({ 'a.cost': 70, 'a.perThousand': 0.3 })
  const other = base - worth({ 'a.cost': 60, 'a.perThousand': 0.4 })
  const threshold = base - Math.max(one, other) - Math.min(one, other) / 2
  const question = posed(
    withClaim({ kind: 'mean', of: WORTH, given: null, scenario: null, above: threshold, below: Infinity }, numbers),
    40,
  )
  const pair = ['a.cost', 'a.perThousand'].map((id) =>
    question.assumptions.findIndex((assumption) => assumption.id === id),
  ) as [number, number]
  const found = tipRows({ kind: 'tip', question, rows: { kind: 'pairs', of: [pair], options } })(0) as TippingPairs
  expect(found.alone).toEqual([])
  expect(found.pairs).toHaveLength(1)
  const [{ a, b, valueA, valueB }] = found.pairs as [TippingPairs['pairs'][number]]
  expect([a, b]).toEqual(pair)
  const t = (threshold - base) / -(one + other)
  expect(valueA).toBeCloseTo(60 + 10 * t, 4)
  expect(valueB).toBeCloseTo(0.3 + 0.1 * t, 6)
})

test('what flips at an end comes first, then what moves most; what moves nothing is left out', () => {
  const at = (estimate: number): { estimate: number; standardError: number } => ({ estimate, standardError: 0.01 })
  const ends = [
    [0.6, 0.6],
    [0.1, 0.6],
    [0.59, 0.9],
    [0.6, 0.7],
    [0.6, NaN],
  ].map(([low, high], assumption) => ({ assumption, low: at(low!), high: at(high!) }))
  expect(promising(at(0.6), ends, 0.5, 10)).toEqual([4, 1, 2, 3])
  expect(promising(at(0.6), ends, 0.5, 2)).toEqual([4, 1])
})
