/** What changes in a month of the conflict, or may change. */
import type { QuantityIndex } from './indices.ts'
import type { Provenance } from './provenance.ts'
import type { Scenario } from './scenarios.ts'
import type { Case } from './case.ts'

/** A dated change: numbers that a scenario could set, from a month on. */
export interface DatedChange {
  readonly id: string
  readonly says: string
  /** Months in one of which it comes, each as likely as the others; the same where the month is known. */
  readonly from: number
  readonly to: number
  /** That it comes at all; null where that is certain. */
  readonly probability: QuantityIndex | null
  /** Whether both sides count with it beforehand. */
  readonly foreseen: boolean
  readonly set: Scenario['set']
  /** Deliveries of givers, as a share of what they were. */
  readonly shares: readonly Share[]
  readonly provenance: Provenance
}

export interface Share {
  readonly giver: string
  readonly share: QuantityIndex
}

/** Every dated change of a case: the turns of its war, which only change deliveries and are certain, and then its
 *  events. */
export function datedChanges({ war, events }: Pick<Case, 'war' | 'events'>): readonly DatedChange[] {
  const turns = (war?.turns ?? []).map(
    ({ id, says, month, giver, share, surprise, provenance }): DatedChange => ({
      id,
      says,
      from: month,
      to: month,
      probability: null,
      foreseen: !surprise,
      set: [],
      shares: [{ giver, share }],
      provenance,
    }),
  )
  return [...turns, ...events]
}

/** Most courses that both sides look along at once. */
export const MOST_COURSES = 48

/** Courses that both sides have to look along at most. */
export function coursesToLookAlong(changes: readonly DatedChange[]): number {
  return changes
    .filter(({ foreseen }) => foreseen)
    .reduce((count, { from, to, probability }) => count * (to - from + 1 + (probability === null ? 0 : 1)), 1)
}
