/** Choosing by weight: [0, 1] is cut into slices in proportion to weights, and a probability falls into one. */

/** The sum of the weights.
 *  @throws RangeError unless it is positive. */
export function totalOf(weights: readonly number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (!(total > 0)) throw new RangeError('weights must add up to more than 0')
  return total
}

/** Upper ends of the slices of [0, 1] that belong to positive `weights`; the last is 1.
 *  @throws RangeError unless the sum is positive. */
export function sliceEnds(weights: readonly number[]): Float64Array {
  const total = totalOf(weights)
  const ends = new Float64Array(weights.length)
  let sum = 0
  for (let i = 0; i < ends.length; i++) {
    sum += weights[i]!
    ends[i] = sum / total
  }
  // Division may round the last end off 1, and then p = 1 would fall beyond it.
  ends[ends.length - 1] = 1
  return ends
}

/** So few slices are faster gone through than halved. */
const FEW = 8

/** The slice that `p` falls into; a border belongs to the slice below it.
 *  @throws RangeError if `p` is outside [0, 1]. */
export function sliceAt(ends: Float64Array, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError('probability must be between 0 and 1')
  let i = 0
  let last = ends.length - 1
  // Halving first: a draw costs about the same of two slices as of thousands.
  while (last - i > FEW) {
    const middle = (i + last) >>> 1
    if (p > ends[middle]!) i = middle + 1
    else last = middle
  }
  while (p > ends[i]!) i++
  return i
}

/** Where in slice `i` the probability `p` lies, on [0, 1]. */
export function withinSlice(ends: Float64Array, i: number, p: number): number {
  const start = i === 0 ? 0 : ends[i - 1]!
  return (p - start) / (ends[i]! - start)
}

/** The values of positive weight in rising order, with the ends of their slices. */
export function risingValues(d: { readonly values: readonly number[]; readonly weights: readonly number[] }): {
  readonly values: readonly number[]
  readonly ends: Float64Array
} {
  const order = d.values
    .map((_, i) => i)
    .filter((i) => d.weights[i]! > 0)
    .sort((a, b) => d.values[a]! - d.values[b]!)
  return { values: order.map((i) => d.values[i]!), ends: sliceEnds(order.map((i) => d.weights[i]!)) }
}
