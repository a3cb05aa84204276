/** What land is worth to an actor: its points for the options of the territory issue, read as a function of where the
 *  line lies. */

/** Points by km² relative to the line as of the date, piecewise linear between anchors, flat beyond the outermost. */
export interface LineWorth {
  /** km², ascending. */
  readonly km2: Float64Array
  readonly points: Float64Array
}

/** Anchors sorted by line, by insertion: they are few. Of two anchors at one line the first counts. */
export function lineWorth(km2: readonly number[], points: readonly number[]): LineWorth {
  const order: number[] = []
  for (let k = 0; k < km2.length; k++) {
    let place = order.length
    while (place > 0 && km2[order[place - 1]!]! > km2[k]!) place--
    if (place > 0 && km2[order[place - 1]!] === km2[k]) continue
    order.push(k)
    for (let n = order.length - 1; n > place; n--) order[n] = order[n - 1]!
    order[place] = k
  }
  const sorted: LineWorth = { km2: new Float64Array(order.length), points: new Float64Array(order.length) }
  for (let n = 0; n < order.length; n++) {
    sorted.km2[n] = km2[order[n]!]!
    sorted.points[n] = points[order[n]!]!
  }
  return sorted
}

/** Points where the line has moved by `line` km². */
export function worthAt(worth: LineWorth, line: number): number {
  const { km2, points } = worth
  const last = km2.length - 1
  if (line <= km2[0]!) return points[0]!
  if (line >= km2[last]!) return points[last]!
  let k = 1
  while (km2[k]! < line) k++
  const part = (line - km2[k - 1]!) / (km2[k]! - km2[k - 1]!)
  return points[k - 1]! + part * (points[k]! - points[k - 1]!)
}

/** Points per km² just ahead of a line, and just behind it. */
export function slopesAt(worth: LineWorth, line: number): { readonly forward: number; readonly back: number } {
  const { km2, points } = worth
  const slope = (k: number): number =>
    k < 1 || k >= km2.length ? 0 : (points[k]! - points[k - 1]!) / (km2[k]! - km2[k - 1]!)
  let ahead = 0
  while (ahead < km2.length && km2[ahead]! <= line) ahead++
  let behind = ahead
  while (behind > 0 && km2[behind - 1]! >= line) behind--
  return { forward: slope(ahead), back: slope(behind) }
}
