/** Who gives military aid, and how much: what a map shows. Nothing of it enters a run. */
import type { Provenance } from './provenance.ts'

export const GIVER_UNITS = ['bn EUR', 'bn US$'] as const

export type GiverUnit = (typeof GIVER_UNITS)[number]

export interface Giver {
  /** ISO 3166-1 alpha-2, or XK. */
  readonly country: string
  readonly name: string
  /** Given since `Givers.since`, in `Givers.unit`, as the giver counts it. */
  readonly military: number
  /** The day up to which the figure counts, ISO. */
  readonly asOf: string
  readonly url: string | null
  /** Its source is the government or institution that states the figure. */
  readonly provenance: Provenance
}

export interface Givers {
  readonly unit: GiverUnit
  /** The day from which aid counts, ISO. */
  readonly since: string
  /** The country that receives, ISO 3166-1 alpha-2. */
  readonly to: string
  /** In the order of the file. */
  readonly countries: readonly Giver[]
  readonly provenance: Provenance
}
