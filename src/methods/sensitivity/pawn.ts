/** PAWN: how far the distribution of an output moves when an input is known; for any output, yes/no included. */
import { seedOf, streamOf } from '../../math/philox.ts'
import { quantileOf } from '../../math/statistics.ts'
import { centredInterval, eachResample } from './bootstrap.ts'
import type { Estimated, Precision, Provenance, Refused, Withheld } from './result.ts'
import { noSpread, provenance, refusalOf, withheldIfWide } from './result.ts'
import { permutation } from './shuffle.ts'
import type { Slices } from './slices.ts'
import { equalSlices, withheldIfThin } from './slices.ts'

export interface PawnOptions extends Precision {
  /** Slices of each input; 10 as in Pianosi & Wagener 2018. */
  readonly slices: number
  /** Shuffles of the outputs behind the noise thresholds. */
  readonly shuffles: number
}

/** Resamples and shuffles are fewer than for means, as each one costs a pass over the sample. */
export const defaultPawnOptions: PawnOptions = { seed: 1, level: 0.95, resamples: 200, slices: 10, shuffles: 100 }

/** Fewest worlds in a slice: with 20, chance alone moves a distribution by 0.3 once in 20 (Smirnov's 1.36/√n). */
const FEWEST_IN_SLICE = 20

export interface AgainstNoise {
  readonly index: Estimated
  /** What an input without any influence would exceed with probability 1 - level. */
  readonly noise: number
  readonly aboveNoise: boolean
}

export type InputPawn =
  | {
      readonly kind: 'pawn'
      /** Median over the slices of the Kolmogorov-Smirnov distance: how much the input matters on the whole. */
      readonly median: AgainstNoise
      /** The largest over the slices: whether it matters anywhere. */
      readonly maximum: AgainstNoise
    }
  | Withheld

export interface PawnIndices extends Provenance {
  readonly kind: 'pawn'
  readonly inputs: readonly InputPawn[]
}

const METHOD =
  'PAWN, Pianosi & Wagener 2018, Kolmogorov-Smirnov distance of slices to the whole; bootstrap of worlds, ' +
  'centred on the estimate; noise by shuffling the outputs'

const SHUFFLES = streamOf('sensitivity/pawn-shuffles')

/** Worlds in order of their output, and where groups of equal outputs end. */
interface Ranked {
  readonly rising: Uint32Array
  readonly ends: Uint32Array
}

/** PAWN indices of inputs given as columns of a sample (any design: random, Sobol, correlated), one value a world.
 *  The index of an input of little influence is not 0, since distances cannot be negative: read it against its noise.
 *  @throws RangeError where columns differ in length.
 *  Source: Pianosi & Wagener 2015 and 2018, Environmental Modelling & Software 67 and 108; the dummy as threshold
 *  Zadeh et al. 2017, Environmental Modelling & Software 91. */
export function pawn(
  inputs: readonly Float64Array[],
  output: Float64Array,
  options: PawnOptions = defaultPawnOptions,
): PawnIndices | Refused {
  if (inputs.some((input) => input.length !== output.length)) throw new RangeError('columns must have the same length')
  const from = provenance(METHOD, output.length, options)
  const refusal = refusalOf(output, from, 'worlds')
  if (refusal !== null) return refusal
  const ranked = rank(output)
  const sliced = inputs.map((input) => slicesOf(input, options))
  const slices = sliced.flatMap((one) => ('labels' in one ? [one] : []))
  const replicates = statisticsOf(slices, options.resamples)
  eachResample(output.length, options, (counts, at) => {
    record(replicates, at, ranked, counts)
  })
  const noise = noiseOf(ranked, slices, options)
  let next = 0
  return {
    kind: 'pawn',
    ...from,
    inputs: sliced.map((one) => {
      if (!('labels' in one)) return one
      const which = next++
      return against(distances(ranked, one, ones(output.length)), replicates[which]!, noise[which]!, options)
    }),
  }
}

/** Both statistics of one input, by resample or shuffle. */
interface Statistics {
  readonly slices: Slices
  readonly median: Float64Array
  readonly maximum: Float64Array
}

function statisticsOf(slices: readonly Slices[], count: number): readonly Statistics[] {
  return slices.map((one) => ({ slices: one, median: new Float64Array(count), maximum: new Float64Array(count) }))
}

