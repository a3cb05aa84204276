import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drift, lastRate, mapStays } from '../../../src/methods/series/baselines.ts'
import { linearPool } from '../../../src/methods/series/pool.ts'

const series = fc.array(fc.double({ min: -500, max: 500, noNaN: true }), { minLength: 14, maxLength: 40 })
const mean = (xs: ArrayLike<number>): number => Array.from(xs).reduce((a, b) => a + b, 0) / xs.length

test('each baseline is centred on what its name says', () => {
  fc.assert(
    fc.property(series, fc.integer({ min: 1, max: 6 }), (past, steps) => {
      expect(mean(mapStays(past, steps))).toBeCloseTo(0, 6)
      expect(mean(lastRate(past, steps))).toBeCloseTo(steps * past.at(-1)!, 6)
      expect(mean(lastRate(past, steps, 3))).toBeCloseTo(steps * mean(past.slice(-3)), 6)
      expect(mean(drift(past, steps))).toBeCloseTo(steps * mean(past.slice(-12)), 6)
    }),
  )
})

test('a steady front is forecast without error', () => {
  const past = new Array<number>(20).fill(7)
  expect([...new Set(lastRate(past, 3))]).toEqual([21])
  expect(drift(past, 3).every((x) => Math.abs(x - 21) < 1e-9)).toBe(true)
  expect([...new Set(mapStays(past, 2))]).toEqual([-14, 14])
})

test('missing months are left out; too short a past gives nothing', () => {
  expect([...mapStays([1, Number.NaN, 3, 4], 2)]).toEqual([-7, 7])
  // The steps 1 to 3 and 5 to 6 were missed by 2 and by 1.
  expect([...lastRate([1, 3, Number.NaN, 5, 6], 1)]).toEqual([4, 5, 7, 8])
  expect(lastRate([1, 2, Number.NaN], 1)).toHaveLength(0)
  expect(mapStays([1], 2)).toHaveLength(0)
  expect(drift([1], 2)).toHaveLength(0)
})

test('a pool holds of each part its share', () => {
  const low = Float64Array.from([0, 1, 2])
  const high = Float64Array.from([10, 11, 12])
  const pooled = linearPool([low, high, new Float64Array(0)], [3, 1, 5])
  expect(pooled).toHaveLength(1000)
  expect(pooled.filter((x) => x < 5)).toHaveLength(750)
  expect(mean(pooled)).toBeCloseTo(0.75 * 1 + 0.25 * 11, 6)
  expect(() => linearPool([new Float64Array(0)], [1])).toThrow(RangeError)
})
