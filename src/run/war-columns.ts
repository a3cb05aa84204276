/** The war of some worlds, kept by series and month until it is added to a tally all at once: a tally has more sums and sketches than stay near the
 *  processor, and to fetch each of them for one value takes longer than to add it. */
import { exp } from '../math/elementary.ts'
import type { Projection } from '../war/project.ts'
import { WAR_SERIES } from './tallied.ts'
import type { WarSeries } from './tallied.ts'
import { addMeasured } from './tally.ts'
import type { ArmTally } from './tally.ts'

/** Worlds that are kept: enough to spread the cost of fetching, few enough to stay near. */
const ROOM = 64

export interface WarColumns {
  worlds: number
  /** By series: month, then world. */
  readonly series: Readonly<Record<WarSeries, Float64Array>>
}

/** @param months of the projection; its month 0 counts as well. */
export function newWarColumns(months: number): WarColumns {
  return {
    worlds: 0,
    series: Object.fromEntries(WAR_SERIES.map((name) => [name, new Float64Array((months + 1) * ROOM)])) as Record<
      WarSeries,
      Float64Array
    >,
  }
}

/** Keeps the war of one world; what is full is added to the tally first. */
export function keepWar(columns: WarColumns, projection: Projection, tally: ArmTally): void {
  if (columns.worlds === ROOM) addWar(tally, columns)
  const { attacker, defender } = projection
  const paths: Readonly<Record<WarSeries, Float64Array>> = {
    line: projection.line,
    rate: projection.rate,
    fireRatio: projection.logRatio,
    lossesAttacker: attacker.losses,
    lossesDefender: defender.losses,
    shellsAttacker: attacker.fired,
    shellsDefender: defender.fired,
    menAttacker: attacker.men,
    menDefender: defender.men,
    heavyAttacker: attacker.heavy,
    heavyDefender: defender.heavy,
    foothold: projection.foothold,
  }
  for (const name of WAR_SERIES) {
    const path = paths[name]
    const column = columns.series[name]
    for (let month = 0; month < path.length; month++) column[month * ROOM + columns.worlds] = path[month]!
  }
  columns.worlds++
}

/** Adds the worlds kept to the tally, and forgets them. */
export function addWar(tally: ArmTally, columns: WarColumns): void {
  for (const name of WAR_SERIES) {
    const column = columns.series[name]
    tally.war[name].forEach((measured, month) => {
      for (let k = month * ROOM; k < month * ROOM + columns.worlds; k++) {
        if (name !== 'fireRatio') addMeasured(measured, column[k]!)
        else if (month > 0) addMeasured(measured, exp(column[k]!))
      }
    })
  }
  columns.worlds = 0
}
