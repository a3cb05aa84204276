/** Named sets of changes. */
import type { QuantityIndex } from './indices.ts'
import type { Provenance } from './provenance.ts'
import type { Spread } from './quantity.ts'

/** A named set of changes: new spreads for quantities, and another prior set for durability where named. */
export interface Scenario {
  readonly id: string
  readonly says: string
  readonly set: readonly { readonly quantity: QuantityIndex; readonly spread: Spread }[]
  readonly priors: string | null
  readonly provenance: Provenance
}
