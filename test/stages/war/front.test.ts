import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { drivenRate, expectedAdvance, LARGEST_LOG_RATIO, logRatio, nextLevel } from '../../../src/stages/war/front.ts'
import { fillNormals, fillStudent5, seedOf, streamOf } from '../../../src/math/philox.ts'

interface Posterior {
  readonly localLevel: {
    phi: number
    mean: number[]
    variance: number[]
    q: number[]
    noise: number[]
    quantiles: Record<string, number[]>
  }
  readonly ar1: { start: number; mu: number[]; phi: number[]; sigma: number[]; quantiles: Record<string, number[]> }
}
const posterior = JSON.parse(
  readFileSync(new URL('../../fixtures/war/posterior.json', import.meta.url), 'utf8'),
) as Posterior
const WORLDS = 40_000
const MONTHS = 12
const PROBABILITIES = [0.05, 0.25, 0.5, 0.75, 0.95]
const seed = seedOf(11)
const STILL = {
  mean: 0,
  fade: 0.97,
  shock: 0,
  heavyTails: false,
  noise: 0,
  added: 0,
  pull: 0,
  logFireAtDate: 0,
  strength: 0,
  logForceAtDate: 0,
}

/** Quantiles of the cumulative change agree with the independent forecast within four standard errors of both samples'
 *  ranks. */
function expectQuantiles(cumulative: Float64Array[], expected: Record<string, number[]>): void {
  for (const [month, quantiles] of Object.entries(expected)) {
    const sorted = cumulative[Number(month)]!.slice().sort()
    PROBABILITIES.forEach((p, k) => {
      const slack = 4 * Math.sqrt(2 * p * (1 - p) * WORLDS)
      expect(quantiles[k]!).toBeGreaterThanOrEqual(Math.floor(sorted[Math.floor(p * WORLDS - slack)]!))
      expect(quantiles[k]!).toBeLessThanOrEqual(Math.ceil(sorted[Math.ceil(p * WORLDS + slack)]!))
    })
  }
}

test('as a damped local level it forecasts what the posterior of the record forecasts', () => {
  const { phi, mean, variance, q, noise, quantiles } = posterior.localLevel
  const cumulative = Array.from({ length: MONTHS + 1 }, () => new Float64Array(WORLDS))
  const shocks = new Float64Array(2 * MONTHS)
  for (let world = 0; world < WORLDS; world++) {
    const draw = world % mean.length
    fillNormals(shocks, seed, streamOf('local level'), world)
    const front = { ...STILL, fade: phi, shock: q[draw]! }
    let rate = mean[draw]! + Math.sqrt(variance[draw]!) * shocks[0]!
    for (let month = 1; month <= MONTHS; month++) {
      if (month > 1) rate = nextLevel(front, rate, shocks[month - 1]!)
      cumulative[month]![world] = cumulative[month - 1]![world]! + rate + noise[draw]! * shocks[MONTHS + month - 1]!
    }
  }
  expectQuantiles(cumulative, quantiles)
})

test('with t shocks it forecasts what the AR(1) posterior forecasts', () => {
  const { start, mu, phi, sigma, quantiles } = posterior.ar1
  const cumulative = Array.from({ length: MONTHS + 1 }, () => new Float64Array(WORLDS))
  const shocks = new Float64Array(MONTHS)
  for (let world = 0; world < WORLDS; world++) {
    const draw = world % mu.length
    fillStudent5(shocks, seed, streamOf('ar1'), world)
    let rate = start
    for (let month = 1; month <= MONTHS; month++) {
      rate = nextLevel({ ...STILL, fade: phi[draw]!, shock: sigma[draw]!, mean: mu[draw]! }, rate, shocks[month - 1]!)
      cumulative[month]![world] = cumulative[month - 1]![world]! + rate
    }
  }
  expectQuantiles(cumulative, quantiles)
})

test('fire and force move the advance by what they differ from their values at the date', () => {
  const front = { ...STILL, pull: 283, logFireAtDate: Math.log(3), strength: 250, logForceAtDate: Math.log(1.5) }
  expect(drivenRate(front, Math.log(3), Math.log(1.5))).toBe(0)
  // 283 km²/month per e-fold is what 311 km²/month at a ratio of three asks for, if the front stalls at parity.
  expect(drivenRate(front, 0, Math.log(1.5))).toBeCloseTo(-311, 0)
  expect(drivenRate(front, Math.log(3), Math.log(3))).toBeCloseTo(250 * Math.LN2, 9)
})

test('the advance that a level is expected to bring is the mean of what it goes on to', () => {
  const front = { ...STILL, mean: 100, fade: 0.9 }
  let level = 400
  let sum = 0
  for (let month = 0; month < 7; month++) sum += level = nextLevel(front, level, 0)
  expect(expectedAdvance(front, 400, 7)).toBeCloseTo(sum, 9)
  expect(expectedAdvance(front, 400, 6.5)).toBeCloseTo(sum - level / 2, 9)
  expect(expectedAdvance({ ...front, fade: 1 }, 400, 5)).toBe(2000)
  expect(expectedAdvance(front, 400, 0)).toBe(0)
})

test('a log ratio is bounded and says nothing where neither side has any', () => {
  expect(logRatio(0, 0)).toBe(0)
  expect(logRatio(10, 0)).toBe(LARGEST_LOG_RATIO)
  expect(logRatio(0, 10)).toBe(-LARGEST_LOG_RATIO)
  expect(logRatio(300, 100)).toBeCloseTo(Math.log(3), 14)
})
