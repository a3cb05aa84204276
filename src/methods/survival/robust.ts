/** Standard errors that hold where rows of one cluster depend on each other. */
import { sandwich } from '../../math/symmetric.ts'

/** `V (Σ_c u_c u_cᵀ) V`, u_c the sum of the rows' slopes in cluster c, V the covariance under independence.
 *  @param scores slope of each row's log likelihood, row after row. @param clusters of each row, from 0.
 *  Source: Lin & Wei 1989, J. Am. Stat. Assoc. 84, 1074–1078; no correction for the number of clusters. */
export function clusteredCovariance(
  scores: Float64Array,
  clusters: ArrayLike<number>,
  covariance: Float64Array,
): Float64Array {
  const size = Math.round(Math.sqrt(covariance.length))
  let count = 0
  for (let i = 0; i < clusters.length; i++) count = Math.max(count, clusters[i]! + 1)
  const sums = new Float64Array(count * size)
  for (let i = 0; i < clusters.length; i++) {
    for (let a = 0; a < size; a++) sums[clusters[i]! * size + a]! += scores[i * size + a]!
  }
  const meat = new Float64Array(size * size)
  for (let c = 0; c < count; c++) {
    for (let a = 0; a < size; a++) {
      for (let b = 0; b < size; b++) meat[a * size + b]! += sums[c * size + a]! * sums[c * size + b]!
    }
  }
  return sandwich(covariance, meat, size)
}

/** Roots of the diagonal of a covariance. */
export function standardErrors(covariance: Float64Array): Float64Array {
  const size = Math.round(Math.sqrt(covariance.length))
  return Float64Array.from({ length: size }, (_, i) => Math.sqrt(Math.max(0, covariance[i * size + i]!)))
}
