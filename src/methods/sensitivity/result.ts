/** What every result of a sensitivity analysis carries, and how it says that it has none. */
import { pow } from '../../math/elementary.ts'
import type { Interval } from '../../math/statistics.ts'

/** An estimate with its confidence interval and standard error. */
export interface Estimated extends Interval {
  readonly standardError: number
}

/** Where a number comes from. */
export interface Provenance {
  /** The estimator, with its source. */
  readonly method: string
  /** Independent units behind it: base points, permutations, trajectories or worlds, as `method` says. */
  readonly n: number
  readonly seed: number
  /** Confidence level of the intervals. */
  readonly level: number
  /** Resamples behind the intervals; 0 where they come from standard errors. */
  readonly resamples: number
}

export type Cause = 'constantOutput' | 'notFinite' | 'noSpread' | 'tooFew'

/** A stated reason instead of numbers. */
export interface Refused extends Provenance {
  readonly kind: 'refused'
  readonly cause: Cause
  readonly reason: string
}

/** Why an input has no number of its own. */
export type Withheld =
  /** The input has no spread. */
  | { readonly kind: 'fixed'; readonly reason: string }
  /** The input goes with others, so that what it explains alone depends on which of them is asked first. */
  | { readonly kind: 'correlated'; readonly reason: string }
  /** No output changed with the input; at the level asked, it changes at most this share of units. */
  | { readonly kind: 'inert'; readonly atMost: number; readonly reason: string }
  /** The interval is wider than what is of use; about `needed` units would narrow it. */
  | { readonly kind: 'tooFew'; readonly needed: number; readonly reason: string }

/** How sure the intervals are to be, and from how many resamples. */
export interface Precision {
  readonly seed: number
  /** Confidence level, for example 0.95. */
  readonly level: number
  readonly resamples: number
  /** Largest half-width of an interval that is of use; wider ones are withheld. */
  readonly widest?: number
}

/** 95 % intervals from 1,000 resamples: Efron & Tibshirani 1993, §13.3, for percentile intervals. */
export const defaultPrecision: Precision = { seed: 1, level: 0.95, resamples: 1000 }

export function provenance(method: string, n: number, precision: Precision): Provenance {
  return { method, n, seed: precision.seed, level: precision.level, resamples: precision.resamples }
}

export function refuse(from: Provenance, cause: Cause, reason: string): Refused {
  return { kind: 'refused', ...from, cause, reason }
}

/** Why outputs in rows of `unit` say nothing: too few units for the level, a value that is no number, or no spread.
 *  Null where they do. */
export function refusalOf(outputs: Float64Array, from: Provenance, units: string): Refused | null {
  const needed = fewestUnits(from.level)
  if (from.n < needed) {
    return refuse(from, 'tooFew', `${from.n} ${units}: an interval at level ${from.level} needs ${needed} or more`)
  }
  const bad = outputs.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) return refuse(from, 'notFinite', `the output of row ${bad} is ${outputs[bad]}`)
  if (outputs.every((value) => value === outputs[0])) {
    return refuse(from, 'constantOutput', `every output is ${outputs[0]}: there is no variance to explain`)
  }
  return null
}

/** Fewest units for an interval at `level`: below 2 / (1 - level) fewer than one unit is expected beyond each end.
 *  @throws RangeError unless `level` is above 0 and below 1. */
export function fewestUnits(level: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError('level must be above 0 and below 1')
  // Rounded first: 2 / (1 - 0.95) is not 40 in binary.
  return Math.ceil(Math.round(2e6 / (1 - level)) / 1e6)
}

export const noSpread: Withheld = { kind: 'fixed', reason: 'the input has no spread' }

export const correlatedInput: Withheld = {
  kind: 'correlated',
  reason: 'the input is correlated with another: Shapley effects share what they explain together',
}

/** For an input with which none of `n` outputs changed: the exact upper bound of a proportion never seen.
 *  Source: Clopper & Pearson 1934, Biometrika 26. */
export function inert(n: number, level: number): Withheld {
  return { kind: 'inert', atMost: 1 - pow(1 - level, 1 / n), reason: `no output changed with the input, ${n} times` }
}

/** What to say instead of intervals of which one is wider than what is of use; null where none is. Half-widths are
 *  taken to shrink with the root of the number of units. */
export function withheldIfWide(intervals: readonly Interval[], n: number, { widest }: Precision): Withheld | null {
  if (widest === undefined) return null
  const half = Math.max(...intervals.map(({ low, high }) => (high - low) / 2))
  if (half <= widest) return null
  const needed = Math.ceil(n * (half / widest) * (half / widest))
  return { kind: 'tooFew', needed, reason: `an interval of ±${widest} needs about ${needed} instead of ${n}` }
}
