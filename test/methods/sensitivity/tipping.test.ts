import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalCdf } from '../../../src/math/normal.ts'
import { fillUniforms, seedOf, streamOf } from '../../../src/math/philox.ts'
import type { Crossing, Response, TippingQuestion } from '../../../src/methods/sensitivity/tipping.ts'
import { defaultTippingOptions, tipping } from '../../../src/methods/sensitivity/tipping.ts'

const exactly =
  (f: (x: number) => number, standardError = 0): Response =>
  (x) => ({ estimate: f(x), standardError })
const question: TippingQuestion = { low: 0, high: 10, threshold: 0, mean: 5, deviation: 2 }
const options = { ...defaultTippingOptions, worlds: 1000, seed: 7 }

function crossings(f: Response, asked: Partial<TippingQuestion> = {}): readonly Crossing[] {
  const result = tipping(f, { ...question, ...asked }, options)
  if (result.kind !== 'tips') throw new Error(result.kind)
  return result.crossings
}

test('a straight line: the crossing, its interval and its distance are exact to the tolerance', () => {
  const [only] = crossings(exactly((x) => 0.1 * x - 0.3, 0.05))
  expect(only!.value).toBeCloseTo(3, 9)
  expect(only!.direction).toBe('rises')
  const half = (1.959963984540054 * 0.05) / 0.1
  expect(Math.abs(only!.low - (3 - half))).toBeLessThan(10 / 1024)
  expect(Math.abs(only!.high - (3 + half))).toBeLessThan(10 / 1024)
  expect(only!.low).toBeLessThanOrEqual(3 - half)
  expect(only!.high).toBeGreaterThanOrEqual(3 + half)
  expect(only!.distance).toBeCloseTo(-1, 9)
  expect(only!.distanceLow).toBeLessThan(only!.distance)
  expect([only!.openLow, only!.openHigh]).toEqual([false, false])
})

test('any line is crossed where it is crossed, from either side and at any scale', () => {
  const number = fc.double({ min: 0.01, max: 0.99, noNaN: true })
  fc.assert(
    fc.property(number, fc.double({ min: 0.1, max: 1e6, noNaN: true }), fc.boolean(), (share, scale, falls) => {
      const root = share * scale
      const slope = falls ? -1 : 1
      const [only, ...rest] = crossings(
        exactly((x) => slope * (x - root)),
        { low: 0, high: scale },
      )
      expect(rest).toEqual([])
      expect(Math.abs(only!.value - root)).toBeLessThan(1e-9 * scale)
      expect(only!.direction).toBe(falls ? 'falls' : 'rises')
      expect(only!.low <= root && root <= only!.high).toBe(true)
    }),
  )
})

test('a rise and fall: all crossings, in order', () => {
  const found = crossings(
    exactly((x) => Math.sin(x) - 0.5),
    { low: 0, high: 10 },
  )
  const exact = [1, 5, 13, 17].map((k) => (k * Math.PI) / 6)
  expect(found).toHaveLength(4)
  found.forEach(({ value, direction }, i) => {
    expect(Math.abs(value - exact[i]!)).toBeLessThan(0.001)
    expect(direction).toBe(i % 2 === 0 ? 'rises' : 'falls')
  })
})

test('an extreme that crosses the threshold between two steps of the scan is found', () => {
  const found = crossings(exactly((x) => (x - 3.5) * (x - 3.5) - 0.02))
  expect(found).toHaveLength(2)
  expect(Math.abs(found[0]!.value - (3.5 - Math.sqrt(0.02)))).toBeLessThan(0.01)
  expect(Math.abs(found[1]!.value - (3.5 + Math.sqrt(0.02)))).toBeLessThan(0.01)
})

test('so is one that only just crosses, by following it', () => {
  const found = crossings(exactly((x) => (x - 3.4) * (x - 3.4) - 0.0005))
  expect(found.map(({ value }) => value).map((x) => Math.abs(Math.abs(x - 3.4) - Math.sqrt(0.0005)) < 0.01)).toEqual([
    true,
    true,
  ])
})

test('a step is placed within the tolerance', () => {
  const [only] = crossings(exactly((x) => (x < 7.3 ? -1 : 1)))
  expect(only!.low <= 7.3 && 7.3 <= only!.high).toBe(true)
  expect(only!.high - only!.low).toBeLessThanOrEqual(10 / 1024)
})

test('an interval that goes on beyond the range is open', () => {
  const [only] = crossings(exactly((x) => 0.1 * (x - 1), 0.3))
  expect([only!.low, only!.openLow, only!.openHigh]).toEqual([0, true, false])
})

test('never: the side, and where it comes nearest', () => {
  const result = tipping(
    exactly((x) => 2 - 0.1 * x, 0.1),
    question,
    options,
  )
  expect(result).toMatchObject({
    kind: 'never',
    side: 'above',
    nearest: { value: 10, estimate: 1 },
    possible: false,
    n: 1000,
    seed: 7,
  })
  expect(
    tipping(
      exactly((x) => 2 - 0.1 * x, 0.6),
      question,
      options,
    ),
  ).toMatchObject({ kind: 'never', possible: true })
})

test('flat, undecidable and broken outputs say so', () => {
  expect(
    tipping(
      exactly(() => 0.4, 0.1),
      question,
      options,
    ),
  ).toMatchObject({ kind: 'flat', at: { estimate: 0.4 } })
  expect(
    tipping(
      exactly((x) => 0.001 * (x - 5), 1),
      question,
      options,
    ),
  ).toMatchObject({ kind: 'refused', cause: 'tooFew' })
  expect(
    tipping(
      exactly((x) => (x > 9 ? Number.NaN : x)),
      question,
      options,
    ),
  ).toMatchObject({ kind: 'refused', cause: 'notFinite' })
  expect(
    tipping(
      exactly((x) => x),
      { ...question, low: 3, high: 3 },
      options,
    ),
  ).toMatchObject({ kind: 'refused', cause: 'noSpread' })
  expect(
    tipping(
      exactly((x) => x),
      { ...question, deviation: 0 },
      options,
    ),
  ).toMatchObject({ kind: 'refused', cause: 'noSpread' })
})

/** P(x + noise > 6) over the same draws at every x; crosses ½ at 6 with noise uniform on (-2, 2). */
function simulated(seed: number, worlds: number): Response {
  const draws = new Float64Array(worlds)
  fillUniforms(draws, seedOf(seed), streamOf('noise'), 0)
  return (x) => {
    const p = draws.filter((u) => x + 4 * u - 2 > 6).length / worlds
    return { estimate: p, standardError: Math.sqrt((p * (1 - p)) / worlds) }
  }
}

test('over simulated worlds the interval holds the true tipping value about as often as its level', () => {
  const runs = 200
  let held = 0
  for (let seed = 0; seed < runs; seed++) {
    const [first, ...more] = crossings(simulated(seed, 400), { threshold: 0.5 })
    expect(more).toEqual([])
    if (first!.low <= 6 && 6 <= first!.high) held++
  }
  // The tolerance widens each interval a little, so more may be held, not fewer.
  expect(held).toBeGreaterThan(runs * 0.95 - 4 * Math.sqrt(runs * 0.95 * 0.05))
  expect(held).toBeLessThan(runs)
})

test('evaluations stay few: a scan and six bisections for the crossing and each end', () => {
  let count = 0
  crossings(
    (x) => {
      count++
      return { estimate: normalCdf(x - 4), standardError: 0.02 }
    },
    { threshold: 0.5 },
  )
  expect(count).toBeLessThanOrEqual(17 + 3 * 7)
})
