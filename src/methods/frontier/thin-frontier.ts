import { lexicographicOrder } from './lexicographic-order.ts'
import type { PointSet } from './point-set.ts'

/** How much a frontier may grow while it is computed. */
export interface FrontierLimits {
  /** Points of any frontier met on the way. */
  readonly points: number
  /** Sums looked at in one merge. */
  readonly candidates: number
}

/** Keeps at most so many points, one in each cell of a grid over the utilities, the finest that is coarse enough.
 *  What is left out falls short of nothing by more than a cell: an additive ε-approximate frontier (Papadimitriou &
 *  Yannakakis 2000; Laumanns et al. 2002), whose ε is added to the set's `loss`. A set small enough is returned as
 *  is. */
export function thinFrontier(set: PointSet, points: number): PointSet {
  if (set.count <= points) return set
  const ranges = set.columns.map((column) => ({ low: least(column), width: most(column) - least(column) }))
  let [fits, exceeds] = [1, 2]
  while (representatives(set, ranges, exceeds).length <= points) [fits, exceeds] = [exceeds, exceeds * 2]
  // Finer than a 16th of a doubling is not worth another pass over the points.
  while ((exceeds - fits) * 16 > exceeds && exceeds - fits > 1) {
    const middle = (fits + exceeds) >>> 1
    if (representatives(set, ranges, middle).length <= points) fits = middle
    else exceeds = middle
  }
  const loss = set.loss.map((lost, actor) => lost + ranges[actor]!.width / fits)
  return { ...restrict(set, representatives(set, ranges, fits)), loss }
}

interface Range {
  readonly low: number
  readonly width: number
}

/** The first point of each cell, ascending, of a grid with so many cells along each actor's utility. */
function representatives(set: PointSet, ranges: readonly Range[], cells: number): number[] {
  const grid = set.columns.map((column, actor) => {
    const { low, width } = ranges[actor]!
    return column.map((value) => (width === 0 ? 0 : Math.min(cells - 1, Math.floor(((value - low) / width) * cells))))
  })
  const order = lexicographicOrder(grid, set.count)
  const chosen: number[] = []
  order.forEach((point, k) => {
    const before = k === 0 ? -1 : order[k - 1]!
    if (before < 0 || grid.some((column) => column[before]! !== column[point]!)) chosen.push(point)
  })
  return chosen.sort((a, b) => a - b)
}

/** The set with only the points listed. */
function restrict(set: PointSet, points: readonly number[]): PointSet {
  const ways: number[] = []
  const first = [0]
  for (const point of points) {
    for (let way = set.first[point]!; way < set.first[point + 1]!; way++) ways.push(way)
    first.push(ways.length)
  }
  return {
    ...set,
    count: points.length,
    columns: set.columns.map((column) => Float64Array.from(points, (point) => column[point]!)),
    first: Uint32Array.from(first),
    left: Uint32Array.from(ways, (way) => set.left[way]!),
    right: Uint32Array.from(ways, (way) => set.right[way]!),
  }
}

function least(column: Float64Array): number {
  return column.reduce((a, b) => Math.min(a, b), Infinity)
}

function most(column: Float64Array): number {
  return column.reduce((a, b) => Math.max(a, b), -Infinity)
}
