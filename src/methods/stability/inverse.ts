import { othersOf } from './game.ts'
import type { Game } from './game.ts'
import { improvementOrder } from './improvement-order.ts'
import { improvementsOf, legalReach, movesOf } from './legal-sequences.ts'
import { reachable } from './moves.ts'
import type { Concept } from './solve.ts'

/** States that all have to be no better than the state in question; ascending. */
export type NoBetter = readonly number[]

/** One of `anyOf` has to hold, lest the move to `move` be worth making. */
export interface Clause {
  readonly move: number
  readonly anyOf: readonly NoBetter[]
}

/** What the preference of one decision maker has to say for a state to be stable for it: all clauses hold. Everything
 *  it
 *  says is of the form "q is no better than s", so that it can be read, checked and counted without a list of orders.
 *  */
export interface Requirement {
  readonly state: number
  readonly decider: number
  readonly concept: Concept
  readonly clauses: readonly Clause[]
}

/** The preferences of a decision maker that make a state stable, the moves and the others' preferences as they are (the
 *  inverse problem: Kinsara, Kilgour & Hipel 2015; Wang, Hipel, Fang & Dang 2018 put it as constraints likewise). */
export function requirement(game: Game, decider: number, state: number, concept: Concept): Requirement {
  const own = game.moves[decider]!
  const others = othersOf(game.moves.length, decider)
  const orders = game.moves.map((moves, i) => improvementOrder(moves, game.rankings[i]!.rank))
  const credible = concept === 'seq' || concept === 'sseq'
  const group = credible ? improvementsOf(others, orders) : movesOf(others, game.moves)
  const isSymmetric = concept === 'smr' || concept === 'sseq'
  const clauses = reachable(own, state).map((move): Clause => {
    const responses = concept === 'nash' ? [] : legalReach(group, move).states
    const ways = [[move], ...responses.map((s2) => (isSymmetric ? [s2, ...reachable(own, s2)] : [s2]))]
    return { move, anyOf: smallest(ways.map((way) => without(way, state))) }
  })
  return { state, decider, concept, clauses: clauses.filter(({ anyOf }) => anyOf[0]!.length > 0) }
}

function without(states: readonly number[], state: number): number[] {
  return [...new Set(states)].filter((q) => q !== state).sort((a, b) => a - b)
}

/** The sets that contain no other, small ones first. */
function smallest(sets: readonly number[][]): number[][] {
  const kept: number[][] = []
  for (const set of [...sets].sort((a, b) => a.length - b.length)) {
    const members = new Set(set)
    if (!kept.some((other) => other.every((q) => members.has(q)))) kept.push(set)
  }
  return kept
}

/** The clauses that an order breaks, each with the way to mend it that has the fewest states to lower. */
export interface Broken {
  readonly clause: Clause
  /** States that are better than the state in question and must not be. */
  readonly lower: readonly number[]
}

/** What keeps an order from making the state stable; empty where it is stable. */
export function brokenClauses({ clauses, state }: Requirement, rank: Uint32Array): Broken[] {
  return clauses.flatMap((clause) => {
    const lowers = clause.anyOf.map((way) => way.filter((q) => rank[q]! > rank[state]!))
    const least = lowers.reduce((best, lower) => (lower.length < best.length ? lower : best))
    return least.length === 0 ? [] : [{ clause, lower: least }]
  })
}

/** States named by a requirement up to which its orders are counted. */
export const MOST_COUNTED = 22

/** The share of all strict orders of the states that meet a requirement, by counting sets of better states and not
 *  orders: k given states out of m, and no others of the m, stand above s in k!(m − k)!/(m + 1)! of the orders.
 *  @returns null where more than {@link MOST_COUNTED} states matter. */
export function shareOfOrders({ clauses }: Requirement): number | null {
  const named = [...new Set(clauses.flatMap(({ anyOf }) => anyOf.flat()))].sort((a, b) => a - b)
  const m = named.length
  if (m > MOST_COUNTED) return null
  const place = new Map(named.map((q, k) => [q, k]))
  const ways = clauses.map(({ anyOf }) => anyOf.map((way) => way.reduce((mask, q) => mask | (1 << place.get(q)!), 0)))
  const counts = new Float64Array(m + 1)
  for (let better = 0; better < 2 ** m; better++) {
    if (ways.every((anyOf) => anyOf.some((way) => (way & better) === 0))) counts[ones(better)]!++
  }
  let share = 0
  // 1/((m + 1)·C(m, k)) is k!(m − k)!/(m + 1)!.
  let choose = 1
  for (let k = 0; k <= m; k++) {
    share += counts[k]! / ((m + 1) * choose)
    choose = (choose * (m - k)) / (k + 1)
  }
  return share
}

function ones(mask: number): number {
  let count = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++
  return count
}
