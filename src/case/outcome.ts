/** What came, where the end is known. Told beside a result; nothing of it enters a run. */
import type { Provenance } from './provenance.ts'

export interface KnownOutcome {
  readonly says: string
  /** Day of the agreement; where none came, the day up to which that is known. ISO, later than the case. */
  readonly date: string
  /** Month of the talks in which it was agreed, from 1; null where nothing was agreed. */
  readonly month: number | null
  /** Option by issue, −1 where the terms say nothing of it; null where nothing was agreed. */
  readonly terms: readonly number[] | null
  /** What became of it afterwards. */
  readonly later: string | null
  readonly url: string | null
  readonly provenance: Provenance
}
