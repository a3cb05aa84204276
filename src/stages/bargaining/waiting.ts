/** Whether talks have waited long enough for a deal: the pace of the open months so far against what they wait for, by
 *  bounds as far as bounds can tell. */
import type { Pace } from './pace.ts'

/** Above the rounding of a sum of hazards. */
const ROUNDING = 1e-9

export interface Waiting {
  /** Starts to wait. @param patience the sum of hazards that brings a deal. */
  begin(patience: number): void
  /** Goes on by an open month. @param atLeast no more than its hazard. @param atMost no less. @returns whether the
   *  deal has come. */
  add(month: number, atLeast: number, atMost: number): boolean
}

/** @param pace what works out the hazard of a month. */
export function waitingFor(pace: Pick<Pace, 'in'>): Waiting {
  const months: number[] = []
  const least: number[] = []
  const most: number[] = []
  let patience = 0
  return {
    begin(until) {
      patience = until
      months.length = least.length = most.length = 0
    },
    add(month, atLeast, atMost) {
      months.push(month)
      least.push(atLeast)
      most.push(atMost)
      for (;;) {
        if (sum(most) + ROUNDING < patience) return false
        // Sums of smaller terms, in the same order, are no larger, rounding and all.
        if (sum(least) >= patience) return true
        const at = widest(least, most)
        if (at < 0) return false
        least[at] = most[at] = pace.in(months[at]!).hazard
      }
    },
  }
}

function sum(terms: readonly number[]): number {
  let total = 0
  for (let k = 0; k < terms.length; k++) total += terms[k]!
  return total
}

/** Where the bounds lie furthest apart; −1 where they meet everywhere. */
function widest(least: readonly number[], most: readonly number[]): number {
  let [at, width] = [-1, 0]
  for (let k = 0; k < least.length; k++) if (most[k]! - least[k]! > width) [at, width] = [k, most[k]! - least[k]!]
  return at
}
