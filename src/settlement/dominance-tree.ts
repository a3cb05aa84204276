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
}

/** Candidates in a leaf at most: below it, comparing rows costs less than following nodes (measured, not sensitive). */
const LEAF = 8

/** An empty tree for the candidates `order[0 … count − 1]`, with the coordinates `columns[from …]`. */
export function layTree(columns: readonly Float64Array[], order: Uint32Array, from: number): DominanceTree {
  const dimension = columns.length - from
  const count = order.length
  let depth = 0
  while (count / (1 << depth) > LEAF) depth++
  const leaves = 1 << depth
  const items = new Uint32Array(count)
  for (let k = 0; k < count; k++) items[k] = k
  const tree: DominanceTree = {
    dimension, depth,
    greatest: new Float64Array(2 * leaves * dimension).fill(-Infinity),
    leafOf: new Uint32Array(count), leafStart: new Uint32Array(leaves), leafCount: new Uint32Array(leaves),
    rows: new Float64Array(count * dimension), stack: new Uint32Array(depth + 2),
  }
  split(tree, { columns, order, from, items }, 1, 0, count)
  return tree
}

interface Layout {
  readonly columns: readonly Float64Array[]
  readonly order: Uint32Array
  readonly from: number
  readonly items: Uint32Array
}

function split(tree: DominanceTree, layout: Layout, node: number, low: number, high: number): void {
  const leaves = 1 << tree.depth
  if (node >= leaves) {
    tree.leafStart[node - leaves] = low
    for (let k = low; k < high; k++) tree.leafOf[layout.items[k]!] = node
    return
  }
  const middle = (low + high) >>> 1
  partition(layout, layout.columns[layout.from + widest(layout, low, high)]!, low, middle, high)
  split(tree, layout, 2 * node, low, middle)
  split(tree, layout, 2 * node + 1, middle, high)
}

/** Points looked at to choose the coordinate of a split. */
const PROBES = 32

function widest(layout: Layout, low: number, high: number): number {
  const { columns, order, from, items } = layout
  const step = Math.max(1, Math.floor((high - low) / PROBES))
  let best = 0
  let spread = -1
  for (let axis = from; axis < columns.length; axis++) {
    const column = columns[axis]!
    let least = Infinity
    let most = -Infinity
    for (let k = low; k < high; k += step) {
      const value = column[order[items[k]!]!]!
      if (value < least) least = value
      if (value > most) most = value
    }
    if (most - least > spread) { spread = most - least; best = axis - from }
  }
  return best
}

/** Hoare's selection: the items before `middle` have values at least as great as those from it on. */
function partition(layout: Layout, column: Float64Array, low: number, middle: number, high: number): void {
  const { order, items } = layout
  let left = low
  let right = high - 1
  while (left < right) {
    const pivot = column[order[items[(left + right) >>> 1]!]!]!
    let i = left
    let j = right
    while (i <= j) {
      while (column[order[items[i]!]!]! > pivot) i++
      while (column[order[items[j]!]!]! < pivot) j--
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

/** Whether a point put earlier is at least as great in every coordinate as `point[0 … dimension − 1]`. */
export function isMatched(tree: DominanceTree, point: Float64Array): boolean {
  const { dimension, depth, greatest, stack } = tree
  const leaves = 1 << depth
  let top = 0
  stack[top++] = 1
  while (top > 0) {
    const node = stack[--top]!
    const base = node * dimension
    let axis = 0
    while (axis < dimension && greatest[base + axis]! >= point[axis]!) axis++
    if (axis < dimension) continue
    if (node < leaves) {
      stack[top++] = 2 * node + 1
      stack[top++] = 2 * node
    } else if (leafMatches(tree, node - leaves, point)) return true
  }
  return false
}

function leafMatches(tree: DominanceTree, leaf: number, point: Float64Array): boolean {
  const { dimension, rows } = tree
  const start = tree.leafStart[leaf]! * dimension
  const end = start + tree.leafCount[leaf]! * dimension
  for (let row = start; row < end; row += dimension) {
    let axis = 0
    while (axis < dimension && rows[row + axis]! >= point[axis]!) axis++
    if (axis === dimension) return true
  }
  return false
}

/** Puts the candidate at position `item` of the order, whose coordinates are `point`. */
export function put(tree: DominanceTree, item: number, point: Float64Array): void {
  const { dimension, depth, greatest, rows } = tree
  let node = tree.leafOf[item]!
  const leaf = node - (1 << depth)
  const row = (tree.leafStart[leaf]! + tree.leafCount[leaf]!++) * dimension
  for (let axis = 0; axis < dimension; axis++) rows[row + axis] = point[axis]!
  for (; node >= 1; node >>>= 1) {
    const base = node * dimension
    for (let axis = 0; axis < dimension; axis++) {
      if (point[axis]! > greatest[base + axis]!) greatest[base + axis] = point[axis]!
    }
  }
}
