/** Simulation-based calibration: parameters drawn from the prior, a series drawn from them, the rank of the true value
 *  among thinned draws of the posterior is uniform if sampler and likelihood are right. Source: Talts, Betancourt,
 *  Simpson, Vehtari & Gelman 2018, arXiv:1804.06788. */
import { expect, test } from 'vitest'
import { gammaCdf } from '../../../src/math/gamma.ts'
import { normalQuantile } from '../../../src/math/normal.ts'
import { seedOf, streamOf, uniformAt } from '../../../src/math/philox.ts'
import { student5 } from '../../../src/math/student.ts'
import { sampleAr1 } from '../../../src/methods/series/ar1-t5.ts'
import { sampleLocalLevel } from '../../../src/methods/series/local-level.ts'

const { PROPERTY_RUNS, PROPERTY_SEED } = process.env
const RANKS = 19
const PLAN = { chains: 1, warmup: 1500, draws: RANKS, thin: 60 }
const MONTHS = 27
const RUNS = 400
const seed = seedOf(Number(PROPERTY_SEED ?? 1))

/** Draws of a world, one after the other. */
function drawsOf(name: string, world: number): { uniform(): number; normal(): number } {
  const stream = streamOf(name)
  let index = 0
  const uniform = (): number => uniformAt(seed, stream, world, index++)
  return { uniform, normal: () => normalQuantile(uniform()) }
}

const rankOf = (truth: number, draws: ArrayLike<number>): number =>
  Array.from(draws).filter((draw) => draw < truth).length

/** Chance of a χ² statistic of uniformity as large as that of these ranks. */
function chanceOf(ranks: readonly number[]): number {
  const counts = new Array<number>(RANKS + 1).fill(0)
  for (const rank of ranks) counts[rank] = counts[rank]! + 1
  const expected = ranks.length / counts.length
  const statistic = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  return 1 - gammaCdf(statistic, RANKS / 2, 2)
}

test.skipIf(PROPERTY_RUNS === undefined)('damped local level with a driver', () => {
  const prior = { fade: 0.97, levelScale: 80, noiseScale: 100, leastNoise: 10, pull: [{ mean: 100, sd: 150 }] }
  const ranks: number[][] = [[], [], []]
  for (let run = 0; run < RUNS; run++) {
    const { normal } = drawsOf('sbc/local-level', run)
    const levelSd = Math.abs(80 * normal())
    let noiseSd = 0
    while (noiseSd < 10) noiseSd = Math.abs(100 * normal())
    const pull = 100 + 150 * normal()
    let level = 2000 * normal()
    const driver = Array.from({ length: MONTHS }, (_, t) => Math.sin(t / 3))
    const changes = driver.map((z) => {
      const seen = level + pull * z + noiseSd * normal()
      level = 0.97 * level + levelSd * normal()
      return seen
    })
    const random = { seed, stream: streamOf(`sbc/local-level/${run}`) }
    const [chain] = sampleLocalLevel({ changes, driver }, prior, PLAN, random)
    ;[levelSd, noiseSd, pull].forEach((truth, k) => ranks[k]!.push(rankOf(truth, chain![k]!)))
  }
  for (const column of ranks) expect(chanceOf(column)).toBeGreaterThan(1e-4)
})

test.skipIf(PROPERTY_RUNS === undefined)('AR(1) with t5', () => {
  const prior = { mean: { mean: 0, sd: 300 }, fade: { mean: 0.5, sd: 0.1 }, mostFade: 0.99, shockScale: 150 }
  const ranks: number[][] = [[], [], []]
  for (let run = 0; run < RUNS; run++) {
    const { normal, uniform } = drawsOf('sbc/ar1', run)
    const mean = 300 * normal()
    const fade = 0.5 + 0.1 * normal()
    const shock = Math.abs(150 * normal())
    let rate = mean + 2 * shock * student5(uniform())
    const changes = Array.from({ length: MONTHS }, () => {
      const seen = rate
      rate = mean + fade * (rate - mean) + shock * student5(uniform())
      return seen
    })
    const random = { seed, stream: streamOf(`sbc/ar1/${run}`) }
    const [chain] = sampleAr1(changes, prior, PLAN, random)
    ;[mean, fade, shock].forEach((truth, k) => ranks[k]!.push(rankOf(truth, chain![k]!)))
  }
  for (const column of ranks) expect(chanceOf(column)).toBeGreaterThan(1e-4)
})
