/** What a peace that may break is worth: discounted weights of peace and of renewed war, on a grid of years.
 *  D(t) = e^{−ρt} is the discount factor, S(t) the survival curve, h its breaking. */
import { exp, log, pow } from '../../math/elementary.ts'

/** Years at which the curve is read; after the last the peace is taken to hold for good. Closer together early, where
 *  the hazard is high. */
export const YEARS: readonly number[] = [0.5, 1, 2, 3, 5, 7, 10, 15, 20, 30]

/** `D(t)` at each year of {@link YEARS} for a yearly discount rate. */
export function discountFactors(rate: number): Float64Array {
  const force = log(1 + rate)
  const factors = new Float64Array(YEARS.length)
  for (let j = 0; j < factors.length; j++) factors[j] = exp(-force * YEARS[j]!)
  return factors
}

/** `(t/5)^k` at each year of {@link YEARS}: what a world's shape parameter makes of the grid. */
export function shapedYears(shape: number, out: Float64Array): void {
  for (let j = 0; j < YEARS.length; j++) out[j] = pow(YEARS[j]! / 5, shape)
}

/** S at each year of {@link YEARS}. */
export function survivalOnGrid(
  stillborn: number,
  hazardFiveYears: number,
  shaped: Float64Array,
  out: Float64Array,
): void {
  for (let j = 0; j < YEARS.length; j++) out[j] = (1 - stillborn) * exp(-hazardFiveYears * shaped[j]!)
}

/** A = share of all discounted time in which the peace holds, by the trapezoid rule: `A = Σ (D_{j−1} − D_j)(S_{j−1} +
 *  S_j)/2 + D_J S_J`, with S_0 = 1 − p0. Summation by parts makes A plus the breaking weights of {@link brokenShift}
 *  equal 1, so that a deal worth no more than fighting on is worth exactly that, however long it lasts. */
export function peaceShare(survival: Float64Array, stillborn: number, discount: Float64Array): number {
  let share = 0
  let before = 1 - stillborn
  let held = 1
  for (let j = 0; j < YEARS.length; j++) {
    share += ((held - discount[j]!) * (before + survival[j]!)) / 2
    before = survival[j]!
    held = discount[j]!
  }
  return share + held * before
}

/** `Σ_j b_j (Δ_{j−1} + Δ_j)/2`, b_j the discounted chance that war is renewed between grid years j − 1 and j and Δ_j
 *  what the shifted balance is worth at year j: `b_j = (D_{j−1} + D_j)/2 · (S_{j−1} − S_j)`. A stillborn peace breaks
 *  before anything shifts.
 *  @param start Δ_0, at the deal. @param shift Δ at each year of {@link YEARS}. */
export function brokenShift(
  survival: Float64Array,
  stillborn: number,
  discount: Float64Array,
  start: number,
  shift: Float64Array,
): number {
  let sum = 0
  let before = 1 - stillborn
  let held = 1
  let last = start
  for (let j = 0; j < YEARS.length; j++) {
    sum += ((held + discount[j]!) / 2) * (before - survival[j]!) * ((last + shift[j]!) / 2)
    before = survival[j]!
    held = discount[j]!
    last = shift[j]!
  }
  return sum
}

/** The weights of {@link brokenShift}, `b_j`, of years of the grid into `out` from a place on: where many Δ go with one
 *  curve. */
export function breakingWeights(
  survival: Float64Array,
  stillborn: number,
  discount: Float64Array,
  out: Float64Array,
  place: number,
): void {
  let before = 1 - stillborn
  let held = 1
  for (let j = 0; j < YEARS.length; j++) {
    out[place + j] = ((held + discount[j]!) / 2) * (before - survival[j]!)
    before = survival[j]!
    held = discount[j]!
  }
}

/** The means of {@link brokenShift}, `(Δ_{j−1} + Δ_j)/2`, of years of the grid into `out` from a place on: where many
 *  curves go with one Δ. */
export function meanShifts(start: number, shift: Float64Array, out: Float64Array, place: number): void {
  let last = start
  for (let j = 0; j < YEARS.length; j++) {
    out[place + j] = (last + shift[j]!) / 2
    last = shift[j]!
  }
}
