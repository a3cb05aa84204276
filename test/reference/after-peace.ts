/** What a shifted no-deal value is worth once a peace may break, with no discount: by the definition, year by year of
 *  the grid. */
import { YEARS } from '../../src/stages/durability/discounting.ts'

/** @param shifted points by which no deal is another after so many years of peace. */
export function naiveShift(
  survival: { readonly stillborn: number; readonly hazardFiveYears: number; readonly shape: number },
  shifted: (years: number) => number,
): number {
  const { stillborn, hazardFiveYears, shape } = survival
  const holds = (t: number): number => (1 - stillborn) * Math.exp(-hazardFiveYears * (t / 5) ** shape)
  let [sum, before] = [0, 0]
  for (const year of YEARS) {
    sum += ((holds(before) - holds(year)) * (shifted(before) + shifted(year))) / 2
    before = year
  }
  return sum
}
