/** Correlated uniforms by a Gaussian copula. */
import type { Correlation } from '../../case/types.ts'
import { cholesky } from '../../math/cholesky.ts'
import { normalCdf, normalQuantile } from '../../math/normal.ts'

/** Returns a function that correlates, in place, the uniforms of the quantities named; the others stay as they were.
 *  With z the normal scores and L the Cholesky factor of the correlation matrix, `u = Φ(L z)`; rho is the correlation
 *  of the scores.
 *  @throws RangeError where the matrix is not positive definite. Source: Nelsen 2006, An Introduction to Copulas,
 *  §2.3. */
export function copula(correlations: readonly Correlation[]): (uniform: Float64Array) => void {
  const members = [...new Set(correlations.flatMap(({ a, b }) => [a, b]))].sort((a, b) => a - b)
  const size = members.length
  const matrix = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (__, j): number => (i === j ? 1 : 0)),
  )
  for (const { a, b, rho } of correlations) {
    const i = members.indexOf(a)
    const j = members.indexOf(b)
    matrix[i]![j] = matrix[j]![i] = rho
  }
  const factor = cholesky(matrix)
  if (!factor) throw new RangeError('correlations are not positive definite')
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
