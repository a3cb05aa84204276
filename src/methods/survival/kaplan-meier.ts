/** The Kaplan-Meier curve: which share of spells lasts longer than t, where some were only watched for a while. */
import { exp, log } from '../../math/elementary.ts'
import { normalQuantile } from '../../math/normal.ts'
import { countBelow, riskTable } from './spells.ts'
import type { RiskTable, Spells } from './spells.ts'

export interface Curve extends RiskTable {
  /** S(t), just after each time. */
  readonly survival: Float64Array
  /** Greenwood's `Σ d / (n (n − d))` up to each time: the variance of ln S; infinite where S is 0. */
  readonly variance: Float64Array
}

/** How an interval for S is made: on the scale of ln(−ln S), which keeps it within 0 and 1, or of ln S, cut at 1. */
export type IntervalScale = 'log-log' | 'log'

/** Source: Kaplan & Meier 1958, J. Am. Stat. Assoc. 53, 457–481; variance by Greenwood 1926. */
export function kaplanMeier(spells: Spells): Curve {
  return curveOf(riskTable(spells))
}

export function curveOf(table: RiskTable): Curve {
  const survival = new Float64Array(table.time.length)
  const variance = new Float64Array(table.time.length)
  let s = 1
  let v = 0
  for (let k = 0; k < survival.length; k++) {
    const n = table.atRisk[k]!
    const d = table.events[k]!
    s *= (n - d) / n
    if (d > 0) v += d === n ? Infinity : d / (n * (n - d))
    survival[k] = s
    variance[k] = v
  }
  return { ...table, survival, variance }
}

export interface CurvePoint {
  readonly time: number
  /** Spells that lasted to this time or longer. */
  readonly atRisk: number
  /** Events up to and at this time. */
  readonly events: number
  readonly survival: number
  readonly low: number
  readonly high: number
  /** Later than the last spell seen, some of which had not ended: the curve says nothing here but its last value. */
  readonly beyond: boolean
}

/** The curve at time t with its interval of the given level. */
export function curveAt(curve: Curve, t: number, scale: IntervalScale = 'log-log', level = 0.95): CurvePoint {
  const through = countBelow(curve.time, t, true)
  const from = countBelow(curve.time, t, false)
  const last = curve.time.length
  const survival = through === 0 ? 1 : curve.survival[through - 1]!
  const variance = through === 0 ? 0 : curve.variance[through - 1]!
  let events = 0
  for (let k = 0; k < through; k++) events += curve.events[k]!
  return {
    time: t,
    atRisk: from === last ? 0 : curve.atRisk[from]!,
    events,
    survival,
    ...curveInterval(survival, variance, scale, level),
    beyond: last > 0 && t > curve.time[last - 1]! && survival > 0,
  }
}

/** @param variance of ln S. Source of the log-log form: Kalbfleisch & Prentice 2002, The Statistical Analysis of
 *  Failure Time Data, §1.4.1. */
export function curveInterval(
  survival: number,
  variance: number,
  scale: IntervalScale,
  level: number,
): { readonly low: number; readonly high: number } {
  if (survival >= 1) return { low: 1, high: 1 }
  if (survival <= 0) return { low: 0, high: 0 }
  const z = -normalQuantile((1 - level) / 2)
  const spread = z * Math.sqrt(variance)
  const logged = log(survival)
  if (scale === 'log') return { low: exp(logged - spread), high: Math.min(1, exp(logged + spread)) }
  // ln(−ln S) ± z·se/|ln S|
  const factor = exp(spread / -logged)
  return { low: exp(logged * factor), high: exp(logged / factor) }
}

/** A point whose interval is no point where none of the n at risk has ended yet, or all have: there the exact binomial
 *  bound of Clopper & Pearson 1934 stands in, at the n of the start. */
export function withExactEnds<P extends Pick<CurvePoint, 'survival' | 'low' | 'high'>>(
  point: P,
  n: number,
  level = 0.95,
): P {
  const bound = exp(log((1 - level) / 2) / n)
  if (point.survival >= 1) return { ...point, low: bound }
  return point.survival <= 0 ? { ...point, high: 1 - bound } : point
}

/** The earliest time at which S is at or below 1 − p, with the span of times whose interval holds 1 − p; `null` where
 *  the curve or its bound never falls so far. Where S is flat at exactly 1 − p, the middle of the step.
 *  Source: Brookmeyer & Crowley 1982, Biometrics 38, 29–41. */
export function curveQuantile(
  curve: Curve,
  p: number,
  scale: IntervalScale = 'log-log',
  level = 0.95,
): { readonly time: number | null; readonly low: number | null; readonly high: number | null } {
  const intervals = Array.from(curve.survival, (s, k) => curveInterval(s, curve.variance[k]!, scale, level))
  const crossing = (values: ArrayLike<number>): number | null => firstAtMost(curve.time, values, 1 - p)
  return {
    time: crossing(curve.survival),
    low: crossing(intervals.map(({ low }) => low)),
    high: crossing(intervals.map(({ high }) => high)),
  }
}

/** Rounding may leave a product a hair above the value that it equals. */
const CLOSE = 1e-9

function firstAtMost(time: Float64Array, falling: ArrayLike<number>, bar: number): number | null {
  for (let k = 0; k < time.length; k++) {
    if (falling[k]! > bar + CLOSE) continue
    if (falling[k]! < bar - CLOSE) return time[k]!
    let next = k + 1
    while (next < time.length && falling[next]! > bar - CLOSE) next++
    return next < time.length ? (time[k]! + time[next]!) / 2 : time[k]!
  }
  return null
}
