import type { StableStates } from './game.ts'
import { hasImprovement } from './improvement-order.ts'
import type { ImprovementOrder } from './improvement-order.ts'

/** Nash stability: no move of the decision maker's own betters its lot (Nash 1951; R in Howard's 1971 terms). */
export function nashStable(order: ImprovementOrder): StableStates {
  return hasImprovement(order).map((has) => 1 - has)
}
