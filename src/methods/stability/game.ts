import type { Moves } from './moves.ts'
import type { Ranking } from './ranking.ts'

/** A conflict as a graph whose decision makers rank every state (Kilgour, Hipel & Fang 1987; Fang, Hipel & Kilgour,
 *  "Interactive Decision Making", 1993). One entry a decision maker in both lists. */
export interface Game {
  readonly states: number
  readonly moves: readonly Moves[]
  readonly rankings: readonly Ranking[]
}

/** 1 for each state that is stable for the decision maker. */
export type StableStates = Uint8Array

/** All but one. */
export function othersOf(count: number, one: number): number[] {
  return Array.from({ length: count }, (_, k) => k).filter((k) => k !== one)
}
