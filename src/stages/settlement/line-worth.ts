/** What land is worth to an actor: its points for the options of the territory issue, read as a function of where the
 *  line lies. */

/** Points by km² relative to the line as of the date, piecewise linear between anchors, flat beyond the outermost. */
export interface LineWorth {
  /** km², ascending. */
  readonly km2: Float64Array
  readonly points: Float64Array
}

/** Anchors sorted by line; of two anchors at one line the first counts. */
export function lineWorth(km2: readonly number[], points: readonly number[]): LineWorth {
  const order = km2
    .map((_, k) => k)
    .sort((a, b) => km2[a]! - km2[b]! || a - b)
    .filter((k, n, all) => n === 0 || km2[k] !== km2[all[n - 1]!])
  const sorted: LineWorth = { km2: new Float64Array(order.length), points: new Float64Array(order.length) }
  order.forEach((k, n) => {
    sorted.km2[n] = km2[k]!
    sorted.points[n] = points[k]!
  })
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
