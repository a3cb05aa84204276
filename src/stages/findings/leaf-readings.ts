/** What pairs of worlds that share a reading say of a test: how its chance, difference, mean or lead differs from
 *  reading to reading. */
import type { Model } from '../../case/model.ts'
import { defined } from '../../case/defined.ts'
import { armIndex, armOfScenario } from './claim-tally.ts'
import type { Leaf } from './claim-tally.ts'
import { happens, measure } from './evaluate.ts'
import type { Outcome } from './outcome.ts'
import { sumValue } from '../../math/exact-sum.ts'
import { addMoments, newMomentTally, newPairTally, overMoments, overReadings } from './over-readings.ts'
import type { MomentTally, OverReadings, PairTally } from './over-readings.ts'

/** Of a test for a probability the counts; of any other the moments of its number, for the likeliest event of its lead
 *  over each of the others. */
export interface LeafPairs {
  readonly chance: PairTally
  readonly moments: readonly MomentTally[]
}

export function newLeafPairs(leaf: Leaf): LeafPairs {
  const numbers = leaf.kind === 'probability' ? 0 : leaf.kind === 'likeliest' ? leaf.of.length - 1 : 1
  return { chance: newPairTally(), moments: Array.from({ length: numbers }, newMomentTally) }
}

/** The numbers whose mean over worlds is what the test estimates; NaN where this world cannot tell. @param outcomes by
 *  arm; those that did not run are missing. */
export function leafValues(model: Model, leaf: Leaf, outcomes: readonly Outcome[]): readonly number[] {
  const here = outcomes[armIndex(model, leaf.scenario)]
  const event = (outcome: Outcome | undefined, of: Extract<Leaf, { kind: 'probability' }>['of']): number =>
    !outcome || (leaf.given && !happens(leaf.given, outcome)) ? NaN : happens(of, outcome) ? 1 : 0
  const number = (outcome: Outcome | undefined, of: Extract<Leaf, { kind: 'mean' }>['of']): number =>
    !outcome || (leaf.given && !happens(leaf.given, outcome)) ? NaN : measure(of, outcome)
  switch (leaf.kind) {
    case 'probability':
      return [event(here, leaf.of)]
    case 'difference':
      return [event(here, leaf.of) - event(outcomes[armOfScenario(model, leaf.against)], leaf.of)]
    case 'mean':
      return [number(here, leaf.of)]
    case 'meanDifference':
      return [number(here, leaf.of) - number(outcomes[armOfScenario(model, leaf.against)], leaf.of)]
    case 'likeliest': {
      const [first, ...others] = leaf.of.map((of) => event(here, of))
      return others.map((other) => defined(first) - other)
    }
  }
}

/** Counts a world and its twin, where both can tell. */
export function addLeafPair({ chance, moments }: LeafPairs, a: readonly number[], b: readonly number[]): void {
  const [x, y] = [a[0] ?? NaN, b[0] ?? NaN]
  if (!Number.isFinite(x) || !Number.isFinite(y)) return
  if (moments.length > 0) {
    moments.forEach((tally, k) => {
      addMoments(tally, defined(a[k]), defined(b[k]))
    })
    return
  }
  chance.n++
  chance.hits += x + y
  chance.both += x * y
}

/** Null where too few pairs could tell. The lead is the one over the likeliest of the other events. */
export function leafReadings(leaf: Leaf, { chance, moments }: LeafPairs): OverReadings | null {
  if (leaf.kind === 'probability') return overReadings(chance)
  const bounded = leaf.kind === 'difference' || leaf.kind === 'likeliest'
  const [first, ...others] = moments
  if (first === undefined) return null
  const least = others.reduce((a, b) => (sumValue(b.sum) < sumValue(a.sum) ? b : a), first)
  return overMoments(least, bounded)
}
