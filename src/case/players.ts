/** Actors among those who have to agree. */
import { playerAt } from './indices.ts'
import type { ActorIndex, PlayerIndex } from './indices.ts'

/** Position of an actor among the veto players, null where it is none. @param vetoPlayers actors, in the order of the
 *  players. */
export function playerOf(vetoPlayers: readonly ActorIndex[], actor: ActorIndex): PlayerIndex | null {
  const found = vetoPlayers.indexOf(actor)
  return found < 0 ? null : playerAt(found)
}
