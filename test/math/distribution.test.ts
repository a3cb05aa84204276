import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scaled } from '../../src/math/scaled.ts'
import {
  cdf,
  interval90,
  mean,
  pertShape,
  quantile,
  sampleAt,
  sampler,
  sdOf,
  supportOf,
} from '../../src/math/distribution.ts'
import type { Distribution } from '../../src/math/distribution.ts'
import { TABULATED_ERROR } from '../../src/math/tabulated.ts'
import { runs } from '../properties.ts'

const examples: readonly Distribution[] = [
  { kind: 'uniform', low: -2, high: 5 },
  { kind: 'normal', mean: 3, sd: 2 },
  { kind: 'lognormal', mu: 1, sigma: 0.4 },
  { kind: 'beta', alpha: 2, beta: 5 },
  { kind: 'beta', alpha: 0.4, beta: 0.7 },
  { kind: 'beta', alpha: 90, beta: 30 },
  { kind: 'gamma', shape: 2.5, scale: 3 },
  { kind: 'gamma', shape: 0.2, scale: 1 },
  { kind: 'triangular', low: 1, mode: 2, high: 7 },
  { kind: 'triangular', low: 1, mode: 1, high: 7 },
  { kind: 'pert', low: -1, mode: 0.5, high: 8 },
  { kind: 'pert', low: 0, mode: 8, high: 8 },
  { kind: 'student', location: 1, scale: 2, degrees: 5 },
  { kind: 'student', location: 0, scale: 1, degrees: 3.5 },
  {
    kind: 'mixture',
    parts: [
      { weight: 1, of: { kind: 'normal', mean: -4, sd: 1 } },
      { weight: 0, of: { kind: 'fixed', value: 1e9 } },
      { weight: 3, of: { kind: 'gamma', shape: 3, scale: 1 } },
    ],
  },
]
const steps: readonly Distribution[] = [
  { kind: 'fixed', value: 4 },
  { kind: 'discrete', values: [3, 1, 2, 9], weights: [2, 1, 1, 0] },
  { kind: 'uniform', low: 2, high: 2 },
  { kind: 'normal', mean: 1, sd: 0 },
  { kind: 'lognormal', mu: 0, sigma: 0 },
  { kind: 'pert', low: 3, mode: 3, high: 3 },
]
const all = [...examples, ...steps]
const probability = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true })
const nameOf = (d: Distribution): string => JSON.stringify(d)

describe.each(examples.map((d) => [nameOf(d), d] as const))('%s', (_, d) => {
  test('cdf inverts quantile', () => {
    fc.assert(
      fc.property(probability, (p) => {
        const x = quantile(d, p)
        const ulp = Math.abs(x) * 2 ** -51
        expect(cdf(d, x - ulp) - 1e-13).toBeLessThanOrEqual(p)
        expect(cdf(d, x + ulp) + 1e-13).toBeGreaterThanOrEqual(p)
      }),
      { numRuns: runs(60) },
    )
  })

  test('mean and standard deviation are the integrals of the quantile', () => {
    // Midpoint rule on p = s²(3 - 2s), which flattens the ends; 20,000 cells.
    const cells = 20_000
    const points = Array.from({ length: cells }, (_x, i) => (i + 0.5) / cells)
    const integral = (f: (x: number) => number): number =>
      points.reduce((sum, s) => sum + f(sampleAt(d, s * s * (3 - 2 * s))) * 6 * s * (1 - s), 0) / cells
    const scale = sdOf(d)
    expect(Math.abs(integral((x) => x) - mean(d)) / scale).toBeLessThan(1e-3)
    // The fourth moment of t with 3.5 degrees is infinite, so its variance converges slowly.
    const tolerance = d.kind === 'student' ? 2e-2 : 1e-3
    expect(Math.abs(Math.sqrt(integral((x) => (x - mean(d)) * (x - mean(d)))) / scale - 1)).toBeLessThan(tolerance)
  })
})

