import type { StableStates } from './game.ts'
import { greatestAround, greatestOfImprovements } from './improvement-order.ts'
import type { ImprovementOrder } from './improvement-order.ts'
import { leastByGroup } from './joint-least.ts'

/** The four concepts in which the others' responses deter.
 *
 *  s → s1     an improvement of the decision maker i
 *  s1 → s2    a response: a legal sequence of moves of the others
 *  s2 → s3    what i can do about it
 *
 *  GMR: for every s1 some s2 is no better for i than s (Howard 1971). SMR: and no s3 is (Howard 1971). SEQ: as GMR,
 *  where every move of the response betters the lot of whoever makes it (Fraser & Hipel 1979). SSEQ: as SMR, likewise
 *  (Rêgo & Vieira 2017). More than two decision makers: Fang, Hipel & Kilgour 1993. */
export interface SanctionedStates {
  readonly gmr: StableStates
  readonly smr: StableStates
  readonly seq: StableStates
  readonly sseq: StableStates
}

/** What counts as no better than a state s: `worth` of the other state at most `limit` of s. */
interface Deterrence {
  readonly worth: Float64Array
  readonly limit: Float64Array
}

/** Stability of every state for the decision maker with the moves and ranks of `order`.
 *
 *  A response deters where the least rank that it can bring about is at most the rank of s; for SMR and SSEQ, the rank
 *  of the best that i can then make of it. Both are properties of s1 alone, so that one pass over the graph settles all
 *  states, and no list of reachable states is kept.
 *  @param others the orders of the other decision makers. */
export function sanctionedStates(order: ImprovementOrder, others: readonly ImprovementOrder[]): SanctionedStates {
  const rank = Float64Array.from(order.rank)
  return deterred(order, others, { worth: rank, limit: rank })
}

/** The same with strong sanctions: the response, and for the symmetric concepts whatever i can do about it, is much
 *  less preferred than s, that is in a lower band (Hamouda, Kilgour & Hipel 2004, strongly stable; a state that is
 *  stable
 *  and not strongly so is weakly stable). */
export function stronglySanctionedStates(
  order: ImprovementOrder,
  others: readonly ImprovementOrder[],
  band: Uint32Array,
): SanctionedStates {
  const worth = Float64Array.from(band)
  return deterred(order, others, { worth, limit: worth.map((b) => b - 1) })
}

function deterred(
  order: ImprovementOrder,
  others: readonly ImprovementOrder[],
  { worth, limit }: Deterrence,
): SanctionedStates {
  const afterwards = greatestAround(order.moves, worth)
  const [any, anyFinal] = leastByGroup(others, false, [worth, afterwards]) as [Float64Array, Float64Array]
  const [credible, credibleFinal] = leastByGroup(others, true, [worth, afterwards]) as [Float64Array, Float64Array]
  const judge = (response: Float64Array): StableStates =>
    Uint8Array.from(greatestOfImprovements(order, response), (worst, s) => (worst <= limit[s]! ? 1 : 0))
  return { gmr: judge(any), smr: judge(anyFinal), seq: judge(credible), sseq: judge(credibleFinal) }
}
