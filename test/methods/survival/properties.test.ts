import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { conditionalEnds } from '../../../src/methods/survival/aalen-johansen.ts'
import { brierScore } from '../../../src/methods/survival/brier.ts'
import { concordance } from '../../../src/methods/survival/concordance.ts'
import { fitCox } from '../../../src/methods/survival/cox.ts'
import { coxScores } from '../../../src/methods/survival/cox-residuals.ts'
import { curveAt, curveQuantile, kaplanMeier } from '../../../src/methods/survival/kaplan-meier.ts'
import { logRank } from '../../../src/methods/survival/log-rank.ts'
import { fitParametric, parametricSurvival } from '../../../src/methods/survival/parametric.ts'
import type { Family } from '../../../src/methods/survival/error-laws.ts'
import { restrictedMean } from '../../../src/methods/survival/restricted-mean.ts'
import type { Spells } from '../../../src/methods/survival/spells.ts'
import { fillUniforms, seedOf, streamOf } from '../../../src/math/philox.ts'
import { naiveConcordance, naiveEnds, naivePartial, naiveSurvival } from '../../reference/survival.ts'
import { runs } from '../../properties.ts'

const spell = fc.record({
  time: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.double({ min: 0.01, max: 20, noNaN: true })),
  event: fc.integer({ min: 0, max: 1 }),
  x: fc.tuple(
    fc.integer({ min: 0, max: 1 }),
    fc.integer({ min: -200, max: 200 }).map((x) => x / 100),
  ),
  end: fc.integer({ min: 0, max: 3 }),
})
const some = fc.array(spell, { minLength: 1, maxLength: 40 })
type Row = typeof spell extends fc.Arbitrary<infer T> ? T : never

const toSpells = (rows: readonly Row[]): Spells => ({
  time: Float64Array.from(rows, ({ time }) => time),
  event: Uint8Array.from(rows, ({ event }) => event),
})
const column = (rows: readonly Row[], j: 0 | 1): Float64Array => Float64Array.from(rows, ({ x }) => x[j])
const shuffled = (rows: readonly Row[]): Row[] => [...rows].reverse().sort((a, b) => a.x[1] - b.x[1])
const FAMILIES: readonly Family[] = ['weibull', 'exponential', 'lognormal', 'loglogistic']

/** 200 spells of two groups: exponential lengths, censored at a fixed time, reproducible. */
function drawn(n: number, effect: number): { spells: Spells; group: Float64Array; other: Float64Array } {
  const u = new Float64Array(3 * n)
  fillUniforms(u, seedOf(11), streamOf('test/survival'), 0)
  const group = Float64Array.from({ length: n }, (_, i) => i % 2)
  const other = u.slice(2 * n).map((x) => 4 * x - 2)
  const raw = Float64Array.from({ length: n }, (_, i) => -Math.log(u[i]!) / Math.exp(effect * group[i]!))
  const last = u.slice(n, 2 * n).map((x) => 0.3 + 2 * x)
  return {
    spells: {
      time: raw.map((t, i) => Math.min(t, last[i]!)),
      event: Uint8Array.from(raw, (t, i) => (t <= last[i]! ? 1 : 0)),
    },
    group,
    other,
  }
}

