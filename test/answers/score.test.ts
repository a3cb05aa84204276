import { beforeAll, expect, test } from 'vitest'
import { firstMonthAfter, scoreClaims, scoreForecast } from '../../src/answers/score/score.ts'
import { checkSeal, frontQuantiles, readSeal, sealForecast } from '../../src/answers/seal/seal.ts'
import type { SealRecord } from '../../src/answers/seal/seal.ts'
import type { Case } from '../../src/case/types.ts'
import { readOutcomesCsv } from '../../src/formats/outcomes-csv.ts'
import type { FrontSeries } from '../../src/formats/series-csv.ts'
import { compile } from '../../src/run/compile.ts'
import { simulate } from '../../src/run/simulate.ts'
import { summarise } from '../../src/run/summarise.ts'
import { buildCase, UNCERTAIN } from '../fixtures/build-case.ts'

const AT = '2025-03-02T10:00:00.000Z'
const WORLDS = 500
let theCase: Case
let seal: SealRecord

beforeAll(() => {
  const nowhere = { source: [], kind: null, note: null, claims: [], place: { line: 1, column: 1 } } as const
  const inMonth = (month: number, above: number) => ({ kind: 'front', month, above, below: Infinity }) as const
  const claims: Case['claims'] = [
    {
      id: 'C1',
      kind: 'conclusion',
      says: 'The line has moved by a thousand in half a year.',
      where: null,
      rival: null,
      note: null,
      test: { kind: 'probability', of: inMonth(6, 1000), given: null, scenario: null, above: 0.5, below: Infinity },
      provenance: nowhere,
    } as unknown as Case['claims'][number],
    {
      id: 'C2',
      kind: 'conclusion',
      says: 'The mean of it.',
      where: null,
      rival: null,
      note: null,
      test: { kind: 'mean', of: { kind: 'front', month: 6 }, given: null, scenario: null, above: 0, below: Infinity },
      provenance: nowhere,
    } as unknown as Case['claims'][number],
  ]
  theCase = { ...buildCase(UNCERTAIN, { claims }), asOf: '2025-03-01' }
  const model = compile(theCase, null, { worlds: WORLDS, beside: [] })
  seal = sealForecast(model, summarise(model, simulate(model, 0, WORLDS), 'digest'), AT)
})

/** A series of 24 months before the date and some after it. */
function seriesOf(after: readonly number[]): FrontSeries {
  const before = Array.from({ length: 24 }, (_, t) => 200 + 40 * Math.sin(t))
  const changes = Float64Array.from([...before, ...after])
  const months = Array.from(changes, (_, t) => {
    const month = 2023 * 12 + 2 + t
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
  })
  return { months, changes, fireRatio: null }
}

test('a seal is whole until anything in it changes, also when it was written down and read', () => {
  expect(checkSeal(seal)).toEqual({ kind: 'whole' })
  const read = readSeal(JSON.parse(JSON.stringify(seal)))!
  expect(checkSeal(read)).toEqual({ kind: 'whole' })
  const other = read.claims[0]!.probability! + 0.01
  for (const changed of [
    { ...read, at: '2025-03-01T10:00:00.000Z' },
    { ...read, seed: read.seed + 1 },
    { ...read, case: { ...read.case, digest: 'other' } },
    { ...read, claims: [{ ...read.claims[0]!, probability: other }, ...read.claims.slice(1)] },
    { ...read, front: read.front.slice(1) },
  ]) {
    expect(checkSeal(changed)).toMatchObject({ kind: 'broken', found: seal.seal })
  }
  for (const none of [null, 7, {}, { ...seal, kind: 'fit' }, { armistice: 1, kind: 'seal' }])
    expect(readSeal(none)).toBeNull()
})

test('it holds the chance of each event, quantiles of the front, and of every number that varies', () => {
  expect(seal.at).toBe(AT)
  expect(seal.claims[0]!.probability).toBe(seal.findings[0]!.tests[0]!.interval!.estimate)
  expect(seal.claims[1]).toEqual({ claim: 'C2', probability: null })
  expect(seal.front).toHaveLength(24)
  expect(seal.front[5]![49]).toBeCloseTo(seal.run.war.line[6]!.p50, -2)
  const share = seal.front[5]!.filter((km2) => km2 > 1000).length / 99
  expect(Math.abs(share - seal.claims[0]!.probability!)).toBeLessThan(0.02)
  expect(seal.quantities.find(({ id }) => id === 'a.cost')!.quantiles[9]).toBeCloseTo(60, 6)
  expect(seal.quantities.some(({ id }) => id === 'front.rate')).toBe(false)
})

test('the same seed seals the same front', () => {
  const model = compile(theCase, null, { worlds: WORLDS, beside: [] })
  expect(frontQuantiles(model)).toEqual(seal.front)
})

