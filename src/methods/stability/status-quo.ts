import type { Game } from './game.ts'
import { improvementOrder } from './improvement-order.ts'
import { improvementsOf, legalReach, movesOf } from './legal-sequences.ts'
import type { Step } from './legal-sequences.ts'

/** How a state can come about from where things stand. */
export interface StatusQuoPath {
  readonly state: number
  /** The shortest legal sequence of any moves; null where there is none. */
  readonly byMoves: readonly Step[] | null
  /** The shortest in which every move betters the lot of whoever makes it. */
  readonly byImprovements: readonly Step[] | null
}

/** Status quo analysis (Li, Kilgour & Hipel 2005): the shortest walks from the status quo to each of `targets`, nobody
 *  moving twice in a row. The status quo itself is reached by no step. */
export function statusQuoPaths(game: Game, start: number, targets: readonly number[]): StatusQuoPath[] {
  const everybody = game.moves.map((_, i) => i)
  const orders = game.moves.map((moves, i) => improvementOrder(moves, game.rankings[i]!.rank))
  const any = legalReach(movesOf(everybody, game.moves), start)
  const improving = legalReach(improvementsOf(everybody, orders), start)
  const walk = (reach: typeof any, state: number): readonly Step[] | null => {
    if (state === start) return []
    const steps = reach.walkTo(state)
    return steps.length === 0 ? null : steps
  }
  return targets.map((state) => ({ state, byMoves: walk(any, state), byImprovements: walk(improving, state) }))
}
