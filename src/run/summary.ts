/** The result of a run as it is written down: plain JSON, the same bytes for the same case, seed and engine. */
import type { WarRecord } from './war-ends.ts'
import type { OverReadings } from '../stages/findings/over-readings.ts'
import type { WHY_NO_DEAL } from '../case/claim-test.ts'
import type { StepEnd } from '../case/steps.ts'
import type { Finding } from '../stages/findings/find.ts'
import type { Interval } from '../math/statistics.ts'
import type { LEDGER_ENTRIES } from '../case/claim-test.ts'
import type { WarSeries } from './tallied.ts'

/** Version of this document's shape; it changes when a field changes its meaning or goes. */
export const SUMMARY_VERSION = 1

/** Distribution of a number over the worlds that have it. */
export interface Spreadout {
  readonly n: number
  readonly mean: number
  readonly p05: number
  readonly p25: number
  readonly p50: number
  readonly p75: number
  readonly p95: number
}

export interface DealSummary {
  /** Number of the package. */
  readonly package: number
  /** Option by issue. */
  readonly options: Readonly<Record<string, string>>
  /** Share of all deals that are this package. */
  readonly share: Interval
  /** Points by which it beats fighting on, by veto player. */
  readonly margins: Readonly<Record<string, Spreadout>>
  /** Chance that it holds five years; null where the case says nothing of how long a deal lasts. */
  readonly survivalFiveYears: Spreadout | null
}

/** Deals that agree on the principal issues. */
export interface FamilySummary {
  /** Option by principal issue. */
  readonly terms: Readonly<Record<string, string>>
  /** By other issue: its likeliest option, and the share of the family that has it. */
  readonly mostly: Readonly<Record<string, { readonly option: string; readonly share: number }>>
  readonly share: Interval
  readonly margins: Readonly<Record<string, Spreadout>>
  readonly survivalFiveYears: Spreadout | null
}

export interface NamedSummary {
  readonly id: string
  readonly says: string
  readonly options: Readonly<Record<string, string>>
  /** Chance that each veto player accepts it in the first month, and that all do. */
  readonly accepts: Readonly<Record<string, Interval>>
  readonly everybody: Interval
  readonly margins: Readonly<Record<string, Spreadout>>
  readonly powellMargin: Spreadout | null
  readonly guaranteeNeeded: Spreadout | null
}

export interface LedgerSummary {
  readonly n: number
  readonly entries: Readonly<Record<(typeof LEDGER_ENTRIES)[number], Spreadout>> | null
  readonly kept: Interval
  readonly recognised: Interval
}

/** Chance that the war effort of a side breaks before any deal, by month; the first entry is month 1. */
export interface BreakSummary {
  readonly side: 'attacker' | 'defender'
  readonly actor: string
  readonly by: readonly Interval[]
}

/** A step of a settlement after the first. */
export interface StepSummary {
  readonly id: string
  readonly says: string
  /** Chance that it is taken by each month after the date; the first entry is month 1. */
  readonly by: readonly Interval[]
  /** Worlds in which the step before it was taken; the shares below are of these. */
  readonly reached: number
  /** The peace broke before it was due; what it waits for was not so, or it was not taken up; no package suited all; a
   *  vote on it failed; it was taken. */
  readonly ends: Readonly<Record<Exclude<StepEnd, 'notReached'>, Interval>>
  /** Where it was taken: by issue that it settles, and option. */
  readonly options: Readonly<Record<string, Readonly<Record<string, Interval>>>>
}

