/** A negotiation domain as the tools of that field know it: issues with named values, and additive profiles over
 *  them. */
export interface Domain {
  readonly name: string
  readonly issues: readonly { readonly name: string; readonly values: readonly string[] }[]
  readonly profiles: readonly Profile[]
}

/** An additive utility function: Σ weight · evaluation, or the same with both scaled (see `Reading`). */
export interface Profile {
  readonly name: string
  /** By issue of the domain. */
  readonly weights: readonly number[]
  /** By issue and value of the domain. */
  readonly evaluations: readonly (readonly number[])[]
  /** By issue: the evaluation that counts as 1 where evaluations are scaled, null for the greatest of the domain's
   *  values. GENIUS divides a discrete issue by its greatest evaluation, values that the domain lacks included, and an
   *  integer issue by nothing. */
  readonly tops: readonly (number | null)[] | null
  /** Worth of no deal, on the scale of the utilities; null if the file gives none. */
  readonly noDeal: number | null
  /** The values of a package whose worth is that of no deal (GeniusWeb), or null. */
  readonly noDealPackage: readonly number[] | null
  /** Factor by which utility shrinks over the whole of the time allowed (GENIUS), 1 for none. */
  readonly discount: number
}
