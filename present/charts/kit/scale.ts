/** Scales from values to pixels. */
import { scaleLinear, scaleLog } from 'd3-scale'
import type { ScaleLinear } from 'd3-scale'

export type Linear = ScaleLinear<number, number>

/** A linear scale; `.nice(n)` widens its ends to round values, `.ticks(n)` gives about n of them. */
export function linear(domain: readonly [number, number], range: readonly [number, number]): Linear {
  return scaleLinear(domain, range)
}

/** A logarithmic scale of positive values. */
export function logarithmic(
  domain: readonly [number, number],
  range: readonly [number, number],
): (value: number) => number {
  return scaleLog(domain, range)
}

/** A scale with the text of its ticks. */
export interface AxisScale {
  readonly at: (value: number) => number
  readonly ticks: readonly number[]
  readonly label: (value: number) => string
}

/** A linear scale of exactly `low` … `high`, with about `count` ticks at 1, 2 or 5 times a power of ten.
 *  Equal or reversed ends are widened. */
export function linearScale(
  [low, high]: readonly [number, number],
  range: readonly [number, number],
  count: number,
  text: (value: number) => string,
): AxisScale {
  const span = high > low ? high - low : Math.max(Math.abs(low) * 0.1, 1e-9)
  const start = high > low ? low : low - span / 2
  const scale = linear([start, start + span], range)
  return {
    at: (value) => scale(value),
    ticks: scale.ticks(count),
    label: text,
  }
}
