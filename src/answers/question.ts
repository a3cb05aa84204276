/** What a question is: its ask, what it is asked of, and how it is answered. */
import type { Case } from '../case/types.ts'
import type { Reading } from '../methods/frontier/grid-points.ts'
import type { Domain } from '../methods/frontier/domain.ts'
import type { Csv } from '../text/csv.ts'
import type { Diagnostic } from '../text/diagnostic.ts'
import type { AskProblem, FieldsOf } from './fields.ts'
import type { Play } from './play.ts'

/** A case, with the SHA-256 of its text. */
export interface CaseSubject {
  readonly kind: 'case'
  readonly case: Case
  readonly digest: string
}

/** A negotiation domain of a peer's format, with how its numbers are meant. */
export interface DomainSubject {
  readonly kind: 'domain'
  readonly domain: Domain
  readonly reading: Reading
}

/** A table that belongs to no case: spells that end, or items against hypotheses. */
export interface TableSubject {
  readonly kind: 'table'
  readonly csv: Csv
  /** What was found wrong when its rows were read. */
  readonly told: readonly Diagnostic[]
}

/** What can be asked about. */
export type Subject = CaseSubject | DomainSubject | TableSubject

/** Why there is no number to give. */
export interface NoNumber {
  readonly kind: 'none'
  readonly reason: string
  /** Where the case has more packages than can be listed, or more to search in a world than can be. */
  readonly code?: 'too-many-packages' | 'too-much-to-search'
}

/** What an ask comes to: a record of plain JSON, or why there is none. */
export type Answer<R> =
  /** `partial` where it was stopped before all worlds were played; the record says so too. */
  | { readonly kind: 'answer'; readonly record: R; readonly partial: boolean }
  /** The ask does not fit what it is asked of. */
  | { readonly kind: 'wrong'; readonly problems: readonly AskProblem[] }
  /** It fits, but there is no number to give. */
  | NoNumber
  /** Stopped before there was anything to show. */
  | { readonly kind: 'stopped' }

/** @typeParam A the ask, plain JSON. @typeParam R the record, plain JSON too. @typeParam S what it is asked of. */
export interface Question<A extends { readonly kind: string }, R, S extends Subject = CaseSubject> {
  readonly kind: A['kind']
  /** What it can be asked of. */
  readonly about: readonly S['kind'][]
  /** What it asks, in a line. */
  readonly says: string
  readonly fields: FieldsOf<A>
  readonly answer: (subject: S, ask: A, play: Play) => Promise<Answer<R>>
}

export const stopped: { readonly kind: 'stopped' } = { kind: 'stopped' }

export function answered<R>(record: R, partial = false): Answer<R> {
  return { kind: 'answer', record, partial }
}

export function wrong(at: string, says: string): { readonly kind: 'wrong'; readonly problems: readonly AskProblem[] } {
  return { kind: 'wrong', problems: [{ at, says }] }
}

export function none(reason: string): NoNumber {
  return { kind: 'none', reason }
}
