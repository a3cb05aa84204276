import type { StableStates } from './game.ts'
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
export const MOST_COMBINATIONS = 500_000_000

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
  let budget = MOST_COMBINATIONS
  for (let s = 0; s < states; s++) {
    const shifts = moves.map((_, k) => improvementShifts(moves[k]!, ranks[k]!, combined.code, s))
    budget -= shifts.reduce((product, own, k) => product * (own.length + (k === i ? 0 : 1)), 1)
    if (budget < 0) return null
    const others = sumsOfOthers(shifts, i)
    stable[s] = shifts[i]!.every((shift) => others.some((other) => deters(shift + other, s))) ? 1 : 0
  }
  return stable

  function deters(shift: number, s: number): boolean {
    const end = combined.stateOf(combined.code[s]! + shift)
    return end >= 0 && ranks[i]![end]! <= ranks[i]![s]!
  }
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