test('each horizon is scored on the sum of the months from the date on, beside the baselines', () => {
  const series = seriesOf([100, 50, Number.NaN, 80])
  const observed = { series, outcomes: null, others: [], rolling: true }
  const score = scoreForecast({ case: theCase, digest: 'digest', forecast: seal, sealed: null }, observed)
  expect(score.horizons.map(({ months, scores }) => [months, scores[0]!.score.outcome])).toEqual([
    [1, 100],
    [2, 150],
  ])
  expect(score.horizons[0]!.scores.map(({ forecaster }) => forecaster)).toEqual([
    'case',
    'localLevel',
    'ar1',
    'lastRate',
    'lastThree',
    'drift',
    'mapStays',
    'pool',
  ])
  expect(score.rolling!.filter(({ forecaster }) => forecaster === 'localLevel').map(({ steps }) => steps)).toEqual([
    1, 3, 6, 9,
  ])
  expect(score.remarks.join('; ')).toContain('nothing was sealed')
  expect(score.remarks.join('; ')).toContain('score the method, not the case')
})

test('without months before the date the case stands alone; without months after it nothing is scored', () => {
  const { months, changes } = seriesOf([100])
  const after: FrontSeries = { months: months.slice(24), changes: changes.slice(24), fireRatio: null }
  const before: FrontSeries = { months: months.slice(0, 24), changes: changes.slice(0, 24), fireRatio: null }
  const subject = { case: theCase, digest: 'digest', forecast: seal, sealed: { seal: seal.seal, at: AT } }
  const score = (series: FrontSeries) => scoreForecast(subject, { series, outcomes: null, others: [], rolling: false })
  expect(score(after).horizons[0]!.scores).toHaveLength(1)
  expect(score(after).remarks.join()).toContain('nothing to go on')
  expect(score(before).horizons).toEqual([])
  expect(score(before).remarks).toEqual(['no month of the series comes after the date of the case'])
})

test('the first month after a date begins on it or later', () => {
  const months = ['2025-02', '2025-03', '2025-04']
  expect(firstMonthAfter('2025-03-01', months)).toBe(1)
  expect(firstMonthAfter('2025-03-02', months)).toBe(2)
  expect(firstMonthAfter('2025-06-01', months)).toBe(3)
})

test('outcomes: what is wrong is told with its place, and the rest is scored', () => {
  const text = 'what,value\nC1,yes\nC1,no\nC2,yes\na.cost,70\nd.cost,much\nC9,1\n'
  const events = seal.claims.flatMap(({ claim, probability }) => (probability === null ? [] : [claim]))
  const ids = seal.quantities.map(({ id }) => id)
  const { outcomes, diagnostics } = readOutcomesCsv(text, 'o.csv', events, ids)
  expect(diagnostics.map(({ line, code }) => `${line} ${code}`)).toEqual([
    '3 twin-row',
    '4 unknown-outcome',
    '6 bad-number',
    '7 unknown-outcome',
  ])
  const score = scoreForecast(
    { case: theCase, digest: 'digest', forecast: seal, sealed: null },
    { series: null, outcomes, others: [], rolling: false },
  )
  const [claim] = score.claims!.scored
  expect(claim).toMatchObject({ claim: 'C1', happened: true, probability: seal.claims[0]!.probability })
  expect(claim!.brier).toBeCloseTo((1 - claim!.probability) ** 2, 12)
  expect(score.quantities.map(({ id, score: { outcome } }) => [id, outcome])).toEqual([['a.cost', 70]])
  expect(readOutcomesCsv('a,b\n1,2\n', 'o.csv', [], []).diagnostics[0]!.code).toBe('no-column')
  expect(readOutcomesCsv('what,value\nC1,perhaps\n', 'o.csv', ['C1'], []).diagnostics[0]!.code).toBe('bad-outcome')
})

test('calibration pools the claims of many cases', () => {
  const outcomes = { claims: new Map([['C1', true]]), quantities: new Map<string, number>() }
  const others = Array.from({ length: 9 }, (_, k) => ({
    case: `case${k}`,
    claim: 'C1',
    probability: 0.1,
    happened: k === 0,
    brier: k === 0 ? 0.81 : 0.01,
    logScore: 0,
  }))
  const scores = scoreClaims('toy', [{ claim: 'C1', probability: 0.9 }], outcomes, others)!
  expect(scores.scored).toHaveLength(10)
  expect(scores.bins.map(({ count, observed }) => [count, observed.estimate])).toEqual([
    [9, 1 / 9],
    [1, 1],
  ])
  expect(scores.parts.score).toBeCloseTo((0.81 + 8 * 0.01 + 0.01) / 10, 12)
  expect(scores.spiegelhalter!.p).toBeGreaterThan(0.5)
  expect(scoreClaims('toy', [], { claims: new Map(), quantities: new Map() }, [])).toBeNull()
})
