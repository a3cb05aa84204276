/** Tipping: the values of an assumption at which a verdict flips. */
import { normalQuantile } from '../../math/normal.ts'
import type { Provenance, Refused } from './result.ts'
import { refuse } from './result.ts'

/** An output with its Monte Carlo standard error. */
export interface Estimate {
  readonly estimate: number
  readonly standardError: number
}

/** The output at a value of the assumption, over the same worlds at every value, so that it changes by the assumption
 *  and not by chance. */
export type Response = (value: number) => Estimate

/** What is to be found: where the output crosses `threshold` as the assumption goes from `low` to `high`. */
export interface TippingQuestion {
  readonly low: number
  readonly high: number
  readonly threshold: number
  /** The assumption's own mean and standard deviation, for distances. */
  readonly mean: number
  readonly deviation: number
}

export interface TippingOptions {
  /** Confidence level of the intervals. */
  readonly level: number
  /** Equal steps of the first look over the range; a rise and fall within one step may escape. */
  readonly steps: number
  /** Width to which a crossing is narrowed, as a share of the range. */
  readonly tolerance: number
  /** Worlds behind each estimate and their seed, for the record. */
  readonly worlds: number
  readonly seed: number
}

/** Sixteen steps and then six bisections place a crossing within a thousandth of the range. */
export const defaultTippingOptions: TippingOptions = { level: 0.95, steps: 16, tolerance: 1 / 1024, worlds: 0, seed: 0 }

/** One value at which the output crosses the threshold. */
export interface Crossing {
  readonly value: number
  /** Whether the output rises or falls through the threshold as the assumption grows. */
  readonly direction: 'rises' | 'falls'
  /** The values around the crossing at which the threshold lies within the output's interval. */
  readonly low: number
  readonly high: number
  /** Whether these values go on beyond the range. */
  readonly openLow: boolean
  readonly openHigh: boolean
  /** From the assumption's mean to the crossing and to its interval's ends, in the assumption's deviations. */
  readonly distance: number
  readonly distanceLow: number
  readonly distanceHigh: number
}

export type Tipping =
  | (Provenance & { readonly kind: 'tips'; readonly crossings: readonly Crossing[] })
  /** The output stays on one side; `nearest` is where it comes closest. */
  | (Provenance & {
      readonly kind: 'never'
      readonly side: 'above' | 'below'
      readonly nearest: Estimate & { readonly value: number }
      /** Whether the threshold lies within the output's interval there. */
      readonly possible: boolean
      readonly reason: string
    })
  /** The output does not change with the assumption at all. */
  | (Provenance & { readonly kind: 'flat'; readonly at: Estimate; readonly reason: string })
  | Refused

interface Look {
  readonly x: number
  /** Output less threshold. */
  readonly gap: number
  /** Half-width of the output's interval. */
  readonly half: number
}

const METHOD =
  'scan and bisection over common worlds; intervals where the normal interval of the output holds the ' + 'threshold'

/** Every crossing of the threshold that the scan can see, touching extremes included, or the reason why there is none.
 *  @throws RangeError unless `level` is above 0 and below 1 and there are two steps or more. */
export function tipping(
  response: Response,
  question: TippingQuestion,
  options: TippingOptions = defaultTippingOptions,
): Tipping {
  const { level, worlds, seed, steps } = options
  if (!(level > 0 && level < 1)) throw new RangeError('level must be above 0 and below 1')
  if (!(steps >= 2)) throw new RangeError('steps must be at least 2')
  const from: Provenance = { method: METHOD, n: worlds, seed, level, resamples: 0 }
  const { low, high } = question
  if (!(low < high)) return refuse(from, 'noSpread', `the range from ${low} to ${high} is empty`)
  if (!(question.deviation > 0)) return refuse(from, 'noSpread', 'the assumption has no spread to measure distances by')
  const z = normalQuantile((1 + level) / 2)
  const look = (x: number): Look => {
    const { estimate, standardError } = response(x)
    return { x, gap: estimate - question.threshold, half: z * standardError }
  }
  const scan = Array.from({ length: steps + 1 }, (_, k) => look(low + ((high - low) * k) / steps))
  const bad = scan.find(({ gap, half }) => !Number.isFinite(gap) || !Number.isFinite(half))
  if (bad) return refuse(from, 'notFinite', `the output at ${bad.x} is no finite number`)
  if (scan.every(({ gap }) => gap === scan[0]!.gap)) return flat(scan[0]!, question, from, z)
  if (scan.every((at) => within(at))) {
    return refuse(from, 'tooFew', `${worlds} worlds: the output's interval holds the threshold over the whole range`)
  }
  const looks = withExtremes(scan, look)
  const crossings = crossingsOf(looks, look, question, options)
  return crossings.length > 0 ? { kind: 'tips', ...from, crossings } : never(looks, question, from, z)
}

function within({ gap, half }: Look): boolean {
  return Math.abs(gap) <= half
}

