/** What those who need not agree can do to talks and to a peace. */
import { actorAt } from './indices.ts'
import type { ActorIndex, QuantityIndex } from './indices.ts'
import type { Case } from './types.ts'

/** What a spoiler does where it likes a package less than no deal, by its own sheet. */
export interface Spoils {
  /** Factor on the hazard that the peace breaks; null where it cannot reach the peace. */
  readonly peace: QuantityIndex | null
  /** Factors on what the members of a body agree with. */
  readonly consents: readonly { readonly body: number; readonly factor: QuantityIndex }[]
}

/** What a mediator does while talks go on. */
export interface Mediates {
  /** Factor on the pace of a deal; null for none. */
  readonly pace: QuantityIndex | null
  /** Share by which each side's optimism shrinks, as it learns what the other knows; null for none. */
  readonly optimism: QuantityIndex | null
}

/** Those who can spoil a package, since nobody asks them: spoilers, and whoever would have to agree and is left out. */
export function spoilersOf({ actors, vetoPlayers }: Case): ActorIndex[] {
  return actors.flatMap(({ spoils }, actor) => {
    const index = actorAt(actor)
    return spoils === undefined || vetoPlayers.includes(index) ? [] : [index]
  })
}
