/** What the app and its second worker say to each other: analyses that take seconds, beside the live result. */
import type {
  Case,
  Input,
  GameRecord,
  ScoreRecord,
  SealRecord,
  SensitivityRecord,
  TippingRecord,
} from '../src/internal.ts'
import type { Asked } from './protocol.ts'

/** More base points of a question asked before continue its rows. */
export interface SensitivityRequest {
  readonly kind: 'sensitivity'
  readonly id: number
  readonly asked: Asked
  /** The output, as `armistice sensitivity --of` takes it. */
  readonly of: string
  readonly basePoints: number
}

export interface TippingRequest {
  readonly kind: 'tipping'
  readonly id: number
  readonly asked: Asked
  /** The claim or one of its tests, as `armistice tipping --claim` takes it. */
  readonly claim: string
  /** Two assumptions to map; null for all that come near. */
  readonly by: readonly [string, string] | null
  /** Worlds behind each estimate. */
  readonly worlds: number
  /** Assumptions looked at closely. */
  readonly inputs: number
}

/** How closely a question about tipping looks where it is asked for by itself, and an answer while one reads the
 *  claim. */
export const CLOSE_LOOK = { worlds: 400, inputs: 6 } as const
export const QUICK_LOOK = { worlds: 200, inputs: 3 } as const

/** The game of the case. */
export interface StabilityRequest {
  readonly kind: 'stability'
  readonly id: number
  readonly asked: Asked
  readonly worlds: number
}

/** A forecast to be kept. */
export interface SealRequest {
  readonly kind: 'seal'
  readonly id: number
  readonly asked: Asked
  /** When, by the reader's clock. */
  readonly at: string
  readonly worlds: number
}

/** A forecast that was kept, against what came: texts of files, null where none was chosen. */
export interface ScoreRequest {
  readonly kind: 'score'
  readonly id: number
  readonly asked: Asked
  readonly seal: string
  readonly observed: string | null
  readonly outcomes: string | null
}

/** A later request makes an earlier one pointless. */
export type AnalysisRequest = SensitivityRequest | TippingRequest | StabilityRequest | SealRequest | ScoreRequest

export interface AnalysisProgress {
  /** What is being computed, in words. */
  readonly stage: string
  readonly done: number
  readonly count: number
  /** Of this stage; null while too little is done to tell. */
  readonly secondsLeft: number | null
}

export type AnalysisReply =
  | ({ readonly kind: 'progress'; readonly id: number } & AnalysisProgress)
  | {
      readonly kind: 'sensitivity'
      readonly id: number
      /** The case that was asked about: the one on the screen may be another by now. */
      readonly case: Case
      readonly record: SensitivityRecord
      readonly inputs: readonly Input[]
    }
  | { readonly kind: 'tipping'; readonly id: number; readonly record: TippingRecord }
  | { readonly kind: 'stability'; readonly id: number; readonly record: GameRecord }
  | { readonly kind: 'seal'; readonly id: number; readonly record: SealRecord }
  | { readonly kind: 'score'; readonly id: number; readonly record: ScoreRecord }
  /** No number can be had, for a reason. */
  | { readonly kind: 'refused'; readonly id: number; readonly reason: string }
