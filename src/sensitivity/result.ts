/** What every result of a sensitivity analysis carries, and how it says that it has none. */
import type { Interval } from '../math/statistics.ts'

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

/** Units that would narrow a half-width to `widest`, as half-widths shrink with the root of the number. */
export function unitsNeeded(n: number, interval: Interval, widest: number): number {
  const ratio = (interval.high - interval.low) / 2 / widest
  return Math.ceil(n * ratio * ratio)
}

/** Whether an interval is wider than what is of use. */
export function tooWide(interval: Interval, { widest }: Precision): boolean {
  return widest !== undefined && (interval.high - interval.low) / 2 > widest
}
