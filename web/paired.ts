/** Two runs of one seed, world by world: what a change does in the same worlds. */
import { defined, pairedProportions } from '../src/internal.ts'
import type { Interval } from '../src/internal.ts'

export interface PairedDifference {
  /** Chances of a deal by the month in the worlds that both have, and the difference with its interval. */
  readonly before: number
  readonly after: number
  readonly apart: Interval
  readonly worlds: number
}

/** @param before by world, the month of the deal, 0 where none came. @param months by which a deal is asked for.
 *  @returns null where no world is in both. */
export function pairedDifference(before: Uint16Array, after: Uint16Array, months: number): PairedDifference | null {
  const worlds = Math.min(before.length, after.length)
  if (worlds === 0) return null
  const cells = new Float64Array(4)
  const came = (months_: number | undefined): number => (defined(months_) > 0 && defined(months_) <= months ? 1 : 0)
  for (let k = 0; k < worlds; k++) {
    const cell = came(before[k]) + 2 * came(after[k])
    cells[cell] = defined(cells[cell]) + 1
  }
  const [, lost, won, both] = cells as unknown as [number, number, number, number]
  const apart = pairedProportions({ hits: cells, n: worlds })
  return { before: (both + lost) / worlds, after: (both + won) / worlds, apart, worlds }
}
