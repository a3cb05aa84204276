import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bayesFactor, logEvidence, matrixPosterior, posteriorOf } from '../../../src/methods/evidence/bayes.ts'
import { groupWeights } from '../../../src/methods/evidence/group-weights.ts'
import { weightOfEvidence } from '../../../src/methods/evidence/weight-of-evidence.ts'
import { DEFAULT_SCALE, inconsistencies, RATINGS, ratingOf } from '../../../src/methods/evidence/inconsistency.ts'
import { leaveOneGroupOut, leaveOneOut } from '../../../src/methods/evidence/leave-out.ts'
import type { EvidenceMatrix } from '../../../src/methods/evidence/matrix.ts'
import { posteriorByPrior, priorFor } from '../../../src/methods/evidence/prior-sensitivity.ts'
import { posteriorRanges } from '../../../src/methods/evidence/posterior-range.ts'
import { unseparatedPairs } from '../../../src/methods/evidence/unseparated.ts'
import { seedOf } from '../../../src/math/philox.ts'
import { naivePosterior } from '../../reference/evidence.ts'
import { runs } from '../../properties.ts'

const share = fc.integer({ min: 1, max: 100 }).map((x) => x / 100)

const matrices: fc.Arbitrary<EvidenceMatrix> = fc
  .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 8 }))
  .chain(([hypotheses, items]) =>
    fc.record({
      prior: fc.array(share, { minLength: hypotheses, maxLength: hypotheses }),
      likelihood: fc.array(fc.array(share, { minLength: hypotheses, maxLength: hypotheses }), {
        minLength: items,
        maxLength: items,
      }),
      weight: fc.array(share, { minLength: items, maxLength: items }),
      group: fc.array(fc.integer({ min: -1, max: 2 }), { minLength: items, maxLength: items }),
    }),
  )

const close = (found: ArrayLike<number>, expected: ArrayLike<number>): void => {
  expect(found.length).toBe(expected.length)
  for (let k = 0; k < expected.length; k++) expect(found[k]!).toBeCloseTo(expected[k]!, 10)
}

describe('posterior', () => {
  test.each(['strongest', 'mean'] as const)('equals naive Bayes on random matrices with groups: %s', (kind) => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        const items = matrix.likelihood.map((likelihood, e) => ({
          likelihood,
          weight: matrix.weight[e]!,
          group: matrix.group[e]! < 0 ? '' : `g${matrix.group[e]}`,
        }))
        close(matrixPosterior(matrix, groupWeights(matrix, { kind }))!, naivePosterior(matrix.prior, items, kind))
      }),
      { numRuns: runs(1000) },
    )
  })

  test('correlated items run from independence to the mean', () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        close(groupWeights(matrix, { kind: 'correlated', correlation: 0 }), matrix.weight)
        close(groupWeights(matrix, { kind: 'correlated', correlation: 1 }), groupWeights(matrix, { kind: 'mean' }))
      }),
    )
  })

  test('an observation told three times over counts once', () => {
    const once: EvidenceMatrix = { prior: [0.5, 0.5], likelihood: [[0.8, 0.2]], weight: [0.9], group: [0] }
    const thrice: EvidenceMatrix = {
      prior: once.prior,
      likelihood: [once.likelihood[0]!, once.likelihood[0]!, once.likelihood[0]!],
      weight: [0.9, 0.9, 0.9],
      group: [0, 0, 0],
    }
    for (const rule of [{ kind: 'strongest' }, { kind: 'mean' }] as const) {
      close(matrixPosterior(thrice, groupWeights(thrice, rule))!, matrixPosterior(once, groupWeights(once, rule))!)
    }
  })

  test('the posterior odds are the prior odds times the Bayes factor, item by item', () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        const posterior = matrixPosterior(matrix, matrix.weight)!
        const evidence = logEvidence(matrix, matrix.weight)
        const factor = bayesFactor(evidence, 0, 1)!
        expect(posterior[0]! / posterior[1]!).toBeCloseTo((matrix.prior[0]! / matrix.prior[1]!) * factor, 6)
        for (const [e, row] of matrix.likelihood.entries()) {
          const own = Math.abs(Math.log(row[0]! / row[1]!)) * matrix.weight[e]!
          expect(own).toBeLessThanOrEqual(weightOfEvidence(row, matrix.weight[e]!) + 1e-12)
        }
      }),
    )
  })

  test('evidence that excludes everything has no posterior, and no factor', () => {
    const matrix: EvidenceMatrix = { prior: [0.5, 0.5], likelihood: [[0, 0]], weight: [1], group: [-1] }
    expect(matrixPosterior(matrix, matrix.weight)).toBeNull()
    expect(bayesFactor(logEvidence(matrix, matrix.weight), 0, 1)).toBeNull()
    const one: EvidenceMatrix = { ...matrix, likelihood: [[0, 0.5]] }
    close(matrixPosterior(one, one.weight)!, [0, 1])
    expect(bayesFactor(logEvidence(one, one.weight), 1, 0)).toBe(Infinity)
    close(matrixPosterior(one, [0])!, [0.5, 0.5])
  })

  test('a thousand weak items do not underflow', () => {
    const likelihood = Array.from({ length: 2000 }, () => [0.001, 0.0011])
    const matrix: EvidenceMatrix = {
      prior: [0.5, 0.5],
      likelihood,
      weight: likelihood.map(() => 1),
      group: likelihood.map(() => -1),
    }
    const posterior = matrixPosterior(matrix, matrix.weight)!
    expect(posterior[0]! + posterior[1]!).toBeCloseTo(1, 12)
    expect(posterior[1]!).toBeGreaterThan(0.999)
  })
})

