import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import type { Case } from '../../src/case/types.ts'
import { digestWith, readFit, withPosterior } from '../../src/answers/fit/apply.ts'
import { DEFAULT_FIT, fitFront } from '../../src/answers/fit/fit.ts'
import { rankCorrelation } from '../../src/answers/fit/numbers.ts'
import type { FitRecord } from '../../src/answers/fit/record.ts'
import { readSeriesCsv } from '../../src/formats/series-csv.ts'
import type { FrontSeries } from '../../src/formats/series-csv.ts'
import { load } from '../../src/load/load.ts'
import { normalQuantile } from '../../src/math/normal.ts'
import { seedOf, streamOf, uniformAt } from '../../src/math/philox.ts'
import { kalmanFilter } from '../../src/methods/series/kalman.ts'
import { compile } from '../../src/run/compile.ts'
import { worlds } from '../../src/run/simulate.ts'

const shelf = new URL('../../cases/bundled/ukraine-2025/', import.meta.url)
const WORLDS = 3000
let theCase: Case
let series: FrontSeries
let fit: FitRecord

beforeAll(() => {
  const loaded = load(readFileSync(new URL('case.yaml', shelf), 'utf8'), 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors[0]!.message)
  theCase = loaded.case
  series = readSeriesCsv(readFileSync(new URL('front.csv', shelf), 'utf8'), 'front.csv', theCase.asOf).series!
  fit = fitFront({ case: theCase, digest: 'c', series, seriesDigest: 's' })
}, 120_000)

test('the flagship’s own numbers are those of its fit', () => {
  expect(fit.converged).toBe(true)
  const written = (id: string): { mean: number; sd: number } => {
    const { spread } = theCase.quantities.find((quantity) => quantity.id === id)!
    if (spread.kind !== 'plain' || spread.of.kind !== 'normal') throw new Error(`${id} is not normal`)
    return spread.of
  }
  const [shock, noise] = fit.parameters
  for (const [id, { mean, sd }] of [
    ['war.front.shock', shock!],
    ['war.front.noise', noise!],
  ] as const) {
    expect(Math.abs(written(id).mean - mean)).toBeLessThan(3)
    expect(Math.abs(written(id).sd - sd)).toBeLessThan(2)
  }
  const pull = theCase.quantities.find(({ id }) => id === 'war.front.pull')!.spread
  if (pull.kind !== 'given') throw new Error('the pull is given by a hypothesis')
  fit.views.forEach(({ after }, k) => {
    const of = pull.by[k]!
    if (of.kind !== 'normal') throw new Error('a view is normal')
    expect(Math.abs(of.mean - after.mean)).toBeLessThan(5)
    expect(Math.abs(of.sd - after.sd)).toBeLessThan(5)
  })
})

test('the evidence ratio is that of a quadrature over all three parameters', () => {
  const [essay, sceptic] = theCase.war!.front.fit!.pull
  const ratio = series.fireRatio!
  const driver = ratio.map((r) => Math.log(r / ratio.at(-1)!))
  const normal = (x: number, { mean, sd }: { mean: number; sd: number }): number =>
    Math.exp(-0.5 * ((x - mean) / sd) ** 2)
  let underEssay = 0
  let underSceptic = 0
  for (let levelSd = 10; levelSd < 330; levelSd += 10) {
    for (let noiseSd = 15; noiseSd < 300; noiseSd += 10) {
      for (let pull = -600; pull <= 800; pull += 50) {
        const model = { fade: 0.97, levelSd, noiseSd, startMean: 0, startVariance: Infinity }
        const { logLikelihood } = kalmanFilter(
          model,
          series.changes,
          driver.map((z) => pull * z),
        )
        const weight = Math.exp(logLikelihood + 175 - 0.5 * ((levelSd / 80) ** 2 + (noiseSd / 100) ** 2))
        underEssay += weight * normal(pull, essay!)
        underSceptic += weight * normal(pull, sceptic!)
      }
    }
  }
  const { value, low, high, of, to } = fit.evidenceRatio!
  expect([of, to]).toEqual(['sceptic', 'essay'])
  expect(Math.abs(Math.log((value * underEssay) / underSceptic))).toBeLessThan(2 * Math.log(high / low))
  expect(fit.views[1]!.share / fit.views[0]!.share).toBeCloseTo(value, 9)
})

