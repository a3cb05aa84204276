import { othersOf } from './game.ts'
import type { Game, StableStates } from './game.ts'
import { improvementOrder } from './improvement-order.ts'
import { nashStable } from './nash.ts'
import { sanctionedStates, stronglySanctionedStates } from './sanctioned.ts'
import type { SanctionedStates } from './sanctioned.ts'

/** Concepts of every graph, from the least foresight to the most. */
export const CONCEPTS = ['nash', 'gmr', 'smr', 'seq', 'sseq'] as const
export type Concept = (typeof CONCEPTS)[number]

/** Stable states of one decision maker by concept. */
export type StableBy = Readonly<Record<Concept, StableStates>>

export interface Solution {
  /** One a decision maker. */
  readonly stable: readonly StableBy[]
  /** Strongly stable states, where a decision maker has two degrees of preference; else null. Nash has one degree. */
  readonly strong: readonly (SanctionedStates | null)[]
}

/** Stability of every state for every decision maker. Time and memory grow with states and cells, not with arcs. */
export function solve(game: Game): Solution {
  const orders = game.moves.map((moves, i) => improvementOrder(moves, game.rankings[i]!.rank))
  const stable = orders.map((order, i): StableBy => {
    const others = othersOf(orders.length, i).map((k) => orders[k]!)
    return { nash: nashStable(order), ...sanctionedStates(order, others) }
  })
  const strong = orders.map((order, i) => {
    const { band } = game.rankings[i]!
    if (band === null) return null
    const others = othersOf(orders.length, i).map((k) => orders[k]!)
    return withNash(stronglySanctionedStates(order, others, band), stable[i]!.nash)
  })
  return { stable, strong }
}

/** A state without improvements is stable in every concept and degree. */
function withNash(states: SanctionedStates, nash: StableStates): SanctionedStates {
  const join = (one: StableStates): StableStates => one.map((value, s) => value | nash[s]!)
  return { gmr: join(states.gmr), smr: join(states.smr), seq: join(states.seq), sseq: join(states.sseq) }
}

/** States that are stable for everybody, ascending. */
export function equilibria(stable: readonly StableStates[]): number[] {
  const found: number[] = []
  for (let s = 0; s < (stable[0]?.length ?? 0); s++) if (stable.every((one) => one[s] === 1)) found.push(s)
  return found
}
