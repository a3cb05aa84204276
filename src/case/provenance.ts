/** Where in the file something stands, and what stands behind it. */

/** Place in the case file, 1-based. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** How a number came to be. A party's claim is never averaged with a measurement. */
export const QUANTITY_KINDS = ['measured', 'estimate', 'party claim', 'judgement', 'definition'] as const

export type QuantityKind = (typeof QUANTITY_KINDS)[number]

/** Where a number, rule or position comes from, as written in the case. */
export interface Provenance {
  /** Citations such as `essay §NATO ¶4`; the first word is a key of `sources`. Empty when none was given. */
  readonly source: readonly string[]
  readonly kind: QuantityKind | null
  readonly note: string | null
  /** Ids of the rows of the claims ledger that this encodes. */
  readonly claims: readonly string[]
  readonly place: Place
}
