/** Plays the worlds of an order, as they are taken, into tallies. */
import { dealCounts, dealsSince, newTally, simulator } from '../src/compute.ts'
import type { Tally } from '../src/compute.ts'
import { isStopped, takeWorlds, withStretch } from './thread-orders.ts'
import type { Played, TallyPart, WorldsOrder } from './thread-orders.ts'
import type { Order } from './chunks.ts'

/** Milliseconds of work between two looks whether to stop. */
const STRETCH = 50

export interface WorldsPlayer {
  /** Plays the next worlds, of what is taken, for some hundredths of a second. @returns what they were: null where
   *  there are no more, or all are to stop. */
  readonly next: () => Played | null
  /** What has been played since the last part. */
  readonly part: () => TallyPart
  /** Whether it is time to hand over a part. */
  readonly isDue: () => boolean
}

export function worldsPlayer(order: WorldsOrder): WorldsPlayer {
  const simulate = simulator(order.model)
  let tally: Tally = newTally(order.model)
  let worlds: Order[] = []
  let since = performance.now()
  let taken: Order[] = []
  let some = 1
  return {
    next() {
      if (isStopped(order)) return null
      if (taken.length === 0) taken = takeWorlds(order)
      const [first, ...rest] = taken
      if (first === undefined) return null
      const played = { from: first.from, to: Math.min(first.to, first.from + some) }
      taken = played.to < first.to ? [{ from: played.to, to: first.to }, ...rest] : rest
      const before = dealCounts(tally)
      const start = performance.now()
      simulate(played.from, played.to, tally)
      const each = (performance.now() - start) / (played.to - played.from)
      some = Math.max(1, Math.min(2 * some, Math.floor(STRETCH / each)))
      withStretch(worlds, played)
      return { worlds: played, deals: dealsSince(before, dealCounts(tally)) }
    },
    part() {
      const part = { worlds, tally }
      tally = newTally(order.model)
      worlds = []
      since = performance.now()
      return part
    },
    isDue: () => order.handOver !== null && worlds.length > 0 && performance.now() - since > order.handOver,
  }
}
