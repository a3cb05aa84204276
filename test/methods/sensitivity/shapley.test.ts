import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalQuantile } from '../../../src/math/normal.ts'
import type { Dependence } from '../../../src/methods/sensitivity/rosenblatt.ts'
import { gaussianDependence, independent } from '../../../src/methods/sensitivity/rosenblatt.ts'
import type { ShapleyEffects, ShapleyPlan } from '../../../src/methods/sensitivity/shapley.ts'
import {
  defaultShapleyOptions,
  shapleyBlock,
  shapleyEffects,
  shapleyOfComponents,
  shapleyOrder,
  shapleySampler,
} from '../../../src/methods/sensitivity/shapley.ts'
import { linearGaussianShapley } from '../../reference/shapley.ts'
import { evaluate, ishigami, ishigamiExact } from './models.ts'

const quick = { ...defaultShapleyOptions, resamples: 400 }

function run(
  f: (u: Float64Array) => number,
  plan: ShapleyPlan,
  n: number,
  dependence: Dependence = independent,
): ShapleyEffects {
  const result = shapleyEffects(
    evaluate(f, n * shapleyBlock(plan), plan.inputs, shapleySampler(plan, dependence)),
    plan,
    quick,
  )
  if (result.kind !== 'shapley') throw new Error(result.reason)
  return result
}

function expectEffects(result: ShapleyEffects, exact: readonly number[]): void {
  result.inputs.forEach((input, i) => {
    if (input.kind !== 'effect') throw new Error(input.kind)
    const { estimate, standardError } = input.effect
    expect(Math.abs(estimate - exact[i]!), `${i}: ${estimate} for ${exact[i]}`).toBeLessThan(4 * standardError)
  })
}

test('the reference gives the closed form of Owen and Prieur 2017 for two correlated inputs', () => {
  const one = fc.double({ min: 0.2, max: 3, noNaN: true })
  fc.assert(
    fc.property(one, one, one, one, fc.double({ min: -0.9, max: 0.9, noNaN: true }), (b1, b2, s1, s2, rho) => {
      const variance = b1 * b1 * s1 * s1 + 2 * rho * b1 * b2 * s1 * s2 + b2 * b2 * s2 * s2
      const first =
        (b1 * b1 * s1 * s1 * (1 - (rho * rho) / 2) + rho * b1 * b2 * s1 * s2 + (b2 * b2 * s2 * s2 * rho * rho) / 2) /
        variance
      const got = linearGaussianShapley(
        [b1, b2],
        [
          [s1 * s1, rho * s1 * s2],
          [rho * s1 * s2, s2 * s2],
        ],
      )
      expect(got[0]).toBeCloseTo(first, 9)
      expect(got[1]).toBeCloseTo(1 - first, 9)
    }),
  )
})

test.each([
  [0.6, 'philox'],
  [-0.5, 'philox'],
  [0.9, 'sobol'],
  [0, 'sobol'],
] as const)('two linear Gaussian inputs with correlation %f on %s points', (rho, points) => {
  const f = (u: Float64Array): number => 1 * normalQuantile(u[0]!) + 2 * normalQuantile(u[1]!)
  const plan = { inputs: 2, points, seed: 3 }
  expectEffects(
    run(
      f,
      plan,
      4000,
      gaussianDependence([
        [1, rho],
        [rho, 1],
      ]),
    ),
    linearGaussianShapley(
      [1, 2],
      [
        [1, rho],
        [rho, 1],
      ],
    ),
  )
})

test('five linear Gaussian inputs, some correlated; one matters by its correlation only', () => {
  const correlation = [
    [1, 0.5, 0, 0, 0.7],
    [0.5, 1, -0.3, 0, 0.2],
    [0, -0.3, 1, 0, 0],
    [0, 0, 0, 1, 0],
    [0.7, 0.2, 0, 0, 1],
  ]
  const beta = [1, 2, 1.5, 1, 0]
  const f = (u: Float64Array): number => beta.reduce((sum, b, i) => sum + b * normalQuantile(u[i]!), 0)
  const exact = linearGaussianShapley(beta, correlation)
  expect(exact[4]).toBeGreaterThan(0.05)
  const result = run(f, { inputs: 5, points: 'sobol', seed: 8 }, 8192, gaussianDependence(correlation))
  expectEffects(result, exact)
  const variance = beta.reduce(
    (sum, b, i) => sum + b * correlation[i]!.reduce((part, r, j) => part + r * beta[j]!, 0),
    0,
  )
  expect(Math.abs(result.variance / variance - 1)).toBeLessThan(0.05)
})

