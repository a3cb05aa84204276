import { someMove } from './moves.ts'
import type { Moves } from './moves.ts'

/** R_H(s) for many states s, one after the other: what {@link legalReach} finds, without the walks. */
export interface GroupReach {
  /** The states that the group brings about from s, s left out, in no order. Valid until the next call. */
  from(s: number): Uint32Array
}

/** @param moves the moves of each member of the group. @param allows whether the move of a member, by its place in
 *  `moves`, from s to q counts. @param transitive two counted moves of one member in a row are one counted move, so
 *  that who moved last does not matter. */
export function groupReach(
  moves: readonly Moves[],
  allows: (member: number, s: number, q: number) => boolean,
  transitive: boolean,
): GroupReach {
  const states = moves[0]?.states ?? 0
  const layers = transitive || moves.length < 2 ? 1 : moves.length
  const visited = new Uint32Array(states * layers)
  const listed = new Uint32Array(states)
  const found = new Uint32Array(states)
  const at = new Uint32Array(states * layers + 1)
  const by = new Int32Array(states * layers + 1)
  let round = 0
  return { from }

  function from(s: number): Uint32Array {
    round++
    let count = 0
    let end = 1
    at[0] = s
    by[0] = -1
    listed[s] = round
    const visit = (member: number, q: number): void => {
      const key = layers === 1 ? q : q * layers + member
      if (visited[key] === round) return
      visited[key] = round
      at[end] = q
      by[end++] = member
      if (listed[q] === round) return
      listed[q] = round
      found[count++] = q
    }
    const single = moves.length === 1
    for (let k = 0; k < end; k++) {
      if (single && k > 0) break
      for (let member = 0; member < moves.length; member++) {
        if (layers > 1 && member === by[k]) continue
        const state = at[k]!
        someMove(moves[member]!, state, (q) => {
          if (allows(member, state, q)) visit(member, q)
          return false
        })
      }
    }
    return found.subarray(0, count)
  }
}
