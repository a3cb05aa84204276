/** Which lines a package moves with, and what that has earned whom. */
import type { Case } from '../../case/types.ts'

/** The territory issues of which a package takes an option that goes by the line of contact, as bits: bit t for the
 *  t-th of `territories`. */
export function movesOf({ territories, issues }: Case, options: ArrayLike<number>): number {
  let moves = 0
  for (let t = 0; t < territories.length; t++) {
    const { issue } = territories[t]!
    if (issues[issue]!.options[options[issue]!]!.line?.kind === 'contact') moves |= 1 << t
  }
  return moves
}

/** Points that the moves of the lines named by the bits have earned a player.
 *  @param moved points, by territory issue, then player. */
export function earned(moved: ArrayLike<number>, players: number, player: number, moves: number): number {
  let sum = 0
  for (let t = 0; moves >> t > 0; t++) if ((moves >> t) & 1) sum += moved[t * players + player]!
  return sum
}
