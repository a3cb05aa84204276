/** What is negotiated, and the packages that have names. */
import type { IssueIndex, QuantityIndex } from './indices.ts'
import type { Provenance } from './provenance.ts'

export interface Option {
  readonly id: string
  readonly says: string
  /** Where the line ends, for options of a territory issue. */
  readonly line: LineRule | null
  readonly provenance: Provenance
}

/** Land an option leaves with the attacker, in km² relative to the line as of the date of the case. */
export type LineRule =
  | { readonly kind: 'absolute'; readonly km2: QuantityIndex }
  /** Relative to the line of contact in the month of the deal. */
  | { readonly kind: 'contact'; readonly km2: QuantityIndex }

/** What the options of an issue stand for, where it is about how much. */
export interface Amount {
  /** As the file writes it; empty for a bare number. */
  readonly unit: string
  /** By option, the least first. */
  readonly values: readonly number[]
}

export interface Issue {
  readonly id: string
  readonly says: string
  readonly options: readonly Option[]
  /** Left out where options are words. */
  readonly amount?: Amount
  /** Option that holds where there is no deal. */
  readonly noDeal: number
  /** The issue is open only while the foothold is held; afterwards `otherwise` holds, and is worth nothing to
   *  anybody. */
  readonly whileFoothold: { readonly otherwise: number } | null
  readonly provenance: Provenance
}

/** An issue whose options say where a line runs. */
export interface Territory {
  readonly issue: IssueIndex
  /** The front whose line it is; 0 where there is one. */
  readonly front: number
}

export interface NamedPackage {
  readonly id: string
  readonly says: string
  readonly options: readonly number[]
  readonly provenance: Provenance
}
