/** What an output hangs on: designs over the inputs of a model as rows that any thread can compute, and what the rows
 *  say. */
import { defined } from '../../case/defined.ts'
import type { Model } from '../../case/model.ts'
import { seedOf, streamOf, uniformAt } from '../../math/philox.ts'
import { defaultMorrisOptions, morrisBlock, morrisSampler, morrisScreening } from '../../methods/sensitivity/morris.ts'
import type { MorrisPlan, MorrisScreening } from '../../methods/sensitivity/morris.ts'
import { defaultPawnOptions, pawn } from '../../methods/sensitivity/pawn.ts'
import type { PawnIndices } from '../../methods/sensitivity/pawn.ts'
import type { Precision, Refused } from '../../methods/sensitivity/result.ts'
import { gaussianDependence } from '../../methods/sensitivity/rosenblatt.ts'
import { saltelliBlock, saltelliRows, saltelliSampler } from '../../methods/sensitivity/saltelli.ts'
import type { RowSampler, SaltelliPlan } from '../../methods/sensitivity/saltelli.ts'
import {
  defaultShapleyOptions,
  shapleyBlock,
  shapleyEffects,
  shapleySampler,
} from '../../methods/sensitivity/shapley.ts'
import type { ShapleyEffects, ShapleyPlan } from '../../methods/sensitivity/shapley.ts'
import { equalSlices } from '../../methods/sensitivity/slices.ts'
import { defaultSobolOptions, sobolIndices } from '../../methods/sensitivity/sobol-indices.ts'
import type { SobolIndices } from '../../methods/sensitivity/sobol-indices.ts'
import { meanInterval } from '../../math/statistics.ts'
import type { Interval } from '../../math/statistics.ts'
import { columnsOfRows, columnsOfWorlds, evaluator, modelFor, worldEvaluator } from './inputs.ts'
import type { Input } from './inputs.ts'
import { withNeutral } from './outputs.ts'
import type { Question } from './outputs.ts'

export type Design =
  | { readonly kind: 'morris'; readonly plan: MorrisPlan }
  | { readonly kind: 'sobol'; readonly plan: SaltelliPlan }
  | { readonly kind: 'shapley'; readonly plan: ShapleyPlan }
  /** The worlds of an ordinary run. */
  | { readonly kind: 'worlds' }

/** Rows of a design as plain data: every row follows from its number. */
export interface DesignJob {
  readonly kind: 'design'
  readonly model: Model
  readonly question: Question
  readonly inputs: readonly Input[]
  readonly design: Design
}

/** The output in each row of a design, the rows in any order. */
export function designRows({ model, question, inputs, design }: DesignJob): (row: number) => number {
  const needed = modelFor(model, question.output)
  if (design.kind === 'worlds') {
    const read = worldEvaluator(needed, question.output)
    return (row) => withNeutral(question, read(row))
  }
  const sample = samplerOf(model, inputs, design)
  const evaluate = evaluator(needed, inputs, question.output, { correlated: design.kind === 'shapley' })
  const u = new Float64Array(inputs.length)
  return (row) => {
    sample(row, u)
    return withNeutral(question, evaluate(u))
  }
}

function samplerOf(model: Model, inputs: readonly Input[], design: Exclude<Design, { kind: 'worlds' }>): RowSampler {
  switch (design.kind) {
    case 'morris':
      return withManyChances(morrisSampler(design.plan), inputs, design.plan)
    case 'sobol':
      return saltelliSampler(design.plan)
    case 'shapley':
      return shapleySampler(design.plan, gaussianDependence(correlationOf(model, inputs)))
  }
}

const CHANCE_SHIFTS = streamOf('run/morris-chance')

/** A Morris design has four levels, so that `chance` would pick from four worlds only: every trajectory turns it by an
 *  amount of its own. */
function withManyChances(sample: RowSampler, inputs: readonly Input[], plan: MorrisPlan): RowSampler {
  const chance = inputs.findIndex(({ kind }) => kind === 'chance')
  const seed = seedOf(plan.seed)
  return (row, out) => {
    sample(row, out)
    if (chance < 0) return
    const turned = defined(out[chance]) + uniformAt(seed, CHANCE_SHIFTS, Math.floor(row / morrisBlock(plan)), 0)
    out[chance] = turned - Math.floor(turned)
  }
}

/** Correlation of the normal scores of the inputs. */
function correlationOf(model: Model, inputs: readonly Input[]): number[][] {
  const place = (quantity: number): number =>
    inputs.findIndex((input) => input.kind === 'quantity' && input.quantity === quantity)
  const matrix = inputs.map((_, i) => inputs.map((__, j): number => (i === j ? 1 : 0)))
  for (const { a, b, rho } of model.case.correlations) {
    const [i, j] = [place(a), place(b)]
    if (i >= 0 && j >= 0) defined(matrix[i])[j] = defined(matrix[j])[i] = rho
  }
  return matrix
}

