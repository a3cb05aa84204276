/** What a run says of a claim, from the counts of its test. */
import type { Interval } from '../../math/statistics.ts'
import { normalCdf, normalQuantile } from '../../math/normal.ts'
import { Z_95, meanIntervalOfSums, wilsonInterval } from '../../math/statistics.ts'
import { sumValue } from '../../math/exact-sum.ts'
import type { Count, Leaf, Pair } from './claim-tally.ts'

/** `depends`: an option of a hypothesis, or a scenario, turns the verdict round. */
export type VerdictKind = 'supported' | 'contradicted' | 'undecided' | 'depends' | 'untestable'

/** Fewer worlds than this behind an estimate, and no verdict is given: the normal approximations below need as many. */
export const FEWEST_WORLDS = 30

/** The estimate of a leaf with its interval of `z` standard errors, or null where the condition held in fewer than
 *  {@link FEWEST_WORLDS} worlds. */
export function estimateSingle(leaf: Leaf, count: Count, z: number = Z_95): Interval | null {
  if (count.n < FEWEST_WORLDS) return null
  switch (leaf.kind) {
    case 'probability':
    case 'difference':
      return wilsonInterval(count.hits[0]!, count.n, z)
    case 'mean':
    case 'meanDifference':
      return meanIntervalOfSums(count.n, sumValue(count.sum), sumValue(count.squares), z)
    case 'likeliest':
      return leadInterval(count, z)
  }
}

/** How far the first event leads the likeliest of the others (negative = it trails): differences of shares of one
 *  multinomial, all at once, since which of the others is the likeliest comes out of the same worlds. Its ends are the
 *  lowest and the lowest upper end of the contrasts with each. Source: Goodman 1965, Technometrics 7, eq. 8, with the k
 *  − 1 contrasts of the first (Bonferroni). */
export function leadInterval({ hits, n }: Pick<Count, 'hits' | 'n'>, z: number = Z_95): Interval {
  const tail = z === Z_95 ? 0.025 : normalCdf(-z)
  const reach = -normalQuantile(tail / Math.max(1, hits.length - 1))
  const [first] = hits
  const all = { estimate: Infinity, low: Infinity, high: Infinity }
  for (let k = 1; k < hits.length; k++) {
    const lead = (first! - hits[k]!) / n
    const contrast = around(lead, Math.sqrt(Math.max(0, (first! + hits[k]!) / n - lead * lead) / n), n, reach)
    all.estimate = Math.min(all.estimate, lead)
    all.low = Math.min(all.low, contrast.low)
    all.high = Math.min(all.high, contrast.high)
  }
  return all
}

/** The difference between two arms on common worlds, with its interval of `z` standard errors. */
export function estimatePair(leaf: Leaf, pair: Pair, z: number = Z_95): Interval | null {
  if (pair.here.n < FEWEST_WORLDS || pair.there.n < FEWEST_WORLDS) return null
  if (leaf.kind === 'meanDifference') return meanDifference(pair, z)
  return isPaired(pair) ? pairedProportions(pair.both, z) : newcombe(pair.here, pair.there, z)
}

/** Whether the condition held in the same worlds of both arms. */
function isPaired({ here, there, both }: Pair): boolean {
  return both.n >= FEWEST_WORLDS && both.n === here.n && both.n === there.n
}

/** Paired difference of two proportions, from score intervals of each and their correlation, corrected for continuity;
 *  keeps its level where few worlds differ. @param hits worlds by what happened in them: neither, there alone, here
 *  alone, both. Source: Newcombe 1998, Improved confidence intervals for the difference between binomial proportions
 *  based on paired data, Statistics in Medicine 17, 2635–2650, method 10. */
export function pairedProportions({ hits, n }: Pick<Count, 'hits' | 'n'>, z: number = Z_95): Interval {
  const [neither, there, here, both] = hits as unknown as [number, number, number, number]
  const a = wilsonInterval(both + here, n, z)
  const b = wilsonInterval(both + there, n, z)
  const margins = (both + here) * (there + neither) * (both + there) * (here + neither)
  const product = both * neither - here * there
  const correlation = margins > 0 ? (product > 0 ? Math.max(0, product - n / 2) : product) / Math.sqrt(margins) : 0
  const reach = (x: number, y: number): number => Math.sqrt(Math.max(0, x * x - 2 * correlation * x * y + y * y))
  const estimate = (here - there) / n
  return {
    estimate,
    low: estimate - reach(a.estimate - a.low, b.high - b.estimate),
    high: estimate + reach(a.high - a.estimate, b.estimate - b.low),
  }
}

/** Difference of two proportions that do not stand in the same worlds, by the hybrid score interval. Source: Newcombe
 *  1998, Interval estimation for the difference between independent proportions, Statistics in Medicine 17, 873–890,
 *  method 10. */
function newcombe(here: Count, there: Count, z: number): Interval {
  const a = wilsonInterval(here.hits[0]!, here.n, z)
  const b = wilsonInterval(there.hits[0]!, there.n, z)
  const estimate = a.estimate - b.estimate
  return {
    estimate,
    low: estimate - rootOfSquares(a.estimate - a.low, b.high - b.estimate),
    high: estimate + rootOfSquares(a.high - a.estimate, b.estimate - b.low),
  }
}

function meanDifference(pair: Pair, z: number): Interval {
  if (isPaired(pair)) return meanOf(pair.both, z)
  const a = meanOf(pair.here, z)
  const b = meanOf(pair.there, z)
  const half = rootOfSquares(a.high - a.estimate, b.high - b.estimate)
  return {
    estimate: a.estimate - b.estimate,
    low: a.estimate - b.estimate - half,
    high: a.estimate - b.estimate + half,
  }
}

function meanOf(count: Count, z: number): Interval {
  return meanIntervalOfSums(count.n, sumValue(count.sum), sumValue(count.squares), z)
}

function rootOfSquares(a: number, b: number): number {
  return Math.sqrt(a * a + b * b)
}

/** Normal interval; where no world differs, the rule of three bounds what so many worlds could have missed (Hanley &
 *  Lippman-Hand 1983, JAMA 249). */
function around(estimate: number, standardError: number, n: number, z: number): Interval {
  const half = standardError > 0 ? z * standardError : 3 / n
  return { estimate, low: estimate - half, high: estimate + half }
}

/** Supported where the whole interval lies within the bounds, contradicted where all of it lies outside, undecided
 *  where it spans one. */
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
