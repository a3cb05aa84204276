/** What the app and its worker say to each other. */
import type { Case, Diagnostic, NumberPlaces, PlaneSurvey, Strikes, Summary, WorldPlane } from '../src/internal.ts'

/** A case as it is asked about. */
export interface Asked {
  readonly text: string
  /** Its name, for messages. */
  readonly file: string
  readonly scenario: string | null
  readonly seed: number
}

/** A run of a case. A later run replaces an earlier one, whatever it has done. */
export interface RunRequest extends Asked {
  readonly kind: 'run'
  readonly id: number
  /** Scenarios to run beside; those that the claims name where null. */
  readonly beside: readonly string[] | null
  readonly worlds: number
  /** Text as the case was opened, where it is to be read too; null where it is known. */
  readonly original: string | null
  /** Digest of a case whose answer is at hand already: it wants no quick one. */
  readonly ready: string | null
}

/** What strikes out the packages of a case, in the first worlds of its run. */
export interface StrikesRequest extends Asked {
  readonly kind: 'strikes'
  readonly id: number
  readonly worlds: number
}

/** Writes a number into the text of a case. */
export interface SetRequest {
  readonly kind: 'set'
  readonly id: number
  readonly text: string
  readonly quantity: string
  /** Null to put it back as it was. */
  readonly written: string | null
  /** The case as it was opened. */
  readonly original: string
}

export type Request =
  | RunRequest
  | StrikesRequest
  | { readonly kind: 'cancel' }
  | SetRequest
  | { readonly kind: 'schema'; readonly id: number }
  | PlaneRequest

/** The utility plane of one world. A later request makes an earlier one pointless. */
export interface PlaneRequest extends Asked {
  readonly kind: 'plane'
  readonly id: number
  /** Null for the middle world. */
  readonly world: number | null
}

export type PlaneAnswer =
  /** With the case that it was read from: the one on the screen may be another by now. */
  | { readonly kind: 'plane'; readonly case: Case; readonly plane: WorldPlane; readonly survey: PlaneSurvey }
  /** The case has no issues, or no scores. */
  | { readonly kind: 'none' }
  /** The text does not load, or a later request took its place. */
  | { readonly kind: 'dropped' }
  | { readonly kind: 'failed'; readonly message: string }

export type Reply =
  /** The text is no case. */
  | { readonly kind: 'refused'; readonly id: number; readonly diagnostics: readonly Diagnostic[] }
  | {
      readonly kind: 'progress'
      readonly id: number
      readonly done: number
      readonly worlds: number
      readonly secondsLeft: number | null
    }
  /** The text as a case, before anything is run. */
  | {
      readonly kind: 'read'
      readonly id: number
      readonly case: Case
      /** The case as it was opened, where the request has its text. */
      readonly original: Case | null
      /** Whether a world of it may take long. */
      readonly isLong: boolean
      /** Where the numbers of the text stand. */
      readonly places: NumberPlaces | null
      readonly digest: string
      readonly warnings: readonly Diagnostic[]
    }
  | {
      readonly kind: 'result'
      readonly id: number
      readonly summary: Summary
      /** By world, the month of the deal, 0 where none came: what pairs this run with another of the same seed. Null
       *  for an answer that was not played here. */
      readonly months: Uint16Array | null
      /** Whether it has the scenarios beside, without which some claims have no verdict. */
      readonly isWhole: boolean
      readonly isLast: boolean
    }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string }
  | { readonly kind: 'set'; readonly id: number; readonly text: string | null; readonly problem: string | null }
  | { readonly kind: 'schema'; readonly id: number; readonly schema: unknown }
  /** Null where a change came in between, or the case has no packages. */
  /** Why they cannot be counted in place of them; null where a change came in between. */
  | { readonly kind: 'strikes'; readonly id: number; readonly strikes: Strikes | string | null }
  | { readonly kind: 'plane'; readonly id: number; readonly answer: PlaneAnswer }
