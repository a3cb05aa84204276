/** A case in which some of those who have to agree are not asked. */
import { defined } from './defined.ts'
import { playerAt } from './indices.ts'
import type { PlayerIndex } from './indices.ts'
import type { Arm } from './model.ts'
import { playerOf } from './players.ts'
import type { Case } from './types.ts'

/** The case as an arm asks it: whoever its scenario leaves out has no say, so that neither its worth nor its red lines
 *  stand in the way, and it is reckoned no gain. */
export function caseOfArm(theCase: Case, { without = [] }: Arm): Case {
  const kept = theCase.vetoPlayers.filter((actor) => !without.includes(actor))
  if (kept.length === theCase.vetoPlayers.length) return theCase
  const { bargaining, questions, vetoPlayers } = theCase
  const place = (player: PlayerIndex): PlayerIndex | null => playerOf(kept, defined(vetoPlayers[player]))
  const weights = bargaining?.weights?.filter((_, player) => place(playerAt(player)) !== null) ?? null
  return {
    ...theCase,
    vetoPlayers: kept,
    bargaining: bargaining && { ...bargaining, weights },
    questions: questions.map((question) => ({
      ...question,
      by: typeof question.by === 'string' ? question.by : (place(question.by) ?? 'nobody'),
    })),
  }
}
