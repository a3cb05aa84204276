/** What a reader has to know before using a number, as plain data; words are made where it is shown. */
export type SurvivalCaveat =
  | { readonly kind: 'leftOut'; readonly rows: number }
  /** Spells of length 0, which families of curves leave out. */
  | { readonly kind: 'zeroLengths'; readonly rows: number }
  | { readonly kind: 'nothingEnded' }
  | { readonly kind: 'fewEndings'; readonly events: number; readonly terms: number }
  /** Errors take rows as independent. */
  | { readonly kind: 'independentRows' }
  | { readonly kind: 'fewClusters'; readonly clusters: number }
  | { readonly kind: 'referenceClass'; readonly name: string }
  | { readonly kind: 'secondCoder'; readonly rows: number }
  | { readonly kind: TruceCaveat | WarEndCaveat | DurabilityCaveat }

/** Of the table of truces: upper bounds for a new truce; one coder; terms not given at random; watched to 2024. */
export type TruceCaveat = 'truceUpperBound' | 'truceOneCoder' | 'truceSelection' | 'truceWatched'

/** Of the record of war ends: in by having ended; few long ones; kinds of end differ. */
export type WarEndCaveat = 'warsByEnding' | 'warsFewLong' | 'warsKinds'

/** Of the model against the record: a shift of power is not coded; the elicited set has seen the record. */
export type DurabilityCaveat = 'powerShiftUncoded' | 'elicitedSawRecord'

/** What every base rate of truces has to be read with (see the table's codebook). */
export const TRUCE_CAVEATS: readonly SurvivalCaveat[] = [
  { kind: 'truceUpperBound' },
  { kind: 'truceOneCoder' },
  { kind: 'truceSelection' },
  { kind: 'truceWatched' },
]

export const WAR_END_CAVEATS: readonly SurvivalCaveat[] = [
  { kind: 'warsByEnding' },
  { kind: 'warsFewLong' },
  { kind: 'warsKinds' },
]
