/** The no-deal value of a belligerent: what fighting on is worth to it, on its own score sheet, by its own forecast. */
import { exp, log } from '../../math/elementary.ts'

/** Advance that an actor forecasts: its prior and what the front has shown, weighted by months,
 *  `(c·r_prior + Σ_{s=0..m} r_s) / (c + m + 1)`, km²/month.
 *  @param shown sum of the months seen, the last before the date of the case included. @param months how many that is.
 *  Source: posterior mean of a normal rate with known variance (Gelman et al. 2013, BDA3, eq. 2.12); optimism is a prior that is off. */
export function forecastRate(prior: number, conviction: number, shown: number, months: number): number {
  return (conviction * prior + shown) / (conviction + months)
}

/** Share of the discounted future taken up by the next `months`, `1 − (1 + ρ)^{−months/12}`. */
export function shareOfFuture(discountPerYear: number, months: number): number {
  return 1 - exp((-log(1 + discountPerYear) * months) / 12)
}

/** Points that fighting costs over the time an actor expects to fight: a flow on the score sheet, discounted.
 *  @param flow points a year in war is worse than the same terms in peace. @param perThousand more of it per thousand casualties a month. */
export function costOfFighting(share: number, flow: number, perThousand: number, casualtiesPerMonth: number): number {
  return share * (flow + (perThousand * casualtiesPerMonth) / 1000)
}
