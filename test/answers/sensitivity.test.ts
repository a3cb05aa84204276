import { quantityAt } from '../../src/case/indices.ts'
import type { QuantityIndex } from '../../src/case/indices.ts'
import { describe, expect, test } from 'vitest'
import type { ClaimTest } from '../../src/case/claim-test.ts'
import type { Claim } from '../../src/case/types.ts'
import { compile } from '../../src/run/compile.ts'
import { informationOnInputs } from '../../src/answers/sensitivity/information.ts'
import { columnsOfWorlds, inputsOf, modelFor } from '../../src/answers/sensitivity/inputs.ts'
import type { Input } from '../../src/answers/sensitivity/inputs.ts'
import { questionOf } from '../../src/answers/sensitivity/outputs.ts'
import type { Question } from '../../src/answers/sensitivity/outputs.ts'
import {
  chooseInputs,
  designRows,
  effects,
  indices,
  reaches,
  rowsOfDesign,
  screen,
  withPartners,
} from '../../src/answers/sensitivity/sensitivity.ts'
import type { Design } from '../../src/answers/sensitivity/sensitivity.ts'
import type { Model } from '../../src/case/model.ts'
import { worlds } from '../../src/run/simulate.ts'
import type { Estimated } from '../../src/methods/sensitivity/result.ts'
import { buildCase } from '../fixtures/build-case.ts'
import type { Numbers } from '../fixtures/build-case.ts'

const precision = { seed: 3, level: 0.95, resamples: 400 }
const nowhere = { source: [], kind: 'judgement' as const, note: null, claims: [], place: { line: 1, column: 1 } }

/** A front that is a sum of its starting rate and of the level it is drawn to, without shocks. */
const LINEAR: Numbers = { 'front.shock': 0, 'front.pull': 0, 'front.rate': { kind: 'normal', mean: 300, sd: 60 } }

function claim(id: string, of: ClaimTest): Claim {
  return { id, kind: 'conclusion', says: id, rival: null, test: of, provenance: nowhere }
}

function asked(model: Model, text: string): Question {
  const question = questionOf(model, text)
  if (!('output' in question)) throw new Error(JSON.stringify(question))
  return question
}

function outputsOf(
  model: Model,
  question: Question,
  inputs: readonly Input[],
  design: Design,
  units: number,
): Float64Array {
  const row = designRows({ kind: 'design', model, question, inputs, design })
  return Float64Array.from({ length: rowsOfDesign(design, units) }, (_, k) => row(k))
}

function near(estimated: Estimated, exact: number): void {
  expect(Math.abs(estimated.estimate - exact)).toBeLessThan(4 * Math.max(estimated.standardError, 1e-6))
}

/** How far the line moves by month 12 for a unit of a quantity, all else certain. */
function slope(id: string): number {
  const at = (value: number): number =>
    worlds(compile(buildCase({ ...LINEAR, 'front.rate': 300, [id]: value }), null, { worlds: 1 }))(0)[0]!.projection!
      .line[12]!
  return at(201) - at(200)
}

