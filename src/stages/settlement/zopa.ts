/** The zone of possible agreement of one month: whether any package leaves nobody worse off than walking away, which is
 *  best for the worst-off, and which maximises the Nash product. */
import { log } from '../../math/elementary.ts'
import { searchNash, searchWorstOff } from './searched.ts'
import { gainAt, mostGain, openRow } from './gain.ts'
import type { Gains, Row } from './gain.ts'
import { boundRows, SLACK } from './rows.ts'

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
      const entry = bestInRow(row, space.rest[list]!.parts.length, space.players, best)
      if (entry < 0) continue
      const value = leastAt(row, entry, space.players)
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
  const entry = bestInRow(space.row, space.rest[at % lists]!.parts.length, space.players, -Infinity)
  return entry < 0 ? -Infinity : leastAt(space.row, entry, space.players)
}

/** The entry of a row with the largest least gain, the first of equals; −1 where none leaves as much as a floor. */
function bestInRow(row: Row, entries: number, players: number, floor: number): number {
  let [best, top] = [-1, floor]
  for (let entry = 0; entry < entries; entry++) {
    let least = Infinity
    for (let i = 0; i < players && least >= top; i++) {
      const gain = gainAt(row, i, entry)
      if (gain < least) least = gain
    }
    if (best < 0 ? least >= top : least > top) [top, best] = [least, entry]
  }
  return best
}

/** The acceptable package with the largest weighted Nash product `Π g_i^{w_i}` over the veto players; null where none
 *  is acceptable. Ties go to the first in order. Source: Nash 1950, Econometrica 18; weights as in Harsanyi & Selten
 *  1972, Management Science 18. */
export function nashDeal(gains: Gains, weights: Float64Array | null): Chosen | null {
  const { space } = gains
  const { row } = space
  const lead: Lead = { at: null, product: null, gain: new Float64Array(space.players), weights }
  if (space.searched) {
    for (const found of searchNash(gains, weights)) {
      openRow(row, gains, found.position, found.list)
      look(lead, row, found)
    }
    return chosenOf(lead)
  }
  const bound = boundRows(gains)
  const found = { position: 0, list: 0, entry: 0 }
  for (let r = 0; found.position < space.count; found.position++) {
    for (found.list = 0; found.list < space.rest.length; found.list++, r++) {
      if (bound[r]! < 0) continue
      openRow(row, gains, found.position, found.list)
      if (!mayExceed(lead, row, space.ideal[found.list]!)) continue
      const entries = space.rest[found.list]!.parts.length
      for (found.entry = 0; found.entry < entries; found.entry++) look(lead, row, found)
    }
  }
  return chosenOf(lead)
}

/** The best deal so far, and room for the gains of another. */
interface Lead {
  at: Found | null
  product: NashProduct | null
  readonly gain: Float64Array
  readonly weights: Float64Array | null
}

/** The first acceptable package stands even where somebody gains just nothing, so that its product is the least there
 *  is. */
function look(lead: Lead, row: Row, at: Found): void {
  const { gain, weights } = lead
  let i = 0
  while (i < gain.length && (gain[i] = gainAt(row, i, at.entry)) >= 0) i++
  if (i < gain.length) return
  const product = nashProduct(gain, weights)
  if (lead.product && !exceeds(product, lead.product)) return
  lead.product = product
  lead.at = { ...at }
}

/** Whether an entry of the row may have a larger product, by what each player's best, apart, would bring it. */
function mayExceed({ product, gain, weights }: Lead, row: Row, ideal: Float64Array): boolean {
  if (!product) return true
  for (let i = 0; i < gain.length; i++) gain[i] = Math.max(0, mostGain(row, i, ideal[i]!))
  const { scaled, exponent } = nashProduct(gain, weights)
  return exceeds({ scaled: weights ? scaled + SLACK : scaled * (1 + SLACK), exponent }, product)
}

function chosenOf({ at, product }: Lead): Chosen | null {
  return at && product && { ...at, value: numberOf(product) }
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
