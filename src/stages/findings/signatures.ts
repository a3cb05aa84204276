/** Whether any package with some terms would be signed: by one actor, or by all. */
import { askedGains } from '../settlement/asked.ts'
import { gainAt, mostGain, newRow, openRow } from '../settlement/gain.ts'
import type { Gains } from '../settlement/gain.ts'
import { searchSuits } from '../settlement/searched.ts'
import type { Settlement, SettlementStage } from '../settlement/settle.ts'
import { findAcceptable } from '../settlement/zopa.ts'
import type { World } from '../worlds/draw.ts'

/** Prepares the questions of a case, to be asked of one world after another, in the first month: exact, over every
 *  package. Red lines of those who are not asked bar nothing. @param out 1 where some package would be signed, by
 *  question. */
export function signatures(stage: SettlementStage): (settlement: Settlement, world: World, out: Uint8Array) => void {
  const asked = stage.case.questions.map(({ by, terms }) => ({
    isEverybody: by === 'everybody',
    gainsOf: by === 'nobody' ? null : askedGains(stage, { by, terms }),
  }))
  return (settlement, world, out) => {
    if (asked.length === 0) return
    const month = settlement.in(1)
    asked.forEach(({ isEverybody, gainsOf }, k) => {
      if (gainsOf === null) return void (out[k] = 0) // the scenario does not ask it
      const gains = gainsOf(month, world)
      out[k] = (isEverybody ? findAcceptable(gains) !== null : suits(gains)) ? 1 : 0
    })
  }
}

/** Whether the one player of a space gains by some package. */
function suits(gains: Gains): boolean {
  const { space } = gains
  if (space.searched) return searchSuits(gains, 0)
  const row = newRow(space.players)
  for (let position = 0; position < space.count; position++) {
    for (let list = 0; list < space.rest.length; list++) {
      openRow(row, gains, position, list)
      if (mostGain(row, 0, space.ideal[list]![0]!) < 0) continue
      const entries = space.rest[list]!.parts.length
      for (let entry = 0; entry < entries; entry++) if (gainAt(row, 0, entry) >= 0) return true
    }
  }
  return false
}
