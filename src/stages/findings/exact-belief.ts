/** The exact answer to tests that ask about hypotheses alone: where every number behind their posteriors is fixed,
 *  nothing has to be counted. */
import type { Event } from '../../case/claim-test.ts'
import type { Arm, Model } from '../../case/model.ts'
import type { Case } from '../../case/types.ts'
import { posteriorOfItems, weightOf } from '../evidence/counted.ts'
import type { Leaf } from './claim-tally.ts'

/** Most combinations of options that are added up. */
const MOST_COMBINATIONS = 100_000

/** Hypothesis sets that a test asks about, ascending; null where it asks about anything else as well. */
export function setsAlone(leaf: Leaf): readonly number[] | null {
  if (leaf.kind === 'mean' || leaf.kind === 'meanDifference') return null
  const sets = new Set<number>()
  const asked = [...(leaf.kind === 'likeliest' ? leaf.of : [leaf.of]), ...(leaf.given ? [leaf.given] : [])]
  return asked.every((event) => collects(event, sets)) ? [...sets].sort((a, b) => a - b) : null
}

function collects(event: Event, sets: Set<number>): boolean {
  switch (event.kind) {
    case 'hypothesis':
      sets.add(event.set)
      return true
    case 'not':
      return collects(event.of, sets)
    case 'all':
    case 'any':
      return event.of.every((part) => collects(part, sets))
    default:
      return false
  }
}

/** Whether what holds in other sets, or stands in other numbers, says nothing of these sets: the numbers behind their
 *  posteriors are theirs alone. */
export function standAlone({ case: theCase, arms }: Model, sets: readonly number[]): boolean {
  const own = new Set(sets.flatMap((set) => numbersOf(theCase, set)))
  const others = theCase.hypotheses.flatMap((_, set) => (sets.includes(set) ? [] : numbersOf(theCase, set)))
  const tied = [
    ...theCase.correlations.flatMap(({ a, b }) => [a, b]),
    ...theCase.ordered.flatMap(({ quantities }) => quantities),
    ...others,
  ]
  const varies = (q: number): boolean => arms.some((arm) => fixedIn(theCase, arm, q) === null)
  return ![...own].some((q) => varies(q) && (tied.includes(q) || theCase.quantities[q]!.derived != null))
}

/** The probability of a test about hypotheses alone in one arm, for `likeliest` the lead of its first event over the
 *  likeliest of the others. Sets are independent given their numbers, so that combinations of options have the product
 *  of their posteriors. Null where a number is uncertain or the condition is impossible. Source: Bayes' rule
 *  (`stages/evidence/posterior.ts`). */
export function exactBelief(theCase: Case, arm: Arm, leaf: Leaf, sets: readonly number[]): number | null {
  const posteriors = sets.map((set) => posteriorIn(theCase, arm, set))
  if (leaf.kind === 'mean' || leaf.kind === 'meanDifference' || posteriors.includes(null)) return null
  const sizes = posteriors.map((posterior) => posterior!.length)
  const combinations = sizes.reduce((product, size) => product * size, 1)
  if (combinations > MOST_COMBINATIONS) return null
  const events = leaf.kind === 'likeliest' ? leaf.of : [leaf.of]
  const hits = new Float64Array(events.length)
  let within = 0
  for (let c = 0; c < combinations; c++) {
    const chosen = new Map<number, number>()
    let [left, chance] = [c, 1]
    sets.forEach((set, k) => {
      const option = left % sizes[k]!
      left = (left - option) / sizes[k]!
      chosen.set(set, option)
      chance *= posteriors[k]![option]!
    })
    if (leaf.given && !holds(leaf.given, chosen)) continue
    within += chance
    events.forEach((event, k) => {
      if (holds(event, chosen)) hits[k] = hits[k]! + chance
    })
  }
  if (!(within > 0)) return null
  const [first, ...others] = Array.from(hits, (hit) => Math.min(1, hit / within))
  return leaf.kind === 'likeliest' ? first! - Math.max(...others) : first!
}

function holds(event: Event, chosen: ReadonlyMap<number, number>): boolean {
  switch (event.kind) {
    case 'hypothesis':
      return chosen.get(event.set) === event.option
    case 'not':
      return !holds(event.of, chosen)
    case 'all':
      return event.of.every((part) => holds(part, chosen))
    case 'any':
      return event.of.some((part) => holds(part, chosen))
    default:
      return false
  }
}

function posteriorIn(theCase: Case, arm: Arm, set: number): Float64Array | null {
  const value = (q: number): number => fixedIn(theCase, arm, q)!
  if (numbersOf(theCase, set).some((q) => fixedIn(theCase, arm, q) === null)) return null
  return posteriorOfItems(
    theCase.hypotheses[set]!.options.map(({ prior }) => value(prior)),
    theCase.evidence
      .filter((item) => item.set === set)
      .map((item) => ({ likelihood: item.likelihood.map(value), weight: weightOf(item, value), group: item.group })),
  )
}

/** Every number behind the posterior of a set. */
function numbersOf({ hypotheses, evidence }: Case, set: number): number[] {
  return [
    ...hypotheses[set]!.options.map(({ prior }) => prior),
    ...evidence
      .filter((item) => item.set === set)
      .flatMap((item) => [...item.likelihood, item.credibility, ...(item.relevance === null ? [] : [item.relevance])]),
  ]
}

/** The number that a quantity is in every world of an arm, null where it varies. */
function fixedIn({ quantities }: Case, arm: Arm, q: number): number | null {
  const [spread, { factor, low, high, derived }] = [arm.spreads[q]!, quantities[q]!]
  if (derived != null || spread.kind !== 'plain' || spread.of.kind !== 'fixed') return null
  return Math.min(high, Math.max(low, spread.of.value * factor))
}
