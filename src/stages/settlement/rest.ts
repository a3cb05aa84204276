/** Exact frontier of the issues that do not bear on durability: blocks merged one by one, dominated combinations dropped. */

/** Undominated combinations of several blocks. `points[i][k]` is what entry k earns player i; `parts[k]` adds up to the package's number. */
export interface Rest {
  readonly points: readonly Float64Array[]
  readonly parts: Float64Array
}

export function emptyRest(players: number): Rest {
  return { points: Array.from({ length: players }, () => new Float64Array(1)), parts: new Float64Array(1) }
}

/** The frontier of the sums of two lists. Adding a block that no rule couples to the others keeps dominance, so nothing that is on the frontier of
 *  the whole is ever dropped. Of entries worth the same to everybody the first stays.
 *  Source: dynamic programming over additive objectives; Carraway, Morin & Moskowitz 1990, Generalized dynamic programming for multicriteria optimization. */
export function mergeRest(a: Rest, b: Rest): Rest {
  const points: Float64Array[] = []
  for (let i = 0; i < a.points.length; i++) points.push(sums(a.points[i]!, b.points[i]!))
  return prune({ points, parts: sums(a.parts, b.parts) })
}

/** Every entry of `a` plus every entry of `b`. */
function sums(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length * b.length)
  let n = 0
  for (let j = 0; j < a.length; j++) for (let k = 0; k < b.length; k++) out[n++] = a[j]! + b[k]!
  return out
}

/** The undominated entries of a list. */
export function prune(list: Rest): Rest {
  return chosen(list, list.points.length === 2 ? sweep(list.points[0]!, list.points[1]!) : scan(list.points))
}

/** Some entries of a list, in the order given. */
export function chosen(list: Rest, which: ArrayLike<number>): Rest {
  return { points: list.points.map((column) => gather(column, which)), parts: gather(list.parts, which) }
}

function gather(column: Float64Array, which: ArrayLike<number>): Float64Array {
  const out = new Float64Array(which.length)
  for (let k = 0; k < which.length; k++) out[k] = column[which[k]!]!
  return out
}

/** Two players: sort by the first and walk. */
function sweep(x: Float64Array, y: Float64Array): number[] {
  const order = numbersTo(x.length).sort((a, b) => x[b]! - x[a]! || y[b]! - y[a]! || a - b)
  const kept: number[] = []
  let best = -Infinity
  for (const k of order) {
    if (y[k]! <= best) continue
    best = y[k]!
    kept.push(k)
  }
  return kept
}

/** Any number of players: by descending sum, each against those kept. */
function scan(points: readonly Float64Array[]): number[] {
  const sum = points[0]!.map((_, k) => points.reduce((total, column) => total + column[k]!, 0))
  const order = numbersTo(sum.length).sort((a, b) => sum[b]! - sum[a]! || a - b)
  const kept: number[] = []
  for (const k of order) if (!kept.some((q) => points.every((column) => column[q]! >= column[k]!))) kept.push(k)
  return kept
}

function numbersTo(count: number): number[] {
  const numbers: number[] = []
  for (let k = 0; k < count; k++) numbers.push(k)
  return numbers
}
