/** A settlement that comes in steps: what is settled first, what is left open, and when the next step may follow. */
import type { Event } from './claim-test.ts'
import type { IssueIndex, QuantityIndex } from './indices.ts'
import type { Provenance } from './provenance.ts'
import type { Rule } from './rules.ts'

export interface Step {
  readonly id: string
  readonly says: string
  /** What it settles, by index into the issues of the case. */
  readonly issues: readonly IssueIndex[]
  /** The option that holds on each of them until then. */
  readonly open: readonly number[]
  /** Months after the step before it, in one of which it is due, each as likely; 0 for the first step. */
  readonly from: number
  readonly to: number
  /** That it is taken up at all, as both foresee it; null where that is certain. */
  readonly probability: QuantityIndex | null
  /** What has to be so by then; null for nothing. */
  readonly needs: Event | null
  readonly provenance: Provenance
}

/** Kinds of events that a step can hang on: what is known by the month in which it is due. */
export const KNOWN_BY_THEN: readonly Event['kind'][] = [
  'chooses',
  'comes',
  'hypothesis',
  'quantity',
  'consent',
  'firm',
  'all',
  'any',
  'not',
]

/** What cases with steps have in common with those without. */
type Stepped = { readonly steps?: readonly Step[]; readonly rules: readonly Rule[] }

/** The case as if it settled everything at once. */
export function atOnce<T extends Stepped>(theCase: T): T {
  if (!theCase.steps) return theCase
  const { steps: _, ...rest } = theCase
  return { ...rest, rules: theCase.rules.filter((rule) => rule.leftTo === undefined) } as unknown as T
}

/** The case once its first step has been taken: what the second settles is looked at beside it, and what comes after is
 *  left open. Null where no step follows. */
export function afterFirst<T extends Stepped>(theCase: T): T | null {
  const [first, second, ...later] = theCase.steps ?? []
  if (!first || !second) return null
  const both = { ...second, issues: [...first.issues, ...second.issues], open: [...first.open, ...second.open] }
  return {
    ...theCase,
    steps: [both, ...later],
    rules: theCase.rules.filter((rule) => rule.leftTo !== second.id),
  }
}

/** Most packages of a case in steps: each is looked at in every month of every world. */
export const MOST_STEPPED = 20_000

/** Why a step came, or did not: the one before it was not taken (or there was no deal); the peace broke before it was
 *  due; what it waits for was not so, or it was not taken up; no package suited all; a vote on it failed; it was
 *  taken. */
export const STEP_ENDS = ['notReached', 'broke', 'notTakenUp', 'refused', 'votedDown', 'taken'] as const
export type StepEnd = (typeof STEP_ENDS)[number]
