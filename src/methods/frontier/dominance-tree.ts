/** Points of any dimension in a balanced k-d tree (Bentley 1975) whose shape is laid out in advance over all
 *  candidates, and into which the survivors are then put one at a time. Every node knows the greatest value of each
 *  coordinate among the points put below it, so that most of the tree is skipped when asking whether a point is
 *  matched in all. */
export interface DominanceTree {
  readonly dimension: number
  /** Levels of inner nodes; the leaves are nodes `2^depth … 2^(depth+1) − 1` of a heap whose root is 1. */
  readonly depth: number
  /** Greatest coordinates by node, `dimension` numbers each. */
  readonly greatest: Float64Array
  /** Leaf of each candidate, as a node. */
  readonly leafOf: Uint32Array
  /** Where each leaf's rows start, and how many are taken. */
  readonly leafStart: Uint32Array
  readonly leafCount: Uint32Array
  readonly rows: Float64Array
  readonly stack: Uint32Array
  /** The leaf that matched a point last. */
  readonly lastMatch: Uint32Array
}

/** The shape of the tree is laid out over one candidate in so many, evenly spaced among all, but over no fewer than the
 *  least (measured: laying out over all takes as long as the sweep itself). */
const ONE_IN = 12
const LEAST_SAMPLE = 4096

/** Of these, how many may share a leaf: below it, comparing rows costs less than following nodes (measured). */
const LEAF = 4

/** An empty tree for candidates.
 *  @param candidates their coordinates, one candidate after the other, `dimension` numbers each. */
export function layTree(candidates: Float64Array, dimension: number): DominanceTree {
  const count = candidates.length / dimension
  const items = sampleOf(count)
  let depth = 0
  while (items.length / (1 << depth) > LEAF) depth++
  const leaves = 1 << depth
  const layout: Layout = {
    candidates,
    dimension,
    items,
    depth,
    axes: new Uint8Array(leaves),
    thresholds: new Float64Array(leaves),
  }
  split(layout, 1, 0, items.length)
  const leafOf = leavesOf(layout, count)
  return {
    dimension,
    depth,
    leafOf,
    leafStart: startsOf(leafOf, leaves),
    leafCount: new Uint32Array(leaves),
    greatest: new Float64Array(2 * leaves * dimension).fill(-Infinity),
    rows: new Float64Array(candidates.length),
    stack: new Uint32Array(depth + 2),
    lastMatch: new Uint32Array(1),
  }
}

interface Layout {
  readonly candidates: Float64Array
  readonly dimension: number
  readonly items: Uint32Array
  readonly depth: number
  /** By inner node: a candidate goes to the first child if its coordinate on the axis is at least the threshold. */
  readonly axes: Uint8Array
  readonly thresholds: Float64Array
}

function sampleOf(count: number): Uint32Array {
  const size = Math.min(count, Math.max(LEAST_SAMPLE, Math.floor(count / ONE_IN)))
  return Uint32Array.from({ length: size }, (_, k) => Math.floor((k * count) / size))
}

function split(layout: Layout, node: number, low: number, high: number): void {
  if (node >= 1 << layout.depth) return
  const { candidates, dimension, items } = layout
  const middle = (low + high) >>> 1
  const axis = widest(layout, low, high)
  partition(layout, axis, low, middle, high)
  let threshold = Infinity
  for (let k = low; k < middle; k++) threshold = Math.min(threshold, candidates[items[k]! * dimension + axis]!)
  layout.axes[node] = axis
  layout.thresholds[node] = threshold
  split(layout, 2 * node, low, middle)
  split(layout, 2 * node + 1, middle, high)
}

/** The leaf of every candidate. */
function leavesOf({ candidates, dimension, depth, axes, thresholds }: Layout, count: number): Uint32Array {
  const leaves = 1 << depth
  const leafOf = new Uint32Array(count)
  for (let k = 0; k < count; k++) {
    let node = 1
    while (node < leaves) node = 2 * node + (candidates[k * dimension + axes[node]!]! >= thresholds[node]! ? 0 : 1)
    leafOf[k] = node
  }
  return leafOf
}

