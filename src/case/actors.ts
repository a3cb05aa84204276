/** States and groups. */
import type { QuantityIndex } from './indices.ts'
import type { Provenance } from './provenance.ts'

export const ROLES = ['belligerent', 'backer', 'guarantor', 'institution'] as const

export type Role = (typeof ROLES)[number]

/** What a belligerent believes about fighting on, and what it costs it. */
export interface Resolve {
  /** Discount rate per year (0.1 = 10 %). */
  readonly discount: QuantityIndex
  /** km²/month by which it expects the advance to differ from where the balance of fire draws the front, positive for the attacker:
   *  optimism of the attacker where positive, of the defender where negative. */
  readonly optimism: QuantityIndex
  /** How many months of observation its prior, that balance with its optimism, is worth. */
  readonly conviction: QuantityIndex
  /** Months it expects the war to go on before the line comes to rest. */
  readonly horizon: QuantityIndex
  /** Points a year of fighting is worse than the same terms in peace, per unit of time fighting (a flow on the score sheet). */
  readonly fightingCost: QuantityIndex
  /** Further points of that flow per thousand own casualties a month. */
  readonly costPerThousand: QuantityIndex
  /** Points it would give up rather than be seen walking away from talks. */
  readonly walkAway: QuantityIndex
}

export interface Actor {
  readonly id: string
  readonly name: string
  readonly role: Role
  /** Present for belligerents with a war or a no-deal value. */
  readonly resolve: Resolve | null
  /** For cases without a war: the no-deal value in points, given outright. */
  readonly noDealValue: QuantityIndex | null
  readonly provenance: Provenance
}
