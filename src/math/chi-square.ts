/** Tail of the chi-square distribution, for tests. */
import { gammaTail } from './gamma.ts'

/** Probability that a chi-square variable with so many degrees of freedom exceeds `x`. */
export function chiSquareTail(x: number, degrees: number): number {
  return gammaTail(x, degrees / 2, 2)
}