/** Where each leaf's rows start if all its candidates come in. */
function startsOf(leafOf: Uint32Array, leaves: number): Uint32Array {
  const starts = new Uint32Array(leaves)
  for (const leaf of leafOf) if (leaf + 1 < 2 * leaves) starts[leaf + 1 - leaves] = starts[leaf + 1 - leaves]! + 1
  for (let k = 1; k < leaves; k++) starts[k] = starts[k]! + starts[k - 1]!
  return starts
}

/** Points looked at to choose the coordinate of a split. */
const PROBES = 32

function widest({ candidates, dimension, items }: Layout, low: number, high: number): number {
  const step = Math.max(1, Math.floor((high - low) / PROBES))
  let best = 0
  let spread = -1
  for (let axis = 0; axis < dimension; axis++) {
    let least = Infinity
    let most = -Infinity
    for (let k = low; k < high; k += step) {
      const value = candidates[items[k]! * dimension + axis]!
      if (value < least) least = value
      if (value > most) most = value
    }
    if (most - least > spread) {
      spread = most - least
      best = axis
    }
  }
  return best
}

/** Hoare's selection: the items before `middle` have coordinates at least as great as those from it on. */
function partition(layout: Layout, axis: number, low: number, middle: number, high: number): void {
  const { candidates, dimension, items } = layout
  let left = low
  let right = high - 1
  while (left < right) {
    const pivot = candidates[items[(left + right) >>> 1]! * dimension + axis]!
    let i = left
    let j = right
    while (i <= j) {
      while (candidates[items[i]! * dimension + axis]! > pivot) i++
      while (candidates[items[j]! * dimension + axis]! < pivot) j--
      if (i > j) break
      const held = items[i]!
      items[i++] = items[j]!
      items[j--] = held
    }
    if (middle <= j) right = j
    else if (middle >= i) left = i
    else return
  }
}

/** Whether a point put earlier is at least as great in every coordinate as the candidate at `from` in `candidates`. */
export function isMatched(tree: DominanceTree, candidates: Float64Array, from: number): boolean {
  const { dimension, depth, greatest, stack } = tree
  const leaves = 1 << depth
  // Neighbours in the order are often matched by the same points.
  if (leafMatches(tree, tree.lastMatch[0]!, candidates, from)) return true
  let top = 0
  stack[top++] = 1
  while (top > 0) {
    const node = stack[--top]!
    const base = node * dimension
    let axis = 0
    while (axis < dimension && greatest[base + axis]! >= candidates[from + axis]!) axis++
    if (axis < dimension) continue
    if (node < leaves) {
      stack[top++] = 2 * node + 1
      stack[top++] = 2 * node
    } else if (leafMatches(tree, node - leaves, candidates, from)) {
      tree.lastMatch[0] = node - leaves
      return true
    }
  }
  return false
}

function leafMatches(tree: DominanceTree, leaf: number, candidates: Float64Array, from: number): boolean {
  const { dimension, rows } = tree
  const start = tree.leafStart[leaf]! * dimension
  const end = start + tree.leafCount[leaf]! * dimension
  for (let row = start; row < end; row += dimension) {
    let axis = 0
    while (axis < dimension && rows[row + axis]! >= candidates[from + axis]!) axis++
    if (axis === dimension) return true
  }
  return false
}

/** Puts the candidate `item`, which stands at `item · dimension` in `candidates`. */
export function put(tree: DominanceTree, candidates: Float64Array, item: number): void {
  const { dimension, depth, greatest, rows } = tree
  const from = item * dimension
  let node = tree.leafOf[item]!
  const leaf = node - (1 << depth)
  const row = (tree.leafStart[leaf]! + tree.leafCount[leaf]!++) * dimension
  for (let axis = 0; axis < dimension; axis++) rows[row + axis] = candidates[from + axis]!
  for (; node >= 1; node >>>= 1) {
    const base = node * dimension
    for (let axis = 0; axis < dimension; axis++) {
      if (candidates[from + axis]! > greatest[base + axis]!) greatest[base + axis] = candidates[from + axis]!
    }
  }
}
