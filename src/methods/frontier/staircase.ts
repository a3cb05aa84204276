/** Greatest of a growing set of points in the plane, as a staircase: ordinate strictly rises where abscissa falls.
 *  Both arrays are at least as long as the number of points that will ever be offered. */
export interface Staircase {
  readonly y: Float64Array
  readonly z: Float64Array
  length: number
}

/** An empty staircase with room for so many points. */
export function newStaircase(capacity: number): Staircase {
  return { y: new Float64Array(capacity), z: new Float64Array(capacity), length: 0 }
}

/** Adds (y, z), unless a point already there is at least as good in both.
 *  @returns whether the point was added. Time: a binary search and a block move. */
export function offer(stairs: Staircase, y: number, z: number): boolean {
  const { y: ys, z: zs, length } = stairs
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ys[middle]! >= y) low = middle + 1
    else high = middle
  }
  if (low > 0 && zs[low - 1]! >= z) return false
  // An equal abscissa just before has the lower ordinate here, so it goes; so do all the following that are no better.
  const from = low > 0 && ys[low - 1]! === y ? low - 1 : low
  let to = low
  while (to < length && zs[to]! <= z) to++
  if (to !== from + 1 && length > to) {
    ys.copyWithin(from + 1, to, length)
    zs.copyWithin(from + 1, to, length)
  }
  ys[from] = y
  zs[from] = z
  stairs.length = length + 1 - (to - from)
  return true
}
