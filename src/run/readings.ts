/** Two levels of doubt: how a chance differs from reading to reading, without the noise of the worlds within one. Every few worlds have a twin, which shares
 *  the reading (the draws of all judgements) and nothing else; what a world and its twin have in common is the reading. */
import type { Model } from '../case/model.ts'
import { betaQuantile } from '../math/beta.ts'
import { armIndex } from '../stages/findings/claim-tally.ts'
import type { Leaf } from '../stages/findings/claim-tally.ts'
import { happens } from '../stages/findings/evaluate.ts'
import type { Outcome } from '../stages/findings/outcome.ts'
import { isFixed } from '../stages/worlds/draw.ts'
import { outerQuantities } from '../stages/worlds/outer.ts'

/** One world in so many has a twin: a quarter more time, and a spread known to a few points of percentage over thousands of worlds. */
export const TWIN_EVERY = 4
/** Where the worlds of twins are counted from: far beyond any run. */
export const TWINS: number = 2 ** 44
/** Fewer pairs than this say nothing of a spread. */
const FEWEST_PAIRS = 100

/** How often an event came in pairs of a world and its twin. */
export interface PairTally {
  /** Pairs in which the event could be told in both. */
  n: number
  /** Worlds of them in which it came, and pairs in which it came in both. */
  hits: number
  both: number
}

/** The spread of a chance over the readings of the judgements. */
export interface OverReadings {
  readonly pairs: number
  /** Standard deviation over readings, the noise of worlds taken out; and the standard error of its square. */
  readonly sd: number
  readonly varianceError: number
  readonly p05: number
  readonly p25: number
  readonly p75: number
  readonly p95: number
}

export const newPairTally = (): PairTally => ({ n: 0, hits: 0, both: 0 })

/** Ids of the quantities whose draws make up a reading; empty where no judgement varies. */
export function readingQuantities({ case: theCase, arms }: Model): string[] {
  const outer = outerQuantities(theCase)
  return theCase.quantities.flatMap(({ id }, q) =>
    outer[q] === 1 && arms.some(({ spreads }) => !isFixed(spreads[q]!)) ? [id] : [],
  )
}

/** Chances over readings have the mean p and, since worlds of one reading are independent given it, the variance `P(both) − p²`: the covariance of a world
 *  and its twin (random-effects analysis of variance with two replicates, Searle, Casella & McCulloch 1992, §3.6). Quantiles are those of the beta
 *  distribution with these moments. Null where too few pairs could be told. */
export function overReadings({ n, hits, both }: PairTally): OverReadings | null {
  if (n < FEWEST_PAIRS) return null
  const mean = hits / (2 * n)
  const variance = Math.max(0, both / n - mean * mean)
  const at = quantilesOf(mean, variance)
  return {
    pairs: n,
    sd: Math.sqrt(variance),
    varianceError: errorOfCovariance({ n, hits, both }),
    p05: at(0.05),
    p25: at(0.25),
    p75: at(0.75),
    p95: at(0.95),
  }
}

/** Standard error of the covariance over pairs: that of the mean of `(x − p)(x′ − p)`. */
function errorOfCovariance({ n, hits, both }: PairTally): number {
  const p = hits / (2 * n)
  const one = (hits - 2 * both) / n
  const [two, none] = [both / n, 1 - one - both / n]
  const products = [(1 - p) * (1 - p), -p * (1 - p), p * p] as const
  const mean = two * products[0] + one * products[1] + none * products[2]
  const square = two * products[0] ** 2 + one * products[1] ** 2 + none * products[2] ** 2
  return Math.sqrt(Math.max(0, square - mean * mean) / n)
}

/** Spreads below this are none: the beta distribution is then a point. */
const POINT = 1e-9

function quantilesOf(mean: number, variance: number): (p: number) => number {
  const most = mean * (1 - mean)
  if (variance <= POINT || most <= POINT) return () => mean
  const size = most / Math.min(variance, most * (1 - POINT)) - 1
  const [alpha, beta] = [mean * size, (1 - mean) * size]
  // Where nearly every reading is sure either way, the quantile is an end, and the distribution a coin.
  if (size < 1e-3) return (p) => (p < 1 - mean ? 0 : 1)
  return (p) => betaQuantile(p, alpha, beta)
}

/** What pairs of worlds saw. Plain data. */
export interface ReadingsTally {
  /** By arm. */
  readonly deals: readonly DealPairs[]
  /** By claim, then leaf of its test; only those that ask for a probability are counted. */
  readonly claims: readonly (readonly PairTally[])[]
}

export interface DealPairs {
  n: number
  /** Worlds of the pairs by month of the deal; index 0 counts those without. */
  readonly months: Float64Array
  /** Pairs with a deal in both by the later month of the two; index 0 counts the others. */
  readonly later: Float64Array
}

export function newReadingsTally({ case: theCase, arms }: Model, claims: readonly (readonly Leaf[])[]): ReadingsTally {
  const column = (): Float64Array => new Float64Array((theCase.bargaining?.months ?? 0) + 1)
  return {
    deals: arms.map(() => ({ n: 0, months: column(), later: column() })),
    claims: claims.map((leaves) => leaves.map(newPairTally)),
  }
}

/** What one world of a pair saw, kept until its twin has been played. */
export interface Seen {
  /** By arm: month of the deal, 0 without one. */
  readonly months: readonly number[]
  /** By leaf: 1 where its event came, 0 where not, −1 where that cannot be told. */
  readonly events: readonly number[]
}

export function seenIn(model: Model, leaves: readonly Leaf[], outcomes: readonly Outcome[]): Seen {
  return {
    months: outcomes.map(({ talks }) => talks?.month ?? 0),
    events: leaves.map((leaf) => {
      const outcome = outcomes[armIndex(model, leaf.scenario)]
      if (leaf.kind !== 'probability' || !outcome || (leaf.given && !happens(leaf.given, outcome))) return -1
      return happens(leaf.of, outcome) ? 1 : 0
    }),
  }
}

/** Counts a world and its twin. */
export function addPair({ deals, claims }: ReadingsTally, a: Seen, b: Seen): void {
  a.months.forEach((month, arm) => {
    const other = b.months[arm]!
    const pairs = deals[arm]!
    pairs.n++
    pairs.months[month]!++
    pairs.months[other]!++
    pairs.later[month > 0 && other > 0 ? Math.max(month, other) : 0]!++
  })
  claims.flat().forEach((pairs, k) => {
    const [x, y] = [a.events[k]!, b.events[k]!]
    if (x < 0 || y < 0) return
    pairs.n++
    pairs.hits += x + y
    pairs.both += x * y
  })
}

/** Pairs by month: whether a deal had come by then. */
export function dealPairsByMonth({ n, months, later }: DealPairs): PairTally[] {
  let [hits, both] = [0, 0]
  return Array.from(months.subarray(1), (came, k) => ({ n, hits: (hits += came), both: (both += later[k + 1]!) }))
}
