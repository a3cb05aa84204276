/** How the balance of forces shifts while the peace lasts, and what that does to the temptation to break it. */
import { exp } from '../../math/elementary.ts'

/** Years' worth of rearming after t years of peace, `τ(1 − e^{−t/τ})`: t at first, τ in the end. */
export function rearmedYears(years: number, levelling: number): number {
  return levelling * (1 - exp(-years / levelling))
}

/** Powell's margin: by how much keeping the deal beats breaking it in the year where the temptation is greatest, `min_t
 *  [u − W(t)]` in points. Negative = the side that grows stronger would rather fight later: a commitment problem.
 *  @param points what the terms are worth to it while they hold. @param fighting its no-deal value after t years, by
 *  grid year. Source: Powell 2006, War as a commitment problem, International Organization 60(1), p. 182 (shift against
 *  surplus), period by period. */
export function powellMargin(points: number, fighting: ArrayLike<number>): number {
  let least = Infinity
  for (let j = 0; j < fighting.length; j++) least = Math.min(least, points - fighting[j]!)
  return least
}

/** Share of combined strength that a credible guarantee has to add to the defender for Powell's margin to be 0; 0 where
 *  it is not negative without one, 1 (all there is: none would do) where more would be needed. Support moves the line
 *  that a renewed war would reach: back to where the line is by `back` points a km² lost, beyond it by `forward` points
 *  a km² gained.
 *  @param surplus points that the terms are worth beyond its no-deal value. @param rearmed what it gains by rearming,
 *  as a share of strength, where that is most. @param reach km² per unit of share. Source: Powell 2006, p. 182, solved
 *  for the support. */
export function guaranteeNeeded(
  surplus: number,
  rearmed: number,
  reach: number,
  slopes: { readonly forward: number; readonly back: number },
): number {
  const perShare = reach * (surplus >= 0 ? slopes.forward : slopes.back)
  if (perShare > 0) return Math.min(1, Math.max(0, rearmed - surplus / perShare))
  return surplus >= 0 ? 0 : 1
}

/** Powell's condition in his own symbols: bargaining breaks down where the shift exceeds the surplus,
 *  `δM1(t+1) − M1(t) > B − [M1(t) + M2(t)]`. @returns surplus less shift; negative = breakdown.
 *  Source: Powell 2006, p. 182. */
export function powellSurplusLessShift(power: {
  readonly strongNow: number
  readonly strongNext: number
  readonly other: number
  readonly pie: number
  readonly discount: number
}): number {
  const { strongNow, strongNext, other, pie, discount } = power
  return pie - (strongNow + other) - (discount * strongNext - strongNow)
}
