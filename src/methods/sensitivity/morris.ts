/** Elementary effects: a cheap screening of which inputs deserve more. */
import { fillUniforms, seedOf, streamOf } from '../../math/philox.ts'
import { deviation, eachResample, percentileInterval } from './bootstrap.ts'
import type { Estimated, Precision, Provenance, Refused, Withheld } from './result.ts'
import { defaultPrecision, inert, noSpread, provenance, refusalOf, withheldIfWide } from './result.ts'
import type { RowSampler } from './saltelli.ts'
import { permutation } from './shuffle.ts'

/** A design as plain data. */
export interface MorrisPlan {
  readonly inputs: number
  /** Levels of the grid, an even number; 4 by Saltelli et al. 2008, §3.3. */
  readonly levels: number
  readonly seed: number
}

/** Every step crosses half the grid, so that all levels are equally likely: Morris 1991, §3.1. */
const STEP = 0.5

const ORDERS = streamOf('sensitivity/morris-orders')
const STARTS = streamOf('sensitivity/morris-starts')

/** Rows of one trajectory: a start, then each input moved in turn. */
export function morrisBlock({ inputs }: MorrisPlan): number {
  return inputs + 1
}

/** The order in which trajectory number `at` moves the inputs. */
export function morrisOrder(plan: MorrisPlan, at: number): readonly number[] {
  return [...permutation(plan.inputs, seedOf(plan.seed), ORDERS, at)]
}

/** Rows of the design, each a pure function of its number: uniforms at the centres of `levels` equal cells, so that no
 *  quantile is infinite. A step moves an input by half the grid, up from the lower half and down from the upper.
 *  @throws RangeError where there is no input or `levels` is not a positive even number.
 *  Source: Morris 1991, "Factorial sampling plans for preliminary computational experiments", Technometrics 33. */
export function morrisSampler(plan: MorrisPlan): RowSampler {
  const { inputs, levels } = plan
  if (!(inputs >= 1)) throw new RangeError('a design needs at least one input')
  if (!(levels >= 2 && levels % 2 === 0)) throw new RangeError('levels must be a positive even number')
  const seed = seedOf(plan.seed)
  const block = morrisBlock(plan)
  const starts = new Float64Array(inputs)
  // Order and start of the latest trajectory, kept because its rows come together; they depend on nothing else.
  let latest = { at: -1, order: morrisOrder(plan, 0) }
  return (row, out) => {
    const at = Math.floor(row / block)
    const moved = row % block
    if (latest.at !== at) {
      latest = { at, order: morrisOrder(plan, at) }
      fillUniforms(starts, seed, STARTS, at)
    }
    latest.order.forEach((input, place) => {
      const start = (Math.floor(starts[input]! * levels) + 0.5) / levels
      out[input] = place >= moved ? start : start + (start < STEP ? STEP : -STEP)
    })
  }
}

export interface MorrisOptions extends Precision {
  /** Inputs that the caller knows to have no spread. */
  readonly fixed: readonly number[]
}

export const defaultMorrisOptions: MorrisOptions = { ...defaultPrecision, fixed: [] }

/** Elementary effects of an input, in the output's unit for a step over the whole of the input's probability. */
export type InputScreening =
  | {
      readonly kind: 'effects'
      /** Mean of the absolute effects (Campolongo): how much the input matters. */
      readonly meanAbsolute: Estimated
      /** Mean of the effects: in which direction. */
      readonly mean: Estimated
      /** Standard deviation of the effects: how far it bends or depends on others. */
      readonly deviation: Estimated
    }
  | Withheld

export interface MorrisScreening extends Provenance {
  readonly kind: 'morris'
  readonly inputs: readonly InputScreening[]
}

const METHOD =
  'elementary effects, Morris 1991, with the mean of absolute effects of Campolongo et al. 2007; ' +
  'percentile bootstrap of trajectories'

/** Screening from the outputs of the rows of a Morris design.
 *  @throws RangeError where `outputs` is no whole number of blocks.
 *  Source: Morris 1991; Campolongo, Cariboni & Saltelli 2007, Environmental Modelling & Software 22. */
export function morrisScreening(
  outputs: Float64Array,
  plan: MorrisPlan,
  options: MorrisOptions = defaultMorrisOptions,
): MorrisScreening | Refused {
  const block = morrisBlock(plan)
  if (outputs.length % block !== 0) throw new RangeError(`outputs must come in blocks of ${block} rows`)
  const n = outputs.length / block
  const from = provenance(METHOD, n, options)
  const refusal = refusalOf(outputs, from, 'trajectories')
  if (refusal !== null) return refusal
  const effects = effectsOf(outputs, plan, n)
  const replicates = effects.map(() => [0, 1, 2].map(() => new Float64Array(options.resamples)))
  eachResample(n, options, (counts, at) => {
    effects.forEach((values, i) => {
      moments(values, counts).forEach((moment, m) => {
        replicates[i]![m]![at] = moment
      })
    })
  })
  return {
    kind: 'morris',
    ...from,
    inputs: effects.map((values, i) => screened(values, options.fixed.includes(i), replicates[i]!, options)),
  }
}

function effectsOf(outputs: Float64Array, plan: MorrisPlan, n: number): readonly Float64Array[] {
  const block = morrisBlock(plan)
  const sampler = morrisSampler(plan)
  const effects = Array.from({ length: plan.inputs }, () => new Float64Array(n))
  const start = new Float64Array(plan.inputs)
  for (let at = 0; at < n; at++) {
    sampler(at * block, start)
    morrisOrder(plan, at).forEach((input, place) => {
      const step = start[input]! < STEP ? STEP : -STEP
      effects[input]![at] = (outputs[at * block + place + 1]! - outputs[at * block + place]!) / step
    })
  }
  return effects
}

/** Mean of absolute values, mean and standard deviation (divisor n - 1), each effect counted `counts` times. */
function moments(effects: Float64Array, counts: Float64Array): readonly [number, number, number] {
  const n = effects.length
  let absolute = 0,
    mean = 0
  for (let k = 0; k < n; k++) {
    absolute += (counts[k]! * Math.abs(effects[k]!)) / n
    mean += (counts[k]! * effects[k]!) / n
  }
  let squares = 0
  for (let k = 0; k < n; k++) squares += counts[k]! * (effects[k]! - mean) * (effects[k]! - mean)
  return [absolute, mean, Math.sqrt(squares / (n - 1))]
}

function screened(
  effects: Float64Array,
  fixed: boolean,
  replicates: readonly Float64Array[],
  options: MorrisOptions,
): InputScreening {
  if (fixed) return noSpread
  if (effects.every((effect) => effect === 0)) return inert(effects.length, options.level)
  const point = moments(effects, new Float64Array(effects.length).fill(1))
  const [meanAbsolute, mean] = [0, 1].map((m) => percentileInterval(point[m]!, replicates[m]!, options.level))
  const spread = percentileInterval(deviation(effects), replicates[2]!, options.level)
  return (
    withheldIfWide([meanAbsolute!], effects.length, options) ?? {
      kind: 'effects',
      meanAbsolute: meanAbsolute!,
      mean: mean!,
      deviation: spread,
    }
  )
}
