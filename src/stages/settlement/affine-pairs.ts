/** How many pairs, one entry of each of two lists, leave no player worse off, where what the second is worth to a
 *  player is scaled by the first and may have a price of its own: `offset_i[a] + scale_i[a]·points_i[b] − cost_i[b] ≥
 *  0`. Every pair is looked at once; counts then read what was found. */
import { MOST_PAIRS } from './count-pairs.ts'
import type { PairCounter } from './count-pairs.ts'

/** Columns by player, then entry. */
export interface AffinePairs {
  readonly offset: readonly Float64Array[]
  readonly scale: readonly Float64Array[]
  readonly points: readonly Float64Array[]
  readonly cost: readonly Float64Array[]
}

/** @returns a counter that says null above {@link MOST_PAIRS} pairs, and for more than eight players. */
export function affinePairs({ offset, scale, points, cost }: AffinePairs): PairCounter {
  const players = offset.length
  const [sizeA, sizeB] = [offset[0]?.length ?? 0, points[0]?.length ?? 0]
  if (sizeA * sizeB > MOST_PAIRS || players > 8) return { count: () => null }
  const accepted = new Uint8Array(sizeA * sizeB)
  for (let i = 0; i < players; i++) {
    const [own, times, worth, price] = [offset[i]!, scale[i]!, points[i]!, cost[i]!]
    const bit = 1 << i
    for (let a = 0; a < sizeA; a++) {
      const [from, by] = [own[a]!, times[a]!]
      const start = a * sizeB
      for (let b = 0; b < sizeB; b++) if (from + by * worth[b]! - price[b]! >= 0) accepted[start + b]! |= bit
    }
  }
  return {
    count(inA, inB, coordinates) {
      const asked = coordinates.reduce((bits, i) => bits | (1 << i), 0)
      let pairs = 0
      for (let a = 0; a < sizeA; a++) {
        if (inA[a] === 0) continue
        const start = a * sizeB
        for (let b = 0; b < sizeB; b++) if (inB[b] === 1 && (accepted[start + b]! & asked) === asked) pairs++
      }
      return pairs
    },
  }
}