export interface ArmSummary {
  /** Id of the scenario, or null for the case as written. */
  readonly scenario: string | null
  readonly says: string
  readonly worlds: number
  /** Chance of a deal by each month; the first entry is month 1. */
  readonly dealBy: readonly Interval[]
  /** Where the case has events: chance that each comes within the months looked at. */
  readonly events?: Readonly<Record<string, Interval>>
  /** Where votes come after signature: chance that a package was signed by each month, whether or not it then came into
   *  force; and votes that failed, per world. */
  readonly signedBy?: readonly Interval[]
  /** Where there are spoilers: share of deals that each likes less than no deal. */
  readonly spoiled?: Readonly<Record<string, Interval>>
  readonly failedVotes?: number
  /** Where the settlement comes in steps: what came of each after the first. */
  readonly steps?: readonly StepSummary[]
  /** How that chance differs over the readings of the judgements, by month; null where none varies, or too few worlds
   *  tell. */
  readonly dealByReadings: readonly (OverReadings | null)[]
  /** Chance that a ZOPA is open, by month. */
  readonly open: readonly Interval[]
  /** Empty where the case says nothing of how a war effort breaks. */
  readonly breaks: readonly BreakSummary[]
  /** Chance that the war ends by each month, by a deal or a break. */
  readonly warEndsBy: readonly Interval[]
  /** Points that the best package of the first month leaves whoever gains least by it, by why there is no deal: below 0
   *  what is missing. */
  readonly least: Readonly<Record<(typeof WHY_NO_DEAL)[number], Spreadout | null>>
  readonly why: Readonly<Record<(typeof WHY_NO_DEAL)[number], Interval>>
  /** Deals by their terms on the weightiest issues, likeliest first. */
  readonly families: readonly FamilySummary[]
  readonly deals: readonly DealSummary[]
  readonly differentPackages: number
  /** By issue and option: share of deals. */
  readonly options: Readonly<Record<string, Readonly<Record<string, Interval>>>>
  readonly named: readonly NamedSummary[]
  readonly noDeal: Readonly<Record<string, Spreadout>>
  readonly war: Readonly<Record<WarSeries, readonly (Spreadout | null)[]>>
  /** km² that the line of each of several fronts has moved, by month; left out where there is one. */
  readonly fronts?: readonly FrontSummary[]
  /** km² held by region at the 5th, 50th and 95th percentile of the line, by month. */
  readonly regions: readonly RegionSummary[]
  /** Empty where the case says nothing of how long a deal lasts, as is `renewed`. */
  readonly survival: {
    readonly years: readonly number[]
    readonly deals: readonly (Spreadout | null)[]
    readonly baseRate: readonly (Spreadout | null)[]
  }
  /** Chance that war is renewed within so many years of a deal. */
  readonly renewed: readonly { readonly years: number; readonly chance: Interval }[]
  readonly ledger: { readonly deal: LedgerSummary; readonly noDeal: LedgerSummary }
  readonly accessions: Readonly<Record<string, readonly { readonly years: number; readonly chance: Interval }[]>>
  readonly hypotheses: Readonly<Record<string, Readonly<Record<string, Interval>>>>
  readonly consents: Readonly<Record<string, Interval>>
  readonly firm: Readonly<Record<string, Interval>>
  readonly proposals: Readonly<Record<string, { readonly put: number; readonly accepted: Interval }>>
}

export interface FrontSummary {
  readonly id: string
  readonly name: string
  readonly line: readonly (Spreadout | null)[]
}

export interface RegionSummary {
  readonly id: string
  readonly name: string
  readonly iso: string | null
  /** The name of its front, where there are several. */
  readonly front?: string
  readonly areaKm2: number
  readonly held: readonly { readonly p05: number; readonly p50: number; readonly p95: number }[]
}

export interface EvidenceSummary {
  readonly id: string
  readonly set: string
  readonly says: string
  readonly credibility: number
  /** How far it bears on the question; left out where the case does not say. */
  readonly relevance?: number
  readonly likelihood: Readonly<Record<string, number>>
  readonly ratings: Readonly<Record<string, string>>
  readonly diagnosticity: number
}

export interface HypothesisSummary {
  readonly id: string
  readonly prior: Readonly<Record<string, number>>
  readonly posterior: Readonly<Record<string, number>>
  /** ACH inconsistency score. */
  readonly inconsistency: Readonly<Record<string, number>>
  /** Posterior with one item left out, by item. */
  readonly without: Readonly<Record<string, Readonly<Record<string, number>>>>
}

/** What a scenario changes against the first arm, on the same worlds. */
export interface Change {
  readonly scenario: string
  readonly says: string
  /** Month by which the deal is asked for. */
  readonly month: number
  readonly dealBy: Interval
  readonly difference: Interval
}

/** A run as plain JSON, in the stable form of `docs/summary.md`. */
export interface Summary {
  readonly armistice: typeof SUMMARY_VERSION
  readonly engine: string
  readonly case: { readonly id: string; readonly title: string; readonly asOf: string; readonly digest: string }
  readonly scenario: string | null
  readonly seed: number
  readonly worlds: number
  readonly armWorlds: number
  /** Worlds asked for; more than `worlds` where the run was broken off. */
  readonly asked: number
  readonly partial: boolean
  readonly arms: readonly ArmSummary[]
  readonly changes: readonly Change[]
  readonly evidence: readonly EvidenceSummary[]
  readonly hypotheses: readonly HypothesisSummary[]
  readonly findings: readonly Finding[]
  /** The judgements that vary, by id: one draw of them all is a reading. */
  readonly judgements: readonly string[]
  /** Of wars between states that had lasted as long, how many ended when and how: what stands beside the headline. Null
   *  for a case that names no war's beginning. */
  readonly baseRate: WarRecord | null
}