test('Ishigami: independent inputs share each interaction equally', () => {
  expectEffects(run(ishigami, { inputs: 3, points: 'philox', seed: 2 }, 8192), ishigamiExact.shapley)
  const { first, second13 } = ishigamiExact
  const components = [...first.map((share, i) => ({ members: [i], share })), { members: [0, 2], share: second13 }]
  const identity = shapleyOfComponents(3, components)
  ishigamiExact.shapley.forEach((share, i) => {
    expect(identity[i]).toBeCloseTo(share, 12)
  })
})

test('effects sum to 1 and lie between first-order and total index', () => {
  const result = run(ishigami, { inputs: 3, points: 'sobol', seed: 2 }, 4096)
  const effects = result.inputs.map((input) => (input.kind === 'effect' ? input.effect.estimate : Number.NaN))
  expect(effects.reduce((sum, effect) => sum + effect, 0)).toBeCloseTo(1, 12)
  effects.forEach((effect, i) => {
    expect(effect).toBeGreaterThan(ishigamiExact.first[i]! - 0.02)
    expect(effect).toBeLessThan(ishigamiExact.total[i]! + 0.02)
  })
})

test('rows redraw one more input at a time, from the end of the order', () => {
  const plan: ShapleyPlan = { inputs: 4, points: 'sobol', seed: 5 }
  const sampler = shapleySampler(plan)
  const rows = Array.from({ length: 15 }, (_, row) => {
    const out = new Float64Array(4)
    sampler(row, out)
    return out
  })
  for (let at = 0; at < 3; at++) {
    const order = shapleyOrder(plan, at)
    for (let step = 1; step <= 4; step++) {
      const changed = order.filter((i) => rows[at * 5 + step]![i] !== rows[at * 5 + step - 1]![i])
      expect(changed).toEqual([order[4 - step]])
    }
  }
  const alone = new Float64Array(4)
  shapleySampler(plan)(13, alone)
  expect(alone).toEqual(rows[13])
})

test('every order of three inputs is about equally frequent', () => {
  const counts = new Map<string, number>()
  const n = 6000
  for (let at = 0; at < n; at++) {
    const key = shapleyOrder({ inputs: 3, points: 'sobol', seed: 1 }, at).join()
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  expect(counts.size).toBe(6)
  const standardError = Math.sqrt(n * (1 / 6) * (5 / 6))
  for (const count of counts.values()) expect(Math.abs(count - n / 6)).toBeLessThan(4 * standardError)
})

test('Gaussian dependence gives uniform margins with the correlation of scores asked, in any order', () => {
  const correlation = [
    [1, 0.8, 0],
    [0.8, 1, 0.3],
    [0, 0.3, 1],
  ]
  for (const order of [
    [0, 1, 2],
    [2, 0, 1],
  ]) {
    const plan = { inputs: 3, points: 'philox' as const, seed: 4 }
    const sampler = shapleySampler(plan, () => gaussianDependence(correlation)(order))
    const n = 4000
    const out = new Float64Array(3)
    const scores = Array.from({ length: n }, (_, at) => {
      sampler(at * 4, out)
      return [...out].map(normalQuantile)
    })
    const moment = (i: number, j: number): number => scores.reduce((sum, z) => sum + z[i]! * z[j]!, 0) / n
    correlation.forEach((row, i) =>
      row.forEach((rho, j) => {
        expect(Math.abs(moment(i, j) - rho)).toBeLessThan(4 * Math.sqrt((1 + rho * rho) / n))
      }),
    )
  }
})

test('what cannot be said is not a number', () => {
  const plan: ShapleyPlan = { inputs: 2, points: 'sobol', seed: 1 }
  const outputs = (f: (u: Float64Array) => number, n: number): Float64Array =>
    evaluate(f, n * 3, 2, shapleySampler(plan))
  expect(
    shapleyEffects(
      outputs(() => 1, 100),
      plan,
    ),
  ).toMatchObject({ kind: 'refused', cause: 'constantOutput' })
  expect(
    shapleyEffects(
      outputs(() => Number.NaN, 100),
      plan,
    ),
  ).toMatchObject({ kind: 'refused', cause: 'notFinite' })
  expect(
    shapleyEffects(
      outputs((u) => u[0]!, 20),
      plan,
    ),
  ).toMatchObject({ kind: 'refused', cause: 'tooFew' })
  expect(
    shapleyEffects(
      outputs((u) => u[0]!, 100),
      plan,
      { ...quick, fixed: [0] },
    ),
  ).toMatchObject({ inputs: [{ kind: 'fixed' }, { kind: 'inert' }] })
  expect(
    shapleyEffects(
      outputs((u) => u[0]! + u[1]!, 100),
      plan,
      { ...quick, widest: 0.001 },
    ),
  ).toMatchObject({ inputs: [{ kind: 'tooFew' }, { kind: 'tooFew' }] })
  expect(() =>
    gaussianDependence([
      [1, 1.1],
      [1.1, 1],
    ])([0, 1]),
  ).toThrow(RangeError)
})
