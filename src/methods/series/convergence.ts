/** Whether chains agree, and how many independent draws they are worth. */
import { log } from '../../math/elementary.ts'
import { normalQuantile } from '../../math/normal.ts'
import { quantileOf } from '../../math/statistics.ts'

export interface Convergence {
  /** Rank-normalised split R-hat, the larger of the one for location and the one for spread; about 1 where chains
   *  agree. */
  readonly rHat: number
  /** Effective draws for the middle of the distribution, and for its 5 % and 95 % quantiles. */
  readonly bulkEss: number
  readonly tailEss: number
}

/** Above this R-hat, or below this many effective draws a chain, chains are not to be trusted. Source: Vehtari et al.
 *  2021, §4. */
export const LARGEST_R_HAT = 1.01
export const LEAST_ESS_A_CHAIN = 100

/** Diagnostics of one parameter.
 *  @param chains draws of each chain, equally many, at least 4. @returns NaN in all where every draw is the same.
 *  Source: Vehtari, Gelman, Simpson, Carpenter & Bürkner 2021, Bayesian Analysis 16, eqs. 1-4, 10-14 and §3, §4.3. */
export function convergenceOf(chains: readonly ArrayLike<number>[]): Convergence {
  const halves = splitChains(chains)
  const all = halves.flatMap((half) => Array.from(half)).sort((a, b) => a - b)
  if (all[0] === all[all.length - 1]) return { rHat: Number.NaN, bulkEss: Number.NaN, tailEss: Number.NaN }
  const ranked = rankNormalised(halves)
  const median = quantileOf(all, 0.5)
  const folded = rankNormalised(halves.map((half) => half.map((x) => Math.abs(x - median))))
  // A quantile at which draws are held (a bound) leaves nothing that varies, and so nothing to count.
  const tails = [0.05, 0.95].map((p) => {
    const bound = quantileOf(all, p)
    return effectiveSize(halves.map((half) => half.map((x) => (x <= bound ? 1 : 0))))
  })
  return {
    rHat: Math.max(potentialScale(ranked), potentialScale(folded)),
    bulkEss: effectiveSize(ranked),
    tailEss: Math.min(...tails.filter((size) => size === size)),
  }
}

/** Each chain as its first and its second half; the middle draw of an odd number is left out. */
export function splitChains(chains: readonly ArrayLike<number>[]): Float64Array[] {
  return chains.flatMap((chain) => {
    const draws = Float64Array.from(chain)
    const half = Math.floor(draws.length / 2)
    return [draws.slice(0, half), draws.slice(draws.length - half)]
  })
}

/** Normal scores of the ranks among all draws, `Φ⁻¹((r − 3/8)/(S + 1/4))`; ties share their mean rank. Source: Vehtari
 *  et al. 2021, eq. 14. */
export function rankNormalised(chains: readonly Float64Array[]): Float64Array[] {
  const size = chains[0]!.length
  const flat = chains.flatMap((chain) => Array.from(chain))
  const order = flat.map((_, i) => i).sort((a, b) => flat[a]! - flat[b]! || a - b)
  const scores = chains.map(() => new Float64Array(size))
  for (let from = 0; from < order.length; ) {
    let to = from + 1
    while (to < order.length && flat[order[to]!] === flat[order[from]!]) to++
    const rank = (from + 1 + to) / 2
    const score = normalQuantile((rank - 3 / 8) / (flat.length + 1 / 4))
    for (let k = from; k < to; k++) scores[Math.floor(order[k]! / size)]![order[k]! % size] = score
    from = to
  }
  return scores
}

/** `√(((N − 1)/N · W + B/N) / W)` of chains of N draws. Source: Gelman & Rubin 1992; Vehtari et al. 2021, eqs. 1-4. */
export function potentialScale(chains: readonly Float64Array[]): number {
  const { within, pooled } = variances(chains)
  return Math.sqrt(pooled / within)
}

function variances(chains: readonly Float64Array[]): { within: number; pooled: number; means: number[] } {
  const size = chains[0]!.length
  const means = chains.map((chain) => chain.reduce((sum, x) => sum + x, 0) / size)
  const grand = means.reduce((sum, x) => sum + x, 0) / chains.length
  let within = 0
  chains.forEach((chain, m) => {
    for (const x of chain) within += (x - means[m]!) * (x - means[m]!)
  })
  within /= chains.length * (size - 1)
  let between = 0
  for (const mean of means) between += (mean - grand) * (mean - grand)
  between = chains.length > 1 ? between / (chains.length - 1) : 0
  return { within, pooled: ((size - 1) / size) * within + between, means }
}

/** Effective draws of several chains: autocorrelations are summed in pairs as long as the pairs are positive, each no
 *  larger than the one before. Never above `S log₁₀ S`. NaN where nothing varies within the chains. Source: Vehtari et
 *  al. 2021, eqs. 10-13; Geyer 1992, Statistical Science 7. */
export function effectiveSize(chains: readonly Float64Array[]): number {
  const size = chains[0]!.length
  const { within, pooled, means } = variances(chains)
  if (!(within > 0)) return Number.NaN
  const correlation = (lag: number): number => {
    let sum = 0
    chains.forEach((chain, m) => {
      const mean = means[m]!
      for (let i = lag; i < size; i++) sum += (chain[i]! - mean) * (chain[i - lag]! - mean)
    })
    return 1 - (within - sum / (chains.length * (size - 1))) / pooled
  }
  let time = -1
  let last = Infinity
  for (let lag = 0; lag + 1 < size; lag += 2) {
    const pair = (lag === 0 ? 1 : correlation(lag)) + correlation(lag + 1)
    if (!(pair > 0)) break
    last = Math.min(last, pair)
    time += 2 * last
  }
  const draws = size * chains.length
  const most = (draws * log(draws)) / Math.LN10
  return Math.min(most, draws / Math.max(time, draws / most))
}
