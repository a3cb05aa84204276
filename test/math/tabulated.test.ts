import { expect, test } from 'vitest'
import { tabulated } from '../../src/math/tabulated.ts'

const grid = Array.from({ length: 999 }, (_, i) => (i + 1) / 1000)

test('asks the exact quantile nine times a bin that a draw first falls into, and for tails below 2^-12', () => {
  let calls = 0
  const draw = tabulated((p) => {
    calls += 1
    return Math.sqrt(p)
  }, 0)
  expect(calls).toBe(1)
  draw(0.3)
  expect(calls).toBe(10)
  for (const p of grid) draw(p)
  const filled = calls
  expect(filled).toBeLessThan(1000)
  for (const p of grid) draw(p)
  expect(calls).toBe(filled)
  for (const p of [0, 1e-9, 2 ** -13, 1 - 2 ** -13, 1]) draw(p)
  expect(calls).toBe(filled + 5)
})

test('a draw is the same whatever was drawn before', () => {
  const tenth = (p: number): number => {
    const square = p * p
    return square * square * square * square * square
  }
  const [rising, falling] = [tabulated(tenth, 0), tabulated(tenth, 0)]
  expect([...grid].reverse().map(falling).reverse()).toEqual(grid.map(rising))
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