describe('Kaplan-Meier', () => {
  test('equals the product over times, in any order of rows', () => {
    fc.assert(
      fc.property(some, fc.double({ min: 0, max: 21, noNaN: true }), (rows, t) => {
        const at = curveAt(kaplanMeier(toSpells(rows)), t)
        expect(at.survival).toBeCloseTo(naiveSurvival(rows, t), 12)
        expect(curveAt(kaplanMeier(toSpells(shuffled(rows))), t)).toEqual(at)
        expect(at.low).toBeLessThanOrEqual(at.survival)
        expect(at.high).toBeGreaterThanOrEqual(at.survival)
      }),
    )
  })

  test('all censored: the curve stays at 1, and no quantile is reached', () => {
    const curve = kaplanMeier({ time: Float64Array.of(1, 2, 3), event: new Uint8Array(3) })
    expect(curveAt(curve, 2)).toMatchObject({ survival: 1, low: 1, high: 1, events: 0 })
    expect(curveQuantile(curve, 0.5)).toEqual({ time: null, low: null, high: null })
    expect(restrictedMean(curve, 2.5)).toEqual({ horizon: 2.5, mean: 2.5, standardError: 0 })
  })

  test('without censoring the restricted mean is the mean of the cut lengths, with its plain standard error', () => {
    fc.assert(
      fc.property(some, fc.double({ min: 0.5, max: 25, noNaN: true }), (rows, horizon) => {
        const ended = toSpells(rows.map((row) => ({ ...row, event: 1 })))
        const cut = Array.from(ended.time, (t) => Math.min(t, horizon))
        const mean = cut.reduce((sum, t) => sum + t, 0) / cut.length
        const variance = cut.reduce((sum, t) => sum + (t - mean) ** 2, 0) / cut.length ** 2
        const found = restrictedMean(kaplanMeier(ended), horizon)
        expect(found.mean).toBeCloseTo(mean, 9)
        // The last death at once ends all: its own step has no variance left.
        expect(found.standardError ** 2).toBeCloseTo(variance, 9)
      }),
    )
  })
})

