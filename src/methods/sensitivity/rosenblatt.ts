/** Dependent inputs from independent innovations, in any order of the inputs. */
import { normalCdf, normalQuantile } from '../../math/normal.ts'
import { cholesky } from '../../math/cholesky.ts'

/** Writes dependent uniforms into `out` from independent uniforms, both by input. */
export type FromInnovations = (innovations: Float64Array, out: Float64Array) => void

/** The inverse Rosenblatt transform for an order of the inputs: the uniform of each input depends on its own innovation
 *  and those of the inputs before it in `order`. So the inputs first in the order are held by holding their
 *  innovations, while fresh innovations of the others draw them from their distribution given the first.
 *  Source: Rosenblatt 1952, Annals of Mathematical Statistics 23. */
export type Dependence = (order: readonly number[]) => FromInnovations

/** Inputs that do not depend on one another. */
export const independent: Dependence = () => (innovations, out) => {
  out.set(innovations)
}

/** Inputs that depend by a Gaussian copula with this correlation of normal scores.
 *  @throws RangeError, when an order is given, where the correlations are not positive definite.
 *  Source: Lebrun & Dutfoy 2009, Probabilistic Engineering Mechanics 24, on the transform for this copula. */
export function gaussianDependence(correlation: readonly (readonly number[])[]): Dependence {
  return (order) => {
    const factor = cholesky(order.map((i) => order.map((j) => correlation[i]![j]!)))
    if (!factor) throw new RangeError('correlations are not positive definite')
    const scores = new Float64Array(order.length)
    return (innovations, out) => {
      for (let p = 0; p < order.length; p++) scores[p] = normalQuantile(innovations[order[p]!]!)
      for (let p = 0; p < order.length; p++) {
        let score = 0
        for (let q = 0; q <= p; q++) score += factor[p]![q]! * scores[q]!
        out[order[p]!] = normalCdf(score)
      }
    }
  }
}
