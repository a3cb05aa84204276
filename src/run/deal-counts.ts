/** Deals counted while worlds are still played: little enough to be told after every few of them, and all that the
 *  headline needs. */
import { wilsonInterval } from '../math/statistics.ts'
import type { Interval } from '../math/statistics.ts'
import type { Tally } from './simulate.ts'
import type { ArmTally } from './tally.ts'

/** Worlds, and those of them with a deal by its month. */
export type DealCounts = Pick<ArmTally, 'n' | 'dealMonth'>

/** What the first arm of a tally has counted; adding to the tally leaves it as it is. */
export function dealCounts({ arms }: Pick<Tally, 'arms'>): DealCounts {
  const { n, dealMonth } = arms[0]!
  return { n, dealMonth: dealMonth.slice() }
}

/** The counts of both. */
export function addDeals(a: DealCounts, b: DealCounts): DealCounts {
  return { n: a.n + b.n, dealMonth: a.dealMonth.map((count, month) => count + b.dealMonth[month]!) }
}

/** What was counted since `before`. */
export function dealsSince(before: DealCounts, now: DealCounts): DealCounts {
  return { n: now.n - before.n, dealMonth: now.dealMonth.map((count, month) => count - before.dealMonth[month]!) }
}

/** Share of worlds with a deal by each month, from the first on; empty in a case without talks. */
export function dealsByMonth({ n, dealMonth }: DealCounts): Interval[] {
  return sharesByMonth(dealMonth, n)
}

/** Shares of `n` worlds up to each month, from counts by month; index 0 holds those without. */
export function sharesByMonth(counts: Float64Array, n: number): Interval[] {
  let hits = 0
  return Array.from(counts.subarray(1), (count) => wilsonInterval((hits += count), n))
}
