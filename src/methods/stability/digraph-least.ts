/** A directed graph: the arcs of node v lead to `to[first[v] … first[v + 1] − 1]`. */
export interface Digraph {
  readonly first: Uint32Array
  readonly to: Uint32Array
}

/** Builds a digraph in two passes: `each` calls `arc` for every arc, the same arcs both times. */
export function digraph(nodes: number, each: (arc: (from: number, to: number) => void) => void): Digraph {
  const first = new Uint32Array(nodes + 1)
  each((from) => {
    first[from + 1]!++
  })
  for (let v = 0; v < nodes; v++) first[v + 1]! += first[v]!
  const next = first.slice()
  const to = new Uint32Array(first[nodes]!)
  each((from, target) => {
    to[next[from]!++] = target
  })
  return { first, to }
}

/** The least value among each node and all that can be reached from it, for several columns of values at once; the
 *  columns are overwritten. Strong components come out after those that they reach (Tarjan 1972), so one pass is
 *  enough: linear in nodes and arcs. */
export function spreadLeast(graph: Digraph, columns: readonly Float64Array[]): void {
  const { first, to } = graph
  const nodes = first.length - 1
  // 0: not seen; a number from 1 up: when it was seen, or the earliest seen that it reaches; DONE: its value is final.
  const low = new Uint32Array(nodes)
  const DONE = 0xffff_ffff
  const seen = new Uint32Array(nodes)
  const next = first.slice(0, nodes)
  const open = new Uint32Array(nodes)
  const path = new Uint32Array(nodes)
  let opened = 0
  let depth = 0
  let clock = 0
  const enter = (v: number): void => {
    low[v] = seen[v] = ++clock
    open[opened++] = v
    path[depth++] = v
  }
  const take = (v: number, w: number): void => {
    // Counted, not iterated: it runs once an arc.
    for (let c = 0; c < columns.length; c++) {
      const column = columns[c]!
      if (column[w]! < column[v]!) column[v] = column[w]!
    }
  }
  for (let root = 0; root < nodes; root++) {
    if (low[root] !== 0) continue
    enter(root)
    while (depth > 0) {
      const v = path[depth - 1]!
      if (next[v]! < first[v + 1]!) {
        const w = to[next[v]!++]!
        if (low[w] === 0) enter(w)
        else if (low[w] === DONE) take(v, w)
        else if (low[w]! < low[v]!) low[v] = low[w]!
        continue
      }
      depth--
      if (low[v] === seen[v]) opened = close(v, opened)
      if (depth > 0) {
        const parent = path[depth - 1]!
        if (low[v] === DONE) take(parent, v)
        else if (low[v]! < low[parent]!) low[parent] = low[v]!
      }
    }
  }

  /** Ends the component of which v was seen first: all its members have the least value of any of them. */
  function close(v: number, count: number): number {
    let from = count
    do from--
    while (open[from] !== v)
    for (let k = from + 1; k < count; k++) take(v, open[k]!)
    for (let k = from; k < count; k++) {
      const w = open[k]!
      low[w] = DONE
      for (const column of columns) column[w] = column[v]!
    }
    return from
  }
}
