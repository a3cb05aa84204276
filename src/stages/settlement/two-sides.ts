/** Lists whose combinations are counted, put together on two sides of about the same size: a count over pairs of sides
 *  then takes the square root of the work. Source: meet in the middle, Horowitz & Sahni 1974, Computing partitions with
 *  applications to the knapsack problem, J. ACM 21(2). */

/** Most combinations of a side: two of them make four thousand million packages. */
export const LARGEST_SIDE = 65_536

/** Lists of either side, by position in `sizes`, in the order given. The first list is on the first side, `last` comes
 *  at the end of its side.
 *  @returns null where a side would have more than {@link LARGEST_SIDE} combinations. */
export function twoSides(sizes: readonly number[], last: number): readonly [number[], number[]] | null {
  const sides: [number[], number[]] = [[], []]
  const counts = [1, 1]
  const largestFirst = sizes
    .map((_, list) => list)
    .sort((a, b) => (a === 0 ? -1 : b === 0 ? 1 : sizes[b]! - sizes[a]! || a - b))
  for (const list of largestFirst) {
    const side = list > 0 && counts[1]! < counts[0]! ? 1 : 0
    sides[side]!.push(list)
    counts[side] = counts[side]! * sizes[list]!
  }
  for (const side of sides) side.sort((a, b) => Number(a === last) - Number(b === last) || a - b)
  return counts.some((count) => count > LARGEST_SIDE) ? null : sides
}

/** Sums of every combination of one entry a list; the first list is the least significant digit of a combination's
 *  number. */
export function sumsOf(lists: readonly ArrayLike<number>[]): Float64Array {
  let sums = new Float64Array(1)
  for (const list of lists) {
    const longer = new Float64Array(sums.length * list.length)
    for (let k = 0; k < list.length; k++)
      for (let s = 0; s < sums.length; s++) longer[k * sums.length + s] = sums[s]! + list[k]!
    sums = longer
  }
  return sums
}

/** 1 for every combination whose entries all are 1, numbered like {@link sumsOf}. */
export function allOf(lists: readonly Uint8Array[]): Uint8Array {
  let flags = new Uint8Array(1).fill(1)
  for (const list of lists) {
    const longer = new Uint8Array(flags.length * list.length)
    for (let k = 0; k < list.length; k++) if (list[k] === 1) longer.set(flags, k * flags.length)
    flags = longer
  }
  return flags
}
