/** Whether a symmetric matrix is positive definite. */

/** Symmetric elimination: all pivots are positive exactly where all leading minors are (Sylvester's criterion).
 *  Pivots are compared with 0, as the factorisation that draws correlated worlds does.
 *  Source: Horn & Johnson 2013, Matrix Analysis, thm 7.2.5. */
export function leadingMinorsPositive(matrix: readonly (readonly number[])[]): boolean {
  const rest = matrix.map((row) => [...row])
  for (let k = 0; k < rest.length; k++) {
    const pivot = rest[k]![k]!
    if (!(pivot > 0)) return false
    for (let i = k + 1; i < rest.length; i++) {
      const factor = rest[i]![k]! / pivot
      if (factor === 0) continue
      for (let j = k; j < rest.length; j++) rest[i]![j] = rest[i]![j]! - factor * rest[k]![j]!
    }
  }
  return true
}