/** Adds to a choice of inputs those that the case correlates with them, and `chance`; in the order of `all`. */
export function withPartners(model: Model, all: readonly Input[], chosen: readonly Input[]): Input[] {
  const quantities = new Set(chosen.flatMap((input) => (input.kind === 'quantity' ? [input.quantity] : [])))
  // Correlations chain: as many rounds as there are correlations reach every partner's partner.
  for (const _ of model.case.correlations) {
    for (const { a, b } of model.case.correlations) {
      if (quantities.has(a)) quantities.add(b)
      if (quantities.has(b)) quantities.add(a)
    }
  }
  return all.filter(
    (input) =>
      input.kind === 'chance' ||
      chosen.includes(input) ||
      (input.kind === 'quantity' && quantities.has(input.quantity)),
  )
}

/** Rows of a design of `units` units: trajectories, base points, permutations or worlds. */
export function rowsOfDesign(design: Design, units: number): number {
  switch (design.kind) {
    case 'morris':
      return units * morrisBlock(design.plan)
    case 'sobol':
      return saltelliRows(design.plan, units)
    case 'shapley':
      return units * shapleyBlock(design.plan)
    case 'worlds':
      return units
  }
}

export function screen(outputs: Float64Array, plan: MorrisPlan, precision: Precision): MorrisScreening | Refused {
  return morrisScreening(outputs, plan, { ...defaultMorrisOptions, ...precision })
}

/** The `most` inputs of the largest mean absolute effect, `chance` and the partners of correlated ones beside them.
 *  Those of no effect at all are left. */
export function chooseInputs(
  model: Model,
  inputs: readonly Input[],
  screening: MorrisScreening,
  most: number,
): Input[] {
  const effect = (k: number): number => {
    const screened = defined(screening.inputs[k])
    return screened.kind === 'effects' ? screened.meanAbsolute.estimate : 0
  }
  const ranked = inputs
    .map((input, k) => ({ input, effect: effect(k) }))
    .filter(({ input, effect: size }) => input.kind !== 'chance' && size > 0)
    .sort((a, b) => b.effect - a.effect)
  return withPartners(
    model,
    inputs,
    ranked.slice(0, most).map(({ input }) => input),
  )
}

export function indices(outputs: Float64Array, plan: SaltelliPlan, precision: Precision): SobolIndices | Refused {
  return sobolIndices(outputs, plan, { ...defaultSobolOptions, ...precision })
}

export function effects(outputs: Float64Array, plan: ShapleyPlan, precision: Precision): ShapleyEffects | Refused {
  return shapleyEffects(outputs, plan, { ...defaultShapleyOptions, ...precision })
}

/** PAWN indices over the worlds of a run. `chance` is no column and comes out as `fixed`. */
export function pawnOfWorlds(
  model: Model,
  inputs: readonly Input[],
  outputs: Float64Array,
  precision: Precision,
): PawnIndices | Refused {
  const { seed, level, widest } = precision
  return pawn(columnsOfWorlds(model, inputs, outputs.length), outputs, {
    ...defaultPawnOptions,
    seed,
    level,
    ...(widest === undefined ? {} : { widest }),
  })
}

/** The output where an input is at its lowest and at its highest: means over the outermost tenths of its values (over
 *  whole groups where it has few). */
export interface Reach {
  readonly input: number
  readonly low: Interval & { readonly value: number }
  readonly high: Interval & { readonly value: number }
}

const TENTHS = 10

/** Ends of every input with spread, from the base points of a Sobol design. `chance` has none. */
export function reaches(model: Model, inputs: readonly Input[], outputs: Float64Array, plan: SaltelliPlan): Reach[] {
  const block = saltelliBlock(plan)
  const rows = Uint32Array.from(
    { length: (2 * outputs.length) / block },
    (_, k) => (k >> 1) * block + (k % 2) * (block - 1),
  )
  const y = Float64Array.from(rows, (row) => defined(outputs[row]))
  const columns = columnsOfRows(model, inputs, rows, saltelliSampler(plan))
  return columns.flatMap((column, input): Reach[] => {
    const { labels, sizes } = equalSlices(column, TENTHS)
    if (sizes.length < 2) return []
    return [{ input, low: endOf(column, y, labels, 0), high: endOf(column, y, labels, sizes.length - 1) }]
  })
}

function endOf(
  column: Float64Array,
  outputs: Float64Array,
  labels: Uint16Array,
  slice: number,
): Interval & { readonly value: number } {
  const values = outputs.filter((_, k) => labels[k] === slice)
  const inside = column.filter((_, k) => labels[k] === slice)
  return { ...meanInterval(values), value: inside.reduce((sum, x) => sum + x, 0) / inside.length }
}
