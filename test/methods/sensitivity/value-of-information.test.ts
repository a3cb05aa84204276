import { expect, test } from 'vitest'
import { normalCdf, normalPdf, normalQuantile } from '../../../src/math/normal.ts'
import { seedOf, streamOf, uniformAt } from '../../../src/math/philox.ts'
import { normalScores, signalOf } from '../../../src/methods/sensitivity/imperfect-information.ts'
import type {
  InformationOptions,
  InputValue,
  ValueOfInformation,
} from '../../../src/methods/sensitivity/value-of-information.ts'
import {
  defaultInformationOptions,
  valueOfInformation,
  verdictBenefits,
} from '../../../src/methods/sensitivity/value-of-information.ts'

const n = 10_000
const uniforms = (name: string, seed = 5, count = n): Float64Array =>
  Float64Array.from({ length: count }, (_, world) => uniformAt(seedOf(seed), streamOf(name), world, 0))
const normals = (name: string, seed = 5, count = n): Float64Array => uniforms(name, seed, count).map(normalQuantile)
const quick: InformationOptions = { ...defaultInformationOptions, resamples: 200, shuffles: 30 }

function run(
  inputs: Float64Array[],
  benefits: readonly Float64Array[],
  options: InformationOptions = quick,
): ValueOfInformation {
  const result = valueOfInformation(inputs, benefits, options)
  if (result.kind !== 'information') throw new Error(result.reason)
  return result
}

function valued(input: InputValue | undefined): Extract<InputValue, { kind: 'value' }> {
  if (input?.kind !== 'value') throw new Error(input?.kind)
  return input
}

/** E max(0, N(mean, sd)) - max(0, mean): the unit normal loss, Raiffa & Schlaifer 1961. */
function normalLoss(mean: number, sd: number): number {
  const distance = Math.abs(mean) / sd
  return sd * (normalPdf(distance) - distance * normalCdf(-distance))
}

/** Doing nothing against an act of benefit 0.3 + x + 0.5 y + 0 z. */
const [x, y, z] = [normals('x'), normals('y'), normals('z')] as [Float64Array, Float64Array, Float64Array]
const act = x.map((value, world) => 0.3 + value + 0.5 * y[world]!)
const nothing = new Float64Array(n)

test('a linear benefit of normal assumptions: the closed form, within 4 standard errors', () => {
  const { decision, everything, inputs } = run([x, y, z], [nothing, act])
  expect(decision).toBe(1)
  const close = (got: { estimate: number; standardError: number }, exact: number): void => {
    expect(Math.abs(got.estimate - exact), `${got.estimate} for ${exact}`).toBeLessThan(4 * got.standardError)
  }
  close(everything, normalLoss(0.3, Math.sqrt(1.25)))
  close(valued(inputs[0]).value, normalLoss(0.3, 1))
  close(valued(inputs[1]).value, normalLoss(0.3, 0.5))
  expect(valued(inputs[2]).aboveNoise).toBe(false)
  expect(valued(inputs[0]).aboveNoise && valued(inputs[1]).aboveNoise).toBe(true)
})

test('the correction takes off what chance alone seems to bring', () => {
  // At the threshold of indifference every slice's noise looks like information.
  const errors = Array.from({ length: 30 }, (_, seed) => {
    const benefit = normals('benefit', seed, 1000)
    const { inputs } = run([normals('idle', seed, 1000)], [nothing.slice(0, 1000), benefit], {
      ...quick,
      resamples: 2,
      seed,
    })
    return valued(inputs[0])
  })
  const mean = (of: (value: (typeof errors)[number]) => number): number =>
    errors.reduce((sum, e) => sum + of(e) / 30, 0)
  const uncorrected = mean((e) => e.uncorrected),
    corrected = mean((e) => e.uncorrected - e.byChance)
  // 20 slices of 50 means of N(0, 1): E max(0, mean) of a slice less that of the whole.
  for (const e of errors) expect(e.value.estimate).toBe(Math.max(0, e.uncorrected - e.byChance))
  const exact = normalPdf(0) * (Math.sqrt(1 / 50) - Math.sqrt(1 / 1000))
  const error = (of: (value: (typeof errors)[number]) => number): number =>
    Math.sqrt(mean((e) => (of(e) - mean(of)) ** 2) / 29)
  expect(Math.abs(uncorrected - exact)).toBeLessThan(4 * error((e) => e.uncorrected))
  const spread = error((e) => e.uncorrected - e.byChance)
  expect(Math.abs(corrected)).toBeLessThan(4 * spread)
})

test('a verdict: the loss of calling it wrongly, exactly known', () => {
  // The claim holds with probability u; the verdict is to be right at threshold 0.6. Knowing u decides each world at
  // its u:
  // expected loss ∫ min(0.6 (1 - u), 0.4 u) du, which meet at u = 0.6: 0.4·0.18 + 0.6·0.08 = 0.12.
  const u = uniforms('claim'),
    coin = uniforms('coin')
  const holds = Float64Array.from(u, (p, world) => (coin[world]! < p ? 1 : 0))
  const benefits = verdictBenefits(holds, 0.6)
  const { decision, everything, inputs } = run([u], benefits)
  const now = Math.min(0.6 * 0.5, 0.4 * 0.5)
  expect(decision).toBe(1)
  expect(Math.abs(everything.estimate - now)).toBeLessThan(4 * everything.standardError)
  const { value } = valued(inputs[0])
  expect(Math.abs(value.estimate - (now - 0.12))).toBeLessThan(4 * value.standardError)
})

