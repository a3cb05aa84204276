/** How far the worlds of a model are, and the time left by what they cost: those played under every arm say little of
 *  the others. */
import type { DealCounts, Model } from '../src/internal.ts'
import type { Order } from './chunks.ts'
import { unitsBefore } from './cost.ts'
import { pace } from './runner.ts'
import type { Watch } from './runner.ts'
import { worldsIn } from './thread-orders.ts'

/** @param before worlds that were there already. @returns hears of a stretch that was played, and of the deals so
 *  far. */
export function worldsPace(
  stage: string,
  model: Model,
  { onProgress }: Watch,
  before: readonly Order[] = [],
): (played: Order, deals?: DealCounts) => void {
  const cost = { dear: model.armWorlds, times: model.arms.length }
  const unitsIn = ({ from, to }: Order): number => unitsBefore(cost, to) - unitsBefore(cost, from)
  const of = model.worlds
  let done = worldsIn(before)
  let units = before.reduce((sum, stretch) => sum + unitsIn(stretch), 0)
  let deals: DealCounts | undefined
  const told = pace(
    stage,
    unitsBefore(cost, of),
    { onProgress: ({ secondsLeft }) => onProgress?.({ stage, done, of, secondsLeft, ...(deals && { deals }) }) },
    units,
  )
  return (played, soFar) => {
    deals = soFar
    done += worldsIn([played])
    told((units += unitsIn(played)))
  }
}
