/** Shapley effects: the variance of an output divided fairly among inputs that may depend on one another. */
import { seedOf, streamOf } from '../../math/philox.ts'
import { eachResample, percentileInterval } from './bootstrap.ts'
import type { Points } from './points.ts'
import { pointWriter } from './points.ts'
import type { Estimated, Precision, Provenance, Refused, Withheld } from './result.ts'
import { defaultPrecision, inert, noSpread, provenance, refusalOf, withheldIfWide } from './result.ts'
import type { Dependence } from './rosenblatt.ts'
import { independent } from './rosenblatt.ts'
import type { RowSampler } from './saltelli.ts'
import { permutation } from './shuffle.ts'

/** A design as plain data. */
export interface ShapleyPlan {
  readonly inputs: number
  readonly points: Points
  readonly seed: number
}

const ORDERS = streamOf('sensitivity/shapley-orders')

/** Rows of one permutation: a point, then as inputs are redrawn one after another, from the last of the order on. */
export function shapleyBlock({ inputs }: ShapleyPlan): number {
  return inputs + 1
}

/** The order of the inputs in permutation number `at`. */
export function shapleyOrder(plan: ShapleyPlan, at: number): readonly number[] {
  return [...permutation(plan.inputs, seedOf(plan.seed), ORDERS, at)]
}

/** Rows of the design, each a pure function of its number: uniforms of the inputs with the dependence given. Row j of a
 *  permutation has the last j inputs of the order drawn anew given the others.
 *  @throws RangeError where the plan has no input, or more than 256 with Sobol points.
 *  Source: permutations and conditional draws Song, Nelson & Staum 2016, SIAM/ASA Journal on Uncertainty Quantification
 *  4, with one outer and two inner draws, the inner ones shared along the permutation as in Goda 2021,
 *  Reliability Engineering & System Safety 213. */
export function shapleySampler(plan: ShapleyPlan, dependence: Dependence = independent): RowSampler {
  const { inputs } = plan
  if (!(inputs >= 1)) throw new RangeError('a design needs at least one input')
  const write = pointWriter(plan.points, 2 * inputs, plan.seed)
  const block = shapleyBlock(plan)
  const innovations = new Float64Array(inputs),
    both = new Float64Array(2 * inputs)
  // The draws and the transform of the latest permutation, kept because its rows come together; they depend on nothing
  // else.
  let latest = { at: -1, order: shapleyOrder(plan, 0), transform: independent([]) }
  return (row, out) => {
    const at = Math.floor(row / block)
    if (latest.at !== at) {
      const order = shapleyOrder(plan, at)
      latest = { at, order, transform: dependence(order) }
      write(at, both)
    }
    const kept = inputs - (row % block)
    latest.order.forEach((input, place) => {
      innovations[input] = both[place < kept ? input : inputs + input]!
    })
    latest.transform(innovations, out)
  }
}

export interface ShapleyOptions extends Precision {
  /** Inputs that the caller knows to have no spread. */
  readonly fixed: readonly number[]
}

export const defaultShapleyOptions: ShapleyOptions = { ...defaultPrecision, fixed: [] }

export type InputEffect = { readonly kind: 'effect'; readonly effect: Estimated } | Withheld

export interface ShapleyEffects extends Provenance {
  readonly kind: 'shapley'
  readonly variance: number
  /** Shares of the variance; they sum to 1 over all inputs, those withheld included. */
  readonly inputs: readonly InputEffect[]
}

const METHOD =
  'Shapley effects, Song, Nelson & Staum 2016 with the increments of Goda 2021; ' +
  'percentile bootstrap of permutations'

/** Shapley effects from the outputs of the rows of a Shapley design.
 *  @throws RangeError where `outputs` is no whole number of blocks.
 *  Source: Owen 2014, SIAM/ASA Journal on Uncertainty Quantification 2; Song et al. 2016; increments Goda 2021. */
export function shapleyEffects(
  outputs: Float64Array,
  plan: ShapleyPlan,
  options: ShapleyOptions = defaultShapleyOptions,
): ShapleyEffects | Refused {
  const block = shapleyBlock(plan)
  if (outputs.length % block !== 0) throw new RangeError(`outputs must come in blocks of ${block} rows`)
  const n = outputs.length / block
  const from = provenance(METHOD, n, options)
  const refusal = refusalOf(outputs, from, 'permutations')
  if (refusal !== null) return refusal
  const increments = incrementsOf(outputs, plan, n)
  const weights = new Float64Array(n).fill(1)
  const point = shares(increments, weights)
  const replicates = increments.map(() => new Float64Array(options.resamples))
  eachResample(n, options, (counts, at) => {
    shares(increments, counts).effects.forEach((share, i) => {
      replicates[i]![at] = share
    })
  })
  const inputs = increments.map((values, i): InputEffect => {
    if (options.fixed.includes(i)) return noSpread
    if (values.every((value) => value === 0)) return inert(n, options.level)
    const effect = percentileInterval(point.effects[i]!, replicates[i]!, options.level)
    return withheldIfWide([effect], n, options) ?? { kind: 'effect', effect }
  })
  return { kind: 'shapley', ...from, variance: point.sum / n, inputs }
}

/** What adding each input to those redrawn adds to half the squared change of the output; by input, by permutation. */
function incrementsOf(outputs: Float64Array, plan: ShapleyPlan, n: number): readonly Float64Array[] {
  const { inputs } = plan
  const block = shapleyBlock(plan)
  const increments = Array.from({ length: inputs }, () => new Float64Array(n))
  for (let at = 0; at < n; at++) {
    const order = shapleyOrder(plan, at)
    const start = outputs[at * block]!
    for (let step = 1; step <= inputs; step++) {
      const before = outputs[at * block + step - 1]!,
        after = outputs[at * block + step]!
      increments[order[inputs - step]!]![at] = (start - (before + after) / 2) * (before - after)
    }
  }
  return increments
}

function shares(
  increments: readonly Float64Array[],
  counts: Float64Array,
): { readonly sum: number; readonly effects: readonly number[] } {
  const sums = increments.map((values) => {
    let sum = 0
    for (let at = 0; at < values.length; at++) sum += counts[at]! * values[at]!
    return sum
  })
  const sum = sums.reduce((total, part) => total + part, 0)
  // A resample of equal outputs explains nothing; its effects are 0.
  return { sum, effects: sums.map((part) => (sum > 0 ? part / sum : 0)) }
}

/** Shapley effects of independent inputs from the shares of variance that sets of inputs explain (all orders of Sobol
 *  indices): each share is divided equally among the members of its set.
 *  Source: Owen 2014, theorem 1. */
export function shapleyOfComponents(
  inputs: number,
  components: readonly { readonly members: readonly number[]; readonly share: number }[],
): Float64Array {
  const effects = new Float64Array(inputs)
  for (const { members, share } of components) {
    for (const member of members) effects[member]! += share / members.length
  }
  return effects
}
