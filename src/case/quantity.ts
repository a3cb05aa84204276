/** Numbers of a case, certain or not. */
import type { Distribution } from '../math/distribution.ts'
import type { QuantityIndex } from './indices.ts'
import type { Place, Provenance } from './provenance.ts'

/** A distribution, or one for each option of a hypothesis set: which one holds is decided in each world. */
export type Spread =
  | { readonly kind: 'plain'; readonly of: Distribution }
  | { readonly kind: 'given'; readonly set: number; readonly by: readonly Distribution[] }

/** A number of the case, certain or not. */
export interface Quantity {
  /** Path in the file, such as `war.sides.russia.shells.production`: the key of its random stream and of scenarios. */
  readonly id: string
  /** What its random stream is named after instead, where the same number can be written in another place. */
  readonly drawnAs?: string
  /** What it is, in a few words, for readers; left out where the file gives none. */
  readonly label?: string
  readonly spread: Spread
  /** Unit as written, `''` for a bare number. */
  readonly unit: string
  /** Factor from the written unit to the engine's (1/12 for a flow written per year). */
  readonly factor: number
  /** Legal range in the engine's unit; draws outside are moved to its edge. */
  readonly low: number
  readonly high: number
  /** What it is made of, where the file writes it by other numbers. Its `spread` is then a stand-in that nothing
   *  draws. */
  readonly derived?: Derived
  readonly provenance: Provenance
}

/** `plus + Σ times · quantity`, in the engine's units: so that two numbers that are one stay one. */
export interface Derived {
  readonly terms: readonly { readonly quantity: QuantityIndex; readonly times: number }[]
  readonly plus: number
}

/** Gaussian-copula correlation between two quantities. */
export interface Correlation {
  readonly a: QuantityIndex
  readonly b: QuantityIndex
  readonly rho: number
  readonly provenance: Provenance
}

/** Numbers of which each is at least the one before, in every world: what is drawn for them is put in order. */
export interface Ordered {
  /** The least first. */
  readonly quantities: readonly QuantityIndex[]
  readonly place: Place
}
