/** How fast a deal comes about: the hazard of each month, by what the best package leaves whoever gains least. */
import type { Case } from '../../case/types.ts'
import { log } from '../../math/elementary.ts'
import { bestByMonth } from '../settlement/best-by-month.ts'
import type { Settlement, SettlementStage } from '../settlement/settle.ts'
import { findAcceptable } from '../settlement/zopa.ts'
import type { Chosen, Found } from '../settlement/zopa.ts'
import { worldIn } from '../worlds/courses.ts'
import type { World } from '../worlds/draw.ts'

/** Pace of a month. */
export interface Ripeness {
  /** A package that all accept; null where there is none. */
  readonly found: Found | null
  /** The best for whoever gains least, where the pace goes by it. */
  readonly best: Chosen | null
  /** −ln of the chance that no deal comes in the month; 0 where none can. */
  readonly hazard: number
}

/** Worked out month by month as far as somebody asks. */
export interface Pace {
  /** Starts a world. */
  begin(world: World, settlement: Settlement): void
  /** @param month from 1 on. */
  in(month: number): Ripeness
}

/** The hazard is `k·g*`, g* the least gain of the best package, `max_x min_i g_i(x)`, or what the case writes while a
 *  ZOPA is open; times what those who mediate make of it. */
export function paceByMonth(stage: SettlementStage): Pace {
  const theCase = stage.case
  const { pace, hazard } = theCase.bargaining!
  const gainOfBest = bestByMonth(stage)
  let [world, settlement] = [null as unknown as World, null as unknown as Settlement]
  const months: Ripeness[] = []
  const read = (month: number, before: Ripeness | undefined): Ripeness => {
    const now = settlement.in(month)
    const { values } = worldIn(world, month)
    const best = pace === null ? null : gainOfBest.read(now, before?.best ?? null)
    const found = pace === null ? findAcceptable(now.gains, before?.found ?? null) : best
    if (!found) return { found, best, hazard: 0 }
    const haste = mediated(theCase, values)
    return {
      found,
      best,
      hazard: best ? values[pace!]! * haste * best.value : -log(1 - Math.min(values[hazard!]!, 0.999_999)) * haste,
    }
  }
  return {
    begin(of, to) {
      world = of
      settlement = to
      months.length = 0
      gainOfBest.begin()
    },
    in(month) {
      while (months.length < month) months.push(read(months.length + 1, months.at(-1)))
      return months[month - 1]!
    },
  }
}

/** Factor that those who mediate put on the pace of a deal. */
function mediated({ actors }: Case, values: Float64Array): number {
  let times = 1
  for (const { mediates } of actors) if (mediates?.pace != null) times *= values[mediates.pace]!
  return times
}
