import { othersOf } from './game.ts'
import { groupReach } from './group-reach.ts'
import { reachable } from './moves.ts'
import type { Moves } from './moves.ts'
import { CONCEPTS } from './solve.ts'
import type { Concept } from './solve.ts'

/** A conflict of which only the probability of each single comparison is known. */
export interface ChanceGame {
  readonly states: number
  readonly moves: readonly Moves[]
  /** One a decision maker: `prefers[i][s·states + q]` is the probability that i prefers q to s. */
  readonly prefers: readonly Float64Array[]
  /** A state counts as preferred where the probability is above this. */
  readonly threshold: number
}

/** How far a verdict is from turning, in probability: at least 0 where the state is stable. Infinity where the decision
 *  maker has no move (a state that nobody can leave is not thereby wanted); for the sanctioned concepts also where no
 *  move
 *  is an improvement. */
export type Margins = Readonly<Record<Concept, Float64Array>>

/** Margins by the definitions, least and greatest nested as "every" and "some" are: Nash, over all moves, the least
 *  of the
 *  threshold less the probability that the move is preferred; GMR, over improvements, the least of the greatest, over
 *  responses, of the threshold less the probability that the response's end is preferred; SMR with the least of that
 *  and
 *  of the same over what can follow; SEQ and SSEQ with responses each move of which is more likely preferred than the
 *  threshold. */
export function stabilityMargins(game: ChanceGame): Margins[] {
  const { states, moves, prefers, threshold } = game
  return moves.map((own, i) => {
    const others = othersOf(moves.length, i)
    const group = others.map((k) => moves[k]!)
    const spare = (s: number, q: number): number => threshold - prefers[i]![s * states + q]!
    const any = groupReach(group, () => true, false)
    const likely = (k: number, s: number, q: number): boolean => prefers[others[k]!]![s * states + q]! > threshold
    const credible = groupReach(group, likely, false)
    const margins = Object.fromEntries(CONCEPTS.map((c) => [c, new Float64Array(states)])) as Record<
      Concept,
      Float64Array
    >
    for (let s = 0; s < states; s++) {
      const nexts = reachable(own, s)
      const improvements = nexts.filter((q) => spare(s, q) < 0)
      const final = (s2: number): number => least([spare(s, s2), ...reachable(own, s2).map((s3) => spare(s, s3))])
      const simple = (s2: number): number => spare(s, s2)
      const sanctioned = (from: typeof any, worth: (s2: number) => number): number =>
        least(improvements.map((s1) => greatest(Array.from(from.from(s1), worth))))
      margins.nash[s] = least(nexts.map((q) => spare(s, q)))
      margins.gmr[s] = sanctioned(any, simple)
      margins.smr[s] = sanctioned(any, final)
      margins.seq[s] = sanctioned(credible, simple)
      margins.sseq[s] = sanctioned(credible, final)
    }
    return margins
  })
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity)
const greatest = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), -Infinity)
