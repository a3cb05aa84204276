/** Whether any package with some terms would be signed: by one actor, or by all. */
import { suitsAlone } from '../settlement/alone.ts'
import { asked } from '../settlement/asked.ts'
import type { AskedQuestion } from '../settlement/asked.ts'
import { coreOf, spaceOf } from '../settlement/phase.ts'
import { searchSuits } from '../settlement/searched.ts'
import type { Month, Settlement, SettlementStage } from '../settlement/settle.ts'
import { findAcceptable } from '../settlement/zopa.ts'
import type { World } from '../worlds/draw.ts'

/** Prepares the questions of a case, to be asked of one world after another, in the first month: exact, over every
 *  package. Red lines of those who are not asked bar nothing. @param out 1 where some package would be signed, by
 *  question. */
export function signatures(stage: SettlementStage): (settlement: Settlement, world: World, out: Uint8Array) => void {
  const questions = stage.case.questions.map(({ by, terms }) => {
    if (by === 'nobody') return null // the scenario does not ask it
    return by === 'everybody' ? signedByAll(stage, { by, terms }) : signedBy(stage, { by, terms })
  })
  return (settlement, world, out) => {
    if (questions.length === 0) return
    const month = settlement.in(1)
    questions.forEach((isSigned, k) => (out[k] = isSigned?.(month, world) ? 1 : 0))
  }
}

function signedBy(stage: SettlementStage, question: AskedQuestion): (month: Month, world: World) => boolean {
  const { tools, room, spaceIn, circumstancesIn } = asked(stage, question)
  return (month, world) => {
    const of = spaceIn(month, world)
    const gains = { ...circumstancesIn(month), space: room.space }
    if (!room.searched) return coreOf(tools, room, of) && suitsAlone(tools.table, room, gains)
    spaceOf(tools, room, of)
    return searchSuits(gains, 0)
  }
}

/** What all would sign is left in the month at large, so that most questions are answered there. */
function signedByAll(stage: SettlementStage, question: AskedQuestion): (month: Month, world: World) => boolean {
  const { tools, room, spaceIn, circumstancesIn } = asked(stage, question)
  return (month, world) => {
    if (!findAcceptable(month.gains)) return false
    spaceOf(tools, room, spaceIn(month, world))
    return findAcceptable({ ...circumstancesIn(month), space: room.space }) !== null
  }
}
