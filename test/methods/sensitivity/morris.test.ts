import { expect, test } from 'vitest'
import type { MorrisPlan, MorrisScreening } from '../../../src/methods/sensitivity/morris.ts'
import {
  defaultMorrisOptions,
  morrisBlock,
  morrisOrder,
  morrisSampler,
  morrisScreening,
} from '../../../src/methods/sensitivity/morris.ts'
import { allElementaryEffects } from '../../reference/morris.ts'
import { evaluate } from './models.ts'

/** Morris 1991, eq. 5: 20 inputs, the first seven in interactions, 8 to 10 linear, the others with coefficient 0 (drawn
 *  small at random in the paper). Inputs on the closed grid 0, 1/3, 2/3, 1 come from centres of the four cells. */
function morrisFunction(u: ArrayLike<number>): number {
  const w = Array.from(u, (value, i) => {
    const x = (value - 0.125) / 0.75
    return [2, 4, 6].includes(i) ? 2 * ((1.1 * x) / (x + 0.1) - 0.5) : 2 * (x - 0.5)
  })
  let y = 0
  w.forEach((wi, i) => {
    if (i < 10) y += 20 * wi
    for (let j = i + 1; j < w.length; j++) {
      if (j < 6) y -= 15 * wi * w[j]!
      for (let l = j + 1; l < Math.min(5, w.length); l++) {
        y -= 10 * wi * w[j]! * w[l]!
        for (let s = l + 1; s < Math.min(4, w.length); s++) y += 5 * wi * w[j]! * w[l]! * w[s]!
      }
    }
  })
  return y
}

const quick = { ...defaultMorrisOptions, resamples: 400 }
const plan: MorrisPlan = { inputs: 20, levels: 4, seed: 6 }

function run(design: MorrisPlan, n: number, f: (u: Float64Array) => number = morrisFunction): MorrisScreening {
  const outputs = evaluate(f, n * morrisBlock(design), design.inputs, morrisSampler(design))
  const result = morrisScreening(outputs, design, quick)
  if (result.kind !== 'morris') throw new Error(result.reason)
  return result
}

test('the Morris function: effects agree with those over the whole grid', () => {
  const result = run(plan, 400)
  result.inputs.slice(0, 7).forEach((input, i) => {
    if (input.kind !== 'effects') throw new Error(input.kind)
    const exact = allElementaryEffects((x) => morrisFunction([...x, ...Array.from({ length: 13 }, () => 0.5)]), 7, 4, i)
    for (const key of ['mean', 'meanAbsolute', 'deviation'] as const) {
      const { estimate, standardError } = input[key]
      // A single effect without spread leaves no error to measure; 1e-9 covers rounding.
      expect(Math.abs(estimate - exact[key]), `${key} of ${i}`).toBeLessThan(4 * standardError + 1e-9)
    }
  })
})

test('the linear inputs of the Morris function have the slope 40 and no spread; the last ten have no effect', () => {
  const result = run(plan, 60)
  for (const input of result.inputs.slice(7, 10)) {
    if (input.kind !== 'effects') throw new Error(input.kind)
    // 40 a unit of the closed grid, of which a unit of probability spans 4/3.
    expect(input.mean.estimate).toBeCloseTo(40 / 0.75, 9)
    expect(input.meanAbsolute.estimate).toBeCloseTo(40 / 0.75, 9)
    expect(input.deviation.estimate).toBeLessThan(1e-9)
  }
  for (const input of result.inputs.slice(10)) expect(input.kind).toBe('inert')
})

test('each step moves one input by half the grid; levels are equally frequent', () => {
  const sampler = morrisSampler(plan)
  const counts = new Map<number, number>()
  const before = new Float64Array(20),
    after = new Float64Array(20)
  for (let at = 0; at < 40; at++) {
    const order = morrisOrder(plan, at)
    for (let step = 1; step <= 20; step++) {
      sampler(at * 21 + step - 1, before)
      sampler(at * 21 + step, after)
      const moved = [...after].map((value, i) => value - before[i]!)
      expect(moved.map(Math.abs)).toEqual(moved.map((_, i) => (i === order[step - 1] ? 0.5 : 0)))
    }
    for (const value of after) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  expect([...counts.keys()].sort((a, b) => a - b)).toEqual([0.125, 0.375, 0.625, 0.875])
  for (const count of counts.values()) expect(Math.abs(count - 200)).toBeLessThan(4 * Math.sqrt(800 * 0.25 * 0.75))
})

test('what cannot be said is not a number', () => {
  const design = { ...plan, inputs: 2 }
  const of = (f: (u: Float64Array) => number, n: number): unknown =>
    morrisScreening(evaluate(f, n * 3, 2, morrisSampler(design)), design, { ...quick, fixed: [1] })
  expect(of(() => 2, 50)).toMatchObject({ kind: 'refused', cause: 'constantOutput' })
  expect(of(() => Infinity, 50)).toMatchObject({ kind: 'refused', cause: 'notFinite' })
  expect(of((u) => u[0]!, 10)).toMatchObject({ kind: 'refused', cause: 'tooFew' })
  expect(of((u) => u[0]!, 50)).toMatchObject({ kind: 'morris', inputs: [{ kind: 'effects' }, { kind: 'fixed' }] })
  expect(() => morrisSampler({ ...plan, levels: 3 })).toThrow(RangeError)
})