function record(all: readonly Statistics[], at: number, ranked: Ranked, counts: Float64Array): void {
  for (const { slices, median, maximum } of all) {
    const apart = distances(ranked, slices, counts)
    median[at] = medianOf(apart)
    maximum[at] = maximumOf(apart)
  }
}

function ones(n: number): Float64Array {
  return new Float64Array(n).fill(1)
}

function rank(output: Float64Array): Ranked {
  const rising = Uint32Array.from(output, (_, world) => world).sort((a, b) => output[a]! - output[b]! || a - b)
  const ends: number[] = []
  for (let k = 1; k <= rising.length; k++) {
    if (k === rising.length || output[rising[k]!] !== output[rising[k - 1]!]) ends.push(k)
  }
  return { rising, ends: Uint32Array.from(ends) }
}

/** The slices of an input, or why it has none worth comparing. */
function slicesOf(input: Float64Array, options: PawnOptions): Slices | Withheld {
  const slices = equalSlices(input, options.slices)
  if (slices.sizes.length === 1) return noSpread
  return withheldIfThin(slices, FEWEST_IN_SLICE) ?? slices
}

function against(point: Float64Array, replicates: Statistics, noise: Statistics, options: PawnOptions): InputPawn {
  const statistic = (key: 'median' | 'maximum', estimate: number): AgainstNoise => {
    const threshold = quantileOf(noise[key].sort(), options.level)
    const index = centredInterval(estimate, replicates[key], options.level)
    return { index, noise: threshold, aboveNoise: estimate > threshold }
  }
  const median = statistic('median', medianOf(point)),
    maximum = statistic('maximum', maximumOf(point))
  return withheldIfWide([median.index], replicates.slices.labels.length, options) ?? { kind: 'pawn', median, maximum }
}

/** Both statistics when the outputs are dealt out to the worlds at random, the same deals for all inputs. */
function noiseOf({ rising, ends }: Ranked, slices: readonly Slices[], options: PawnOptions): readonly Statistics[] {
  const noise = statisticsOf(slices, options.shuffles)
  const counts = ones(rising.length)
  for (let at = 0; at < options.shuffles; at++) {
    const order = permutation(rising.length, seedOf(options.seed), SHUFFLES, at)
    record(noise, at, { rising: rising.map((world) => order[world]!), ends }, counts)
  }
  return noise
}

/** Kolmogorov-Smirnov distance between the output's distribution in each slice and in the whole, each world counted
 *  `counts` times. A slice's distribution is furthest from the whole's at one of its own values or just below it, so it
 *  is looked at only there. Slices that a resample left empty have distance 0. */
function distances({ rising, ends }: Ranked, { labels, sizes }: Slices, counts: Float64Array): Float64Array {
  const slices = sizes.length
  const total = new Float64Array(slices),
    below = new Float64Array(slices),
    furthest = new Float64Array(slices)
  let all = 0
  for (let world = 0; world < counts.length; world++) {
    total[labels[world]!]! += counts[world]!
    all += counts[world]!
  }
  let allBelow = 0
  const look = (slice: number): void => {
    const apart = total[slice] === 0 ? 0 : Math.abs(below[slice]! / total[slice]! - allBelow / all)
    if (apart > furthest[slice]!) furthest[slice] = apart
  }
  const lookAt = (from: number, to: number): void => {
    // Many equal outputs are likely to be of all slices.
    if (to - from >= slices) for (let slice = 0; slice < slices; slice++) look(slice)
    else for (let k = from; k < to; k++) look(labels[rising[k]!]!)
  }
  let from = 0
  for (let group = 0; group < ends.length; group++) {
    const to = ends[group]!
    lookAt(from, to)
    for (let k = from; k < to; k++) {
      below[labels[rising[k]!]!]! += counts[rising[k]!]!
      allBelow += counts[rising[k]!]!
    }
    lookAt(from, to)
    from = to
  }
  return furthest
}

function medianOf(values: Float64Array): number {
  return quantileOf(Float64Array.from(values).sort(), 0.5)
}

function maximumOf(values: Float64Array): number {
  return values.reduce((largest, value) => Math.max(largest, value), 0)
}
