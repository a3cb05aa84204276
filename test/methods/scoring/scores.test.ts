import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalCdf, normalPdf, normalQuantile } from '../../../src/math/normal.ts'
import { seedOf, streamOf, uniformAt } from '../../../src/math/philox.ts'
import { blockBootstrapMean } from '../../../src/methods/scoring/block-bootstrap.ts'
import { brier, brierParts } from '../../../src/methods/scoring/brier.ts'
import { calibration, spiegelhalter } from '../../../src/methods/scoring/calibration.ts'
import { coverage } from '../../../src/methods/scoring/coverage.ts'
import { crps, fairCrps, pinball, quantileCrps } from '../../../src/methods/scoring/crps.ts'
import { intervalScore } from '../../../src/methods/scoring/interval-score.ts'
import { eventLogScore, kernelLogScore, normalMixtureLogScore } from '../../../src/methods/scoring/log-score.ts'
import { histogram, pit } from '../../../src/methods/scoring/pit.ts'

const seed = seedOf(1)
const normal = (name: string, world: number, index = 0): number =>
  normalQuantile(uniformAt(seed, streamOf(name), world, index))

/** CRPS of a standard normal forecast: Gneiting & Raftery 2007, eq. 20. */
const normalCrps = (y: number): number => y * (2 * normalCdf(y) - 1) + 2 * normalPdf(y) - 1 / Math.sqrt(Math.PI)

/** Quantiles (k + ½)/K of N(mean, sd). */
const ensemble = (mean: number, sd: number, size: number): Float64Array =>
  Float64Array.from({ length: size }, (_, k) => mean + sd * normalQuantile((k + 0.5) / size))

const values = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 2, maxLength: 30 })
const value = fc.double({ min: -100, max: 100, noNaN: true })

test('CRPS is the double sum, and the integral of the squared distance of the distribution functions', () => {
  fc.assert(
    fc.property(values, value, (xs, y) => {
      const sorted = Float64Array.from(xs).sort()
      const mean = (f: (x: number) => number): number => xs.reduce((sum, x) => sum + f(x), 0) / xs.length
      const pairs = mean((a) => mean((b) => Math.abs(a - b)))
      expect(crps(sorted, y)).toBeCloseTo(mean((x) => Math.abs(x - y)) - pairs / 2, 9)
      expect(fairCrps(sorted, y)).toBeCloseTo(
        mean((x) => Math.abs(x - y)) - (pairs / 2) * (xs.length / (xs.length - 1)),
        9,
      )
      const knots = [...sorted, y].sort((a, b) => a - b)
      let integral = 0
      for (let k = 0; k + 1 < knots.length; k++) {
        const share = xs.filter((x) => x <= knots[k]!).length / xs.length
        integral += (share - (y <= knots[k]! ? 1 : 0)) ** 2 * (knots[k + 1]! - knots[k]!)
      }
      expect(crps(sorted, y)).toBeCloseTo(integral, 9)
    }),
  )
})

test.each([-2, 0, 0.7, 3])('CRPS of a normal forecast at %s', (y) => {
  expect(crps(ensemble(0, 1, 4000), y)).toBeCloseTo(normalCrps(y), 3)
  expect(quantileCrps(ensemble(0, 1, 4000), y)).toBeCloseTo(normalCrps(y), 3)
})

test('the score of quantiles is that of the ensemble they make', () => {
  fc.assert(
    fc.property(values, value, (xs, y) => {
      const sorted = Float64Array.from(xs).sort()
      expect(quantileCrps(sorted, y)).toBeCloseTo(crps(sorted, y), 9)
    }),
  )
})

test('the fair score does not depend on the size of the ensemble; the plain one falls with it', () => {
  const outcomes = 4000
  const means = [2, 5, 40].map((size) => {
    let fair = 0
    let plain = 0
    for (let k = 0; k < outcomes; k++) {
      const members = Float64Array.from({ length: size }, (_, i) => normal('members', k, i)).sort()
      const y = normal('outcome', k)
      fair += fairCrps(members, y) / outcomes
      plain += crps(members, y) / outcomes
    }
    return { fair, plain }
  })
  // E CRPS of a standard normal forecast of a standard normal outcome is 1/√π; sd of a score below 1.
  for (const { fair } of means) expect(Math.abs(fair - 1 / Math.sqrt(Math.PI))).toBeLessThan(4 / Math.sqrt(outcomes))
  expect(means[0]!.plain).toBeGreaterThan(means[2]!.plain)
})

test.each(['crps', 'log', 'interval', 'pinball'] as const)('%s is least where the forecast is the truth', (name) => {
  const alpha = 0.1
  const score = (mean: number, sd: number, y: number): number => {
    switch (name) {
      case 'crps':
        return crps(ensemble(mean, sd, 60), y)
      case 'log':
        return normalMixtureLogScore([mean], [sd * sd], y)
      case 'interval':
        return intervalScore(mean - 1.6449 * sd, mean + 1.6449 * sd, alpha, y)
      case 'pinball':
        return pinball(mean + sd * normalQuantile(0.8), 0.8, y)
    }
  }
  const total = (mean: number, sd: number): number => {
    let sum = 0
    for (let k = 0; k < 3000; k++) sum += score(mean, sd, normal('truth', k))
    return sum
  }
  const truth = total(0, 1)
  for (const [mean, sd] of [
    [0.5, 1],
    [-0.5, 1],
    [0, 2],
    [0, 0.5],
  ] as const) {
    // A quantile's loss sees nothing but the quantile.
    if (name === 'pinball' && mean + sd * normalQuantile(0.8) === normalQuantile(0.8)) continue
    expect(total(mean, sd)).toBeGreaterThan(truth)
  }
})

