/** How often the spell that was said to last longer does: Harrell's concordance. */
import { orderOf } from '../../math/order.ts'
import type { Spells } from './spells.ts'

export interface Concordance {
  /** Share of comparable pairs in the right order, ties of the prediction counted half; NaN never: null without
   *  pairs. */
  readonly concordance: number | null
  readonly standardError: number
  readonly concordant: number
  readonly discordant: number
  /** Comparable pairs with the same prediction. */
  readonly tied: number
}

/** @param risk by spell: higher is said to end sooner. A pair is comparable where the shorter spell ended, or where
 *  both are of one length and only one ended.
 *  Source: Harrell, Lee & Mark 1996, Stat. Med. 15, 361–387; standard error by the infinitesimal jackknife. */
export function concordance({ time, event }: Spells, risk: ArrayLike<number>): Concordance {
  const n = time.length
  const { rank, ranks } = ranksOf(risk)
  const order = orderOf(time)
  const won = new Float64Array(n)
  const pairs = new Float64Array(n)
  const total = { concordant: 0, discordant: 0, tied: 0 }
  const compare = (i: number, seen: Fenwick, add: boolean): void => {
    const below = seen.below(rank[i]!)
    const same = seen.at(rank[i]!)
    const above = seen.size() - below - same
    // Seen spells last longer: right where they are of lower risk. Or, on the way back, end sooner: of higher risk.
    won[i]! += (add ? below : above) + same / 2
    pairs[i]! += below + same + above
    if (!add) return
    total.concordant += below
    total.discordant += above
    total.tied += same
  }
  // From the longest: each ended spell against all that last longer.
  const longer = new Fenwick(ranks)
  eachTie(order, time, true, (rows) => {
    for (const i of rows) if (event[i] !== 1) longer.add(rank[i]!)
    for (const i of rows) if (event[i] === 1) compare(i, longer, true)
    for (const i of rows) if (event[i] === 1) longer.add(rank[i]!)
  })
  // From the shortest: each spell against all that ended before it.
  const sooner = new Fenwick(ranks)
  eachTie(order, time, false, (rows) => {
    for (const i of rows) if (event[i] === 1) compare(i, sooner, false)
    for (const i of rows) if (event[i] === 1) sooner.add(rank[i]!)
    for (const i of rows) if (event[i] !== 1) compare(i, sooner, false)
  })
  const all = total.concordant + total.discordant + total.tied
  if (all === 0) return { ...total, concordance: null, standardError: 0 }
  const c = (total.concordant + total.tied / 2) / all
  let variance = 0
  for (let i = 0; i < n; i++) variance += ((won[i]! - c * pairs[i]!) / all) ** 2
  return { ...total, concordance: c, standardError: Math.sqrt(variance) }
}

/** Rows of each distinct time, by rising or falling time. */
function eachTie(order: Uint32Array, time: Float64Array, falling: boolean, visit: (rows: number[]) => void): void {
  const n = order.length
  const at = (k: number): number => order[falling ? n - 1 - k : k]!
  for (let from = 0; from < n; ) {
    const rows: number[] = []
    const t = time[at(from)]!
    for (; from < n && time[at(from)] === t; from++) rows.push(at(from))
    visit(rows)
  }
}

function ranksOf(values: ArrayLike<number>): { readonly rank: Uint32Array; readonly ranks: number } {
  const order = orderOf(values)
  const rank = new Uint32Array(values.length)
  let ranks = 0
  for (let k = 0; k < order.length; k++) {
    if (k > 0 && values[order[k]!]! !== values[order[k - 1]!]!) ranks++
    rank[order[k]!] = ranks
  }
  return { rank, ranks: ranks + 1 }
}

/** Counts by rank whose partial sums are quick to read. Source: Fenwick 1994, Software: Practice and Experience 24. */
class Fenwick {
  readonly #sums: Float64Array
  readonly #counts: Float64Array
  #size = 0
  constructor(ranks: number) {
    this.#sums = new Float64Array(ranks + 1)
    this.#counts = new Float64Array(ranks)
  }
  add(rank: number): void {
    this.#size++
    this.#counts[rank]!++
    for (let k = rank + 1; k < this.#sums.length; k += k & -k) this.#sums[k]!++
  }
  below(rank: number): number {
    let sum = 0
    for (let k = rank; k > 0; k -= k & -k) sum += this.#sums[k]!
    return sum
  }
  at(rank: number): number {
    return this.#counts[rank]!
  }
  size(): number {
    return this.#size
  }
}
