import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orderOf } from '../../src/math/order.ts'
import { chiSquareTail } from '../../src/math/chi-square.ts'

test('puts numbers in rising order and keeps equals as they came', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: -3, max: 3 }))), (values) => {
      const naive = values
        .map((_, i) => i)
        .sort((a, b) => (values[a]! < values[b]! ? -1 : values[a]! > values[b]! ? 1 : a - b))
      expect(Array.from(orderOf(values))).toEqual(naive)
    }),
  )
})

test('tails of chi-square (NIST handbook, table 1.3.6.7.4)', () => {
  expect(chiSquareTail(3.841, 1)).toBeCloseTo(0.05, 4)
  expect(chiSquareTail(18.307, 10)).toBeCloseTo(0.05, 5)
  expect(chiSquareTail(29.588, 10)).toBeCloseTo(0.001, 5)
  expect(chiSquareTail(400, 1)).toBeGreaterThan(0)
})
