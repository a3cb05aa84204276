/** The chance that enough of some members agree. */
import { normalCdf, normalQuantile } from './normal.ts'

/** Points at which what members have in common is averaged over: the middle of as many equal slices of probability. */
const SLICES = 64

/** Chance that at least `quorum` of independent members agree, each with its own probability: the upper tail of the
 *  Poisson binomial, summed up member by member. @param probability by member, read as 1 where above. Source: Hodges &
 *  Le Cam 1960, The Poisson approximation to the Poisson binomial distribution, Ann. Math. Stat. 31 (definition). */
export function chanceOfQuorum(probability: ArrayLike<number>, quorum: number): number {
  const exactly = new Float64Array(probability.length + 1)
  exactly[0] = 1
  for (let m = 0; m < probability.length; m++) {
    const p = Math.min(1, probability[m]!)
    for (let k = m + 1; k > 0; k--) exactly[k] = exactly[k]! * (1 - p) + exactly[k - 1]! * p
    exactly[0] = exactly[0]! * (1 - p)
  }
  let tail = 0
  for (let k = Math.max(0, quorum); k < exactly.length; k++) tail += exactly[k]!
  return Math.min(1, tail)
}

/** As {@link chanceOfQuorum}, of members that lean the same way: normal scores with a common factor, any two correlated
 *  by `rho`. Source: the one-factor model, Vasicek 1987, Probability of loss on loan portfolio; midpoint rule over the
 *  common factor. */
export function chanceOfTiedQuorum(probability: ArrayLike<number>, quorum: number, rho: number): number {
  if (!(rho > 0) || probability.length < 2) return chanceOfQuorum(probability, quorum)
  const [shared, own] = [Math.sqrt(rho), Math.sqrt(Math.max(1 - rho, 1e-9))]
  const given = new Float64Array(probability.length)
  let sum = 0
  for (let slice = 0; slice < SLICES; slice++) {
    const common = shared * normalQuantile((slice + 0.5) / SLICES)
    for (let m = 0; m < given.length; m++) {
      const p = Math.min(1, probability[m]!)
      given[m] = p <= 0 || p >= 1 ? p : normalCdf((normalQuantile(p) - common) / own)
    }
    sum += chanceOfQuorum(given, quorum)
  }
  return sum / SLICES
}
