import { expect, test } from 'vitest'
import type {
  Assumption,
  PairOptions,
  ResponseTo,
  TippingPairs,
} from '../../../src/methods/sensitivity/tipping-pairs.ts'
import { defaultPairOptions, tippingPairs } from '../../../src/methods/sensitivity/tipping-pairs.ts'

const unit: Assumption = { low: -1, high: 1, mean: 0, deviation: 0.5 }
const four = [unit, unit, unit, unit]

const model =
  (f: (x: number[]) => number, standardError = 0.01): ResponseTo =>
  (changes) => {
    const x = [0, 0, 0, 0]
    for (const { assumption, value } of changes) x[assumption] = value
    return { estimate: f(x), standardError }
  }

function run(f: (x: number[]) => number, threshold: number, options: Partial<PairOptions> = {}): TippingPairs {
  const result = tippingPairs(model(f), four, threshold, { ...defaultPairOptions, ...options })
  if (result.kind !== 'pairs') throw new Error(result.reason)
  return result
}

test('a sum: the pairs whose gains add up to the threshold, nearest first, at the point of the line', () => {
  const { pairs, alone } = run(([a, b, c, d]) => a! + 0.8 * b! + 0.5 * c! + 0.1 * d!, 1.25)
  expect(alone).toEqual([])
  expect(pairs.map(({ a, b }) => [a, b])).toEqual([
    [0, 1],
    [0, 2],
    [1, 2],
  ])
  // On the way to the corner (1, 1): 1.8 t = 1.25; each unit is 2 standard deviations.
  expect(pairs[0]!.valueA).toBeCloseTo(1.25 / 1.8, 6)
  expect(pairs[0]!.distance).toBeCloseTo((1.25 / 1.8) * 2 * Math.SQRT2, 6)
  expect(pairs[0]!.distanceLow).toBeLessThan(pairs[0]!.distance)
  expect(pairs[0]!.distanceHigh).toBeGreaterThan(pairs[0]!.distance)
})

test('assumptions that flip alone are named and left out of pairs', () => {
  const { pairs, alone } = run(([a, b, c]) => 2 * a! + 0.8 * b! + 0.5 * c!, 1.25)
  expect(alone).toEqual([0])
  expect(pairs.map(({ a, b }) => [a, b])).toEqual([[1, 2]])
})

test('a pure interaction, of which neither shows anything alone', () => {
  const { pairs, alone, tried } = run((x) => x[1]! * x[3]!, 0.4)
  expect(alone).toEqual([])
  expect(tried).toBe(6)
  expect(pairs.map(({ a, b }) => [a, b])).toEqual([[1, 3]])
  expect(Math.abs(pairs[0]!.valueA * pairs[0]!.valueB - 0.4)).toBeLessThan(0.005)
})

test('of two corners that flip, the nearer one counts', () => {
  // (t + 0.2)² = 0.5 on the way up, (t - 0.2)² = 0.5 on the way down.
  const { pairs } = run(([a, b]) => (a! + 0.2) * (b! + 0.2), 0.5)
  expect(Math.abs(pairs[0]!.valueA - (Math.SQRT1_2 - 0.2))).toBeLessThan(0.002)
})

test('an assumption that works best inside its range is tried there', () => {
  const { pairs } = run(([a, b]) => 1 - 4 * Math.abs(a! - 0.5) + b!, 1.5)
  expect(pairs.map(({ a, b }) => [a, b])).toEqual([[0, 1]])
})

test('falling below the threshold counts as well; a budget leaves pairs untried and says how many', () => {
  const { pairs, tried, left } = run(([a, b, c, d]) => 1 - a! - 0.8 * b! - 0.5 * c! - 0.1 * d!, -0.25, { budget: 1 })
  expect(pairs.map(({ a, b }) => [a, b])).toEqual([[0, 1]])
  expect([tried, left]).toEqual([1, 5])
})

test('nothing flips, or nothing can be said', () => {
  expect(run((x) => x[0]!, 5).pairs).toEqual([])
  expect(
    tippingPairs(
      model(() => Number.NaN),
      four,
      0,
    ),
  ).toMatchObject({ kind: 'refused', cause: 'notFinite' })
  expect(
    tippingPairs(
      model((x) => (x[2]! > 0.5 ? Infinity : 0)),
      four,
      1,
    ),
  ).toMatchObject({ kind: 'refused', cause: 'notFinite' })
  expect(
    tippingPairs(
      model((x) => x[0]!),
      [unit, { ...unit, deviation: 0 }],
      1,
    ),
  ).toMatchObject({ kind: 'refused', cause: 'noSpread' })
})