describe('log-rank', () => {
  test('observed and expected sum to the same, and the order of rows and names of groups do not matter', () => {
    fc.assert(
      fc.property(some, (rows) => {
        const group = rows.map(({ x }) => x[0])
        fc.pre(new Set(group).size === 2)
        for (const weight of [
          { kind: 'logRank' },
          { kind: 'gehan' },
          { kind: 'taroneWare' },
          { kind: 'flemingHarrington', rho: 1, gamma: 0.5 },
        ] as const) {
          const found = logRank(toSpells(rows), group, 2, weight)
          expect(found.observed[0]! + found.observed[1]!).toBeCloseTo(found.expected[0]! + found.expected[1]!, 8)
          const swapped = logRank(
            toSpells(rows),
            group.map((g) => 1 - g),
            2,
            weight,
          )
          expect(swapped.chiSquare).toBeCloseTo(found.chiSquare, 6)
          expect(found.p).toBeGreaterThanOrEqual(0)
          expect(found.p).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  test('is the score test of Cox with one binary covariate where no times are tied', () => {
    const { spells, group } = drawn(200, 0.5)
    const test = logRank(spells, group, 2, { kind: 'logRank' })
    expect(fitCox(spells, [group]).score.chiSquare).toBeCloseTo(test.chiSquare, 8)
  })
})

describe('Cox', () => {
  test('the partial likelihood is that of the formula, and no nearby value is higher', () => {
    fc.assert(
      fc.property(fc.array(spell, { minLength: 12, maxLength: 30 }), fc.boolean(), (rows, efron) => {
        fc.pre(rows.some(({ event }) => event === 1))
        const fit = fitCox(toSpells(rows), [column(rows, 0), column(rows, 1)], efron ? 'efron' : 'breslow')
        const at = Array.from(fit.coefficients)
        fc.pre(!fit.unbounded.includes(1))
        const naive = naivePartial(rows, at, efron)
        expect(fit.logLikelihood).toBeCloseTo(naive, 6)
        for (const [da, db] of [
          [0.05, 0],
          [-0.05, 0],
          [0, 0.05],
          [0, -0.05],
        ] as const) {
          expect(naivePartial(rows, [at[0]! + da, at[1]! + db], efron)).toBeLessThanOrEqual(naive + 1e-7)
        }
      }),
      { numRuns: runs(60) },
    )
  })

  test('only the order of times counts, and rows may come in any order', () => {
    const { spells, group, other } = drawn(200, 0.7)
    const fit = fitCox(spells, [group, other])
    const cubed = fitCox({ ...spells, time: spells.time.map((t) => t ** 3) }, [group, other])
    expect(Array.from(cubed.coefficients)).toEqual(Array.from(fit.coefficients))
    const scaled = fitCox(spells, [group, other.map((x) => 1000 * x + 7)])
    expect(scaled.coefficients[1]! * 1000).toBeCloseTo(fit.coefficients[1]!, 9)
    // Score residuals add up to the slope, which is nothing at the top.
    const scores = coxScores(fit.state)
    for (const j of [0, 1]) {
      expect(scores.filter((_, k) => k % 2 === j).reduce((sum, x) => sum + x, 0)).toBeCloseTo(0, 8)
    }
  })

  test('finds the effect that the spells were drawn with', () => {
    const { spells, group } = drawn(4000, 0.7)
    const fit = fitCox(spells, [group])
    expect(Math.abs(fit.coefficients[0]! - 0.7)).toBeLessThan(4 * Math.sqrt(fit.covariance[0]!))
  })

  test('one end, of the largest covariate: no finite value, however far the first steps lead', () => {
    const short = new Set([0, 2, 6, 10, 12])
    for (const second of [
      [0.84, 0, 0, 0, 0, 0, 0.42, -0.07, 0.02, 0.35, -0.21, 0.8, -1.57],
      [0.57, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.56, 0],
    ]) {
      const spells = {
        time: Float64Array.from(second, (_, i) => (short.has(i) ? 0.01 : 1)),
        event: Uint8Array.from(second, (_, i) => (i === 0 ? 1 : 0)),
      }
      const first = Float64Array.from(second, (_, i) => (i === 8 || i === 10 ? 1 : 0))
      for (const ties of ['efron', 'breslow'] as const)
        expect(fitCox(spells, [first, Float64Array.from(second)], ties).unbounded[1]).toBe(1)
    }
  })

  test('a covariate that separates, one that is constant and one that is a copy are named', () => {
    const { spells, group, other } = drawn(100, 0.4)
    const separates = Float64Array.from(spells.event, (e, i) => (e === 1 ? 0 : i % 2))
    const fit = fitCox(spells, [group, separates, new Float64Array(100).fill(3), other, group.slice()])
    expect(Array.from(fit.unbounded)).toEqual([0, 1, 0, 0, 0])
    expect(Array.from(fit.leftOut)).toEqual([0, 0, 1, 0, 1])
    expect(fit.coefficients.every((b) => Number.isFinite(b))).toBe(true)
    const weibull = fitParametric(
      spells,
      [group, separates, new Float64Array(100).fill(3), other, group.slice()],
      'weibull',
    )
    expect(Array.from(weibull.unbounded)).toEqual([0, 1, 0, 0, 0])
    expect(Array.from(weibull.leftOut)).toEqual([0, 0, 1, 0, 1])
  })
})

describe('parametric families', () => {
  test.each(FAMILIES)('%s: time in another unit moves only the intercept', (family) => {
    const { spells, group, other } = drawn(150, 0.5)
    const fit = fitParametric(spells, [group, other], family)
    const months = fitParametric({ ...spells, time: spells.time.map((t) => 12 * t) }, [group, other], family)
    expect(months.coefficients[1]!).toBeCloseTo(fit.coefficients[1]!, 8)
    expect(months.scale).toBeCloseTo(fit.scale, 8)
    if (family !== 'exponential') expect(months.coefficients[0]! - fit.coefficients[0]!).toBeCloseTo(Math.log(12), 8)
    const events = spells.event.reduce((sum, e) => sum + e, 0)
    expect(fit.logLikelihood - months.logLikelihood).toBeCloseTo(events * Math.log(12), 7)
    expect(parametricSurvival(months, [1, 0.5], 12)).toBeCloseTo(parametricSurvival(fit, [1, 0.5], 1), 9)
  })

  test('the exponential rate is events over time', () => {
    fc.assert(
      fc.property(some, (rows) => {
        fc.pre(rows.some(({ event }) => event === 1))
        const fit = fitParametric(toSpells(rows), [], 'exponential')
        const exposure = rows.reduce((sum, { time }) => sum + time, 0)
        const events = rows.reduce((sum, { event }) => sum + event, 0)
        expect(fit.coefficients[0]!).toBeCloseTo(Math.log(exposure / events), 8)
        expect(fit.covariance[0]!).toBeCloseTo(1 / events, 8)
      }),
    )
  })

  test.each(FAMILIES)('%s: the curvature is that of the slope, by differences', (family) => {
    const { spells, group } = drawn(80, 0.5)
    const fit = fitParametric(spells, [group], family, Array.from(group.keys()))
    // Robust errors with every row a cluster come near the plain ones where the model holds.
    const ratio = Math.sqrt(fit.robust![0]! / fit.covariance[0]!)
    expect(ratio).toBeGreaterThan(0.5)
    expect(ratio).toBeLessThan(2)
  })

  test('nothing ended, or a length of 0: refused', () => {
    const none = { time: Float64Array.of(1, 2), event: new Uint8Array(2) }
    expect(() => fitParametric(none, [], 'weibull')).toThrow(RangeError)
    expect(() => fitCox(none, [])).toThrow(RangeError)
    expect(() => fitParametric({ time: Float64Array.of(0, 2), event: Uint8Array.of(1, 1) }, [], 'weibull')).toThrow()
  })
})

describe('concordance and Brier score', () => {
  test('pairs as counted one by one, with ties of both kinds', () => {
    fc.assert(
      fc.property(some, (rows) => {
        const risk = rows.map(({ x }) => Math.round(x[1]))
        const found = concordance(toSpells(rows), risk)
        expect([found.concordant, found.discordant, found.tied]).toEqual(naiveConcordance(rows, risk))
      }),
    )
  })

  test('without censoring the Brier score is the mean square, and the curve is its own baseline', () => {
    fc.assert(
      fc.property(some, fc.double({ min: 0.1, max: 20, noNaN: true }), (rows, horizon) => {
        const spells = toSpells(rows.map((row) => ({ ...row, event: 1 })))
        const predicted = rows.map(({ x }) => (x[1] + 2) / 4)
        const plain =
          rows.reduce((sum, { time }, i) => sum + ((time > horizon ? 1 : 0) - predicted[i]!) ** 2, 0) / rows.length
        expect(brierScore(spells, predicted, horizon)!.score).toBeCloseTo(plain, 10)
        const marginal = rows.map(() =>
          naiveSurvival(
            rows.map((row) => ({ ...row, event: 1 })),
            horizon,
          ),
        )
        const own = brierScore(spells, marginal, horizon)!
        expect(own.score).toBeCloseTo(own.baseline, 10)
      }),
    )
  })
})

describe('Aalen-Johansen from a time on', () => {
  const competing = (rows: readonly Row[]) => ({
    time: Float64Array.from(rows, ({ time }) => time),
    end: Uint8Array.from(rows, ({ end }) => end),
    ends: 3,
  })

  test('equals redistribution to the right; ends add up to any end; intervals hold the estimate', () => {
    fc.assert(
      fc.property(some, fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 12 }), (rows, lasted, window) => {
        const found = conditionalEnds(competing(rows), lasted, window)
        const left = rows.filter(({ time }) => time > lasted)
        if (left.length === 0) return void expect(found).toBeNull()
        const naive = naiveEnds(rows, 3, lasted, lasted + window)
        found!.ends.forEach(({ chance }, j) => expect(chance).toBeCloseTo(naive[j]!, 10))
        expect(found!.ends.reduce((sum, { chance }) => sum + chance, 0)).toBeCloseTo(found!.any.chance, 10)
        for (const one of [...found!.ends, found!.any]) {
          expect(one.low).toBeLessThanOrEqual(one.chance + 1e-12)
          expect(one.high).toBeGreaterThanOrEqual(one.chance - 1e-12)
        }
      }),
    )
  })

  test('without censoring the variance is that of a share', () => {
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 12 }), (rows, window) => {
        const seen = rows.map((row) => ({ ...row, end: Math.max(1, row.end) }))
        const found = conditionalEnds(competing(seen), 0, window)!
        for (const { chance, standardError } of [...found.ends, found.any]) {
          expect(standardError ** 2).toBeCloseTo((chance * (1 - chance)) / rows.length, 9)
        }
      }),
    )
  })
})
