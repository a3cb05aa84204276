/** A negotiation domain as the tools of that field know it: issues with named values, and additive profiles over
 *  them. */
export interface Domain {
  readonly name: string
  readonly issues: readonly { readonly name: string; readonly values: readonly string[] }[]
  readonly profiles: readonly Profile[]
}

/** An additive utility function: Σ weight · evaluation, or the same with both normalised (see `Reading`). */
export interface Profile {
  readonly name: string
  /** By issue of the domain. */
  readonly weights: readonly number[]
  /** By issue and value of the domain. */
  readonly evaluations: readonly (readonly number[])[]
  /** Worth of no deal, on the scale of the utilities; null if the file gives none. */
  readonly noDeal: number | null
  /** The values of a package whose worth is that of no deal (GeniusWeb), or null. */
  readonly noDealPackage: readonly number[] | null
  /** Factor by which utility shrinks over the whole of the time allowed (GENIUS), 1 for none. */
  readonly discount: number
}
