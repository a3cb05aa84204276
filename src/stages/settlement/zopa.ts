/** The zone of possible agreement of one month: whether any package leaves nobody worse off than walking away, which is
 *  best for the worst-off, and which maximises the Nash product. */
import { log } from '../../math/elementary.ts'
import { searchNash, searchWorstOff } from './searched.ts'
import { gainAt, openRow } from './gain.ts'
import type { Gains, Row } from './gain.ts'
import { boundRows } from './rows.ts'

/** A package of a space: position in `core`, list and entry of the rest. */
export interface Found {
  readonly position: number
  readonly list: number
  readonly entry: number
}

export interface Chosen extends Found {
  /** Nash product, or the least gain. */
  readonly value: number
}

/** A package that everybody accepts, or null. @param hint a package to try first. @param only 1 for the combinations of
 *  the core that are looked at, where packages are listed; all of them where it is left out. */
export function findAcceptable(gains: Gains, hint: Found | null = null, only: Uint8Array | null = null): Found | null {
  const { space } = gains
  const { row } = space
  if (hint && isThere(gains, hint)) {
    openRow(row, gains, hint.position, hint.list)
    if (leastAt(row, hint.entry, space.players) >= 0) return hint
  }
  if (space.searched) return searchWorstOff(gains, { value: 0, at: null }, 0, null)
  const bound = boundRows(gains)
  for (let position = 0, r = 0; position < space.count; position++) {
    for (let list = 0; list < space.rest.length; list++, r++) {
      if (bound[r]! < 0 || (only && only[space.core[position]!] === 0)) continue
      openRow(row, gains, position, list)
      const entries = space.rest[list]!.parts.length
      for (let entry = 0; entry < entries; entry++)
        if (leastAt(row, entry, space.players) >= 0) return { position, list, entry }
    }
  }
  return null
}

function isThere({ space }: Gains, { position, list, entry }: Found): boolean {
  return position < space.count && list < space.rest.length && entry < space.rest[list]!.parts.length
}

/** The least gain of a package over the players; −∞ where it is none of the space. */
export function leastGain(gains: Gains, found: Found): number {
  if (!isThere(gains, found)) return -Infinity
  const { space } = gains
  openRow(space.row, gains, found.position, found.list)
  return leastAt(space.row, found.entry, space.players)
}

/** The least gain of an entry over the players. */
function leastAt(row: Row, entry: number, players: number): number {
  let least = Infinity
  for (let i = 0; i < players; i++) {
    const gain = gainAt(row, i, entry)
    if (gain < least) least = gain
  }
  return least
}

/** Bounds on the least gain of any package with a core combination and a list of the rest, where each has to be
 *  searched. */
export interface Bounds {
  at(position: number, list: number): number
  /** Notes what was found in looking. */
  tighten(position: number, list: number, least: number): void
}

/** The best package for whoever gains least by it, `max_x min_i g_i(x)`, if that is at least `floor`; else null.
 *  @param bounds no less than the value of each row, where packages are searched. @param hint a package to try first.
 *  Source: the egalitarian point, Kalai 1977, Econometrica 45. */
export function bestForWorstOff(
  gains: Gains,
  floor: number,
  bounds: Bounds | null = null,
  hint: Found | null = null,
): Chosen | null {
  const { space } = gains
  const { row } = space
  let [best, at] = [floor, null as Found | null]
  if (hint && isThere(gains, hint)) {
    openRow(row, gains, hint.position, hint.list)
    const value = leastAt(row, hint.entry, space.players)
    if (value >= best) [best, at] = [value, hint]
  }
  if (space.searched) return searchWorstOff(gains, { value: best, at }, Infinity, bounds)
  const bound = boundRows(gains)
  const least = promising(gains, bound)
  if (least > best) [best, at] = [least, null]
  for (let position = 0, r = 0; position < space.count; position++) {
    for (let list = 0; list < space.rest.length; list++, r++) {
      if (bound[r]! < best) continue
      openRow(row, gains, position, list)
      const { entry, value } = bestInRow(row, space.rest[list]!.parts.length, space.players, best)
      if (entry < 0) continue
      if (value > best || (at === null && value >= best)) [best, at] = [value, { position, list, entry }]
    }
  }
  return at && { ...at, value: best }
}

