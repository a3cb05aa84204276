import { expect, test } from 'vitest'
import { eachResample, percentileInterval } from '../../../src/methods/sensitivity/bootstrap.ts'
import { defaultPrecision, fewestUnits } from '../../../src/methods/sensitivity/result.ts'

test('a percentile interval leaves the same share out at both ends', () => {
  const replicates = Float64Array.from({ length: 1001 }, (_, k) => (k * 5) % 1001)
  const { low, high, standardError } = percentileInterval(480, replicates, 0.9)
  expect(low).toBeCloseTo(50, 9)
  expect(high).toBeCloseTo(950, 9)
  // Sample deviation of 0 … 1000: √(1001 · 1002 / 12).
  expect(standardError).toBeCloseTo(Math.sqrt((1001 * 1002) / 12), 9)
})

test('resampled means vary as means do', () => {
  const values = Float64Array.from({ length: 50 }, (_, k) => k)
  const means = new Float64Array(2000)
  eachResample(50, { ...defaultPrecision, resamples: 2000 }, (counts, at) => {
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(50)
    means[at] = values.reduce((sum, value, k) => sum + value * counts[k]!, 0) / 50
  })
  const { standardError } = percentileInterval(24.5, means, 0.95)
  // Variance of a resampled mean: (50² - 1) / 12 / 50; its relative error over 2,000 resamples is 1/√4000.
  expect(Math.abs(standardError / Math.sqrt((50 * 50 - 1) / 12 / 50) - 1)).toBeLessThan(4 / Math.sqrt(4000))
  expect(() => eachResample(50, { ...defaultPrecision, resamples: 1 }, () => {})).toThrow(RangeError)
})

test('an interval needs two over what its level leaves out', () => {
  expect([0.9, 0.95, 0.99].map(fewestUnits)).toEqual([20, 40, 200])
  for (const level of [0, 1, Number.NaN]) expect(() => fewestUnits(level)).toThrow(RangeError)
})