describe.each(all.map((d) => [nameOf(d), d] as const))('%s', (_, d) => {
  test('quantile rises, but for its rounding, and stays in the support', () => {
    const { low, high } = supportOf(d)
    fc.assert(
      fc.property(probability, probability, (p, q) => {
        const [a, b] = [quantile(d, Math.min(p, q)), quantile(d, Math.max(p, q))]
        expect(a).toBeLessThanOrEqual(b + 2e-14 * Math.abs(b))
        expect(a).toBeGreaterThanOrEqual(low)
        expect(b).toBeLessThanOrEqual(high)
      }),
      { numRuns: runs(60) },
    )
  })

  test('sampler is sampleAt within its bound', () => {
    const draw = sampler(d)
    const unit = d.kind === 'pert' ? d.high - d.low : d.kind === 'student' ? d.scale : d.kind === 'mixture' ? 1 : 0
    const p = fc.oneof(
      probability,
      fc.double({ min: -40, max: -1, noNaN: true }).map((e) => Math.pow(2, e)),
    )
    fc.assert(
      fc.property(p, (u) => {
        for (const v of [u, 1 - u]) {
          const exact = sampleAt(d, v)
          expect(Math.abs(draw(v) - exact)).toBeLessThanOrEqual(TABULATED_ERROR * Math.max(Math.abs(exact), unit))
        }
      }),
      { numRuns: runs(500) },
    )
    expect([draw(0), draw(1)]).toEqual([sampleAt(d, 0), sampleAt(d, 1)])
  })

  test('rejects probabilities outside [0, 1]', () => {
    for (const p of [-0.01, 1.01, NaN]) expect(() => quantile(d, p)).toThrow(RangeError)
  })
})

test('a step distribution jumps at its values', () => {
  const d: Distribution = { kind: 'discrete', values: [3, 1, 2, 9], weights: [2, 1, 1, 0] }
  expect([0, 0.25, 0.26, 0.5, 0.51, 1].map((p) => quantile(d, p))).toEqual([1, 1, 2, 2, 3, 3])
  expect([0.9, 1, 2.5, 3].map((x) => cdf(d, x))).toEqual([0, 0.25, 0.5, 1])
  expect([mean(d), sdOf(d)]).toEqual([2.25, Math.sqrt(0.6875)])
  expect(() => quantile({ ...d, weights: [0, 0, 0, 0] }, 0.5)).toThrow(RangeError)
})

test('a mixture with a gap has its quantile at the near side of the gap', () => {
  const d: Distribution = {
    kind: 'mixture',
    parts: [
      { weight: 1, of: { kind: 'uniform', low: 0, high: 1 } },
      { weight: 1, of: { kind: 'uniform', low: 9, high: 10 } },
    ],
  }
  expect(quantile(d, 0.25)).toBe(0.5)
  expect(quantile(d, 0.5)).toBeCloseTo(1, 12)
  expect(quantile(d, 0.75)).toBeCloseTo(9.5, 12)
  expect([0.25, 0.75].map((p) => sampleAt(d, p))).toEqual([0.5, 9.5])
})

test('every kind of point mass is a step', () => {
  for (const d of steps.filter((one) => one.kind !== 'discrete')) {
    const value = quantile(d, 0.5)
    expect([cdf(d, value - 1e-9), cdf(d, value), sdOf(d), mean(d)]).toEqual([0, 1, 0, value])
  }
})

test('interval90 has its ends at the 5th and 95th percentile', () => {
  const ends = fc.double({ min: -1e6, max: 1e6, noNaN: true })
  fc.assert(
    fc.property(ends, fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (low, width) => {
      const d = interval90(low, low + width)
      expect(d.kind).toBe(low > 0 ? 'lognormal' : 'normal')
      const scale = Math.abs(low) + width
      expect(Math.abs(quantile(d, 0.05) - low)).toBeLessThan(1e-12 * scale)
      expect(Math.abs(quantile(d, 0.95) - (low + width))).toBeLessThan(1e-12 * scale)
    }),
  )
  expect(interval90(3, 3)).toEqual({ kind: 'fixed', value: 3 })
  expect(() => interval90(2, 1)).toThrow(RangeError)
  expect(() => interval90(0, Infinity)).toThrow(RangeError)
})

test('PERT has Clark’s mean and beta shapes', () => {
  const d = { kind: 'pert', low: 0, mode: 2, high: 10 } as const
  expect(mean(d)).toBe(18 / 6)
  const { alpha, beta } = pertShape(d)
  expect([alpha, beta]).toEqual([1.8, 4.2])
  expect(mean(d)).toBeCloseTo(10 * mean({ kind: 'beta', alpha, beta }), 14)
})

test('Student’s t has no mean with one degree of freedom, and infinite spread up to two', () => {
  expect(() => mean({ kind: 'student', location: 0, scale: 1, degrees: 1 })).toThrow(RangeError)
  expect(sdOf({ kind: 'student', location: 0, scale: 1, degrees: 1.5 })).toBe(Infinity)
})

test('in another unit its quantiles are as many times larger; a beta has one unit', () => {
  for (const d of examples) {
    const there = scaled(d, 1 / 12)
    if (there === null) expect(JSON.stringify(d)).toContain('beta')
    else for (const p of [0.01, 0.3, 0.5, 0.9]) expect(quantile(there, p)).toBeCloseTo(quantile(d, p) / 12, 9)
  }
  expect(examples.filter((d) => scaled(d, 2) === null).length).toBeLessThan(examples.length / 2)
})
