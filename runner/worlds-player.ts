/** Plays the worlds of an order, as they are taken, into tallies. */
import { newTally, simulator } from '../src/compute.ts'
import type { Tally } from '../src/compute.ts'
import { takeWorlds, withStretch, worldsIn } from './thread-orders.ts'
import type { TallyPart, WorldsOrder } from './thread-orders.ts'
import type { Order } from './chunks.ts'

export interface WorldsPlayer {
  /** Plays the next worlds. @returns how many they were: 0 where there are no more. */
  readonly next: () => number
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
  return {
    next() {
      const taken = takeWorlds(order)
      for (const stretch of taken) {
        simulate(stretch.from, stretch.to, tally)
        withStretch(worlds, stretch)
      }
      return worldsIn(taken)
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
