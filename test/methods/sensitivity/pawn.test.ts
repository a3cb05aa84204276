import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seedOf, streamOf, uniformAt } from '../../../src/math/philox.ts'
import type { PawnIndices, PawnOptions } from '../../../src/methods/sensitivity/pawn.ts'
import { defaultPawnOptions, pawn } from '../../../src/methods/sensitivity/pawn.ts'
import { equalSlices } from '../../../src/methods/sensitivity/slices.ts'
import { distancesByDefinition } from '../../reference/pawn.ts'
import { ishigami } from './models.ts'
import { runs } from '../../properties.ts'

const column = (name: string, n: number): Float64Array =>
  Float64Array.from({ length: n }, (_, world) => uniformAt(seedOf(3), streamOf(name), world, 0))
const quick: PawnOptions = { ...defaultPawnOptions, resamples: 100 }

function run(inputs: Float64Array[], output: Float64Array, options: PawnOptions = quick): PawnIndices {
  const result = pawn(inputs, output, options)
  if (result.kind !== 'pawn') throw new Error(result.reason)
  return result
}

test('slices hold equal numbers where values differ and never part equal values', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 80 }),
      fc.integer({ min: 1, max: 12 }),
      (values, count) => {
        const input = Float64Array.from(values)
        const { labels, sizes } = equalSlices(input, count)
        expect(sizes.length).toBeLessThanOrEqual(count)
        expect([...sizes].reduce((sum, size) => sum + size, 0)).toBe(values.length)
        sizes.forEach((size, slice) => {
          expect([...labels].filter((label) => label === slice)).toHaveLength(size)
        })
        values.forEach((a, i) =>
          values.forEach((b, j) => {
            if (a === b) expect(labels[i]).toBe(labels[j])
            if (a < b) expect(labels[i]).toBeLessThanOrEqual(labels[j]!)
          }),
        )
      },
    ),
  )
  expect([...equalSlices(column('x', 1000), 10).sizes]).toEqual(Array.from({ length: 10 }, () => 100))
})

test('many equal values keep the slice of their middle, so that they do not swallow the rest', () => {
  const input = Float64Array.from({ length: 100 }, (_, world) => Math.min(world, 40))
  expect([...equalSlices(input, 2).sizes]).toEqual([40, 60])
})

test('distances are those of the definition, for outputs with and without equal values', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.nat(), (levels, seed) => {
      const n = 100
      const uniform = (name: string): Float64Array =>
        Float64Array.from({ length: n }, (_, world) => uniformAt(seedOf(seed), streamOf(name), world, 0))
      const x = uniform('x'),
        noise = uniform('noise')
      const y = Float64Array.from(x, (value, world) => Math.floor(levels * (value + noise[world]!)))
      if (y.every((value) => value === y[0])) return
      const [input] = run([x], y, { ...quick, slices: 3, resamples: 2, shuffles: 1 }).inputs
      if (input?.kind !== 'pawn') throw new Error(input?.kind)
      const exact = distancesByDefinition(equalSlices(x, 3).labels, y, 3).sort((a, b) => a - b)
      expect(input.maximum.index.estimate).toBeCloseTo(exact[2]!, 12)
      expect(input.median.index.estimate).toBeCloseTo(exact[1]!, 12)
    }),
    { numRuns: runs(40) },
  )
})

test('a yes/no output: the distance is the difference of shares, exactly known', () => {
  // yes with probability x; slice k of 10 has the mean (k + ½)/10, so distances are 0.05, 0.15 … 0.45, their median
  // 0.25.
  const n = 20_000
  const x = column('x', n),
    coin = column('coin', n),
    idle = column('idle', n)
  const y = Float64Array.from(x, (p, world) => (coin[world]! < p ? 1 : 0))
  const [first, second] = run([x, idle], y).inputs
  if (first?.kind !== 'pawn' || second?.kind !== 'pawn') throw new Error('withheld')
  expect(Math.abs(first.median.index.estimate - 0.25)).toBeLessThan(4 * first.median.index.standardError)
  expect(Math.abs(first.maximum.index.estimate - 0.45)).toBeLessThan(4 * first.maximum.index.standardError)
  expect(first.median.aboveNoise && first.maximum.aboveNoise).toBe(true)
  expect(second.median.aboveNoise).toBe(false)
  expect(second.median.noise).toBeLessThan(0.03)
})

test('Ishigami: the third input matters though its first-order index is 0; a dummy does not', () => {
  const n = 5000
  const inputs = ['a', 'b', 'c', 'dummy'].map((name) => column(name, n))
  const y = Float64Array.from({ length: n }, (_, world) =>
    ishigami([inputs[0]![world]!, inputs[1]![world]!, inputs[2]![world]!]),
  )
  const above = run(inputs, y).inputs.map((input) => input.kind === 'pawn' && input.median.aboveNoise)
  expect(above).toEqual([true, true, true, false])
})

test('a dummy exceeds its noise about as often as the level says', () => {
  const n = 600
  const y = column('y', n).map((value) => (value < 0.3 ? 1 : 0))
  const dummies = Array.from({ length: 100 }, (_, k) => column(`dummy ${k}`, n))
  const result = run(dummies, y, { ...quick, level: 0.9, resamples: 2, shuffles: 150 })
  const above = result.inputs.filter((input) => input.kind === 'pawn' && input.maximum.aboveNoise).length
  // 10 of 100 expected; the thresholds vary too, which adds at most as much variance again.
  expect(Math.abs(above - 10)).toBeLessThan(4 * Math.sqrt(2 * 100 * 0.1 * 0.9))
})

test('every interval holds its estimate, and lies within 0 and 1, also where an input does nothing', () => {
  const n = 600
  const y = column('y', n)
  const strong = y.map((value) => value * value)
  const inputs = [...Array.from({ length: 30 }, (_, k) => column(`dummy ${k}`, n)), y, strong]
  for (const input of run(inputs, y, { ...quick, resamples: 40 }).inputs) {
    if (input.kind !== 'pawn') throw new Error(input.kind)
    for (const { index } of [input.median, input.maximum]) {
      expect(index.low).toBeLessThanOrEqual(index.estimate)
      expect(index.high).toBeGreaterThanOrEqual(index.estimate)
      expect(index.low >= 0 && index.high <= 1).toBe(true)
    }
  }
})

test('what cannot be said is not a number', () => {
  const x = column('x', 400)
  expect(
    pawn(
      [x],
      x.map(() => 1),
    ),
  ).toMatchObject({ kind: 'refused', cause: 'constantOutput' })
  expect(
    pawn(
      [x],
      x.map(() => Number.NaN),
    ),
  ).toMatchObject({ kind: 'refused', cause: 'notFinite' })
  expect(pawn([x.slice(0, 30)], x.slice(0, 30))).toMatchObject({ kind: 'refused', cause: 'tooFew' })
  expect(pawn([x.map(() => 5), x], x, quick)).toMatchObject({ inputs: [{ kind: 'fixed' }, { kind: 'pawn' }] })
  expect(pawn([x], x, { ...quick, slices: 40 })).toMatchObject({ inputs: [{ kind: 'tooFew', needed: 800 }] })
  expect(() => pawn([x], x.slice(1))).toThrow(RangeError)
})
