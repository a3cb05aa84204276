/** How many pairs, one entry of each of two lists, reach a least sum in every coordinate asked for: exact, without
 *  looking at every pair where one or two coordinates count. An entry of `b` is told by its place in the order of `b`,
 *  an entry of `a` by how many places it reaches, so that the comparison of sums is made once and all counts are of
 *  whole numbers. Source: dominance counting by a sweep, Bentley 1980, Multidimensional divide-and-conquer, CACM 23(4);
 *  the tree of running counts, Fenwick 1994, Software: Practice and Experience 24(3). */

export interface PairCounter {
  /** Pairs of an entry that is 1 in `inA` and one that is 1 in `inB` whose sums reach the least in all of the
   *  coordinates.
   *  @returns null for three coordinates or more and above {@link MOST_PAIRS} pairs. */
  count(inA: Uint8Array, inB: Uint8Array, coordinates: readonly number[]): number | null
}

/** Most pairs that are looked at one by one: some hundredths of a second. */
export const MOST_PAIRS = 10_000_000

/** One coordinate: places of the entries of `b`, largest first, and how many places each entry of `a` reaches. */
interface Ranked {
  readonly order: Int32Array
  readonly place: Int32Array
  readonly reach: Int32Array
  /** Entries of `a` that reach anything, those that reach least first. */
  readonly byReach: Int32Array
}

/** @param a, b by coordinate, then entry. @param least by coordinate. */
export function pairCounter(
  a: readonly Float64Array[],
  b: readonly Float64Array[],
  least: ArrayLike<number>,
): PairCounter {
  const ranked = a.map((column, i) => rankedOf(column, b[i]!, least[i]!))
  return {
    count(inA, inB, coordinates) {
      const [first, second, ...more] = coordinates.map((i) => ranked[i]!)
      if (!first) return sizeOf(inA) * sizeOf(inB)
      if (!second) return countOne(first, inA, inB)
      if (more.length === 0) return countTwo(first, second, inA, inB)
      return sizeOf(inA) * sizeOf(inB) > MOST_PAIRS ? null : countEach([first, second, ...more], inA, inB)
    },
  }
}

function sizeOf(flags: Uint8Array): number {
  let size = 0
  for (let k = 0; k < flags.length; k++) size += flags[k]!
  return size
}

function rankedOf(a: Float64Array, b: Float64Array, least: number): Ranked {
  const order = Int32Array.from(b, (_, k) => k).sort((x, y) => b[y]! - b[x]! || x - y)
  const place = new Int32Array(b.length)
  order.forEach((k, at) => {
    place[k] = at
  })
  const reach = Int32Array.from(a, (x) => {
    let [low, high] = [0, b.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (b[order[middle]!]! + x >= least) low = middle + 1
      else high = middle
    }
    return low
  })
  const byReach = Int32Array.from(a, (_, k) => k)
    .filter((k) => reach[k]! > 0)
    .sort((x, y) => reach[x]! - reach[y]!)
  return { order, place, reach, byReach }
}

function countOne({ order, reach, byReach }: Ranked, inA: Uint8Array, inB: Uint8Array): number {
  let [pairs, next, seen] = [0, 0, 0]
  for (let k = 0; k < byReach.length; k++) {
    const entry = byReach[k]!
    if (inA[entry] === 0) continue
    while (next < reach[entry]!) seen += inB[order[next++]!]!
    pairs += seen
  }
  return pairs
}

/** Sweeps `b` by the first coordinate and keeps the places in the second in a tree. */
function countTwo(first: Ranked, second: Ranked, inA: Uint8Array, inB: Uint8Array): number {
  const tree = new Int32Array(inB.length + 1)
  let [pairs, next] = [0, 0]
  for (let k = 0; k < first.byReach.length; k++) {
    const entry = first.byReach[k]!
    if (inA[entry] === 0) continue
    for (; next < first.reach[entry]!; next++) {
      const other = first.order[next]!
      if (inB[other] === 1) for (let at = second.place[other]! + 1; at < tree.length; at += at & -at) tree[at]!++
    }
    for (let at = second.reach[entry]!; at > 0; at -= at & -at) pairs += tree[at]!
  }
  return pairs
}

function countEach(ranked: readonly Ranked[], inA: Uint8Array, inB: Uint8Array): number {
  const others = Int32Array.from(inB, (_, k) => k).filter((k) => inB[k] === 1)
  let pairs = 0
  for (let entry = 0; entry < inA.length; entry++) {
    if (inA[entry] === 0) continue
    for (let k = 0; k < others.length; k++) {
      let i = 0
      while (i < ranked.length && ranked[i]!.place[others[k]!]! < ranked[i]!.reach[entry]!) i++
      if (i === ranked.length) pairs++
    }
  }
  return pairs
}
