import { expect, test } from 'vitest'
import { seedOf, streamOf } from '../../../src/math/philox.ts'
import { adaptiveMetropolis } from '../../../src/methods/series/adaptive-metropolis.ts'
import { convergenceOf } from '../../../src/methods/series/convergence.ts'

const PLAN = { chains: 4, warmup: 2000, draws: 2500, thin: 4 }
const draws = (index: number) => ({ seed: seedOf(3), stream: streamOf('metropolis'), index })

/** Two normals, far from the origin, of very different scale, correlated by 0.9. */
function narrow(point: Float64Array): number {
  const x = (point[0]! - 50) / 0.2
  const y = (point[1]! + 3) / 40
  return -(x * x - 1.8 * x * y + y * y) / (2 * (1 - 0.81))
}

test('it finds mean, spread and correlation of a narrow, tilted target from steps of the wrong size', () => {
  const chains = [0, 1, 2, 3].map((index) => adaptiveMetropolis(narrow, [45 + index, 60], [1, 1], PLAN, draws(index)))
  const [x, y] = [0, 1].map((c) => chains.map(({ columns }) => columns[c]!))
  for (const [columns, mean, sd] of [
    [x!, 50, 0.2],
    [y!, -3, 40],
  ] as const) {
    const { rHat, bulkEss } = convergenceOf(columns)
    expect(rHat).toBeLessThan(1.01)
    const all = columns.flatMap((column) => Array.from(column))
    const average = all.reduce((sum, value) => sum + value, 0) / all.length
    const spread = Math.sqrt(all.reduce((sum, value) => sum + (value - average) ** 2, 0) / all.length)
    expect(Math.abs(average - mean)).toBeLessThan((4 * sd) / Math.sqrt(bulkEss))
    expect(Math.abs(spread / sd - 1)).toBeLessThan(4 / Math.sqrt(2 * bulkEss))
  }
  const product = chains.reduce(
    (sum, { columns: [a, b] }) =>
      sum + a!.reduce((part, value, i) => part + ((value - 50) / 0.2) * ((b![i]! + 3) / 40), 0),
    0,
  )
  expect(product / (4 * PLAN.draws)).toBeCloseTo(0.9, 1)
  for (const { accepted } of chains) expect(Math.abs(accepted - 0.3)).toBeLessThan(0.12)
})

test('it keeps within the support, and is the same for the same seed', () => {
  const half = (point: Float64Array): number => (point[0]! > 0 ? -point[0]! : -Infinity)
  const plan = { ...PLAN, draws: 1000 }
  const chain = adaptiveMetropolis(half, [1], [1], plan, draws(0))
  expect(Math.min(...chain.columns[0]!)).toBeGreaterThan(0)
  expect(adaptiveMetropolis(half, [1], [1], plan, draws(0))).toEqual(chain)
  expect(adaptiveMetropolis(half, [1], [1], plan, draws(1))).not.toEqual(chain)
  expect(() => adaptiveMetropolis(half, [-1], [1], plan, draws(0))).toThrow(RangeError)
})
