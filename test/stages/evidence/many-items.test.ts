import { expect, test } from 'vitest'
import { posterior } from '../../../src/stages/evidence/posterior.ts'

test.each([20, 400, 5000])('%i items that speak alike leave the posterior within the range of numbers', (items) => {
  const rows = Array.from({ length: items }, (_, k) => (k === 0 ? [1e-3, 3e-3] : [1e-3, 1e-3]))
  const [a, b] = posterior([0.5, 0.5], rows, new Float64Array(items).fill(1))
  expect(a).toBeCloseTo(0.25, 12)
  expect(b).toBeCloseTo(0.75, 12)
})

test('the prior where every hypothesis is excluded', () => {
  expect([...posterior([0.3, 0.7], [[0, 0]], [1])]).toEqual([0.3, 0.7])
})
