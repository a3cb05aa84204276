import { expect, test } from 'vitest'
import { normalQuantile } from '../../../src/math/normal.ts'
import { seedOf, streamOf, uniformAt } from '../../../src/math/philox.ts'
import { crps } from '../../../src/methods/scoring/crps.ts'
import { rollingScores, scoreLines } from '../../../src/methods/scoring/rolling.ts'
import { lastRate } from '../../../src/methods/series/baselines.ts'
import { ar1PriorOf, localLevelPriorOf, scalesOf } from '../../../src/methods/series/defaults.ts'
import { ar1Forecaster, BASELINES, localLevelForecaster, poolOf } from '../../../src/methods/series/forecasters.ts'

const seed = seedOf(1)
const normal = (name: string, t: number): number => normalQuantile(uniformAt(seed, streamOf(name), 0, t))

/** A level that wanders, seen with noise. */
function wandering(months: number): Float64Array {
  let level = 200
  return Float64Array.from({ length: months }, (_, t) => {
    const seen = level + 60 * normal('noise', t)
    level = 0.97 * level + 100 * normal('level', t)
    return seen
  })
}

test('a forecast knows the past up to its origin, and is scored on the sum of what came', () => {
  const changes = Float64Array.from([3, 1, 4, 1, 5, 9, 2, 6, 5, 3])
  const { origins, scores } = rollingScores(changes, BASELINES.slice(0, 1), [2, 1], 5)
  expect(origins).toEqual([4, 5, 6, 7, 8])
  const [only] = scores
  expect(only!.byOrigin[1]!.outcome).toBe(2 + 6)
  expect(only!.byOrigin[1]!.crps).toBe(crps(lastRate(changes.slice(0, 6), 2), 8))
  expect(only!.byOrigin.at(-1)).toBeNull()
})

test('on a level that wanders the fitted model beats every baseline, and its intervals cover', () => {
  const changes = wandering(54)
  const scales = scalesOf(changes)
  const level = localLevelForecaster(localLevelPriorOf(scales, []), seed)
  const others = [ar1Forecaster(ar1PriorOf(scales), seed), ...BASELINES]
  const rolling = rollingScores(changes, [level, ...others, poolOf([level, BASELINES[0]!])], [3], 30)
  const lines = scoreLines(rolling, 'localLevel', seed)
  const [own] = lines
  expect(own!.difference).toBeNull()
  for (const line of lines.slice(1)) {
    expect(line.origins).toBe(own!.origins)
    expect(line.difference).toBeCloseTo(line.crps - own!.crps, 9)
    if (line.forecaster !== 'ar1' && line.forecaster !== 'pool') expect(line.difference).toBeGreaterThan(0)
    expect(line.interval!.low).toBeLessThan(line.difference!)
    expect(line.interval!.high).toBeGreaterThan(line.difference!)
  }
  expect(own!.coverage.low).toBeLessThan(0.9)
  expect(own!.coverage.high).toBeGreaterThan(0.9)
})
