/** Inverting a distribution function on (0, ∞) through the logarithm of its smaller tail. */
import { exp, log } from './elementary.ts'

/** A tail probability at some x, and its density there times x. */
export interface Tail {
  readonly probability: number
  readonly densityTimesX: number
}

const MAX_STEPS = 200
/** Newton's method converges quadratically: after a step this small the next would change nothing. */
const LAST_STEP = 1e-10
/** Where a bracket has no lower end yet, it is sought by this factor. */
const DESCENT = 1 / 16

/** The x in (0, `limit`] whose lower (or, if `upper`, upper) tail is `target`. Newton's method for ln(tail) as a
 *  function of ln x, which is concave for log-concave tails, kept inside a bracket by bisection for all others. Returns
 *  0 where x is below the smallest double. */
export function invertTail(
  tailAt: (x: number) => Tail,
  target: number,
  upper: boolean,
  range: { readonly start: number; readonly limit: number },
): number {
  let low = 0
  let high = range.limit
  let x = range.start
  for (let i = 0; i < MAX_STEPS && x > 0; i++) {
    const { probability, densityTimesX } = tailAt(x)
    // How far the lower tail is too large, or the upper too small: x is too large where this is above 1.
    const excess = upper ? target / probability : probability / target
    if (excess > 1) high = x
    else low = x
    const step = -log(excess) * (probability / densityTimesX)
    if (Math.abs(step) < LAST_STEP) return x + x * step
    const next = x * exp(step)
    x = next > low && next < high ? next : between(low, high)
  }
  return x
}

function between(low: number, high: number): number {
  if (low === 0) return high * DESCENT
  return high === Infinity ? low / DESCENT : Math.sqrt(low) * Math.sqrt(high)
}
