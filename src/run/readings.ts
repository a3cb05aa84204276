/** Two levels of doubt: how a chance differs from reading to reading, without the noise of the worlds within one. Every
 *  few worlds have a twin, which shares the reading (the draws of all judgements) and nothing else; what a world and
 *  its twin have in common is the reading. */
import type { Model } from '../case/model.ts'
import type { LeafPairs } from '../stages/findings/leaf-readings.ts'
import { addLeafPair, leafValues, newLeafPairs } from '../stages/findings/leaf-readings.ts'
import type { Leaf } from '../stages/findings/claim-tally.ts'
import type { Outcome } from '../stages/findings/outcome.ts'
import type { PairTally } from '../stages/findings/over-readings.ts'
import { isFixed } from '../stages/worlds/draw.ts'
import { outerQuantities } from '../stages/worlds/outer.ts'

/** One world in so many has a twin: a quarter more time, and a spread known to a few points of percentage over
 *  thousands of worlds. */
export const TWIN_EVERY = 4
/** Where the worlds of twins are counted from: far beyond any run. */
export const TWINS: number = 2 ** 44

/** Ids of the quantities whose draws make up a reading; empty where no judgement varies. */
export function readingQuantities({ case: theCase, arms }: Model): string[] {
  const outer = outerQuantities(theCase)
  return theCase.quantities.flatMap(({ id }, q) =>
    outer[q] === 1 && arms.some(({ spreads }) => !isFixed(spreads[q]!)) ? [id] : [],
  )
}

/** What pairs of worlds saw. Plain data. */
export interface ReadingsTally {
  /** By arm. */
  readonly deals: readonly DealPairs[]
  /** By claim, then leaf of its test. */
  readonly claims: readonly (readonly LeafPairs[])[]
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
    claims: claims.map((leaves) => leaves.map(newLeafPairs)),
  }
}

/** What one world of a pair saw, kept until its twin has been played. */
export interface Seen {
  /** By arm: month of the deal, 0 without one. */
  readonly months: readonly number[]
  /** By leaf of the claims' tests. */
  readonly values: readonly (readonly number[])[]
}

export function seenIn(model: Model, leaves: readonly Leaf[], outcomes: readonly Outcome[]): Seen {
  return {
    months: outcomes.map(({ talks }) => talks?.month ?? 0),
    values: leaves.map((leaf) => leafValues(model, leaf, outcomes)),
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
    addLeafPair(pairs, a.values[k]!, b.values[k]!)
  })
}

/** Pairs by month: whether a deal had come by then. */
export function dealPairsByMonth({ n, months, later }: DealPairs): PairTally[] {
  let [hits, both] = [0, 0]
  return Array.from(months.subarray(1), (came, k) => ({ n, hits: (hits += came), both: (both += later[k + 1]!) }))
}
