/** The Cholesky factor of a correlation matrix. */

/** Lower triangular L with `L Lᵀ = matrix`, or null where the symmetric matrix is not positive definite.
 *  Source: Golub & Van Loan 2013, Matrix Computations, alg. 4.2.2. */
export function cholesky(matrix: readonly (readonly number[])[]): number[][] | null {
  const size = matrix.length
  const lower = Array.from({ length: size }, () => new Array<number>(size).fill(0))
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i]![j]!
      for (let k = 0; k < j; k++) rest -= lower[i]![k]! * lower[j]![k]!
      if (i === j && !(rest > 0)) return null
      lower[i]![j] = i === j ? Math.sqrt(rest) : rest / lower[j]![j]!
    }
  }
  return lower
}
