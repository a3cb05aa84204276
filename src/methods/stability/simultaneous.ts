import type { StableStates } from './game.ts'
import { countImprovements, improvementOrder } from './improvement-order.ts'
import { someMove } from './moves.ts'
import type { Moves } from './moves.ts'

/** States as one choice of each decision maker, so that moves can be made at the same time. */
export interface Combined {
  /** A state as a number to which every decision maker adds its own part: moving changes the part alone. */
  readonly code: Float64Array
  /** The state of a code, −1 where the combination is not feasible. */
  stateOf(code: number): number
}

/** Combinations to look at beyond which simultaneous sanctions are not computed. */
export const MOST_COMBINATIONS = 100_000_000

/** Simultaneous stability (Fraser & Hipel 1979): every improvement of the decision maker i from s meets, made at the
 *  same moment, improvements of one or more others from s such that the state where all end is feasible and no better
 *  for i than s. Defined where states combine choices; a free graph has none.
 *  @returns stable states, or null where there are more than {@link MOST_COMBINATIONS} to look at. */
export function simultaneousStable(
  i: number,
  moves: readonly Moves[],
  ranks: readonly Uint32Array[],
  combined: Combined,
): StableStates | null {
  const states = combined.code.length
  const stable = new Uint8Array(states)
  if (combinationsOfMoves(moves, ranks) > MOST_COMBINATIONS) return null
  for (let s = 0; s < states; s++) {
    const shifts = moves.map((_, k) => improvementShifts(moves[k]!, ranks[k]!, combined.code, s))
    const others = sumsOfOthers(shifts, i)
    stable[s] = shifts[i]!.every((shift) => others.some((other) => deters(shift + other, s))) ? 1 : 0
  }
  return stable

  function deters(shift: number, s: number): boolean {
    const end = combined.stateOf(combined.code[s]! + shift)
    return end >= 0 && ranks[i]![end]! <= ranks[i]![s]!
  }
}

/** Combinations of improvements of any decision makers from the same state, over all states. */
function combinationsOfMoves(moves: readonly Moves[], ranks: readonly Uint32Array[]): number {
  const counts = moves.map((own, k) => countImprovements(improvementOrder(own, ranks[k]!)))
  let total = 0
  for (let s = 0; s < moves[0]!.states; s++) total += counts.reduce((product, own) => product * (1 + own[s]!), 1)
  return total
}

/** What each improvement from s adds to the code. */
export function improvementShifts(moves: Moves, rank: Uint32Array, code: Float64Array, s: number): number[] {
  const shifts: number[] = []
  someMove(moves, s, (q) => {
    if (rank[q]! > rank[s]!) shifts.push(code[q]! - code[s]!)
    return false
  })
  return shifts
}

/** Sums of one improvement of each decision maker of every group of others that is not empty. */
function sumsOfOthers(shifts: readonly number[][], i: number): number[] {
  let sums = [0]
  shifts.forEach((own, k) => {
    if (k !== i && own.length > 0) sums = sums.concat(own.flatMap((shift) => sums.map((sum) => sum + shift)))
  })
  return sums.slice(1)
}
