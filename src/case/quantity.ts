/** Numbers of a case, certain or not. */
import type { Distribution } from '../math/distribution.ts'
import type { QuantityIndex } from './indices.ts'
import type { Provenance } from './provenance.ts'

/** A distribution, or one for each option of a hypothesis set: which one holds is decided in each world. */
export type Spread =
  | { readonly kind: 'plain'; readonly of: Distribution }
  | { readonly kind: 'given'; readonly set: number; readonly by: readonly Distribution[] }

/** A number of the case, certain or not. */
export interface Quantity {
  /** Path in the file, such as `war.sides.russia.shells.production`: the key of its random stream and of scenarios. */
  readonly id: string
  readonly spread: Spread
  /** Unit as written, `''` for a bare number. */
  readonly unit: string
  /** Factor from the written unit to the engine's (1/12 for a flow written per year). */
  readonly factor: number
  /** Legal range in the engine's unit; draws outside are moved to its edge. */
  readonly low: number
  readonly high: number
  readonly provenance: Provenance
}

/** Gaussian-copula correlation between two quantities. */
export interface Correlation {
  readonly a: QuantityIndex
  readonly b: QuantityIndex
  readonly rho: number
  readonly provenance: Provenance
}