/** At the threshold counts as above. */
function above({ gap }: Look): boolean {
  return gap >= 0
}

function flat({ gap, half }: Look, { threshold, low, high }: TippingQuestion, from: Provenance, z: number): Tipping {
  const at = { estimate: threshold + gap, standardError: half / z }
  return { kind: 'flat', ...from, at, reason: `the output is ${at.estimate} all the way from ${low} to ${high}` }
}

function never(looks: readonly Look[], { threshold }: TippingQuestion, from: Provenance, z: number): Tipping {
  const nearest = looks.reduce((best, at) => (Math.abs(at.gap) < Math.abs(best.gap) ? at : best))
  const side = above(nearest) ? 'above' : 'below'
  return {
    kind: 'never',
    ...from,
    side,
    possible: looks.some((at) => within(at)),
    nearest: { value: nearest.x, estimate: threshold + nearest.gap, standardError: nearest.half / z },
    reason: `the output stays ${side} ${threshold} over the whole range`,
  }
}

/** Golden section: the share of a bracket that a step keeps. Kiefer 1953, Proceedings of the AMS 4. */
const GOLDEN = 0.6180339887498949
const EXTREME_STEPS = 8

/** The scan with the looks that follow an extreme which points at the threshold: it may touch it between two steps. */
function withExtremes(scan: readonly Look[], look: (x: number) => Look): readonly Look[] {
  const more = scan.flatMap((at, k) => {
    const left = scan[k - 1],
      right = scan[k + 1]
    if (!left || !right || above(left) !== above(at) || above(right) !== above(at)) return []
    const size = Math.abs(at.gap)
    const extreme = size <= Math.abs(left.gap) && size <= Math.abs(right.gap)
    return extreme ? towardThreshold(left, right, above(at), look) : []
  })
  return [...scan, ...more].sort((a, b) => a.x - b.x)
}

function towardThreshold(left: Look, right: Look, from: boolean, look: (x: number) => Look): readonly Look[] {
  let a = left.x,
    b = right.x
  let inner = look(b - GOLDEN * (b - a)),
    outer = look(a + GOLDEN * (b - a))
  const seen = [inner, outer]
  for (let step = 0; step < EXTREME_STEPS && seen.every((at) => above(at) === from); step++) {
    if (Math.abs(inner.gap) < Math.abs(outer.gap)) {
      b = outer.x
      outer = inner
      inner = look(b - GOLDEN * (b - a))
      seen.push(inner)
    } else {
      a = inner.x
      inner = outer
      outer = look(a + GOLDEN * (b - a))
      seen.push(outer)
    }
  }
  return seen
}

function crossingsOf(
  looks: readonly Look[],
  look: (x: number) => Look,
  question: TippingQuestion,
  { tolerance }: TippingOptions,
): readonly Crossing[] {
  const width = tolerance * (question.high - question.low)
  return looks.slice(1).flatMap((right, k) => {
    const left = looks[k]!
    if (above(left) === above(right)) return []
    const bracket = bisect(left, right, width, look, above)
    const value = zeroBetween(bracket)
    const down = edge([bracket[0], ...looks.slice(0, k + 1).reverse()], width, look)
    const up = edge([bracket[1], ...looks.slice(k + 1)], width, look)
    const distance = (x: number): number => (x - question.mean) / question.deviation
    return [
      {
        value,
        direction: above(right) ? ('rises' as const) : ('falls' as const),
        low: down.x,
        high: up.x,
        openLow: down.open,
        openHigh: up.open,
        distance: distance(value),
        distanceLow: distance(down.x),
        distanceHigh: distance(up.x),
      },
    ]
  })
}

/** Halves a bracket whose ends differ in `test` until it is no wider than `width`. */
function bisect(
  from: Look,
  to: Look,
  width: number,
  look: (x: number) => Look,
  test: (at: Look) => boolean,
): readonly [Look, Look] {
  let a = from,
    b = to
  while (Math.abs(b.x - a.x) > width) {
    const middle = look((a.x + b.x) / 2)
    if (middle.x === a.x || middle.x === b.x) break
    if (test(middle) === test(a)) a = middle
    else b = middle
  }
  return [a, b]
}

/** Where the straight line between two looks on different sides meets the threshold. */
function zeroBetween([a, b]: readonly [Look, Look]): number {
  return a.x + (b.x - a.x) * (a.gap / (a.gap - b.gap))
}

/** Going outward over the looks: the value where the threshold leaves the output's interval, or the range's end. */
function edge(
  outward: readonly Look[],
  width: number,
  look: (x: number) => Look,
): { readonly x: number; readonly open: boolean } {
  const out = outward.findIndex((at) => !within(at))
  if (out === 0) return { x: outward[0]!.x, open: false }
  if (out < 0) return { x: outward.at(-1)!.x, open: true }
  const [, end] = bisect(outward[out - 1]!, outward[out]!, width, look, within)
  return { x: end.x, open: false }
}
