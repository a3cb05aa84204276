import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kalmanFilter } from '../../../src/methods/series/kalman.ts'
import { jointLogDensity } from '../../reference/series.ts'

const size = fc.double({ min: 0.1, max: 20, noNaN: true })
const value = fc.double({ min: -50, max: 50, noNaN: true })
const observed = fc.option(value, { nil: Number.NaN, freq: 4 })

test('the likelihood is that of the joint normal distribution of what was seen', () => {
  fc.assert(
    fc.property(
      fc.record({
        fade: fc.double({ min: -1, max: 1, noNaN: true }),
        levelSd: size,
        noiseSd: size,
        startMean: value,
        startVariance: size,
      }),
      fc.array(fc.tuple(observed, value), { minLength: 1, maxLength: 12 }),
      (model, rows) => {
        const series = rows.map(([y]) => y)
        const offsets = rows.map(([, d]) => d)
        const exact = jointLogDensity(model, series, offsets)
        const { logLikelihood } = kalmanFilter(model, series, offsets)
        expect(Math.abs(logLikelihood - exact)).toBeLessThan(1e-8 * (1 + Math.abs(exact)))
      },
    ),
  )
})

test('a diffuse start is the limit of a vague one', () => {
  const series = [Number.NaN, 3, 1, Number.NaN, 4, 1, 5]
  const model = { fade: 0.97, levelSd: 2, noiseSd: 1, startMean: 7 }
  const diffuse = kalmanFilter({ ...model, startVariance: Infinity }, series)
  const vague = kalmanFilter({ ...model, startVariance: 1e10 }, series)
  // The first observation has density 1/√(2π·P) in the limit, P its variance a step after the start.
  const first = -0.5 * Math.log(2 * Math.PI * (0.97 ** 2 * 1e10 + 4 + 1))
  expect(vague.logLikelihood - first).toBeCloseTo(diffuse.logLikelihood, 6)
  expect(vague.nextMean).toBeCloseTo(diffuse.nextMean, 6)
  expect(vague.nextVariance).toBeCloseTo(diffuse.nextVariance, 6)
})

test('without observations nothing is learnt', () => {
  const { logLikelihood, nextMean, nextVariance } = kalmanFilter(
    { fade: 0.5, levelSd: 1, noiseSd: 1, startMean: 8, startVariance: 4 },
    [Number.NaN, Number.NaN],
  )
  expect([logLikelihood, nextMean, nextVariance]).toEqual([0, 2, 0.25 * (0.25 * 4 + 1) + 1])
})
