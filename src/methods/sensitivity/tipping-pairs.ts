/** Which two assumptions together flip a verdict that neither flips alone. */
import { refuse } from './result.ts'
import type { Provenance, Refused } from './result.ts'
import type { Estimate, TippingOptions } from './tipping.ts'
import { defaultTippingOptions, tipping } from './tipping.ts'

/** The range over which an assumption may be varied, with its own mean and standard deviation. */
export interface Assumption {
  readonly low: number
  readonly high: number
  readonly mean: number
  readonly deviation: number
}

export interface Change {
  /** Index of the assumption. */
  readonly assumption: number
  readonly value: number
}

/** The output under some changes of assumptions, the others left as they are, over the same worlds throughout. */
export type ResponseTo = (changes: readonly Change[]) => Estimate

export interface PairOptions extends TippingOptions {
  /** Most pairs to try, the most promising first. */
  readonly budget: number
}

/** 200 pairs, each at 4 to 9 corners: the cost of a total-order analysis of some 20 inputs at 64 base points. */
export const defaultPairOptions: PairOptions = { ...defaultTippingOptions, steps: 8, budget: 200 }

/** The nearest flip found on a straight line from both means toward a corner of the two ranges. */
export interface TippingPair {
  readonly a: number
  readonly b: number
  readonly valueA: number
  readonly valueB: number
  /** Length of the way in standard deviations of each assumption, √(a² + b²), with the interval of the crossing. */
  readonly distance: number
  readonly distanceLow: number
  readonly distanceHigh: number
}

export interface TippingPairs extends Provenance {
  readonly kind: 'pairs'
  /** Nearest first. */
  readonly pairs: readonly TippingPair[]
  /** Assumptions that flip the verdict without help. */
  readonly alone: readonly number[]
  readonly tried: number
  /** Pairs that the budget left untried. */
  readonly left: number
}

const METHOD = 'corners of the two ranges, most promising pairs first; crossing on the line from the means'

/** What an assumption does alone: values worth trying with others, and how far it moves the output. */
interface Alone {
  readonly flips: boolean
  readonly values: readonly number[]
  readonly gain: number
  /** A look of which the output is no number. */
  readonly bad: number | null
}

/** The pairs that flip the verdict together, among assumptions that do not flip it alone on a scan of their range.
 *  Corners are the ends of both ranges and, where an assumption works best inside its range, that value too. A pair
 *  that flips only deep inside the two ranges escapes. */
export function tippingPairs(
  respond: ResponseTo,
  assumptions: readonly Assumption[],
  threshold: number,
  options: PairOptions = defaultPairOptions,
): TippingPairs | Refused {
  const from: Provenance = { method: METHOD, n: options.worlds, seed: options.seed, level: options.level, resamples: 0 }
  const start = respond([]).estimate - threshold
  if (!Number.isFinite(start)) return refuse(from, 'notFinite', 'the output without changes is no finite number')
  const empty = assumptions.findIndex(({ low, high, deviation }) => !(low < high && deviation > 0))
  if (empty >= 0) return refuse(from, 'noSpread', `assumption ${empty} has no spread`)
  const gapAt = (changes: readonly Change[]): number => respond(changes).estimate - threshold
  const alone = assumptions.map((range, assumption) =>
    aloneOf((value) => gapAt([{ assumption, value }]), range, start, options.steps),
  )
  const bad = alone.findIndex((own) => own.bad !== null)
  if (bad >= 0)
    return refuse(from, 'notFinite', `the output with assumption ${bad} at ${alone[bad]!.bad} is not finite`)
  const candidates = candidatePairs(alone)
  const tried = candidates.slice(0, options.budget)
  const pairs = tried.flatMap(([a, b]) => nearestFlip({ respond, assumptions, alone, start, threshold, options }, a, b))
  return {
    kind: 'pairs',
    ...from,
    pairs: pairs.sort((p, q) => Math.abs(p.distance) - Math.abs(q.distance)),
    alone: alone.flatMap(({ flips }, i) => (flips ? [i] : [])),
    tried: tried.length,
    left: candidates.length - tried.length,
  }
}

function aloneOf(gapAt: (value: number) => number, { low, high }: Assumption, start: number, steps: number): Alone {
  const scan = Array.from({ length: steps + 1 }, (_, k) => {
    const value = low + ((high - low) * k) / steps
    return { value, gap: gapAt(value) }
  })
  const best = scan.reduce((a, b) => (toward(b.gap, start) > toward(a.gap, start) ? b : a))
  return {
    flips: scan.some(({ gap }) => flipped(gap, start)),
    values: [...new Set([low, high, best.value])],
    gain: toward(best.gap, start),
    bad: scan.find(({ gap }) => !Number.isFinite(gap))?.value ?? null,
  }
}

/** How far a gap has moved from the start to the threshold's other side. */
function toward(gap: number, start: number): number {
  return start >= 0 ? start - gap : gap - start
}

function flipped(gap: number, start: number): boolean {
  return gap >= 0 !== start >= 0
}

/** Pairs of assumptions that do not flip alone, by the sum of what each gains alone. */
function candidatePairs(alone: readonly Alone[]): readonly (readonly [number, number])[] {
  const quiet = alone.flatMap(({ flips }, i) => (flips ? [] : [i]))
  return quiet
    .flatMap((a, k) => quiet.slice(k + 1).map((b) => [a, b] as const))
    .sort(([a, b], [c, d]) => alone[c]!.gain + alone[d]!.gain - alone[a]!.gain - alone[b]!.gain)
}

interface Search {
  readonly respond: ResponseTo
  readonly assumptions: readonly Assumption[]
  readonly alone: readonly Alone[]
  readonly start: number
  readonly threshold: number
  readonly options: PairOptions
}

function nearestFlip(search: Search, a: number, b: number): readonly TippingPair[] {
  const corners = search.alone[a]!.values.flatMap((x) => search.alone[b]!.values.map((y) => [x, y] as const))
  const flips = corners.flatMap(([x, y]) => {
    const changes = [
      { assumption: a, value: x },
      { assumption: b, value: y },
    ]
    const gap = search.respond(changes).estimate - search.threshold
    return flipped(gap, search.start) ? alongRay(search, changes) : []
  })
  return flips.length === 0 ? [] : [flips.reduce((best, flip) => (flip.distance < best.distance ? flip : best))]
}

/** The first crossing on the way from both means (0) to the corner (1). */
function alongRay(search: Search, corner: readonly Change[]): readonly TippingPair[] {
  const { respond, assumptions, threshold, options } = search
  const at = (t: number): readonly Change[] =>
    corner.map(({ assumption, value }) => {
      const { mean } = assumptions[assumption]!
      return { assumption, value: mean + t * (value - mean) }
    })
  const length = Math.sqrt(
    corner.reduce((sum, { assumption, value }) => {
      const { mean, deviation } = assumptions[assumption]!
      return sum + ((value - mean) / deviation) * ((value - mean) / deviation)
    }, 0),
  )
  const result = tipping((t) => respond(at(t)), { low: 0, high: 1, threshold, mean: 0, deviation: 1 / length }, options)
  if (result.kind !== 'tips') return []
  const { value, distance, distanceLow, distanceHigh } = result.crossings[0]!
  const [first, second] = at(value)
  return [
    {
      a: first!.assumption,
      b: second!.assumption,
      valueA: first!.value,
      valueB: second!.value,
      distance,
      distanceLow,
      distanceHigh,
    },
  ]
}
