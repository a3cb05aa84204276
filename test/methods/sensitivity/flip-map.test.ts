import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FlipMap, FlipMapPlan } from '../../../src/methods/sensitivity/flip-map.ts'
import { flipMap, flipMapPoint, flipMapPoints } from '../../../src/methods/sensitivity/flip-map.ts'
import { levelLines, levelRegions } from '../../../src/methods/sensitivity/marching-squares.ts'

const plan: FlipMapPlan = {
  x: { low: -1, high: 1, count: 21 },
  y: { low: 0, high: 2, count: 11 },
  threshold: 0.5,
  level: 0.95,
  worlds: 500,
  seed: 2,
}

function run(f: (x: number, y: number) => number, standardError = 0, of: FlipMapPlan = plan): FlipMap {
  const points = Array.from({ length: flipMapPoints(of) }, (_, index) => flipMapPoint(of, index))
  const result = flipMap(
    of,
    points.map(({ x, y }) => ({ estimate: f(x, y), standardError })),
  )
  if (result.kind !== 'map') throw new Error(result.reason)
  return result
}

test('a plane: one straight line, and a band around it', () => {
  const map = run((x, y) => x + y / 2, 0.1)
  expect(map.boundary).toHaveLength(1)
  for (const { x, y } of map.boundary[0]!) expect(x + y / 2).toBeCloseTo(0.5, 12)
  const half = 1.959963984540054 * 0.1
  for (const { x, y } of map.lowerBoundary.flat()) expect(x + y / 2).toBeCloseTo(0.5 + half, 12)
  for (const { x, y } of map.upperBoundary.flat()) expect(x + y / 2).toBeCloseTo(0.5 - half, 12)
  expect(map.above + map.below + map.open).toBeCloseTo(1, 12)
  expect(map).toMatchObject({ n: 500, seed: 2, level: 0.95 })
})

test('a circle: one closed line near it, of about its length', () => {
  const of = { ...plan, x: { low: -2, high: 2, count: 41 }, y: { low: -2, high: 2, count: 41 }, threshold: 1 }
  const [line, ...more] = run((x, y) => x * x + y * y, 0, of).boundary
  expect(more).toEqual([])
  expect(line!.at(-1)).toEqual(line![0])
  for (const { x, y } of line!) expect(Math.abs(Math.hypot(x, y) - 1)).toBeLessThan(0.002)
  const length = line!.slice(1).reduce((sum, { x, y }, i) => sum + Math.hypot(x - line![i]!.x, y - line![i]!.y), 0)
  expect(Math.abs(length - 2 * Math.PI)).toBeLessThan(0.02)
})

test('a saddle is read by the mean of its corners', () => {
  const saddle = (low: number): readonly (readonly { x: number; y: number }[])[] =>
    levelLines({ xs: Float64Array.of(0, 1), ys: Float64Array.of(0, 1), values: Float64Array.of(1, low, low, 1) }, 0)
  // Corners (0,0) and (1,1) are above. With the mean above, the lines cut off the other two corners.
  const cutOff = (lines: readonly (readonly { x: number; y: number }[])[]): string[] =>
    lines.map((line) => (line.every(({ x, y }) => x - y > 0 || (x === 1 && y === 1)) ? 'lower right' : 'other')).sort()
  expect(cutOff(saddle(-0.5))).toEqual(['lower right', 'other'])
  expect(
    saddle(-3)
      .map((line) => line.every(({ x, y }) => x + y < 1))
      .sort(),
  ).toEqual([false, true])
})

test('the region above a saddle is one piece where its mean is above, else two', () => {
  const pieces = (low: number): number =>
    levelRegions({ xs: Float64Array.of(0, 1), ys: Float64Array.of(0, 1), values: Float64Array.of(1, low, low, 1) }, 0)
      .length
  expect([pieces(-0.5), pieces(-3)]).toEqual([1, 2])
})

test('lines part what is above from what is below: every grid edge between the two is crossed once', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 20, maxLength: 20 }), (numbers) => {
      const xs = Float64Array.of(0, 1, 2, 3, 4),
        ys = Float64Array.of(0, 1, 2, 3)
      // Never at the level itself, where crossings fall on corners.
      const values = Float64Array.from(numbers, (value) => value + 0.5)
      const lines = levelLines({ xs, ys, values }, 0)
      const vertices = new Set(lines.flat().map(({ x, y }) => `${x} ${y}`))
      let crossed = 0
      for (let row = 0; row < 4; row++) {
        for (let column = 0; column < 5; column++) {
          const here = values[row * 5 + column]! > 0
          if (column < 4 && here !== values[row * 5 + column + 1]! > 0) crossed++
          if (row < 3 && here !== values[row * 5 + column + 5]! > 0) crossed++
        }
      }
      expect(vertices.size).toBe(crossed)
      for (const line of lines) {
        const [first, last] = [line[0]!, line.at(-1)!]
        const closed = first.x === last.x && first.y === last.y
        const onRim = ({ x, y }: { x: number; y: number }): boolean => x === 0 || x === 4 || y === 0 || y === 3
        expect(closed || (onRim(first) && onRim(last))).toBe(true)
      }
    }),
  )
})

test('a verdict that never flips has no boundary', () => {
  const map = run((x) => 2 + x)
  expect([map.boundary, map.above, map.below]).toEqual([[], 1, 0])
})

test('what cannot be drawn is refused', () => {
  const estimates = (value: number): { estimate: number; standardError: number }[] =>
    Array.from({ length: 231 }, () => ({ estimate: value, standardError: 0.1 }))
  expect(flipMap(plan, estimates(1))).toMatchObject({ kind: 'refused', cause: 'constantOutput' })
  expect(flipMap(plan, estimates(Number.NaN))).toMatchObject({ kind: 'refused', cause: 'notFinite' })
  expect(flipMap({ ...plan, x: { low: 1, high: 1, count: 21 } }, estimates(1))).toMatchObject({
    kind: 'refused',
    cause: 'noSpread',
  })
  expect(() => flipMap(plan, [])).toThrow(RangeError)
})
