/** A take-it-or-leave-it offer to an opponent of unknown type, and its reply: what bargaining on a belief comes to.
 *  Source: Fearon 1995, Rationalist explanations for war, International Organization 49(3), p. 393 (the risk-return
 *  trade-off); Powell 1996. */

/** The pie is 100. The proposer gets `fights` from war and the other side, by its type, `type`; the types' chances are
 *  its belief. */
export interface Screening {
  readonly fights: number
  readonly types: readonly { readonly fights: number; readonly chance: number }[]
}

export interface Offer {
  /** What the proposer asks for. */
  readonly asks: number
  readonly expects: number
  /** Chance that the other side refuses, which is war. */
  readonly war: number
}

export function worthOfAsking({ fights, types }: Screening, asks: number): Offer {
  const war = types.reduce((sum, type) => (100 - asks >= type.fights ? sum : sum + type.chance), 0)
  return { asks, expects: (1 - war) * asks + war * fights, war }
}

/** The best offer: each type accepts what is no worse than war, so that only offers which leave some type just that
 *  come into question, and to ask for all. The safer of equals. */
export function bestOffer(game: Screening): Offer {
  const offers = [...game.types.map(({ fights }) => 100 - fights), 100].map((asks) => worthOfAsking(game, asks))
  return offers.reduce((best, offer) =>
    offer.expects > best.expects || (offer.expects === best.expects && offer.war < best.war) ? offer : best,
  )
}
