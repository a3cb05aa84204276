/** Indices into the lists of a case, each its own type, so that one cannot stand for another. At run time they are
 *  plain numbers. `load/` makes them; the casts below are for it, for tests, and for loops over a whole list. */

declare const into: unique symbol

type Index<List extends string> = number & { readonly [into]: List }

/** Index into `Case.actors`. */
export type ActorIndex = Index<'actors'>
/** Index into `Case.vetoPlayers`: a player's place among those who must accept. */
export type PlayerIndex = Index<'vetoPlayers'>
/** Index into `Case.quantities`. */
export type QuantityIndex = Index<'quantities'>
/** Index into `Case.issues`. */
export type IssueIndex = Index<'issues'>

export function actorAt(index: number): ActorIndex {
  return index as ActorIndex
}

export function playerAt(index: number): PlayerIndex {
  return index as PlayerIndex
}

export function quantityAt(index: number): QuantityIndex {
  return index as QuantityIndex
}

export function issueAt(index: number): IssueIndex {
  return index as IssueIndex
}