describe('indices of a model', () => {
  test('an output of one quantity has it explain all, and the others nothing', () => {
    const model = compile(buildCase({ ...LINEAR, 'a.cost': { kind: 'uniform', low: 30, high: 90 } }), null, {
      beside: [],
    })
    const inputs = inputsOf(model)
    const plan = { inputs: inputs.length, second: false, points: 'sobol' as const, seed: 1 }
    const sobol = indices(
      outputsOf(model, asked(model, 'front:12'), inputs, { kind: 'sobol', plan }, 128),
      plan,
      precision,
    )
    if (sobol.kind !== 'sobol') throw new Error(sobol.reason)
    sobol.inputs.forEach((found, k) => {
      if (inputs[k]!.id !== 'front.rate') return expect(found).toMatchObject({ kind: 'inert' })
      if (found.kind !== 'indices') throw new Error(found.reason)
      near(found.total, 1)
      near(found.first, 1)
    })
    expect(inputs.map(({ id }) => id)).toContain('a.cost')
  })

  test('shares of a sum are those of its variances; correlated, Shapley effects are those of a Gaussian sum', () => {
    const [a, b] = [slope('front.rate') * 60, slope('front.level') * 40]
    const numbers = { ...LINEAR, 'front.level': { kind: 'normal', mean: 200, sd: 40 } } as const
    const free = compile(buildCase(numbers), null, { beside: [] })
    const inputs = inputsOf(free).filter(({ id }) => ['front.rate', 'front.level', 'chance'].includes(id))
    const at = (id: string): number => inputs.findIndex((input) => input.id === id)
    const plan = { inputs: inputs.length, second: true, points: 'sobol' as const, seed: 2 }
    const sobol = indices(
      outputsOf(free, asked(free, 'front:12'), inputs, { kind: 'sobol', plan }, 256),
      plan,
      precision,
    )
    if (sobol.kind !== 'sobol') throw new Error(sobol.reason)
    const rate = sobol.inputs[at('front.rate')]!
    if (rate.kind !== 'indices') throw new Error(rate.reason)
    near(rate.total, (a * a) / (a * a + b * b))
    expect(sobol.pairs).toHaveLength(3)

    const rho = 0.6
    const quantity = (id: string): QuantityIndex => quantityAt(free.case.quantities.findIndex((one) => one.id === id))
    const tied = compile(
      buildCase(numbers, {
        correlations: [{ a: quantity('front.rate'), b: quantity('front.level'), rho, provenance: nowhere }],
      }),
      null,
      { beside: [] },
    )
    const shapley = effects(
      outputsOf(tied, asked(tied, 'front:12'), inputs, { kind: 'shapley', plan }, 2048),
      plan,
      precision,
    )
    if (shapley.kind !== 'shapley') throw new Error(shapley.reason)
    const effect = shapley.inputs[at('front.rate')]!
    if (effect.kind !== 'effect') throw new Error(effect.reason)
    // Iooss & Prieur 2019, International Journal for Uncertainty Quantification 9, §3.2.
    near(
      effect.effect,
      (a * a * (1 - (rho * rho) / 2) + rho * a * b + (b * b * rho * rho) / 2) / (a * a + 2 * rho * a * b + b * b),
    )
  })

  test('a screening keeps what matters, the partners of what it keeps, and chance', () => {
    const free = buildCase({
      ...LINEAR,
      'a.cost': { kind: 'uniform', low: 30, high: 90 },
      'dur.logit': { kind: 'normal', mean: 1, sd: 1 },
    })
    const quantity = (id: string): QuantityIndex => quantityAt(free.quantities.findIndex((one) => one.id === id))
    const model = compile(
      {
        ...free,
        correlations: [{ a: quantity('front.rate'), b: quantity('dur.logit'), rho: 0.5, provenance: nowhere }],
      },
      null,
      { beside: [] },
    )
    const all = inputsOf(model)
    const plan = { inputs: all.length, levels: 4, seed: 1 }
    const screening = screen(
      outputsOf(model, asked(model, 'front:12'), all, { kind: 'morris', plan }, 48),
      plan,
      precision,
    )
    if (screening.kind !== 'morris') throw new Error(screening.reason)
    expect(chooseInputs(model, all, screening, 1).map(({ id }) => id)).toEqual(
      withPartners(
        model,
        all,
        all.filter(({ id }) => id === 'front.rate'),
      ).map(({ id }) => id),
    )
    expect(chooseInputs(model, all, screening, 1).map(({ id }) => id)).toEqual(
      expect.arrayContaining(['front.rate', 'dur.logit', 'chance']),
    )
  })

  test('what the screening leaves counts as chance, so that nothing of the variance is lost', () => {
    const model = compile(buildCase({ ...LINEAR, 'front.level': { kind: 'normal', mean: 200, sd: 40 } }), null, {
      beside: [],
    })
    const inputs = inputsOf(model).filter(({ id }) => id === 'front.rate' || id === 'chance')
    const plan = { inputs: 2, second: false, points: 'sobol' as const, seed: 2 }
    const outputs = outputsOf(model, asked(model, 'front:12'), inputs, { kind: 'sobol', plan }, 512)
    const sobol = indices(outputs, plan, precision)
    if (sobol.kind !== 'sobol') throw new Error(sobol.reason)
    const [a, b] = [slope('front.rate') * 60, slope('front.level') * 40]
    const rest = sobol.inputs[inputs.findIndex(({ id }) => id === 'chance')]!
    if (rest.kind !== 'indices') throw new Error(rest.reason)
    near(rest.total, (b * b) / (a * a + b * b))
    const [reach] = reaches(model, inputs, outputs, plan)
    expect(reach!.high.estimate).toBeGreaterThan(reach!.low.estimate)
    expect(reach!.high.value).toBeGreaterThan(300 + 60)
  })

  test('no variance, and a number that is none, are refused in words', () => {
    const model = compile(buildCase({ ...LINEAR, 'front.rate': 300 }), null, { beside: [] })
    const inputs = inputsOf(model)
    const plan = { inputs: inputs.length, second: false, points: 'sobol' as const, seed: 1 }
    const constant = outputsOf(model, asked(model, 'front:12'), inputs, { kind: 'sobol', plan }, 64)
    expect(indices(constant, plan, precision)).toMatchObject({ kind: 'refused', cause: 'constantOutput' })
    expect(
      indices(
        constant.map(() => NaN),
        plan,
        precision,
      ),
    ).toMatchObject({ kind: 'refused', cause: 'notFinite' })
    expect(indices(constant.slice(0, 10 * (inputs.length + 2)), plan, precision)).toMatchObject({
      kind: 'refused',
      cause: 'tooFew',
    })
  })
})

