/** A case in which some of those who have to agree are not asked. */
import { actorAt } from './indices.ts'
import type { Arm } from './model.ts'
import type { Case } from './types.ts'

/** Position of a player whom nobody asks. */
const NOT_ASKED = -2

/** The case as an arm asks it: whoever its scenario leaves out has no say, so that neither its worth nor its red lines
 *  stand in the way, and it is reckoned no gain. */
export function caseOfArm(theCase: Case, { without = [] }: Arm): Case {
  const kept = theCase.vetoPlayers.filter((actor) => !without.includes(actor))
  if (kept.length === theCase.vetoPlayers.length) return theCase
  const { bargaining, questions, vetoPlayers } = theCase
  const place = (player: number): number => (player < 0 ? player : kept.indexOf(vetoPlayers[player] ?? actorAt(-1)))
  const weights = bargaining?.weights?.filter((_, player) => place(player) >= 0) ?? null
  return {
    ...theCase,
    vetoPlayers: kept,
    bargaining: bargaining && { ...bargaining, weights },
    questions: questions.map((question) => ({
      ...question,
      player: question.player >= 0 && place(question.player) < 0 ? NOT_ASKED : place(question.player),
    })),
  }
}
