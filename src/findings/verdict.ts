/** What a run says of a claim, from the counts of its test. */
import type { Interval } from '../math/statistics.ts'
import { Z_95, meanIntervalOfSums, wilsonInterval } from '../math/statistics.ts'
import { sumValue } from '../math/exact-sum.ts'
import type { Count, Leaf, Pair } from './claim-tally.ts'

/** `depends`: an option of a hypothesis, or a scenario, turns the verdict round. */
export type VerdictKind = 'supported' | 'contradicted' | 'undecided' | 'depends' | 'untestable'

/** Fewer worlds than this behind an estimate, and no verdict is given: the normal approximations below need as many. */
export const FEWEST_WORLDS = 30

/** The estimate of a leaf with its 95 % interval, or null where the condition held in fewer than {@link FEWEST_WORLDS} worlds. */
export function estimateSingle(leaf: Leaf, count: Count): Interval | null {
  if (count.n < FEWEST_WORLDS) return null
  switch (leaf.kind) {
    case 'probability':
    case 'difference':
      return wilsonInterval(count.hits[0]!, count.n)
    case 'mean':
    case 'meanDifference':
      return meanIntervalOfSums(count.n, sumValue(count.sum), sumValue(count.squares))
    case 'likeliest':
      return leadInterval(count)
  }
}

/** How far the first event leads the likeliest of the others (negative = it trails), a difference of two shares of one multinomial.
 *  Source: Goodman 1965, Technometrics 7, eq. 8 with one contrast. */
function leadInterval({ hits, n }: Count): Interval {
  let rival = 0
  for (let k = 1; k < hits.length; k++) rival = Math.max(rival, hits[k]!)
  const first = hits[0]!
  const lead = (first - rival) / n
  return around(lead, Math.sqrt(Math.max(0, (first + rival) / n - lead * lead) / n), n)
}

/** The difference between two arms on common worlds, with its 95 % interval. */
export function estimatePair(leaf: Leaf, pair: Pair): Interval | null {
  if (pair.here.n < FEWEST_WORLDS || pair.there.n < FEWEST_WORLDS) return null
  if (leaf.kind === 'meanDifference') return meanDifference(pair)
  return leaf.given ? newcombe(pair.here, pair.there) : pairedProportions(pair.both)
}

/** Paired difference of two proportions. Source: McNemar 1947; variance in Agresti 2013, Categorical Data Analysis, §11.1.1. */
export function pairedProportions({ hits, n }: Pick<Count, 'hits' | 'n'>): Interval {
  const difference = (hits[2]! - hits[1]!) / n
  return around(difference, Math.sqrt(Math.max(0, (hits[2]! + hits[1]!) / n - difference * difference) / n), n)
}

/** Difference of two proportions that do not stand in the same worlds, by the hybrid score interval.
 *  Source: Newcombe 1998, Statistics in Medicine 17, method 10. */
function newcombe(here: Count, there: Count): Interval {
  const a = wilsonInterval(here.hits[0]!, here.n)
  const b = wilsonInterval(there.hits[0]!, there.n)
  const estimate = a.estimate - b.estimate
  return {
    estimate,
    low: estimate - rootOfSquares(a.estimate - a.low, b.high - b.estimate),
    high: estimate + rootOfSquares(a.high - a.estimate, b.estimate - b.low),
  }
}

function meanDifference(pair: Pair): Interval {
  if (pair.both.n >= FEWEST_WORLDS && pair.both.n === pair.here.n && pair.both.n === pair.there.n)
    return meanOf(pair.both)
  const a = meanOf(pair.here)
  const b = meanOf(pair.there)
  const half = rootOfSquares(a.high - a.estimate, b.high - b.estimate)
  return {
    estimate: a.estimate - b.estimate,
    low: a.estimate - b.estimate - half,
    high: a.estimate - b.estimate + half,
  }
}

function meanOf(count: Count): Interval {
  return meanIntervalOfSums(count.n, sumValue(count.sum), sumValue(count.squares))
}

function rootOfSquares(a: number, b: number): number {
  return Math.sqrt(a * a + b * b)
}

/** Normal interval; where no world differs, the rule of three bounds what so many worlds could have missed (Hanley & Lippman-Hand 1983, JAMA 249). */
function around(estimate: number, standardError: number, n: number): Interval {
  const half = standardError > 0 ? Z_95 * standardError : 3 / n
  return { estimate, low: estimate - half, high: estimate + half }
}

/** Supported where the whole interval lies within the bounds, contradicted where all of it lies outside, undecided where it spans one. */
export function judge(interval: Interval | null, above: number, below: number): VerdictKind {
  if (!interval) return 'untestable'
  if (interval.low > above && interval.high < below) return 'supported'
  return interval.high <= above || interval.low >= below ? 'contradicted' : 'undecided'
}

/** Bounds of a leaf; a likeliest event has to lead. */
export function boundsOf(leaf: Leaf): { readonly above: number; readonly below: number } {
  return leaf.kind === 'likeliest' ? { above: 0, below: Infinity } : { above: leaf.above, below: leaf.below }
}

/** The verdict on a list of tests that all have to hold. */
export function conjunction(verdicts: readonly VerdictKind[]): VerdictKind {
  for (const kind of ['contradicted', 'untestable', 'depends', 'undecided'] as const)
    if (verdicts.includes(kind)) return kind
  return 'supported'
}