/** What the best package of the most promising row leaves: what all others have to match. */
function promising(gains: Gains, bound: Float64Array): number {
  const { space } = gains
  const lists = space.rest.length
  let [most, at] = [-Infinity, -1]
  for (let r = 0; r < space.count * lists; r++) if (bound[r]! > most) [most, at] = [bound[r]!, r]
  if (at < 0) return -Infinity
  openRow(space.row, gains, Math.floor(at / lists), at % lists)
  return bestInRow(space.row, space.rest[at % lists]!.parts.length, space.players, -Infinity).value
}

/** The entry of a row with the largest least gain, the first of equals, and that gain; −1 where there is none that
 *  leaves as much as a floor. */
function bestInRow(
  row: Row,
  entries: number,
  players: number,
  floor: number,
): { readonly entry: number; readonly value: number } {
  let [best, top] = [-1, floor]
  for (let entry = 0; entry < entries; entry++) {
    let least = Infinity
    for (let i = 0; i < players && least >= top; i++) {
      const gain = gainAt(row, i, entry)
      if (gain < least) least = gain
    }
    if (best < 0 ? least >= top : least > top) [top, best] = [least, entry]
  }
  return { entry: best, value: top }
}

/** The acceptable package with the largest weighted Nash product `Π g_i^{w_i}` over the veto players; null where none
 *  is acceptable. Ties go to the first in order. Source: Nash 1950, Econometrica 18; weights as in Harsanyi & Selten
 *  1972, Management Science 18. */
export function nashDeal(gains: Gains, weights: Float64Array | null): Chosen | null {
  const { space } = gains
  const { row } = space
  const gain = new Float64Array(space.players)
  let best: { readonly at: Found; readonly product: NashProduct } | null = null
  const look = (at: Found): void => {
    let i = 0
    while (i < space.players && (gain[i] = gainAt(row, i, at.entry)) >= 0) i++
    if (i < space.players) return
    const product = nashProduct(gain, weights)
    // The first acceptable package stands even where somebody gains just nothing, so that its product is the least
    // there is.
    if (best === null || exceeds(product, best.product)) best = { at, product }
  }
  if (space.searched) {
    for (const found of searchNash(gains, weights)) {
      openRow(row, gains, found.position, found.list)
      look(found)
    }
    return best && chosenOf(best)
  }
  const bound = boundRows(gains)
  for (let position = 0, r = 0; position < space.count; position++) {
    for (let list = 0; list < space.rest.length; list++, r++) {
      if (bound[r]! < 0) continue
      openRow(row, gains, position, list)
      const entries = space.rest[list]!.parts.length
      for (let entry = 0; entry < entries; entry++) look({ position, list, entry })
    }
  }
  return best && chosenOf(best)
}

function chosenOf({ at, product }: { readonly at: Found; readonly product: NashProduct }): Chosen {
  return { ...at, value: numberOf(product) }
}

/** Infinite beyond what numbers hold, and 0 below. */
export function numberOf({ scaled, exponent }: NashProduct): number {
  return exponent === 0 ? scaled : scaled * 2 ** (SCALE * exponent)
}

/** A product of any size, `scaled · 2^(500·exponent)`, with `scaled` from 1 on and below 2^500, or 0; a sum of
 *  logarithms has the exponent 0. */
export interface NashProduct {
  readonly scaled: number
  readonly exponent: number
}

/** Powers of two by which products are kept among the numbers: no bit is lost. */
const SCALE = 500

/** `Π g_i`, or `Σ w_i ln g_i` where weights are given; −∞ where somebody loses. A weight of 0 is that of nobody. */
export function nashProduct(gain: Float64Array, weights: Float64Array | null): NashProduct {
  let [product, exponent, sum] = [1, 0, 0]
  for (let i = 0; i < gain.length; i++) {
    if (gain[i]! < 0) return { scaled: -Infinity, exponent: 0 }
    product *= gain[i]!
    if (weights && weights[i]! > 0) sum += weights[i]! * log(gain[i]!)
    if (product === 0) continue
    for (; product >= 2 ** SCALE; exponent++) product *= 2 ** -SCALE
    for (; product < 1; exponent--) product *= 2 ** SCALE
  }
  return weights ? { scaled: sum, exponent: 0 } : { scaled: product, exponent: product === 0 ? 0 : exponent }
}

/** Whether one product is larger than another. */
export function exceeds(a: NashProduct, b: NashProduct): boolean {
  if (a.scaled <= 0 || b.scaled <= 0 || a.exponent === b.exponent) return a.scaled > b.scaled
  return a.exponent > b.exponent
}
