/** What a study would report: signals of an assumption that tell its value imperfectly. */
import { normalQuantile } from '../../math/normal.ts'
import { seedOf, streamOf, uniformAt } from '../../math/philox.ts'
import { deviation } from './bootstrap.ts'

export type Information =
  /** The value itself. */
  | { readonly kind: 'perfect' }
  /** A measurement with normal error on the scale of normal scores. `reliability` is the share of the variance of its
   *  results that is the truth's, above 0 and at most 1. */
  | { readonly kind: 'measured'; readonly reliability: number }
  /** A report that is right with this probability and otherwise a draw from what the assumption could be; for
   *  assumptions with few values. */
  | { readonly kind: 'reported'; readonly accuracy: number }

const ERRORS = streamOf('sensitivity/measurement-errors')
const REPORTS = streamOf('sensitivity/reports')

/** The signal in each world. `which` tells apart the studies of several assumptions.
 *  @throws RangeError where `reliability` or `accuracy` is out of range. */
export function signalOf(input: Float64Array, information: Information, seed: number, which: number): Float64Array {
  switch (information.kind) {
    case 'perfect':
      return input
    case 'measured':
      return measured(input, information.reliability, seed, which)
    case 'reported':
      return reported(input, information.accuracy, seed, which)
  }
}

function measured(input: Float64Array, reliability: number, seed: number, which: number): Float64Array {
  if (!(reliability > 0 && reliability <= 1)) throw new RangeError('reliability must be above 0 and at most 1')
  const scores = normalScores(input)
  const error = deviation(scores) * Math.sqrt((1 - reliability) / reliability)
  const key = seedOf(seed)
  return scores.map((score, world) => score + error * normalQuantile(uniformAt(key, ERRORS, world, which)))
}

function reported(input: Float64Array, accuracy: number, seed: number, which: number): Float64Array {
  if (!(accuracy >= 0 && accuracy <= 1)) throw new RangeError('accuracy must be between 0 and 1')
  const key = seedOf(seed)
  return input.map((value, world) => {
    if (uniformAt(key, REPORTS, world, 2 * which) < accuracy) return value
    return input[Math.floor(uniformAt(key, REPORTS, world, 2 * which + 1) * input.length)]!
  })
}

/** Normal quantiles of the mid-ranks; equal values have equal scores.
 *  Source: Blom 1958, Statistical Estimates and Transformed Beta-Variables, with (rank - ½) / n as position. */
export function normalScores(input: Float64Array): Float64Array {
  const n = input.length
  const rising = Uint32Array.from(input, (_, world) => world).sort((a, b) => input[a]! - input[b]! || a - b)
  const scores = new Float64Array(n)
  for (let from = 0; from < n; ) {
    let to = from + 1
    while (to < n && input[rising[to]!] === input[rising[from]!]) to++
    const score = normalQuantile((from + to) / 2 / n)
    for (let k = from; k < to; k++) scores[rising[k]!] = score
    from = to
  }
  return scores
}
