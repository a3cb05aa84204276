/** A case as an arm of a run asks it: without some of those who have to agree, or all at once. */
import { defined } from './defined.ts'
import { playerAt } from './indices.ts'
import type { PlayerIndex } from './indices.ts'
import { atOnce } from './steps.ts'
import type { Arm } from './model.ts'
import { playerOf } from './players.ts'
import type { Case } from './types.ts'

/** The case as an arm asks it: whoever its scenario leaves out has no say, so that neither its worth nor its red lines
 *  stand in the way, and it is reckoned no gain; and a case in steps may settle everything at once. */
export function caseOfArm(written: Case, { without = [], atOnce: isAtOnce }: Arm): Case {
  const theCase = isAtOnce ? atOnce(written) : written
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
