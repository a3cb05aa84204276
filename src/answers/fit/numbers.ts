/** Draws of a posterior as the numbers that a case holds: marginal distributions and the correlations of their
 *  ranks. */
import { defined } from '../../case/defined.ts'
import type { Distribution } from '../../math/distribution.ts'
import { sin } from '../../math/elementary.ts'
import { quantileOf } from '../../math/statistics.ts'
import type { Five } from './record.ts'

const PI_6 = 0.5235987755982988
/** Quantiles that stand for a marginal: finer than the digits that a few thousand draws can give. */
const QUANTILES = 200

export function meanAndSd(draws: ArrayLike<number>): { readonly mean: number; readonly sd: number } {
  const size = draws.length
  let mean = 0
  for (let i = 0; i < size; i++) mean += defined(draws[i]) / size
  let squares = 0
  for (let i = 0; i < size; i++) squares += (defined(draws[i]) - mean) * (defined(draws[i]) - mean)
  return { mean, sd: Math.sqrt(squares / (size - 1)) }
}

/** A marginal as equally likely quantiles. */
export function marginal(draws: ArrayLike<number>): Distribution {
  const sorted = Float64Array.from(draws).sort()
  const values = Array.from({ length: QUANTILES }, (_, k) =>
    Number(quantileOf(sorted, (k + 0.5) / QUANTILES).toPrecision(6)),
  )
  return { kind: 'discrete', values, weights: values.map(() => 1) }
}

export function numbersOf(
  columns: readonly (readonly [id: string, draws: ArrayLike<number>])[],
): { readonly id: string; readonly option: null; readonly of: Distribution }[] {
  return columns.map(([id, draws]) => ({ id, option: null, of: marginal(draws) }))
}

/** The correlation of a Gaussian copula with the rank correlation of two columns, `2 sin(π ρ_s / 6)`.
 *  Source: Pearson 1907; Kruskal 1958, JASA 53. */
export function rankCorrelation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const size = a.length
  const ranks = (xs: ArrayLike<number>): Float64Array => {
    const order = Array.from(xs, (_, i) => i).sort((i, j) => defined(xs[i]) - defined(xs[j]) || i - j)
    const out = new Float64Array(size)
    order.forEach((i, rank) => {
      out[i] = rank - (size - 1) / 2
    })
    return out
  }
  const [x, y] = [ranks(a), ranks(b)]
  let products = 0
  let squares = 0
  for (let i = 0; i < size; i++) {
    products += defined(x[i]) * defined(y[i])
    squares += defined(x[i]) * defined(x[i])
  }
  return 2 * sin((PI_6 * products) / squares)
}

export function five(draws: ArrayLike<number>): Five {
  const sorted = Float64Array.from(draws).sort()
  return [0.05, 0.25, 0.5, 0.75, 0.95].map((p) => quantileOf(sorted, p)) as unknown as Five
}