test('log scores: a normal density, a kernel density near it, and events', () => {
  expect(normalMixtureLogScore([1, 1], [4, 4], 2)).toBeCloseTo(-Math.log(normalPdf(0.5) / 2), 12)
  expect(normalMixtureLogScore([0, 3], [1, 4], 1)).toBeCloseTo(
    -Math.log(0.5 * normalPdf(1) + 0.5 * (normalPdf(1) / 2)),
    12,
  )
  expect(kernelLogScore(ensemble(0, 1, 4000), 0.5)).toBeCloseTo(-Math.log(normalPdf(0.5)), 1)
  expect(kernelLogScore([2, 2, 2], 2)).toBeNaN()
  expect(Number.isFinite(kernelLogScore(ensemble(0, 1, 50), 60))).toBe(true)
  expect(eventLogScore(0.25, true)).toBeCloseTo(Math.log(4), 12)
  expect(eventLogScore(0, true)).toBeCloseTo(6 * Math.log(10), 9)
})

test('interval score: width, and twenty times a miss at 90 %', () => {
  expect(intervalScore(1, 3, 0.1, 2)).toBe(2)
  expect(intervalScore(1, 3, 0.1, 3.5)).toBeCloseTo(12, 12)
  expect(intervalScore(1, 3, 0.1, 0)).toBeCloseTo(22, 12)
})

test('PIT of right forecasts is uniform, of narrow ones U-shaped; ties count half', () => {
  expect(pit([1, 2, 2, 3], 2)).toBe(0.5)
  const count = 2000
  const of = (sd: number): Int32Array =>
    histogram(
      Float64Array.from({ length: count }, (_, k) => pit(ensemble(0, sd, 101), normal('pit', k))),
      4,
    )
  for (const n of of(1)) expect(Math.abs(n - count / 4)).toBeLessThan(4 * Math.sqrt((count * 3) / 16))
  const [first, second] = of(0.5)
  expect(first).toBeGreaterThan(1.5 * second!)
})

test('coverage counts the ends as inside', () => {
  expect(coverage([0, 0, 0], [1, 1, 1], [1, 0, 2]).estimate).toBeCloseTo(2 / 3, 12)
})

const stated = fc.array(
  fc.record({ probability: fc.constantFrom(0, 0.1, 0.25, 0.5, 0.9, 1), happened: fc.boolean() }),
  { minLength: 1, maxLength: 40 },
)

test('Brier score: its parts add up', () => {
  expect(brier(0.7, true)).toBeCloseTo(0.09, 12)
  fc.assert(
    fc.property(stated, (forecasts) => {
      const { score, reliability, resolution, uncertainty } = brierParts(forecasts)
      expect(score).toBeCloseTo(reliability - resolution + uncertainty, 12)
    }),
  )
})

test('calibration: every forecast falls in one bin; z is standard normal for right probabilities', () => {
  fc.assert(
    fc.property(stated, (forecasts) => {
      expect(calibration(forecasts, 5).reduce((sum, { count }) => sum + count, 0)).toBe(forecasts.length)
    }),
  )
  const runs = 400
  let squares = 0
  for (let run = 0; run < runs; run++) {
    const { z } = spiegelhalter(
      Array.from({ length: 60 }, (_, k) => {
        const probability = uniformAt(seed, streamOf('said'), run, k)
        return { probability, happened: uniformAt(seed, streamOf('came'), run, k) < probability }
      }),
    )
    squares += (z * z) / runs
  }
  expect(Math.abs(squares - 1)).toBeLessThan(4 * Math.sqrt(2 / runs))
  const over = spiegelhalter(Array.from({ length: 40 }, () => ({ probability: 0.95, happened: false })))
  expect(over.p).toBeLessThan(1e-6)
})

test('block bootstrap: with blocks of one it is the standard error of the mean; with longer ones it sees dependence', () => {
  const random = { seed, stream: streamOf('bootstrap') }
  const plan = { resamples: 2000, level: 0.9 }
  const size = 400
  const independent = Float64Array.from({ length: size }, (_, k) => normal('values', k))
  const width = ({ low, high }: { low: number; high: number }): number => high - low
  const one = width(blockBootstrapMean(independent, 1, plan, random))
  expect(one / (2 * 1.645 * Math.sqrt(1 / size))).toBeCloseTo(1, 0)
  // Runs of eight equal values: an eighth as many independent ones.
  const runs = Float64Array.from({ length: size }, (_, k) => independent[Math.floor(k / 8)]!)
  const seen = width(blockBootstrapMean(runs, 16, plan, random)) / width(blockBootstrapMean(runs, 1, plan, random))
  expect(seen).toBeGreaterThan(2)
  expect(blockBootstrapMean([3, 3, 3], 2, plan, random)).toMatchObject({ low: 3, high: 3 })
})
