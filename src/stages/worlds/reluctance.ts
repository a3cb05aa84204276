/** When a body agrees: by what its members drew, and how many of them it takes. */

/** The factor on its members' probabilities above which a body agrees: member m agrees where `u_m < factor · p_m`,
 *  so the body does where the quorum-th smallest `u_m / p_m` lies below the factor.
 *  @param uniform one draw a member. @param probability by member. @param quorum how many have to agree, at least 1. */
export function reluctance(uniform: ArrayLike<number>, probability: ArrayLike<number>, quorum: number): number {
  if (uniform.length === 0) return 0
  if (quorum >= uniform.length) return largestRatio(uniform, probability)
  const ratios = new Float64Array(uniform.length)
  for (let m = 0; m < ratios.length; m++) ratios[m] = ratio(uniform[m]!, probability[m]!)
  return ratios.sort()[quorum - 1]!
}

function largestRatio(uniform: ArrayLike<number>, probability: ArrayLike<number>): number {
  let largest = 0
  for (let m = 0; m < uniform.length; m++) largest = Math.max(largest, ratio(uniform[m]!, probability[m]!))
  return largest
}

function ratio(uniform: number, probability: number): number {
  return probability > 0 ? uniform / probability : Infinity
}
