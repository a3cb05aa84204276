/** Slow, plain versions of what `src/methods/series` computes. */
import { normalQuantile } from '../../src/math/normal.ts'

interface Space {
  readonly fade: number
  readonly levelSd: number
  readonly noiseSd: number
  readonly startMean: number
  readonly startVariance: number
}

/** Log density of the observed entries as one multivariate normal vector, from their means and covariances. */
export function jointLogDensity(model: Space, series: readonly number[], offsets: readonly number[]): number {
  const { fade, levelSd, noiseSd, startMean, startVariance } = model
  const steps = series.map((_, t) => t).filter((t) => !Number.isNaN(series[t]!))
  const variance = (t: number): number => (t === 0 ? startVariance : fade * fade * variance(t - 1) + levelSd * levelSd)
  const covariance = steps.map((s) =>
    steps.map((t) => fade ** Math.abs(s - t) * variance(Math.min(s, t)) + (s === t ? noiseSd * noiseSd : 0)),
  )
  const errors = steps.map((t) => series[t]! - offsets[t]! - fade ** t * startMean)
  // Gaussian elimination gives the determinant and the quadratic form at once.
  let logDensity = (-steps.length / 2) * Math.log(2 * Math.PI)
  const matrix = covariance.map((row, i) => [...row, errors[i]!])
  for (let k = 0; k < steps.length; k++) {
    const pivot = matrix[k]![k]!
    const last = matrix[k]![steps.length]!
    logDensity -= 0.5 * (Math.log(pivot) + (last * last) / pivot)
    for (let i = k + 1; i < steps.length; i++) {
      const factor = matrix[i]![k]! / pivot
      for (let j = k; j <= steps.length; j++) matrix[i]![j] = matrix[i]![j]! - factor * matrix[k]![j]!
    }
  }
  return logDensity
}

const average = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0) / xs.length

/** R-hat and effective size as the paper writes them, with every autocorrelation computed first. */
export function plainConvergence(chains: readonly (readonly number[])[]): { rHat: number; bulkEss: number } {
  const halves = chains.flatMap((c) => [c.slice(0, c.length / 2), c.slice(c.length / 2)])
  const scores = (xs: readonly (readonly number[])[]): number[][] => {
    const all = xs.flat()
    return xs.map((c) =>
      c.map((x) => {
        const rank = all.filter((y) => y < x).length + (all.filter((y) => y === x).length + 1) / 2
        return normalQuantile((rank - 3 / 8) / (all.length + 1 / 4))
      }),
    )
  }
  const sorted = halves.flat().sort((a, b) => a - b)
  const median = (sorted[sorted.length / 2 - 1]! + sorted[sorted.length / 2]!) / 2
  const folded = halves.map((c) => c.map((x) => Math.abs(x - median)))
  return {
    rHat: Math.max(moments(scores(halves)).rHat, moments(scores(folded)).rHat),
    bulkEss: plainSize(scores(halves)),
  }
}

function moments(chains: readonly (readonly number[])[]): { within: number; pooled: number; rHat: number } {
  const n = chains[0]!.length
  const means = chains.map(average)
  const variances = chains.map((c, m) => c.reduce((sum, x) => sum + (x - means[m]!) ** 2, 0) / (n - 1))
  const grand = average(means)
  const between = (n * means.reduce((sum, x) => sum + (x - grand) ** 2, 0)) / (chains.length - 1)
  const within = average(variances)
  const pooled = ((n - 1) / n) * within + between / n
  return { within, pooled, rHat: Math.sqrt(pooled / within) }
}

function plainSize(chains: readonly (readonly number[])[]): number {
  const n = chains[0]!.length
  const { within, pooled } = moments(chains)
  const rho = Array.from({ length: n }, (_, lag) => {
    const covariances = chains.map((c) => {
      const mean = average([...c])
      let sum = 0
      for (let i = lag; i < n; i++) sum += (c[i]! - mean) * (c[i - lag]! - mean)
      return sum / (n - 1)
    })
    return lag === 0 ? 1 : 1 - (within - average(covariances)) / pooled
  })
  const pairs: number[] = []
  for (let t = 0; 2 * t + 1 < n; t++) {
    const pair = rho[2 * t]! + rho[2 * t + 1]!
    if (pair <= 0) break
    pairs.push(Math.min(pair, pairs.at(-1) ?? Infinity))
  }
  return (n * chains.length) / (2 * pairs.reduce((a, b) => a + b, 0) - 1)
}