describe('questions', () => {
  const firm: ClaimTest = {
    kind: 'probability',
    of: { kind: 'firm', redLine: 0 },
    given: null,
    scenario: null,
    above: 0.5,
    below: Infinity,
  }
  const theCase = buildCase(
    {},
    {
      claims: [
        claim('C1', firm),
        claim('C2', {
          kind: 'every',
          of: [firm, { ...firm, given: { kind: 'firm', redLine: 1 }, above: -Infinity, below: 0.4 }],
        }),
      ],
    },
  )
  const model = compile(theCase, null, { beside: [] })

  test('are outputs with their parts, or tests of claims', () => {
    expect(asked(model, 'noDealValue:attacker').output).toEqual({
      kind: 'metric',
      of: { kind: 'noDealValue', actor: 0 },
    })
    expect(asked(model, 'margin:defender:freeze').output).toEqual({
      kind: 'metric',
      of: { kind: 'margin', actor: 1, package: 0 },
    })
    expect(asked(model, 'C1').bound).toEqual({ side: 'above', value: 0.5 })
    expect(asked(model, 'C2.2').bound).toEqual({ side: 'below', value: 0.4 })
    expect(asked(model, 'survival:5').neutral).not.toBeNull()
  })

  test('that name nothing say what there is', () => {
    expect(questionOf(model, 'noDealValue:attaker')).toMatchObject({ word: 'attaker', known: ['attacker', 'defender'] })
    expect(questionOf(model, 'C9')).toMatchObject({ word: 'C9', what: 'output or claim' })
    expect(questionOf(model, 'C2.3')).toMatchObject({ reason: expect.stringContaining('2 tests') as string })
    expect(questionOf(model, 'front:99')).toMatchObject({ reason: expect.stringContaining('1 to 24') as string })
    expect(questionOf(model, 'ledger:deadAttacker')).toMatchObject({
      reason: expect.stringContaining('consequences') as string,
    })
    expect(questionOf(model, 'margin:attacker')).toMatchObject({
      reason: expect.stringContaining('margin:ACTOR:PACKAGE') as string,
    })
  })

  test('with a condition count worlds without it as the bound', () => {
    const question = asked(model, 'C2.2')
    const outputs = outputsOf(model, question, [], { kind: 'worlds' }, 400)
    const inputs = inputsOf(model)
    const columns = columnsOfWorlds(model, inputs, 400)
    const [one, two] = ['a-strong', 'd-none'].map(
      (id) => columns[inputs.findIndex((input) => input.id === `redLines.${id} (drawn)`)]!,
    )
    outputs.forEach((y, k) => {
      expect(y).toBe(two![k] === 1 ? one![k] : 0.4)
    })
    expect(Math.abs(question.share - 0.6)).toBeLessThan(4 * Math.sqrt(0.24 / 500))
  })

  test('information: to know whether the line is firm is worth as much as to know everything', () => {
    const question = asked(model, 'C1')
    const inputs = inputsOf(model)
    const outputs = outputsOf(model, question, inputs, { kind: 'worlds' }, 2000)
    const found = informationOnInputs(modelFor(model, question.output), question, { inputs, outputs }, precision)
    if (!('perfect' in found)) throw new Error(found.reason)
    // Half a point lost wherever the line is firm, 30 % of worlds, if the claim is called false.
    near(found.perfect.everything, 0.15)
    const k = inputs.findIndex(({ id }) => id === 'redLines.a-strong (drawn)')
    const own = found.perfect.inputs[k]!
    if (own.kind !== 'value') throw new Error(own.reason)
    expect(own.value.estimate).toBeCloseTo(found.perfect.everything.estimate, 9)
    const study = found.study[k]!
    if (study.kind !== 'value') throw new Error(study.reason)
    expect(study.value.estimate).toBeLessThan(own.value.estimate)
    const others = found.perfect.inputs.filter((one, i) => i !== k && one.kind === 'value' && one.aboveNoise)
    expect(others.length).toBeLessThanOrEqual(1)
  })
})
