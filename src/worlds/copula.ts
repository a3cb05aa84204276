/** Correlated uniforms by a Gaussian copula. */
import type { Correlation } from '../case/types.ts'
import { normalCdf, normalQuantile } from '../math/normal.ts'

/** Returns a function that correlates, in place, the uniforms of the quantities named; the others stay as they were.
 *  With z the normal scores and L the Cholesky factor of the correlation matrix, `u = Φ(L z)`; rho is the correlation of the scores.
 *  @throws RangeError where the matrix is not positive definite. Source: Nelsen 2006, An Introduction to Copulas, §2.3. */
export function copula(correlations: readonly Correlation[]): (uniform: Float64Array) => void {
  const members = [...new Set(correlations.flatMap(({ a, b }) => [a, b]))].sort((a, b) => a - b)
  const size = members.length
  const matrix = Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j): number => (i === j ? 1 : 0)))
  for (const { a, b, rho } of correlations) {
    const i = members.indexOf(a)
    const j = members.indexOf(b)
    matrix[i]![j] = matrix[j]![i] = rho
  }
  const factor = cholesky(matrix)
  const score = new Float64Array(size)
  return (uniform) => {
    for (let i = 0; i < size; i++) score[i] = normalQuantile(uniform[members[i]!]!)
    for (let i = size - 1; i >= 0; i--) {
      let sum = 0
      for (let j = 0; j <= i; j++) sum += factor[i]![j]! * score[j]!
      uniform[members[i]!] = normalCdf(sum)
    }
  }
}

/** Lower triangular L with `L Lᵀ = matrix`. @throws RangeError where the matrix is not positive definite. */
export function cholesky(matrix: readonly (readonly number[])[]): number[][] {
  const size = matrix.length
  const lower = Array.from({ length: size }, () => new Array<number>(size).fill(0))
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i]![j]!
      for (let k = 0; k < j; k++) rest -= lower[i]![k]! * lower[j]![k]!
      if (i === j && rest <= 0) throw new RangeError('correlations are not positive definite')
      lower[i]![j] = i === j ? Math.sqrt(rest) : rest / lower[j]![j]!
    }
  }
  return lower
}
