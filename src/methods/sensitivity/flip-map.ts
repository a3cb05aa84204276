/** Flip map: where in the plane of two assumptions a verdict holds, and the line on which it flips. */
import { normalQuantile } from '../../math/normal.ts'
import type { Vertex } from './marching-squares.ts'
import { levelLines } from './marching-squares.ts'
import type { Provenance, Refused } from './result.ts'
import { refuse } from './result.ts'
import type { Estimate } from './tipping.ts'

export interface Axis {
  readonly low: number
  readonly high: number
  /** Values from `low` to `high`, evenly spaced; two or more. */
  readonly count: number
}

/** A map as plain data; its points follow from it, so any thread can make any point. */
export interface FlipMapPlan {
  readonly x: Axis
  readonly y: Axis
  readonly threshold: number
  /** Confidence level of the band around the line. */
  readonly level: number
  /** Worlds behind each estimate and their seed, for the record. */
  readonly worlds: number
  readonly seed: number
}

export interface FlipMap extends Provenance {
  readonly kind: 'map'
  readonly threshold: number
  readonly xs: Float64Array
  readonly ys: Float64Array
  /** Estimates less the threshold, row by row. */
  readonly gaps: Float64Array
  /** Where the estimate crosses the threshold. */
  readonly boundary: readonly (readonly Vertex[])[]
  /** Where the lower end of its interval does, and the upper: between the two the verdict is open. */
  readonly lowerBoundary: readonly (readonly Vertex[])[]
  readonly upperBoundary: readonly (readonly Vertex[])[]
  /** Shares of the points surely above, surely below, and open. */
  readonly above: number
  readonly below: number
  readonly open: number
}

const METHOD = 'grid over common worlds; boundary by marching squares'

/** The point of the map with number `index`, row by row from the lower left. */
export function flipMapPoint({ x, y }: FlipMapPlan, index: number): Vertex {
  return { x: valueOn(x, index % x.count), y: valueOn(y, Math.floor(index / x.count)) }
}

export function flipMapPoints({ x, y }: FlipMapPlan): number {
  return x.count * y.count
}

function valueOn({ low, high, count }: Axis, k: number): number {
  return low + ((high - low) * k) / (count - 1)
}

/** x, y and the estimate less the threshold at every point of a map. */
export function flipValues({ xs, ys, gaps }: FlipMap): readonly (readonly [number, number, number])[] {
  return Array.from(gaps, (gap, k) => [xs[k % xs.length]!, ys[Math.floor(k / xs.length)]!, gap] as const)
}

/** The map from the estimates at its points. No boundary means that nothing in the two ranges flips the verdict.
 *  @throws RangeError where an axis has fewer than two values or an estimate is missing. */
export function flipMap(plan: FlipMapPlan, estimates: readonly Estimate[]): FlipMap | Refused {
  const { x, y, threshold, level, worlds, seed } = plan
  const from: Provenance = { method: METHOD, n: worlds, seed, level, resamples: 0 }
  if (estimates.length !== flipMapPoints(plan)) throw new RangeError('a map needs an estimate at each point')
  if (!(x.low < x.high && y.low < y.high)) return refuse(from, 'noSpread', 'an assumption has an empty range')
  const bad = estimates.findIndex(({ estimate, standardError }) => !Number.isFinite(estimate + standardError))
  if (bad >= 0) {
    const at = flipMapPoint(plan, bad)
    return refuse(from, 'notFinite', `the output at (${at.x}, ${at.y}) is no finite number`)
  }
  if (estimates.every(({ estimate }) => estimate === estimates[0]!.estimate)) {
    return refuse(from, 'constantOutput', `the output is ${estimates[0]!.estimate} everywhere on the map`)
  }
  const z = normalQuantile((1 + level) / 2)
  const xs = Float64Array.from({ length: x.count }, (_, k) => valueOn(x, k))
  const ys = Float64Array.from({ length: y.count }, (_, k) => valueOn(y, k))
  const shifted = (by: number): Float64Array =>
    Float64Array.from(estimates, ({ estimate, standardError }) => estimate + by * standardError - threshold)
  const gaps = shifted(0),
    lower = shifted(-z),
    upper = shifted(z)
  const line = (values: Float64Array): readonly (readonly Vertex[])[] => levelLines({ xs, ys, values }, 0)
  const above = lower.filter((gap) => gap >= 0).length / gaps.length
  const below = upper.filter((gap) => gap < 0).length / gaps.length
  return {
    kind: 'map',
    ...from,
    threshold,
    xs,
    ys,
    gaps,
    above,
    below,
    open: 1 - above - below,
    boundary: line(gaps),
    lowerBoundary: line(lower),
    upperBoundary: line(upper),
  }
}
