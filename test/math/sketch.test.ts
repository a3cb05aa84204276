import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addToSketch,
  mergeSketches,
  newSketch,
  SKETCH_RELATIVE_ERROR,
  sketchEntries,
  sketchFromEntries,
  sketchQuantile,
  sketchQuantiles,
} from '../../src/math/sketch.ts'
import type { Sketch } from '../../src/math/sketch.ts'
import { runs } from '../properties.ts'

const value = fc.oneof(fc.double({ noNaN: true }), fc.double({ min: -50, max: 50, noNaN: true }))
const values = fc.array(value, { minLength: 1 })
const SMALLEST_NORMAL = 2 ** -1022
const probability = fc.double({ min: 0, max: 1, noNaN: true })

function sketchOf(xs: readonly number[]): Sketch {
  const sketch = newSketch()
  for (const x of xs) addToSketch(sketch, x)
  return sketch
}

test('a quantile is the order statistic within the relative error', () => {
  fc.assert(
    fc.property(values, probability, (xs, p) => {
      const exact = [...xs].sort((a, b) => a - b)[Math.floor(p * (xs.length - 1))]!
      const estimate = sketchQuantile(sketchOf(xs), p)
      if (Math.abs(exact) === Infinity) expect(estimate).toBe(exact)
      else if (Math.abs(exact) < SMALLEST_NORMAL) expect(estimate).toBe(0)
      else expect(Math.abs(estimate - exact)).toBeLessThanOrEqual(SKETCH_RELATIVE_ERROR * Math.abs(exact))
    }),
    { numRuns: runs(1000) },
  )
})

test('integers up to 256 are exact', () => {
  for (let n = -256; n <= 256; n++) expect(sketchQuantile(sketchOf([n]), 0.5)).toBe(n)
})

test('the largest finite double is not taken for infinity', () => {
  expect(sketchQuantile(sketchOf([Number.MAX_VALUE]), 0)).toBeLessThan(Infinity)
  expect(sketchQuantile(sketchOf([Infinity]), 0)).toBe(Infinity)
})

test('many quantiles rise with p, in any order of asking', () => {
  fc.assert(
    fc.property(values, fc.array(probability), (xs, ps) => {
      const rising = [...ps].sort((a, b) => a - b)
      const found = sketchQuantiles(sketchOf(xs), rising)
      expect(found).toEqual([...found].sort((a, b) => a - b))
      expect(sketchQuantiles(sketchOf(xs), [...rising].reverse())).toEqual([...found].reverse())
    }),
  )
})

test('merging is associative, and the same as sketching everything in any order', () => {
  fc.assert(
    fc.property(values, values, values, (x, y, z) => {
      const [a, b, c] = [sketchOf(x), sketchOf(y), sketchOf(z)]
      const all = sketchEntries(sketchOf([...z, ...y, ...x].reverse()))
      expect(sketchEntries(mergeSketches(mergeSketches(a, b), c))).toEqual(all)
      expect(sketchEntries(mergeSketches(a, mergeSketches(c, b)))).toEqual(all)
      expect(mergeSketches(a, b).count).toBe(x.length + y.length)
      expect(sketchEntries(a)).toEqual(sketchEntries(sketchOf(x)))
    }),
  )
})

test('entries survive JSON', () => {
  fc.assert(
    fc.property(values, (xs) => {
      const sketch = sketchOf(xs)
      const back = sketchFromEntries(JSON.parse(JSON.stringify(sketchEntries(sketch))))
      expect(back.count).toBe(sketch.count)
      expect(sketchEntries(back)).toEqual(sketchEntries(sketch))
    }),
  )
})

test('rejects what has no meaning', () => {
  expect(() => addToSketch(newSketch(), NaN)).toThrow(RangeError)
  expect(() => sketchQuantile(newSketch(), 0.5)).toThrow(RangeError)
  expect(() => sketchQuantile(sketchOf([1]), 1.5)).toThrow(RangeError)
})
