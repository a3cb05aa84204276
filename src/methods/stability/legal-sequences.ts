import type { ImprovementOrder } from './improvement-order.ts'
import { someMove } from './moves.ts'
import type { Moves } from './moves.ts'

/** One step of a walk. */
export interface Step {
  readonly mover: number
  readonly to: number
}

/** Whose moves count, and which of them: numbers of decision makers, and for each a test of its moves. */
export interface Group {
  readonly movers: readonly number[]
  readonly moves: readonly Moves[]
  /** Whether the move of `mover` from s to q counts. */
  readonly allows: (mover: number, s: number, q: number) => boolean
}

/** A group whose members move as they can. */
export function movesOf(movers: readonly number[], moves: readonly Moves[]): Group {
  return { movers, moves, allows: () => true }
}

/** A group whose members move only where that betters their own lot. */
export function improvementsOf(movers: readonly number[], orders: readonly ImprovementOrder[]): Group {
  const moves = orders.map((order) => order.moves)
  return { movers, moves, allows: (mover, s, q) => orders[mover]!.rank[q]! > orders[mover]!.rank[s]! }
}

/** Where a group can go from one state, in the order of the number of steps. */
export interface Reach {
  /** The states, each once, the start left out. */
  readonly states: readonly number[]
  /** The shortest walk to a state that was reached. */
  walkTo(state: number): Step[]
}

/** R_H(s): all states that the group H brings about from s by legal sequences: no member moves twice in a row (Fang,
 *  Hipel & Kilgour 1993). Breadth first over pairs of state and last mover. */
export function legalReach(group: Group, s: number, isEnough: (q: number) => boolean = () => false): Reach {
  const states: number[] = []
  const seen = new Set<number>([s])
  // A visit is a state and who moved there; `from` is the place of the visit before, −1 for the start.
  const at: number[] = [s]
  const by: number[] = [-1]
  const from: number[] = [-1]
  const firstVisit = new Map<number, number>()
  const visited = new Set<number>()
  const count = group.moves.length
  let done = false
  for (let k = 0; k < at.length && !done; k++) {
    for (const mover of group.movers) {
      if (mover === by[k] || done) continue
      done = someMove(group.moves[mover]!, at[k]!, (q) => {
        const key = q * count + mover
        if (visited.has(key) || !group.allows(mover, at[k]!, q)) return false
        visited.add(key)
        if (!seen.has(q)) {
          seen.add(q)
          states.push(q)
          firstVisit.set(q, at.length)
        }
        at.push(q)
        by.push(mover)
        from.push(k)
        return isEnough(q)
      })
    }
  }
  const walkTo = (state: number): Step[] => {
    const steps: Step[] = []
    for (let k = firstVisit.get(state) ?? -1; k > 0; k = from[k]!) steps.push({ mover: by[k]!, to: at[k]! })
    return steps.reverse()
  }
  return { states, walkTo }
}
