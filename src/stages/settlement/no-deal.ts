/** The no-deal value of a belligerent: what fighting on is worth to it, on its own score sheet, by its own forecast. */
import { exp, log } from '../../math/elementary.ts'

/** What an actor takes the bias of the front to be, beyond level, fire and force: its optimism, corrected by what has
 *  surprised it, `(c·optimism + Σ_{s=1..m} surprise_s) / (c + m)`, km²/month. Source: posterior mean of a normal mean
 *  with known variance (Gelman et al. 2013, BDA3, eq. 2.12), the prior worth c months. */
export function biasBelieved(optimism: number, conviction: number, surprise: number, months: number): number {
  return (conviction * optimism + surprise) / (conviction + months)
}

/** Share of the discounted future taken up by the next `months`, `1 − (1 + ρ)^{−months/12}`. */
export function shareOfFuture(discountPerYear: number, months: number): number {
  return 1 - exp((-log(1 + discountPerYear) * months) / 12)
}

/** Who breaks within the horizon, and the share of it that is fought through, from the hazards added up: `q_s =
 *  (Λ_s/Λ)(1 − e^{−Λ})` and `(1 − e^{−Λ})/Λ`. Source: competing risks at constant proportions, Kalbfleisch & Prentice
 *  2002, §8.2. */
export function breakOdds(
  attacker: number,
  defender: number,
): { readonly attacker: number; readonly defender: number; readonly fighting: number } {
  const sum = attacker + defender
  if (!(sum > 0)) return { attacker: 0, defender: 0, fighting: 1 }
  const fighting = (1 - exp(-sum)) / sum
  return { attacker: attacker * fighting, defender: defender * fighting, fighting }
}

/** Points a year by which fighting is worse than the same terms in peace. @param flow of them. @param perThousand more
 *  of it per thousand casualties a month. */
export function costOfFighting(flow: number, perThousand: number, casualtiesPerMonth: number): number {
  return flow + (perThousand * casualtiesPerMonth) / 1000
}
