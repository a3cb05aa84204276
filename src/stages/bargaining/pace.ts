/** How fast a deal comes about: the hazard of each month, by what the best package leaves whoever gains least. */
import type { Case } from '../../case/types.ts'
import { log } from '../../math/elementary.ts'
import { bestByMonth } from '../settlement/best-by-month.ts'
import { drift, measureExtent, newExtent, newSeen, remember } from '../settlement/drift.ts'
import { BETTER } from '../settlement/searched.ts'
import type { Month, Settlement, SettlementStage } from '../settlement/settle.ts'
import type { Space } from '../settlement/space.ts'
import { findAcceptable, leastGain } from '../settlement/zopa.ts'
import type { Chosen, Found } from '../settlement/zopa.ts'
import { worldIn } from '../worlds/courses.ts'
import type { World } from '../worlds/draw.ts'

/** Pace of a month. */
interface Ripeness {
  /** A package that all accept; null where there is none. */
  readonly found: Found | null
  /** The best for whoever gains least, where the pace goes by it, also where that is a loss. */
  readonly best: Chosen | null
  /** −ln of the chance that no deal comes in the month; 0 where none can. */
  readonly hazard: number
}

/** What can be told of a month without looking for the best of all packages. */
interface Outlook {
  readonly isOpen: boolean
  /** No more than the hazard, and no less. */
  readonly atLeast: number
  readonly atMost: number
}

export interface Pace {
  /** Starts a world. */
  begin(world: World, settlement: Settlement): void
  /** @param month from 1 on. */
  in(month: number): Ripeness
  /** Months are asked for in order. */
  outlook(month: number): Outlook
}

/** The hazard is `k·g*`, g* the least gain of the best package, `max_x min_i g_i(x)`, or what the case writes while a
 *  ZOPA is open; times what those who mediate make of it. */
export function paceByMonth(stage: SettlementStage): Pace {
  const theCase = stage.case
  const { pace, hazard } = theCase.bargaining!
  const gainOfBest = bestByMonth(stage)
  const bound = boundOnBest(stage)
  let [world, settlement] = [null as unknown as World, null as unknown as Settlement]
  let hint: Found | null = null
  const known: (Ripeness | undefined)[] = []
  const read = (month: number): Ripeness => {
    const now = settlement.in(month)
    const { values } = worldIn(world, month)
    const best = pace === null ? null : gainOfBest.read(now, hint)
    if (pace !== null) bound.note(month, now, best)
    const found = best ? (best.value >= 0 ? best : null) : pace === null ? findAcceptable(now.gains, hint) : null
    hint = found ?? best ?? hint
    if (!found) return { found, best, hazard: 0 }
    const haste = mediated(theCase, values)
    return {
      found,
      best,
      hazard: best ? values[pace!]! * haste * best.value : -log(1 - Math.min(values[hazard!]!, 0.999_999)) * haste,
    }
  }
  const ripeness = (month: number): Ripeness => (known[month] ??= read(month))
  return {
    begin(of, to) {
      world = of
      settlement = to
      hint = null
      known.length = 0
      gainOfBest.begin()
      bound.begin()
    },
    in: ripeness,
    outlook(month) {
      if (pace === null || theCase.steps) {
        const { found, hazard } = ripeness(month)
        return { isOpen: found !== null, atLeast: hazard, atMost: hazard }
      }
      const now = settlement.in(month)
      const most = bound.goOn(month, now)
      if (most < 0) return { isOpen: false, atLeast: 0, atMost: 0 }
      const least = most < Infinity && hint ? leastGain(now.gains, hint) : -Infinity
      if (least >= 0) {
        const { values } = worldIn(world, month)
        const perPoint = values[pace]! * mediated(theCase, values)
        return { isOpen: true, atLeast: perPoint * least, atMost: perPoint * most }
      }
      const { found, hazard } = ripeness(month)
      return { isOpen: found !== null, atLeast: hazard, atMost: hazard }
    },
  }
}

/** A bound on what the best package leaves whoever gains least: what it was when last looked for, and how far any gain
 *  can have risen since. */
function boundOnBest({ burdens, case: { vetoPlayers, territories } }: SettlementStage): {
  begin(): void
  /** Goes on to a month. @returns the bound; infinite where nothing is known. */
  goOn(month: number, now: Month): number
  /** Notes the best of a month, which counts if it is the one at hand. */
  note(month: number, now: Month, best: Chosen | null): void
} {
  const before = newSeen(vetoPlayers.length, burdens.length, territories.length)
  const extent = newExtent(vetoPlayers.length, burdens.length)
  let [space, at, most] = [null as Space | null, 0, Infinity]
  return {
    begin() {
      space = null
      at = 0
    },
    goOn(month, now) {
      if (space === now.phase.space) most += drift(space, extent, before, now)
      else {
        space = now.phase.space
        most = Infinity
        measureExtent(extent, space)
      }
      at = month
      remember(before, now)
      return most
    },
    note(month, now, best) {
      if (month !== at) return
      // A search is content with less than the best by as much as it calls no better.
      const short = now.phase.space.searched ? BETTER : 0
      most = best ? best.value + short : short > 0 ? short : -Infinity
    },
  }
}

/** Factor that those who mediate put on the pace of a deal. */
function mediated({ actors }: Case, values: Float64Array): number {
  let times = 1
  for (const { mediates } of actors) if (mediates?.pace != null) times *= values[mediates.pace]!
  return times
}
