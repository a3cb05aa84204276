/** A case as the engine sees it: every name resolved to an index, every number a {@link Quantity}, units in one system
 *  (months for flows, km² for land, people, points for worth). Only `load/` makes these; the stages trust them. */
import type { Actor } from './actors.ts'
import type { BargainingSpec } from './bargaining.ts'
import type { BaseRate } from './base-rate.ts'
import type { TermsQuestion } from './claim-test.ts'
import type { Claim } from './claims.ts'
import type { ConsequencesSpec } from './consequences.ts'
import type { DatedChange } from './dated-change.ts'
import type { DurabilitySpec } from './durability.ts'
import type { EvidenceItem, HypothesisSet } from './evidence.ts'
import type { GameSpec } from './game.ts'
import type { Givers } from './givers.ts'
import type { ActorIndex } from './indices.ts'
import type { Issue, NamedPackage, Territory } from './issues.ts'
import type { KnownOutcome } from './outcome.ts'
import type { Place } from './provenance.ts'
import type { Correlation, Ordered, Quantity } from './quantity.ts'
import type { ConsentBody, Rule } from './rules.ts'
import type { Scenario } from './scenarios.ts'
import type { RedLine, ScoreSheet } from './scores.ts'
import type { Step } from './steps.ts'
import type { WarSpec } from './war.ts'

export interface Source {
  readonly id: string
  readonly title: string
  readonly author?: string
  readonly date?: string
  readonly url?: string
  readonly note?: string
  readonly place: Place
}

/** A conflict as of a date, with its names resolved to indices and its units to one system. */
export interface Case {
  readonly id: string
  readonly title: string
  /** ISO date; the engine has no clock. */
  readonly asOf: string
  readonly summary: string
  /** What the case asks, for the line above its results; null for the question of its kind. */
  readonly question: string | null
  readonly sources: readonly Source[]
  readonly actors: readonly Actor[]
  /** Actors that must accept a deal, in the order of `actors`. */
  readonly vetoPlayers: readonly ActorIndex[]
  readonly quantities: readonly Quantity[]
  readonly correlations: readonly Correlation[]
  readonly ordered: readonly Ordered[]
  readonly hypotheses: readonly HypothesisSet[]
  readonly evidence: readonly EvidenceItem[]
  readonly issues: readonly Issue[]
  /** Issues whose options move a line, one a front at most, in the order of `issues`. */
  readonly territories: readonly Territory[]
  readonly rules: readonly Rule[]
  readonly consents: readonly ConsentBody[]
  readonly scores: readonly ScoreSheet[]
  readonly redLines: readonly RedLine[]
  readonly war: WarSpec | null
  readonly durability: DurabilitySpec | null
  readonly bargaining: BargainingSpec | null
  /** What changes in a month of the conflict, besides the turns of the war. */
  readonly events: readonly DatedChange[]
  /** In order, two at least; left out where everything is settled at once. The rules of the case have one more for each
   *  issue that the first leaves open. */
  readonly steps?: readonly Step[]
  readonly consequences: ConsequencesSpec | null
  readonly packages: readonly NamedPackage[]
  readonly scenarios: readonly Scenario[]
  readonly game: GameSpec | null
  readonly claims: readonly Claim[]
  /** Asked by the events of claims. */
  readonly questions: readonly TermsQuestion[]
  readonly givers: Givers | null
  /** Null where the end is not known, or not told. */
  readonly outcome: KnownOutcome | null
  /** Null where the case names no war. */
  readonly baseRate: BaseRate | null
}
