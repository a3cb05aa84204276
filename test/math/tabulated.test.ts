import { expect, test } from 'vitest'
import { tabulated } from '../../src/math/tabulated.ts'

const grid = Array.from({ length: 999 }, (_, i) => (i + 1) / 1000)

test('asks the exact quantile only while it is built, and for tails below 2^-12', () => {
  let calls = 0
  const draw = tabulated((p) => {
    calls += 1
    return Math.sqrt(p)
  }, 0)
  const built = calls
  for (const p of grid) draw(p)
  expect(calls).toBe(built)
  expect(built).toBeLessThan(1000)
  for (const p of [0, 1e-9, 2 ** -13, 1 - 2 ** -13, 1]) draw(p)
  expect(calls).toBe(built + 5)
})

test('falls back on the exact quantile where it is not smooth', () => {
  const steps = (p: number): number => (p <= 0.3 ? 1 : p <= 0.72 ? 2 + p : 9)
  const draw = tabulated(steps, 0)
  for (const p of grid) expect(Math.abs(draw(p) / steps(p) - 1)).toBeLessThan(1e-12)
})

test('meets at the middle and at borders of bins', () => {
  const cube = (p: number): number => (p + 1) * (p + 1) * (p + 1)
  const draw = tabulated(cube, 0)
  for (const p of [2 ** -12, 2 ** -5, 0.25, 0.4375, 0.5, 0.5625, 0.75, 1 - 2 ** -12]) {
    for (const q of [p * (1 - 2 ** -53), p, p * (1 + 2 ** -52)]) expect(draw(q)).toBeCloseTo(cube(q), 12)
  }
})
