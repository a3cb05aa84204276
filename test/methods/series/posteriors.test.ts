/** The fits of the front's 27 months against posteriors fitted elsewhere (1,000 thinned draws each). */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { seedOf, streamOf } from '../../../src/math/philox.ts'
import { ar1Draws, ar1Paths, sampleAr1 } from '../../../src/methods/series/ar1-t5.ts'
import { convergenceOf } from '../../../src/methods/series/convergence.ts'
import {
  cumulativeMoments,
  localLevelDraws,
  localLevelPaths,
  sampleLocalLevel,
} from '../../../src/methods/series/local-level.ts'

type Five = readonly number[]
interface Fitted {
  readonly changes: readonly number[]
  readonly localLevel: Readonly<Record<string, Five>>
  readonly ar1: Readonly<Record<string, Five>>
  readonly ar1Loss12: number
  readonly parameters: Readonly<Record<'levelSd' | 'noiseSd' | 'mean' | 'fade' | 'shock', Five>>
}
const fixture = JSON.parse(
  readFileSync(new URL('../../fixtures/war/front-posteriors.json', import.meta.url), 'utf8'),
) as Readonly<Record<'isw' | 'ds', Fitted>>

const LEVELS = [0.05, 0.25, 0.5, 0.75, 0.95]
const PLAN = { chains: 4, warmup: 1000, draws: 2000, thin: 5 }
const random = { seed: seedOf(1), stream: streamOf('fit') }
const paths = { seed: seedOf(1), stream: streamOf('paths') }

/** Quantiles of the other sampler, whose 1,000 draws are worth at least 250, lie where they should in ours, within four
 *  standard errors. */
function expectQuantiles(draws: ArrayLike<number>, quantiles: Five): void {
  LEVELS.forEach((level, k) => {
    const below = Array.from(draws).filter((x) => x < quantiles[k]!).length / draws.length
    const tied = Array.from(draws).filter((x) => x === quantiles[k]!).length / draws.length
    const error = Math.sqrt((level * (1 - level)) / 250)
    expect(below - 4 * error).toBeLessThan(level)
    expect(below + tied + 4 * error).toBeGreaterThan(level)
  })
}

const sumsOf = (rows: readonly Float64Array[], steps: number): number[] =>
  rows.map((row) => row.subarray(0, steps).reduce((sum, x) => sum + x, 0))

for (const source of ['isw', 'ds'] as const) {
  const { changes, localLevel, ar1, ar1Loss12, parameters } = fixture[source]

  test(`damped local level of ${source}: parameters and forecasts`, () => {
    const series = { changes, driver: null }
    const prior = { fade: 0.97, levelScale: 80, noiseScale: 100, leastNoise: 10, pull: [] }
    const chains = sampleLocalLevel(series, prior, PLAN, random)
    for (const c of [0, 1]) {
      const { rHat, bulkEss, tailEss } = convergenceOf(chains.map((chain) => chain[c]!))
      expect(rHat).toBeLessThan(1.01)
      expect(Math.min(bulkEss, tailEss)).toBeGreaterThan(400)
    }
    const draws = localLevelDraws(series, prior, chains)
    expectQuantiles(draws.levelSd, parameters.levelSd)
    expectQuantiles(draws.noiseSd, parameters.noiseSd)
    const rows = localLevelPaths(draws, 24, paths)
    for (const [steps, quantiles] of Object.entries(localLevel)) expectQuantiles(sumsOf(rows, Number(steps)), quantiles)
  })

  test(`AR(1) with t5 of ${source}: parameters and forecasts`, () => {
    const prior = { mean: { mean: 0, sd: 300 }, fade: { mean: 0.8, sd: 0.3 }, mostFade: 0.99, shockScale: 150 }
    const draws = ar1Draws(changes, sampleAr1(changes, prior, PLAN, random))
    expectQuantiles(draws.mean, parameters.mean)
    expectQuantiles(draws.fade, parameters.fade)
    expectQuantiles(draws.shock, parameters.shock)
    const rows = ar1Paths(draws, 12, paths)
    for (const [steps, quantiles] of Object.entries(ar1)) expectQuantiles(sumsOf(rows, Number(steps)), quantiles)
    const losses = sumsOf(rows, 12).filter((x) => x < 0).length / rows.length
    expect(Math.abs(losses - ar1Loss12)).toBeLessThan(4 * Math.sqrt((0.1 * 0.9) / 250))
  })
}

test('moments of the sum of future changes are those of simulated paths', () => {
  const one = (x: number): Float64Array => new Float64Array(40_000).fill(x)
  const draws = { fade: 0.9, levelSd: one(3), noiseSd: one(5), pull: one(0), nextMean: one(20), nextVariance: one(16) }
  const rows = localLevelPaths(draws, 6, paths)
  for (const steps of [1, 2, 6]) {
    const { mean, variance } = cumulativeMoments(draws, 0, steps)
    const sums = sumsOf(rows, steps)
    const average = sums.reduce((a, b) => a + b, 0) / sums.length
    const spread = sums.reduce((sum, x) => sum + (x - average) ** 2, 0) / sums.length
    expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(variance / sums.length))
    expect(Math.abs(spread / variance - 1)).toBeLessThan(4 * Math.sqrt(2 / sums.length))
  }
})
