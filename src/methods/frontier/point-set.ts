/** Partial packages (options on some of the issues) that no other beats on those issues, as points of utility.
 *  Packages with the same utilities share a point, and a point does not list them: it holds the ways in which it is
 *  made from points of smaller sets, so that a million ties cost no more than the steps that lead to them. */
export interface PointSet {
  readonly count: number
  /** Utility by actor and point; the points stand in falling lexicographic order, each once. */
  readonly columns: readonly Float64Array[]
  /** The ways to make point p are `first[p] … first[p + 1] − 1`. */
  readonly first: Uint32Array
  readonly left: Uint32Array
  readonly right: Uint32Array
  readonly made: Making
  /** By actor: for every package there is a point that falls short of it by this at most, for all actors at once.
   *  0 where no point was left out. */
  readonly loss: readonly number[]
}

/** How the points of a set are made, and what `left` and `right` refer to. */
export type Making =
  /** One point, from no issue at all. */
  | { readonly kind: 'nothing' }
  /** Option `left` of the issue, with point `right` of the set that goes with that option. */
  | { readonly kind: 'choice'; readonly issue: number; readonly parts: readonly (PointSet | null)[] }
  /** Point `left` of one set with point `right` of another, over other issues. */
  | { readonly kind: 'product'; readonly left: PointSet; readonly right: PointSet }
  /** Whole packages by number (`left`), in a space of such sizes. */
  | { readonly kind: 'packages'; readonly sizes: readonly number[] }

/** The set with one point, worth 0 to each actor, that settles nothing. */
export function nothingSettled(actors: number): PointSet {
  const columns = Array.from({ length: actors }, () => new Float64Array(1))
  const one = Uint32Array.of(0, 1)
  return {
    count: 1,
    columns,
    first: one,
    left: new Uint32Array(1),
    right: new Uint32Array(1),
    made: { kind: 'nothing' },
    loss: columns.map(() => 0),
  }
}

/** Number of packages at each point. */
export function tieCounts(set: PointSet): bigint[] {
  return countTies(set, new Map())
}

function countTies(set: PointSet, known: Map<PointSet, bigint[]>): bigint[] {
  const found = known.get(set)
  if (found !== undefined) return found
  const ways = waysOf(set, known)
  const counts = Array.from({ length: set.count }, (_, point) => {
    let sum = 0n
    for (let way = set.first[point]!; way < set.first[point + 1]!; way++) sum += ways(way)
    return sum
  })
  known.set(set, counts)
  return counts
}

function waysOf(set: PointSet, known: Map<PointSet, bigint[]>): (way: number) => bigint {
  const { made, left, right } = set
  switch (made.kind) {
    case 'nothing':
    case 'packages':
      return () => 1n
    case 'choice': {
      const parts = made.parts.map((part) => (part === null ? [] : countTies(part, known)))
      return (way) => parts[left[way]!]![right[way]!]!
    }
    case 'product': {
      const ofLeft = countTies(made.left, known)
      const ofRight = countTies(made.right, known)
      return (way) => ofLeft[left[way]!]! * ofRight[right[way]!]!
    }
  }
}

/** Every package at a point, as its option by issue, in a fixed order. Each is a new array.
 *  @param issues number of issues of the whole. */
export function* packagesAt(set: PointSet, point: number, issues: number): Generator<number[]> {
  const options = Array.from({ length: issues }, () => 0)
  for (const _ of walk(set, point, options)) yield [...options]
}

/** Writes each package at the point into `options` in turn. */
function* walk(set: PointSet, point: number, options: number[]): Generator<void> {
  const { made, first, left, right } = set
  for (let way = first[point]!; way < first[point + 1]!; way++) {
    switch (made.kind) {
      case 'nothing':
        yield
        break
      case 'packages':
        unpack(left[way]!, made.sizes, options)
        yield
        break
      case 'choice':
        for (const _ of walk(made.parts[left[way]!]!, right[way]!, options)) {
          options[made.issue] = left[way]!
          yield
        }
        break
      case 'product':
        for (const _ of walk(made.left, left[way]!, options)) yield* walk(made.right, right[way]!, options)
    }
  }
}

function unpack(deal: number, sizes: readonly number[], options: number[]): void {
  let rest = deal
  sizes.forEach((size, issue) => {
    options[issue] = rest % size
    rest = Math.floor(rest / size)
  })
}
