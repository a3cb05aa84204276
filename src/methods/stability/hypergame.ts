import type { Game } from './game.ts'
import { perceivedMoves } from './moves.ts'
import { equilibria, solve } from './solve.ts'
import type { Concept, StableBy } from './solve.ts'
import { CONCEPTS } from './solve.ts'
import type { Ranking } from './ranking.ts'

/** The conflict as one decision maker sees it. */
export interface View {
  /** 1 for the states that it does not see. */
  readonly hidden: Uint8Array
  /** The preferences that it ascribes to each decision maker, its own among them. */
  readonly rankings: readonly Ranking[]
}

export interface HypergameSolution {
  /** What each takes to be stable for itself, in its own view. A state that it does not see it has no wish to leave. */
  readonly stable: readonly StableBy[]
  readonly equilibria: Readonly<Record<Concept, readonly number[]>>
}

/** A hypergame of the first level (Bennett 1977; Wang, Hipel & Fraser 1988): everybody judges its own stability in the
 *  game that it sees, in which nobody enters a state that it does not see. Equilibria are the states that all take to
 *  be
 *  stable. */
export function solveHypergame(game: Game, views: readonly View[]): HypergameSolution {
  const stable = views.map(({ hidden, rankings }, i) => {
    const moves = game.moves.map((own) => perceivedMoves(own, hidden))
    return solve({ states: game.states, moves, rankings }).stable[i]!
  })
  const of = (concept: Concept): [Concept, number[]] => [concept, equilibria(stable.map((one) => one[concept]))]
  return { stable, equilibria: Object.fromEntries(CONCEPTS.map(of)) as Record<Concept, number[]> }
}
