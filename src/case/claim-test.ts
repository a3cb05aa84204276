/** What a claim asks of a run. */
import type { ActorIndex, IssueIndex, PlayerIndex, QuantityIndex } from './indices.ts'

/** Something that is true or false in a simulated world. */
export type Event =
  /** A deal was struck (and its package chose these options). */
  | { readonly kind: 'chooses'; readonly issue: IssueIndex; readonly options: readonly number[] }
  | { readonly kind: 'deal'; readonly struck: boolean }
  /** A deal was struck in a month within the bounds (1 = the first month after the date of the case). */
  | { readonly kind: 'month'; readonly atLeast: number; readonly atMost: number }
  /** A dated change has come by the month. */
  | { readonly kind: 'comes'; readonly change: number; readonly atMost: number }
  /** A package was signed by the month, whether or not a vote then let it come into force. */
  | { readonly kind: 'signed'; readonly atMost: number }
  /** A step of the settlement was taken by the month. */
  | { readonly kind: 'step'; readonly step: number; readonly atMost: number }
  /** The war effort of one of these sides broke before any deal, by the month; the war ended by it, by a deal or a
   *  break. */
  | { readonly kind: 'breaks'; readonly sides: readonly ('attacker' | 'defender')[]; readonly atMost: number }
  | { readonly kind: 'warEnds'; readonly atMost: number }
  | { readonly kind: 'hypothesis'; readonly set: number; readonly option: number }
  | { readonly kind: 'quantity'; readonly quantity: QuantityIndex; readonly above: number; readonly below: number }
  | { readonly kind: 'consent'; readonly body: number }
  | { readonly kind: 'firm'; readonly redLine: number }
  /** The actor prefers the named package to fighting on, in the first month; `actor` null: every veto player does. */
  | { readonly kind: 'accepts'; readonly actor: ActorIndex | null; readonly package: number }
  /** In the first month some package with the terms of a question is left by the rules and suits whoever it asks
   *  for. */
  | { readonly kind: 'signs'; readonly question: number }
  /** A number of the world lies between the bounds. */
  | { readonly kind: 'measure'; readonly of: Metric; readonly above: number; readonly below: number }
  /** km² the line has moved towards the defender by the month, were the war to go on: on one front, or on all of them
   *  together where `front` is left out. */
  | {
      readonly kind: 'front'
      readonly month: number
      readonly front?: number
      readonly above: number
      readonly below: number
    }
  /** Mean advance over the months before it, km²/month. */
  | {
      readonly kind: 'advance'
      readonly front?: number
      readonly from: number
      readonly to: number
      readonly above: number
      readonly below: number
    }
  /** Area of the foothold at the month, km². */
  | { readonly kind: 'foothold'; readonly month: number; readonly above: number }
  /** The peace of the deal broke within so many years. */
  | { readonly kind: 'renewed'; readonly withinYears: number }
  | { readonly kind: 'accession'; readonly accession: number; readonly withinYears: number }
  | { readonly kind: 'zopa'; readonly state: WhyNoDeal }
  | { readonly kind: 'proposal'; readonly proposal: number; readonly accepted: boolean }
  /** Land taken by force is kept (`kept`), or its keeping recognised. */
  | { readonly kind: 'precedent'; readonly recognised: boolean }
  | { readonly kind: 'all'; readonly of: readonly Event[] }
  | { readonly kind: 'any'; readonly of: readonly Event[] }
  | { readonly kind: 'not'; readonly of: Event }

/** Why talks stand where they stand in the first month: `open` = a ZOPA exists under each side's own beliefs. */
export const WHY_NO_DEAL = ['open', 'information', 'commitment', 'audience', 'indivisibility'] as const

export type WhyNoDeal = (typeof WHY_NO_DEAL)[number]

/** A number that a simulated world knows. Missing (no deal, say) in worlds where it has no meaning. */
export type Metric =
  | { readonly kind: 'dealMonth' }
  | { readonly kind: 'noDealValue'; readonly actor: ActorIndex }
  | { readonly kind: 'dealValue'; readonly actor: ActorIndex }
  /** Score-sheet points of the deal that was struck, before durability. */
  | { readonly kind: 'dealPoints'; readonly actor: ActorIndex }
  /** What the deal that was struck says of an issue that is about how much, by its options. */
  | { readonly kind: 'amount'; readonly issue: IssueIndex; readonly values: readonly number[] }
  /** Value of a named package less the no-deal value, in points, in the first month. */
  | { readonly kind: 'margin'; readonly actor: ActorIndex; readonly package: number }
  /** Score-sheet points of a named package, before durability. */
  | { readonly kind: 'points'; readonly actor: ActorIndex; readonly package: number }
  | { readonly kind: 'front'; readonly month: number; readonly front?: number }
  | { readonly kind: 'survival'; readonly years: number }
  /** Survival of a named package, deal or not. */
  | { readonly kind: 'packageSurvival'; readonly package: number; readonly years: number }
  | { readonly kind: 'powellMargin'; readonly package: number }
  | { readonly kind: 'guaranteeNeeded'; readonly package: number }
  | { readonly kind: 'fireRatio'; readonly month: number; readonly front?: number }
  | { readonly kind: 'ledger'; readonly entry: LedgerEntry }
  /** The first less the second, in the same world. */
  | { readonly kind: 'gap'; readonly of: Metric; readonly than: Metric }

/** Asks for any package with some terms that suits an actor, or every veto player. */
export interface TermsQuestion {
  /** A veto player, all of them, or one whom the scenario does not ask. */
  readonly by: PlayerIndex | 'everybody' | 'nobody'
  /** Options that will do, by issue; null where any does. */
  readonly terms: readonly (readonly number[] | null)[]
}

/** Entries of the ledger of consequences. */
export const LEDGER_ENTRIES = [
  'landHeld',
  'landGained',
  'peopleHeld',
  'displaced',
  'deadAttacker',
  'deadDefender',
  'deadCivilian',
  'rebuilding',
  'rebuildingByAttacker',
] as const

export type LedgerEntry = (typeof LEDGER_ENTRIES)[number]

/** What becomes of land taken by force: kept, or kept and recognised. */
export const PRECEDENTS = ['kept', 'recognised'] as const

export type ClaimTest =
  | {
      readonly kind: 'probability'
      readonly of: Event
      readonly given: Event | null
      readonly scenario: number | null
      readonly above: number
      readonly below: number
    }
  /** Probability in one scenario less that in another (null: the case as written). */
  | {
      readonly kind: 'difference'
      readonly of: Event
      readonly given: Event | null
      readonly scenario: number | null
      readonly against: number | null
      readonly above: number
      readonly below: number
    }
  | {
      readonly kind: 'mean'
      readonly of: Metric
      readonly given: Event | null
      readonly scenario: number | null
      readonly above: number
      readonly below: number
    }
  | {
      readonly kind: 'meanDifference'
      readonly of: Metric
      readonly given: Event | null
      readonly scenario: number | null
      readonly against: number | null
      readonly above: number
      readonly below: number
    }
  /** The first event is likelier than each of the others. */
  | {
      readonly kind: 'likeliest'
      readonly of: readonly Event[]
      readonly names: readonly string[]
      readonly given: Event | null
      readonly scenario: number | null
    }
  | { readonly kind: 'every'; readonly of: readonly ClaimTest[] }
