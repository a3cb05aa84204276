/** Exact frontier of the issues that do not bear on durability: blocks merged one by one, dominated combinations dropped. */

/** Undominated combinations of several blocks. `points[i][k]` is what entry k earns player i; `parts[k]` adds up to the package's number. */
export interface Rest {
  readonly points: readonly number[][]
  readonly parts: number[]
}

export function emptyRest(players: number): Rest {
  return { points: Array.from({ length: players }, () => [0]), parts: [0] }
}

/** The frontier of the sums of two lists. Adding a block that no rule couples to the others keeps dominance, so nothing that is on the frontier of
 *  the whole is ever dropped. Of entries worth the same to everybody the first stays.
 *  Source: dynamic programming over additive objectives; Carraway, Morin & Moskowitz 1990, Generalized dynamic programming for multicriteria optimization. */
export function mergeRest(a: Rest, b: Rest): Rest {
  const players = a.points.length
  const sums = a.points.map((column, i) => column.flatMap((x) => b.points[i]!.map((y) => x + y)))
  const parts = a.parts.flatMap((x) => b.parts.map((y) => x + y))
  return keep({ points: sums, parts }, players === 2 ? sweep(sums[0]!, sums[1]!) : scan(sums))
}

/** The undominated entries of a list. */
export function prune(list: Rest): Rest {
  return keep(list, list.points.length === 2 ? sweep(list.points[0]!, list.points[1]!) : scan(list.points))
}

function keep(list: Rest, which: readonly number[]): Rest {
  return { points: list.points.map((column) => which.map((k) => column[k]!)), parts: which.map((k) => list.parts[k]!) }
}

/** Two players: sort by the first and walk. */
function sweep(x: readonly number[], y: readonly number[]): number[] {
  const order = x.map((_, k) => k).sort((a, b) => x[b]! - x[a]! || y[b]! - y[a]! || a - b)
  let best = -Infinity
  return order.filter((k) => {
    if (y[k]! <= best) return false
    best = y[k]!
    return true
  })
}

/** Any number of players: by descending sum, each against those kept. */
function scan(points: readonly number[][]): number[] {
  const sum = points[0]!.map((_, k) => points.reduce((total, column) => total + column[k]!, 0))
  const order = sum.map((_, k) => k).sort((a, b) => sum[b]! - sum[a]! || a - b)
  const kept: number[] = []
  for (const k of order) if (!kept.some((q) => points.every((column) => column[q]! >= column[k]!))) kept.push(k)
  return kept
}
