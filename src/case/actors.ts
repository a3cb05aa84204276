/** States and groups. */
import type { QuantityIndex } from './indices.ts'
import type { Mediates, Spoils } from './influence.ts'
import type { Provenance } from './provenance.ts'

export const ROLES = ['belligerent', 'party', 'backer', 'guarantor', 'institution', 'spoiler', 'mediator'] as const

export type Role = (typeof ROLES)[number]

/** Whether an actor's no ends the talks. */
export function hasToAgree(role: Role): boolean {
  return role === 'belligerent' || role === 'party'
}

/** What a belligerent believes about fighting on, and what it costs it. */
export interface Resolve {
  /** Discount rate per year (0.1 = 10 %). */
  readonly discount: QuantityIndex
  /** Bias of the front, km²/month, that it believes in beyond level, fire and force, positive for the attacker:
   *  optimism of the attacker where positive, of the defender where negative. What surprises it corrects it. */
  readonly optimism: QuantityIndex
  /** How many months of observation that belief is worth. */
  readonly conviction: QuantityIndex
  /** Months it expects the war to go on before the line comes to rest. */
  readonly horizon: QuantityIndex
  /** Points a year of fighting is worse than the same terms in peace, per unit of time fighting (a flow on the score
   *  sheet). */
  readonly fightingCost: QuantityIndex
  /** Further points of that flow per thousand own casualties a month. */
  readonly costPerThousand: QuantityIndex
  /** Points it would give up rather than be seen walking away from talks. */
  readonly walkAway: QuantityIndex
  /** Factor on what crossing its red lines costs it: how hard its audience punishes. Null for 1. */
  readonly audience: QuantityIndex | null
  /** How fast that anger wears down (negative: hardens): log units per share of its force that it has lost since the
   *  date, and per year. Null for none. */
  readonly erosion: QuantityIndex | null
  readonly fading: QuantityIndex | null
}

export interface Actor {
  readonly id: string
  readonly name: string
  readonly role: Role
  /** Present for belligerents with a war or a no-deal value. */
  readonly resolve: Resolve | null
  /** For cases without a war, and for spoilers: the no-deal value in points, given outright. */
  readonly noDealValue: QuantityIndex | null
  /** For cases without a war: discount rate per year; left out for none. */
  readonly discount?: QuantityIndex
  /** Present for spoilers. */
  readonly spoils?: Spoils
  /** Present for mediators. */
  readonly mediates?: Mediates
  readonly provenance: Provenance
}
