/** How much of a column of numbers one input explains by itself. */

/** Values that a bin needs for its mean to say anything. */
const LEAST_IN_BIN = 6
const MOST_BINS = 10

/** The larger of the squared rank correlation and the adjusted correlation ratio over bins of equal width, between 0
 *  and 1. Source: Pearson 1905, Proceedings of the Royal Society 71, correlation ratio; its adjustment Kelley 1935,
 *  PNAS 21.
 *  @param u the input's uniforms. @param y the output, as long. */
export function explained(u: ArrayLike<number>, y: ArrayLike<number>): number {
  return Math.max(0, ratio(u, y), correlation(ranks(u), ranks(y)) ** 2)
}

function ratio(u: ArrayLike<number>, y: ArrayLike<number>): number {
  const n = y.length
  const bins = Math.min(MOST_BINS, Math.floor(n / LEAST_IN_BIN))
  if (bins < 2) return 0
  const sums = new Float64Array(bins)
  const counts = new Float64Array(bins)
  let total = 0
  for (let k = 0; k < n; k++) {
    const bin = Math.min(bins - 1, Math.floor((u[k] ?? 0) * bins))
    sums[bin] = (sums[bin] ?? 0) + (y[k] ?? 0)
    counts[bin] = (counts[bin] ?? 0) + 1
    total += y[k] ?? 0
  }
  const centre = total / n
  let all = 0
  let within = 0
  for (let k = 0; k < n; k++) {
    const bin = Math.min(bins - 1, Math.floor((u[k] ?? 0) * bins))
    all += ((y[k] ?? 0) - centre) ** 2
    within += ((y[k] ?? 0) - (sums[bin] ?? 0) / (counts[bin] ?? 1)) ** 2
  }
  const used = counts.filter((count) => count > 0).length
  return all === 0 || n <= used ? 0 : 1 - within / (n - used) / (all / (n - 1))
}

/** Ranks, ties at their mean. */
function ranks(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, k) => k).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
  const out = new Float64Array(values.length)
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to + 1 < order.length && values[order[to + 1] ?? 0] === values[order[from] ?? 0]) to++
    for (let k = from; k <= to; k++) out[order[k] ?? 0] = (from + to) / 2
    from = to + 1
  }
  return out
}

function correlation(x: Float64Array, y: Float64Array): number {
  const n = x.length
  const [mx, my] = [x, y].map((column) => column.reduce((sum, value) => sum + value, 0) / n) as [number, number]
  let xy = 0
  let xx = 0
  let yy = 0
  for (let k = 0; k < n; k++) {
    const [dx, dy] = [(x[k] ?? 0) - mx, (y[k] ?? 0) - my]
    xy += dx * dy
    xx += dx * dx
    yy += dy * dy
  }
  return xx === 0 || yy === 0 ? 0 : xy / Math.sqrt(xx * yy)
}