test('leaving out is computing without', () => {
  fc.assert(
    fc.property(matrices, (matrix) => {
      const rule = { kind: 'strongest' } as const
      const found = leaveOneOut(matrix, rule)
      const rest = {
        ...matrix,
        likelihood: matrix.likelihood.slice(1),
        weight: matrix.weight.slice(1),
        group: matrix.group.slice(1),
      }
      close(found[0]!.posterior!, matrixPosterior(rest, groupWeights(rest, rule))!)
      for (const { items } of leaveOneGroupOut(matrix, rule)) {
        expect(new Set(items.map((e) => matrix.group[e])).size).toBe(1)
        expect(items.length).toBeGreaterThan(1)
      }
    }),
  )
})

test('the prior that brings a hypothesis to a half does so', () => {
  fc.assert(
    fc.property(matrices, share, (matrix, target) => {
      fc.pre(target < 1)
      const evidence = logEvidence(matrix, matrix.weight)
      const needed = priorFor(matrix.prior, evidence, 1, target)!
      expect(posteriorByPrior(matrix.prior, evidence, 1, [needed])[0]!).toBeCloseTo(target, 9)
      expect(posteriorByPrior(matrix.prior, evidence, 1, [0, 1])).toEqual([0, 1])
      const own = matrix.prior[1]! / matrix.prior.reduce((sum, p) => sum + p, 0)
      expect(posteriorByPrior(matrix.prior, evidence, 1, [own])[0]!).toBeCloseTo(
        posteriorOf(matrix.prior, evidence)![1]!,
        9,
      )
    }),
  )
})

test('hypotheses that every item treats alike are named; weightless items do not help', () => {
  const matrix: EvidenceMatrix = {
    prior: [1, 1, 1],
    likelihood: [
      [0.5, 0.5, 0.1],
      [0.9, 0.2, 0.2],
    ],
    weight: [1, 0],
    group: [-1, -1],
  }
  expect(unseparatedPairs(matrix, matrix.weight)).toEqual([[0, 1]])
  expect(unseparatedPairs(matrix, [1, 0.1])).toEqual([])
})

test('ratings survive the way to likelihoods and back, and score as Heuer has it', () => {
  for (const rating of RATINGS) expect(ratingOf(DEFAULT_SCALE[rating], DEFAULT_SCALE.CC)).toBe(rating)
  const ratings = [
    ['C', 'I', 'II'],
    ['N', 'CC', 'I'],
  ] as const
  close(inconsistencies(ratings, [1, 1]), [0, 1, 3])
  close(inconsistencies(ratings, [0.5, 2]), [0, 0.5, 3])
})

describe('interval of the posterior', () => {
  const fixed = (value: number) => ({ kind: 'fixed', value }) as const
  test('with fixed numbers it is a point', () => {
    const { ranges, excluded } = posteriorRanges(
      { prior: [fixed(0.5), fixed(0.5)], likelihood: [[fixed(0.8), fixed(0.2)]], weight: [[fixed(1)]], group: [-1] },
      { kind: 'strongest' },
      seedOf(1),
      50,
    )
    expect(excluded).toBe(0)
    close(ranges[0]!.quantiles, [0.8, 0.8, 0.8, 0.8, 0.8])
    expect(ranges[0]!.leads).toBe(1)
  })

  test('a likelihood uniform in an interval: the mean posterior within four standard errors of the integral', () => {
    const draws = 4000
    const { ranges } = posteriorRanges(
      {
        prior: [fixed(0.5), fixed(0.5)],
        likelihood: [[{ kind: 'uniform', low: 0.2, high: 0.8 }, fixed(0.5)]],
        weight: [[fixed(1)]],
        group: [-1],
      },
      { kind: 'strongest' },
      seedOf(2),
      draws,
    )
    // ∫ x/(x + ½) dx over (0.2, 0.8), divided by 0.6; the posterior's own spread is below 0.1.
    const exact = 1 - (0.5 / 0.6) * Math.log(1.3 / 0.7)
    expect(Math.abs(ranges[0]!.mean - exact)).toBeLessThan((4 * 0.1) / Math.sqrt(draws))
    expect(ranges[0]!.quantiles[0]).toBeCloseTo(0.23 / 0.73, 1)
    expect(ranges[0]!.quantiles[4]).toBeCloseTo(0.77 / 1.27, 1)
  })
})
