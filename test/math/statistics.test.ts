import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clamp, meanInterval, meanIntervalOfSums, quantileOf, wilsonInterval, Z_95 } from '../../src/math/statistics.ts'
import { normalQuantile } from '../../src/math/normal.ts'

test('Z_95 is the normal quantile at 0.975', () => {
  expect(Math.abs(Z_95 - normalQuantile(0.975))).toBeLessThan(1e-15)
})

describe('wilsonInterval', () => {
  // Newcombe 1998, Statistics in Medicine 17, table I, method 3 (score, no continuity correction).
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%d of %d', (successes, trials, low, high) => {
    const interval = wilsonInterval(successes, trials)
    expect(interval.low).toBeCloseTo(low, 4)
    expect(interval.high).toBeCloseTo(high, 4)
    expect(interval.estimate).toBe(successes / trials)
  })

  test('its ends are z standard errors of the end away from the estimate', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
        const k = clamp(Math.round(share * n), 1, n - 1)
        const { estimate, low, high } = wilsonInterval(k, n)
        for (const end of [low, high]) {
          expect(Math.abs(estimate - end) / Math.sqrt((end * (1 - end)) / n)).toBeCloseTo(Z_95, 6)
        }
      }),
    )
  })

  test('without trials says nothing; nonsense throws', () => {
    expect(wilsonInterval(0, 0)).toEqual({ estimate: 0.5, low: 0, high: 1 })
    expect(wilsonInterval(7, 7).high).toBe(1)
    expect(() => wilsonInterval(3, 2)).toThrow(RangeError)
    expect(() => wilsonInterval(-1, 2)).toThrow(RangeError)
  })
})

describe('means', () => {
  test('mean ± z·s/√n', () => {
    // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, sum of squared deviations 32.
    const { estimate, low, high } = meanInterval([2, 4, 4, 4, 5, 5, 7, 9], 2)
    const half = 2 * Math.sqrt(32 / 7 / 8)
    expect(estimate).toBe(5)
    expect(low).toBeCloseTo(5 - half, 12)
    expect(high).toBeCloseTo(5 + half, 12)
  })

  test('from sums equals from values', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2 }), (xs) => {
        const sum = xs.reduce((s, x) => s + x, 0)
        const squares = xs.reduce((s, x) => s + x * x, 0)
        const direct = meanInterval(xs)
        const fromSums = meanIntervalOfSums(xs.length, sum, squares)
        expect(fromSums.estimate).toBe(direct.estimate)
        expect(fromSums.low).toBeCloseTo(direct.low, 4)
      }),
    )
  })

  test('one value has no known spread, none has no mean', () => {
    expect(meanInterval([3])).toEqual({ estimate: 3, low: -Infinity, high: Infinity })
    expect(() => meanInterval([])).toThrow(RangeError)
    expect(() => meanIntervalOfSums(0, 0, 0)).toThrow(RangeError)
  })
})

test('quantileOf interpolates as definition 7', () => {
  expect(quantileOf([1, 2, 3, 4], 0.25)).toBe(1.75)
  expect(quantileOf([1, 2, 3, 4], 0)).toBe(1)
  expect(quantileOf([1, 2, 3, 4], 1)).toBe(4)
  expect(quantileOf([-Infinity, 0, Infinity], 0.5)).toBe(0)
  expect(() => quantileOf([], 0.5)).toThrow(RangeError)
  expect(() => quantileOf([1], NaN)).toThrow(RangeError)
})

test('clamp', () => {
  expect([clamp(-1, 0, 2), clamp(1, 0, 2), clamp(3, 0, 2)]).toEqual([0, 1, 2])
})
