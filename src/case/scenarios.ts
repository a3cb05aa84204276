/** Named sets of changes. */
import type { ActorIndex, QuantityIndex } from './indices.ts'
import type { Provenance } from './provenance.ts'
import type { Spread } from './quantity.ts'

/** A named set of changes: new spreads for quantities, and another prior set for durability where named. */
export interface Scenario {
  readonly id: string
  readonly says: string
  readonly set: readonly { readonly quantity: QuantityIndex; readonly spread: Spread }[]
  readonly priors: string | null
  /** Those who have to agree in the case as written and are not asked; left out for none. */
  readonly without?: readonly ActorIndex[]
  /** Present where a case in steps settles everything at once. */
  readonly atOnce?: true
  readonly provenance: Provenance
}

/** A scenario by its index; null for the case as written. */
export function scenarioAt(
  theCase: { readonly scenarios: readonly Scenario[] },
  index: number | null,
): Scenario | null {
  return index === null ? null : (theCase.scenarios[index] ?? null)
}