test('a run with the posterior forecasts what the fit forecasts, with nothing that drives the front', () => {
  const still = withPosterior(theCase, fit)
  const zero = (id: string): boolean => id === 'war.front.pull' || id === 'war.front.strength'
  // The line hangs on nothing of the talks: without them the same worlds are drawn in a twentieth of the time.
  const alone = { bargaining: null, issues: [], consequences: null, durability: null } as const
  const quiet = {
    ...still,
    ...alone,
    quantities: still.quantities.map((quantity) =>
      zero(quantity.id)
        ? { ...quantity, spread: { kind: 'plain', of: { kind: 'fixed', value: 0 } } as const }
        : quantity,
    ),
  }
  const each = worlds(compile(quiet, null, { worlds: WORLDS, beside: [], seed: 9 }))
  const lines = Array.from({ length: WORLDS }, (_, i) => each(i)[0]!.projection!.line.slice())
  const { bargaining, issues, consequences, durability } = still
  const talking = { ...quiet, bargaining, issues, consequences, durability }
  const whole = worlds(compile(talking, null, { worlds: WORLDS, beside: [], seed: 9 }))
  for (let i = 0; i < 20; i++) expect(whole(i)[0]!.projection!.line).toEqual(lines[i])
  for (const { months, quantiles } of fit.ahead) {
    ;[0.05, 0.25, 0.5, 0.75, 0.95].forEach((p, k) => {
      const below = lines.filter((line) => line[months]! < quantiles[k]!).length / WORLDS
      expect(Math.abs(below - p)).toBeLessThan(0.015 + 4 * Math.sqrt((p * (1 - p)) / WORLDS))
    })
  }
})

test('same seed, same bytes; a posterior survives being written down', () => {
  const again = fitFront({ case: theCase, digest: 'c', series, seriesDigest: 's' })
  expect(JSON.stringify(again)).toBe(JSON.stringify(fit))
  expect(readFit(JSON.parse(JSON.stringify(fit)))).toEqual(fit)
  expect(digestWith('c', fit)).toMatch(/^[0-9a-f]{64}$/)
  for (const none of [null, 3, {}, { armistice: 1, kind: 'fit' }, []]) expect(readFit(none)).toBeNull()
})

test('a fit of another case, date or model is refused', () => {
  expect(() => withPosterior({ ...theCase, id: 'other' }, fit)).toThrow('the fit is of case ukraine-2025')
  expect(() => withPosterior({ ...theCase, asOf: '2025-06-01' }, fit)).toThrow('as of 2025-06-01')
  expect(() => withPosterior(theCase, { ...fit, model: 'ar1' })).toThrow('the fit is of the front `ar1`')
  const number = { id: 'war.front.wind', option: null, of: { kind: 'fixed', value: 1 } } as const
  expect(() => withPosterior(theCase, { ...fit, numbers: [number] })).toThrow('no number `war.front.wind`')
})

test('too short a series is refused; one with gaps is fitted, wider', () => {
  const short = { ...series, changes: series.changes.slice(0, 5), months: series.months.slice(0, 5), fireRatio: null }
  expect(() => fitFront({ case: theCase, digest: 'c', series: short, seriesDigest: 's' })).toThrow(
    'needs 6 observed months',
  )
  const gaps = { ...series, changes: series.changes.map((x, t) => (t >= 24 ? Number.NaN : x)) }
  const wider = fitFront({ case: theCase, digest: 'c', series: gaps, seriesDigest: 's' })
  expect(wider.series).toMatchObject({ observed: 24, missing: 3 })
  const width = ({ ahead }: FitRecord): number => ahead[1]!.quantiles[4] - ahead[1]!.quantiles[0]
  expect(width(wider)).toBeGreaterThan(width(fit))
})

test('a series of another order than the advance of the case is suspected of another unit', () => {
  const hectares = { ...series, changes: series.changes.map((x) => 100 * x) }
  const { remarks } = fitFront({ case: theCase, digest: 'c', series: hectares, seriesDigest: 's' })
  expect(remarks.join()).toContain('is the series in another unit?')
  expect(fit.remarks.join()).not.toContain('another unit')
})

test('AR(1) is fitted with its own numbers', () => {
  const ar1 = fitFront({ case: theCase, digest: 'c', series, seriesDigest: 's' }, { ...DEFAULT_FIT, model: 'ar1' })
  expect(ar1.numbers.map(({ id }) => id)).toEqual([
    'war.front.rate',
    'war.front.level',
    'war.front.fade',
    'war.front.shock',
  ])
  expect(ar1.views).toEqual([])
})

test('the correlation for the copula is that of normal draws', () => {
  const seed = seedOf(1)
  const draw = (name: string, i: number): number => normalQuantile(uniformAt(seed, streamOf(name), 0, i))
  const a = Float64Array.from({ length: 20_000 }, (_, i) => draw('a', i))
  const b = a.map((x, i) => 0.6 * x + 0.8 * draw('b', i))
  expect(rankCorrelation(a, b.map(Math.exp))).toBeCloseTo(0.6, 1.5)
})
