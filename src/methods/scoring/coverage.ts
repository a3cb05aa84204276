/** How often intervals held what came. */
import { wilsonInterval } from '../../math/statistics.ts'
import type { Interval } from '../../math/statistics.ts'

/** Share of outcomes within their intervals, ends included, with its 95 % score interval (which takes the cases as
 *  independent). */
export function coverage(lows: ArrayLike<number>, highs: ArrayLike<number>, outcomes: ArrayLike<number>): Interval {
  let inside = 0
  for (let i = 0; i < outcomes.length; i++) if (outcomes[i]! >= lows[i]! && outcomes[i]! <= highs[i]!) inside++
  return wilsonInterval(inside, outcomes.length)
}
