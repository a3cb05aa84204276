/** Whether any package with some terms would be signed: by one actor, or by all. */
import { playerAt } from '../../case/indices.ts'
import type { PlayerIndex } from '../../case/indices.ts'
import { alone, havingTerms } from '../settlement/alone.ts'
import { asked } from '../settlement/asked.ts'
import type { AskedQuestion } from '../settlement/asked.ts'
import { coreOf, spaceOf } from '../settlement/phase.ts'
import { searchSuits } from '../settlement/searched.ts'
import type { Month, Settlement, SettlementStage } from '../settlement/settle.ts'
import { findAcceptable } from '../settlement/zopa.ts'
import type { World } from '../worlds/draw.ts'

/** Answers some of the questions of a case: 1 where some package would be signed, by question. */
type Answer = (month: Month, world: World, out: Uint8Array) => void

/** Prepares the questions of a case, to be asked of one world after another, in the first month: exact, over every
 *  package. Red lines of those who are not asked bar nothing. @param out 1 where some package would be signed, by
 *  question; those that the scenario does not ask stay as they are. */
export function signatures(stage: SettlementStage): (settlement: Settlement, world: World, out: Uint8Array) => void {
  const answers = answersOf(stage)
  return (settlement, world, out) => {
    if (answers.length === 0) return
    const month = settlement.in(1)
    for (const answer of answers) answer(month, world, out)
  }
}

/** Questions that are put to the same player are answered together. */
function answersOf(stage: SettlementStage): Answer[] {
  const { questions } = stage.case
  const answers = questions.flatMap(({ by, terms }, k): Answer[] => {
    if (by === 'nobody') return []
    if (by === 'everybody') return [signedByAll(stage, { by, terms }, k)]
    return stage.table.search ? [searchedFor(stage, { by, terms }, k)] : []
  })
  if (stage.table.search) return answers
  stage.case.vetoPlayers.forEach((_, player) => {
    const which = questions.flatMap(({ by }, k) => (by === player ? [k] : []))
    if (which.length > 0) answers.push(signedBy(stage, playerAt(player), which))
  })
  return answers
}

/** @param which questions are put to the player. */
function signedBy(stage: SettlementStage, by: PlayerIndex, which: readonly number[]): Answer {
  const { tools, room, spaceIn, gainsIn } = asked(stage, { by, terms: [] })
  const having = which.map((k) => havingTerms(stage.table, stage.case.questions[k]!.terms))
  const { begin, suits } = alone(tools.table, room)
  return (month, world, out) => {
    const isLeft = coreOf(tools, room, spaceIn(month, world))
    if (isLeft) begin(gainsIn(month))
    which.forEach((k, n) => (out[k] = isLeft && suits(having[n]!) ? 1 : 0))
  }
}

/** Where packages are searched and not listed. */
function searchedFor(stage: SettlementStage, question: AskedQuestion, k: number): Answer {
  const { tools, room, spaceIn, gainsIn } = asked(stage, question)
  return (month, world, out) => {
    spaceOf(tools, room, spaceIn(month, world))
    out[k] = searchSuits(gainsIn(month), 0) ? 1 : 0
  }
}

/** What all would sign is left in the month at large, so that what the core tells is told there. */
function signedByAll(stage: SettlementStage, question: AskedQuestion, k: number): Answer {
  const { tools, room, spaceIn, gainsIn } = asked(stage, question)
  const [core, ...others] = havingTerms(stage.table, question.terms)
  const isOfCore = !room.searched && others.every((having) => having === null)
  return (month, world, out) => {
    const some = findAcceptable(month.gains, null, room.searched ? null : core)
    out[k] = some ? 1 : 0
    if (!some || isOfCore) return
    spaceOf(tools, room, spaceIn(month, world))
    out[k] = findAcceptable(gainsIn(month)) ? 1 : 0
  }
}
