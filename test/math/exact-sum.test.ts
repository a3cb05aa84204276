import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addTo, mergeSums, newSum, sumValue } from '../../src/math/exact-sum.ts'
import type { ExactSum } from '../../src/math/exact-sum.ts'
import { exactSum } from '../reference/exact-sum.ts'
import { runs } from '../properties.ts'

const finite = fc.double({ noNaN: true, noDefaultInfinity: true })
const moderate = fc.double({ min: -1e3, max: 1e3, noNaN: true })
const terms = fc.oneof(fc.array(finite), fc.array(moderate), fc.array(fc.oneof(finite, moderate), { maxLength: 4 }))

function sumOf(values: readonly number[]): ExactSum {
  const sum = newSum()
  for (const x of values) addTo(sum, x)
  return sum
}

const normalised = (x: number): number => (x === 0 ? 0 : x)

test('is the exact sum, rounded once', () => {
  fc.assert(
    fc.property(terms, (values) => {
      expect(sumValue(sumOf(values))).toBe(normalised(exactSum(values)))
    }),
    { numRuns: runs(2000) },
  )
})

test.each([
  [[1e100, 1, -1e100], 1],
  [[1, 2 ** -53], 1],
  [[1, 2 ** -53, 2 ** -1074], 1 + 2 ** -52],
  [[1 + 2 ** -52, 2 ** -53], 1 + 2 ** -51],
  [[-1, -(2 ** -53), -5e-324], -(1 + 2 ** -52)],
  [Array(10).fill(0.1), 1],
  [[5e-324, 5e-324], 1e-323],
  [[Number.MAX_VALUE, Number.MAX_VALUE, -Number.MAX_VALUE], Number.MAX_VALUE],
  [[Number.MAX_VALUE, Number.MAX_VALUE], Infinity],
  [[Number.MAX_VALUE, 2 ** 969], Number.MAX_VALUE],
  [[Number.MAX_VALUE, 2 ** 970], Infinity],
  [[-0, -0], 0],
  [[], 0],
])('sums %j to %d', (values, expected) => {
  expect(sumValue(sumOf(values))).toBe(expected)
})

test('infinite and NaN terms decide', () => {
  expect(sumValue(sumOf([1, Infinity, -1e308]))).toBe(Infinity)
  expect(sumValue(sumOf([-Infinity]))).toBe(-Infinity)
  expect(sumValue(sumOf([Infinity, -Infinity]))).toBeNaN()
  expect(sumValue(sumOf([NaN, 1]))).toBeNaN()
  expect(sumValue(mergeSums(sumOf([Infinity]), sumOf([-Infinity])))).toBeNaN()
})

test('merging is associative and commutative bit for bit, and leaves its arguments as they were', () => {
  fc.assert(
    fc.property(terms, terms, terms, (x, y, z) => {
      const [a, b, c] = [sumOf(x), sumOf(y), sumOf(z)]
      const before = structuredClone([a, b, c])
      const left = mergeSums(mergeSums(a, b), c)
      expect(mergeSums(a, mergeSums(b, c))).toEqual(left)
      expect(mergeSums(c, mergeSums(b, a))).toEqual(left)
      expect([a, b, c]).toEqual(before)
      expect(sumValue(left)).toBe(normalised(exactSum([...x, ...y, ...z])))
    }),
  )
})

test('the order of the terms does not matter, bit for bit', () => {
  fc.assert(
    fc.property(terms, (values) => {
      expect(mergeSums(sumOf([...values].reverse()), newSum())).toEqual(mergeSums(sumOf(values), newSum()))
    }),
  )
})

test('carries keep two and a half million terms of one sign exact', () => {
  const sum = newSum()
  const term = 2 - 2 ** -52
  for (let i = 0; i < 2_500_000; i++) addTo(sum, term)
  expect(sumValue(sum)).toBe(term * 2_500_000)
})