test('the verdict with the smaller expected loss is the one its threshold asks for', () => {
  for (const [share, threshold, verdict] of [
    [0.7, 0.6, 0],
    [0.5, 0.6, 1],
    [0.95, 0.9, 0],
    [0.85, 0.9, 1],
  ] as const) {
    const holds = Float64Array.from({ length: 1000 }, (_, world) => (world < share * 1000 ? 1 : 0))
    expect(run([], verdictBenefits(holds, threshold)).decision).toBe(verdict)
  }
})

test('a measurement is worth the closed form of its reliability', () => {
  for (const reliability of [0.25, 0.64]) {
    const { inputs } = run([x], [nothing, act], { ...quick, information: { kind: 'measured', reliability } })
    const { value } = valued(inputs[0])
    expect(Math.abs(value.estimate - normalLoss(0.3, Math.sqrt(reliability)))).toBeLessThan(4 * value.standardError)
  }
})

test('a report of accuracy a on a yes/no assumption: the closed form', () => {
  // Benefit +1 if so (half of the worlds), -1.2 if not. A report shifts the probability to (1 ± a) / 2.
  const so = uniforms('so').map((value) => (value < 0.5 ? 1 : 0))
  const benefit = so.map((yes) => (yes === 1 ? 1 : -1.2))
  const accuracy = 0.6
  const exact = 0.5 * Math.max(0, 0.8 - 0.2 * 1.2)
  const { inputs } = run([so], [nothing, benefit], { ...quick, information: { kind: 'reported', accuracy } })
  const { value } = valued(inputs[0])
  expect(Math.abs(value.estimate - exact)).toBeLessThan(4 * value.standardError)
  expect(inputs[0]).toMatchObject({ kind: 'value', aboveNoise: true })
})

test('better information is worth more, and none more than everything', () => {
  const worth = [0.1, 0.4, 0.7, 1].map((reliability) => {
    const { inputs, everything } = run([x], [nothing, act], {
      ...quick,
      information: { kind: 'measured', reliability },
    })
    expect(valued(inputs[0]).value.estimate).toBeLessThan(everything.estimate)
    return valued(inputs[0]).value.estimate
  })
  expect([...worth].sort((a, b) => a - b)).toEqual(worth)
})

test('a benefit that all decisions share changes nothing but the benefit itself', () => {
  const plain = run([x, y], [nothing, act])
  const lifted = run([x, y], [nothing.map(() => 1000), act.map((value) => value + 1000)])
  const { value } = valued(lifted.inputs[0])
  expect(value.estimate).toBeCloseTo(valued(plain.inputs[0]).value.estimate, 9)
  expect(lifted.benefit).toBeCloseTo(plain.benefit + 1000, 9)
})

test('a wrong report may be any value, whatever made it wrong', () => {
  const worlds = Float64Array.from({ length: n }, (_, world) => world)
  const wrong = signalOf(worlds, { kind: 'reported', accuracy: 0.5 }, 3, 1).filter((value, world) => value !== world)
  expect(Math.abs(wrong.length - n / 2)).toBeLessThan(4 * Math.sqrt(n / 4))
  const mean = wrong.reduce((sum, value) => sum + value, 0) / wrong.length
  expect(Math.abs(mean - n / 2)).toBeLessThan((4 * n) / Math.sqrt(12 * wrong.length))
})

test('normal scores follow the order and give equal values equal scores', () => {
  expect([...normalScores(Float64Array.of(5, 1, 5, 9))].map(normalCdf).map((p) => Math.round(p * 1e9) / 1e9)).toEqual([
    0.5, 0.125, 0.5, 0.875,
  ])
})

test('what cannot be said is not a number', () => {
  const constant = nothing.map(() => 2)
  expect(valueOfInformation([x], [nothing, constant])).toMatchObject({ kind: 'refused', cause: 'constantOutput' })
  expect(valueOfInformation([x], [nothing, act.map(() => Number.NaN)])).toMatchObject({
    kind: 'refused',
    cause: 'notFinite',
  })
  expect(valueOfInformation([x.slice(0, 10)], [nothing.slice(0, 10), act.slice(0, 10)])).toMatchObject({
    kind: 'refused',
    cause: 'tooFew',
  })
  expect(run([constant], [nothing, act]).inputs).toMatchObject([{ kind: 'fixed' }])
  const rare = x.map((_, world) => (world < 5 ? 1 : 0))
  expect(run([rare], [nothing, act]).inputs).toMatchObject([{ kind: 'tooFew', needed: 40_000 }])
  expect(run([x], [nothing, act], { ...quick, widest: 1e-6 }).inputs).toMatchObject([{ kind: 'tooFew' }])
  expect(() => valueOfInformation([], [act])).toThrow(RangeError)
  expect(() => verdictBenefits(nothing, 2)).toThrow(RangeError)
  for (const reliability of [0, 1.1])
    expect(() => signalOf(x, { kind: 'measured', reliability }, 1, 0)).toThrow(RangeError)
  expect(() => signalOf(x, { kind: 'reported', accuracy: -1 }, 1, 0)).toThrow(RangeError)
})
