/** PAWN: how far the distribution of an output moves when an input is known; for any output, yes/no included. */
import { seedOf, streamOf } from '../math/philox.ts'
import { quantileOf } from '../math/statistics.ts'
import { eachResample, percentileInterval } from './bootstrap.ts'
import type { Estimated, Precision, Provenance, Refused, Withheld } from './result.ts'
import { noSpread, provenance, refusalOf, withheldIfWide } from './result.ts'
import { permutation } from './shuffle.ts'
import { equalSlices } from './slices.ts'

export interface PawnOptions extends Precision {
  /** Slices of each input; 10 as in Pianosi & Wagener 2018. */
  readonly slices: number
  /** Shuffles of each input behind its noise threshold. */
  readonly shuffles: number
}

/** Resamples and shuffles are fewer than for means, as each one costs a pass over the sample. */
export const defaultPawnOptions: PawnOptions = { seed: 1, level: 0.95, resamples: 200, slices: 10, shuffles: 100 }

/** Fewest worlds in a slice: with 20, chance alone moves a distribution by 0.3 once in 20 (Smirnov's 1.36/√n). */
const FEWEST_IN_SLICE = 20

export interface AgainstNoise {
  readonly index: Estimated
  /** What an input without any influence would exceed with probability 1 - level, by shuffling this one. */
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

const METHOD = 'PAWN, Pianosi & Wagener 2018, Kolmogorov-Smirnov distance of slices to the whole; percentile bootstrap '
  + 'of worlds; noise by shuffling each input'

const SHUFFLES = streamOf('sensitivity/pawn-shuffles')

/** Worlds in order of their output, and where groups of equal outputs end. */
interface Ranked {
  readonly rising: Uint32Array
  readonly ends: Uint32Array
}

/** PAWN indices of inputs given as columns of a sample (any design: random, Sobol, correlated), one value a world.
 *  An interval for an input of little influence lies above its index, since distances cannot be negative: read such an
 *  index against its noise.
 *  @throws RangeError where columns differ in length.
 *  Source: Pianosi & Wagener 2015 and 2018, Environmental Modelling & Software 67 and 108; the dummy as threshold
 *  Zadeh et al. 2017, Environmental Modelling & Software 91. */
export function pawn(
  inputs: readonly Float64Array[], output: Float64Array, options: PawnOptions = defaultPawnOptions,
): PawnIndices | Refused {
  if (inputs.some((input) => input.length !== output.length)) throw new RangeError('columns must have the same length')
  const from = provenance(METHOD, output.length, options)
  const refusal = refusalOf(output, from, 'worlds')
  if (refusal !== null) return refusal
  const ranked = rank(output)
  return { kind: 'pawn', ...from, inputs: inputs.map((input, i) => pawnOf(input, i, ranked, options)) }
}

function rank(output: Float64Array): Ranked {
  const rising = Uint32Array.from(output, (_, world) => world).sort((a, b) => output[a]! - output[b]! || a - b)
  const ends: number[] = []
  for (let k = 1; k <= rising.length; k++) {
    if (k === rising.length || output[rising[k]!] !== output[rising[k - 1]!]) ends.push(k)
  }
  return { rising, ends: Uint32Array.from(ends) }
}

function pawnOf(input: Float64Array, which: number, ranked: Ranked, options: PawnOptions): InputPawn {
  const n = input.length
  const { labels, sizes } = equalSlices(input, options.slices)
  if (sizes.length === 1) return noSpread
  const smallest = Math.min(...sizes)
  if (smallest < FEWEST_IN_SLICE) {
    const needed = Math.ceil((n * FEWEST_IN_SLICE) / smallest)
    return { kind: 'tooFew', needed, reason: `a slice has ${smallest} worlds; ${FEWEST_IN_SLICE} need ${needed} overall` }
  }
  const point = distances(ranked, labels, sizes.length, new Float64Array(n).fill(1))
  const medians = new Float64Array(options.resamples), maxima = new Float64Array(options.resamples)
  eachResample(n, options, (counts, at) => {
    const resampled = distances(ranked, labels, sizes.length, counts)
    medians[at] = median(resampled)
    maxima[at] = maximum(resampled)
  })
  const noise = noiseOf(ranked, labels, sizes.length, { which, options })
  const against = (index: Estimated, threshold: number): AgainstNoise =>
    ({ index, noise: threshold, aboveNoise: index.estimate > threshold })
  const middle = percentileInterval(median(point), medians, options.level)
  const largest = percentileInterval(maximum(point), maxima, options.level)
  return withheldIfWide([middle], n, options)
    ?? { kind: 'pawn', median: against(middle, noise.median), maximum: against(largest, noise.maximum) }
}

/** Quantiles at `level` of both statistics when the input's slices are dealt out at random. */
function noiseOf(
  ranked: Ranked, labels: Uint16Array, slices: number, { which, options }: { which: number; options: PawnOptions },
): { readonly median: number; readonly maximum: number } {
  const medians = new Float64Array(options.shuffles), maxima = new Float64Array(options.shuffles)
  const ones = new Float64Array(labels.length).fill(1)
  for (let k = 0; k < options.shuffles; k++) {
    const order = permutation(labels.length, seedOf(options.seed), SHUFFLES, which * options.shuffles + k)
    const dealt = distances(ranked, labels.map((_, world) => labels[order[world]!]!), slices, ones)
    medians[k] = median(dealt)
    maxima[k] = maximum(dealt)
  }
  return { median: quantileOf(medians.sort(), options.level), maximum: quantileOf(maxima.sort(), options.level) }
}

/** Kolmogorov-Smirnov distance between the output's distribution in each slice and in the whole, each world counted
 *  `counts` times. A slice's distribution is furthest from the whole's at one of its own values or just below it, so
 *  only these are looked at: two looks a world. Slices that a resample left empty have distance 0. */
function distances({ rising, ends }: Ranked, labels: Uint16Array, slices: number, counts: Float64Array): Float64Array {
  const total = new Float64Array(slices)
  let all = 0
  for (let world = 0; world < counts.length; world++) {
    total[labels[world]!]! += counts[world]!
    all += counts[world]!
  }
  const below = new Float64Array(slices), furthest = new Float64Array(slices)
  let allBelow = 0
  let from = 0
  for (let group = 0; group < ends.length; group++) {
    const to = ends[group]!
    for (let pass = 0; pass < 2; pass++) {
      for (let k = from; k < to; k++) {
        const slice = labels[rising[k]!]!
        const apart = total[slice] === 0 ? 0 : Math.abs(below[slice]! / total[slice]! - allBelow / all)
        if (apart > furthest[slice]!) furthest[slice] = apart
      }
      if (pass === 1) break
      for (let k = from; k < to; k++) {
        below[labels[rising[k]!]!]! += counts[rising[k]!]!
        allBelow += counts[rising[k]!]!
      }
    }
    from = to
  }
  return furthest
}

function median(values: Float64Array): number {
  return quantileOf(Float64Array.from(values).sort(), 0.5)
}

function maximum(values: Float64Array): number {
  return values.reduce((largest, value) => Math.max(largest, value), 0)
}
