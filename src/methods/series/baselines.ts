/** Forecasts that any model has to beat: the map stays as it is, the last rate goes on, the mean of a year goes on.
 *  Each is an ensemble of the change over so many steps, made of what such a forecast missed in the past. */
import { normalQuantile } from '../../math/normal.ts'

/** Steps that the drift is the mean of. */
export const DRIFT_STEPS = 12
/** Members of an ensemble that is made of a normal distribution. */
const MEMBERS = 200

/** Sum of the changes of steps `from` … `from + steps − 1`; NaN where one is missing or beyond the end. */
export function cumulative(changes: ArrayLike<number>, from: number, steps: number): number {
  if (from < 0 || from + steps > changes.length) return Number.NaN
  let sum = 0
  for (let k = 0; k < steps; k++) sum += changes[from + k]!
  return sum
}

/** The map stays: nothing changes but by what changed over as many steps in the past, either way. Empty where the past
 *  is too short. */
export function mapStays(past: ArrayLike<number>, steps: number): Float64Array {
  const moves: number[] = []
  for (let t = 0; t + steps <= past.length; t++) {
    const sum = cumulative(past, t, steps)
    if (sum === sum) moves.push(sum, -sum)
  }
  return Float64Array.from(moves).sort()
}

/** The mean of the last `window` rates goes on: that, and what the same forecast missed at every earlier date, either
 *  way. With a window of 1 it is the last month's rate. Empty where the past is too short. */
export function lastRate(past: ArrayLike<number>, steps: number, window = 1): Float64Array {
  const rate = (end: number): number => cumulative(past, end - window, window) / window
  const forecast = steps * rate(past.length)
  const members: number[] = []
  for (let end = window; end + steps <= past.length; end++) {
    const missed = cumulative(past, end, steps) - steps * rate(end)
    if (missed === missed) members.push(forecast + missed, forecast - missed)
  }
  return forecast === forecast ? Float64Array.from(members).sort() : new Float64Array(0)
}

/** A random walk with drift: mean and variance of the last {@link DRIFT_STEPS} changes, the mean's own error included.
 *  Source: Hyndman & Athanasopoulos 2021, Forecasting: Principles and Practice, §5.5. Empty with fewer than two
 *  changes. */
export function drift(past: ArrayLike<number>, steps: number): Float64Array {
  const recent = Array.from(past)
    .slice(-DRIFT_STEPS)
    .filter((x) => x === x)
  const count = recent.length
  if (count < 2) return new Float64Array(0)
  const mean = recent.reduce((sum, x) => sum + x, 0) / count
  const variance = recent.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / (count - 1)
  const sd = Math.sqrt(variance * steps * (1 + steps / count))
  return Float64Array.from({ length: MEMBERS }, (_, m) => steps * mean + sd * normalQuantile((m + 0.5) / MEMBERS))
}
