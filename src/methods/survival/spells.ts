/** Survival data as numbers: how long each spell lasted, and whether it ended or was only watched until then. */
import { orderOf } from '../../math/order.ts'

export interface Spells {
  /** Length, at least 0, in any unit. */
  readonly time: Float64Array
  /** 1 where the spell ended (failed), 0 where it was still going on when last seen (censored). */
  readonly event: Uint8Array
}

/** Columns of covariates, each as long as the spells. */
export type Columns = readonly Float64Array[]

/** The distinct times of a set of spells, rising. */
export interface RiskTable {
  readonly time: Float64Array
  /** Spells that lasted to this time or longer. */
  readonly atRisk: Float64Array
  readonly events: Float64Array
  readonly censored: Float64Array
}

/** @param order indices of the spells by rising time, if known. */
export function riskTable(spells: Spells, order: Uint32Array = orderOf(spells.time)): RiskTable {
  const times: number[] = []
  const events: number[] = []
  const censored: number[] = []
  for (let k = 0; k < order.length; k++) {
    const i = order[k]!
    const t = spells.time[i]!
    if (times.length === 0 || times[times.length - 1]! !== t) {
      times.push(t)
      events.push(0)
      censored.push(0)
    }
    const into = spells.event[i] === 1 ? events : censored
    into[into.length - 1]!++
  }
  const atRisk = new Float64Array(times.length)
  let left = order.length
  for (let k = 0; k < times.length; k++) {
    atRisk[k] = left
    left -= events[k]! + censored[k]!
  }
  return {
    time: Float64Array.from(times),
    atRisk,
    events: Float64Array.from(events),
    censored: Float64Array.from(censored),
  }
}

/** The spells at some indices. */
export function spellsAt(spells: Spells, indices: ArrayLike<number>): Spells {
  const at = Array.from(indices)
  return { time: Float64Array.from(at, (i) => spells.time[i]!), event: Uint8Array.from(at, (i) => spells.event[i]!) }
}

/** Number of values that are below `t` (or at most `t`, where `through`), of rising values. */
export function countBelow(rising: ArrayLike<number>, t: number, through: boolean): number {
  let low = 0
  let high = rising.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const before = through ? rising[middle]! <= t : rising[middle]! < t
    if (before) low = middle + 1
    else high = middle
  }
  return low
}

export function eventCount(spells: Spells): number {
  let sum = 0
  for (let i = 0; i < spells.event.length; i++) sum += spells.event[i]!
  return sum
}
