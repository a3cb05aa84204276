/** Exact frontier of the issues that do not bear on durability: blocks merged one by one, dominated combinations
 *  dropped. */
import type { Burden } from './burdens.ts'

/** Undominated combinations of several blocks. `points[i][k]` is what entry k earns player i, `costs[b][k]` what the
 *  red lines that it crosses cost under burden b; `parts[k]` adds up to the package's number. */
export interface Rest {
  readonly points: readonly Float64Array[]
  readonly costs: readonly Float64Array[]
  readonly parts: Float64Array
}

/** What dominance has to hold for: burdens, and the most that a point of each costs against a point of worth, over
 *  every month and kind of peace. */
export interface Tradeoffs {
  readonly burdens: readonly Burden[]
  readonly most: readonly number[]
}

export function emptyRest(players: number, burdens: number): Rest {
  const zeros = (count: number): Float64Array[] => Array.from({ length: count }, () => new Float64Array(1))
  return { points: zeros(players), costs: zeros(burdens), parts: new Float64Array(1) }
}

/** The frontier of the sums of two lists. Adding a block that no rule couples to the others keeps dominance, so nothing
 *  that is on the frontier of the whole is ever dropped. Of entries worth the same to everybody the first stays.
 *  Source: dynamic programming over additive objectives; Carraway, Morin & Moskowitz 1990, Generalized dynamic
 *  programming for multicriteria optimization. */
export function mergeRest(a: Rest, b: Rest, tradeoffs: Tradeoffs): Rest {
  const points = a.points.map((column, i) => sums(column, b.points[i]!))
  const costs = a.costs.map((column, k) => sums(column, b.costs[k]!))
  return prune({ points, costs, parts: sums(a.parts, b.parts) }, tradeoffs)
}

/** Every entry of `a` plus every entry of `b`. */
function sums(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length * b.length)
  let n = 0
  for (let j = 0; j < a.length; j++) for (let k = 0; k < b.length; k++) out[n++] = a[j]! + b[k]!
  return out
}

/** The undominated entries of a list. */
export function prune(list: Rest, tradeoffs: Tradeoffs): Rest {
  const coordinates = coordinatesOf(list, tradeoffs)
  return chosen(list, coordinates.length === 2 ? sweep(coordinates[0]!, coordinates[1]!) : scan(coordinates))
}

/** A gain is `A·u − Σ w_b c_b`, so that over A it is worth `u − Σ r_b c_b` with every r_b between 0 and its most. It is
 *  linear in r: an entry that is matched at every corner of these ranges is matched throughout. One coordinate for each
 *  corner, by player. */
function coordinatesOf({ points, costs }: Rest, { burdens, most }: Tradeoffs): readonly Float64Array[] {
  if (burdens.length === 0) return points
  return points.flatMap((column, player) =>
    burdens.reduce<Float64Array[]>(
      (corners, burden, b) =>
        burden.player !== player || most[b] === 0 || !costs[b]!.some((cost) => cost !== 0)
          ? corners
          : corners.flatMap((corner) => [corner, corner.map((x, k) => x - most[b]! * costs[b]![k]!)]),
      [column],
    ),
  )
}

/** Some entries of a list, in the order given. */
export function chosen(list: Rest, which: ArrayLike<number>): Rest {
  return {
    points: list.points.map((column) => gather(column, which)),
    costs: list.costs.map((column) => gather(column, which)),
    parts: gather(list.parts, which),
  }
}

function gather(column: Float64Array, which: ArrayLike<number>): Float64Array {
  const out = new Float64Array(which.length)
  for (let k = 0; k < which.length; k++) out[k] = column[which[k]!]!
  return out
}

/** Two coordinates: sort by the first and walk. */
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

/** Any number of coordinates: by descending sum, each against those kept. */
function scan(points: readonly Float64Array[]): number[] {
  const sum = points[0]!.slice()
  for (let i = 1; i < points.length; i++) for (let k = 0; k < sum.length; k++) sum[k]! += points[i]![k]!
  const order = numbersTo(sum.length).sort((a, b) => sum[b]! - sum[a]! || a - b)
  const kept: number[] = []
  for (const k of order) if (!isMatched(points, kept, k)) kept.push(k)
  return kept
}

function isMatched(points: readonly Float64Array[], kept: readonly number[], k: number): boolean {
  for (let n = 0; n < kept.length; n++) {
    let i = 0
    while (i < points.length && points[i]![kept[n]!]! >= points[i]![k]!) i++
    if (i === points.length) return true
  }
  return false
}

function numbersTo(count: number): number[] {
  const numbers: number[] = []
  for (let k = 0; k < count; k++) numbers.push(k)
  return numbers
}
