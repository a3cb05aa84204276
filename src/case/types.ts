/** A case as the engine sees it: every name resolved to an index, every number a {@link Quantity}, units in one system
 *  (months for flows, km² for land, people, points for worth). Only `load/` makes these; the stages trust them. */
import type { Distribution } from '../math/distribution.ts'
import type { ClaimTest } from './claim-test.ts'
import type { Condition } from './condition.ts'
import type { Givers } from './givers.ts'
import type { Place, Provenance } from './provenance.ts'

/** Index into `Case.quantities`. */
export type QuantityIndex = number
/** Index into `Case.actors`. */
export type ActorIndex = number

export interface Source {
  readonly id: string
  readonly title: string
  readonly author?: string
  readonly date?: string
  readonly url?: string
  readonly note?: string
  readonly place: Place
}

/** A distribution, or one for each option of a hypothesis set: which one holds is decided in each world. */
export type Spread =
  | { readonly kind: 'plain'; readonly of: Distribution }
  | { readonly kind: 'given'; readonly set: number; readonly by: readonly Distribution[] }

/** A number of the case, certain or not. */
export interface Quantity {
  /** Path in the file, such as `war.sides.russia.shells.production`: the key of its random stream and of scenarios. */
  readonly id: string
  readonly spread: Spread
  /** Unit as written, `''` for a bare number. */
  readonly unit: string
  /** Factor from the written unit to the engine's (1/12 for a flow written per year). */
  readonly factor: number
  /** Legal range in the engine's unit; draws outside are moved to its edge. */
  readonly low: number
  readonly high: number
  readonly provenance: Provenance
}

/** Gaussian-copula correlation between two quantities. */
export interface Correlation {
  readonly a: QuantityIndex
  readonly b: QuantityIndex
  readonly rho: number
  readonly provenance: Provenance
}

export type Role = 'belligerent' | 'backer' | 'guarantor' | 'institution'

/** What a belligerent believes about fighting on, and what it costs it. */
export interface Resolve {
  /** Discount rate per year (0.1 = 10 %). */
  readonly discount: QuantityIndex
  /** km²/month by which it expects the advance to differ from where the balance of fire draws the front, positive for the attacker:
   *  optimism of the attacker where positive, of the defender where negative. */
  readonly optimism: QuantityIndex
  /** How many months of observation its prior, that balance with its optimism, is worth. */
  readonly conviction: QuantityIndex
  /** Months it expects the war to go on before the line comes to rest. */
  readonly horizon: QuantityIndex
  /** Points a year of fighting is worse than the same terms in peace, per unit of time fighting (a flow on the score sheet). */
  readonly fightingCost: QuantityIndex
  /** Further points of that flow per thousand own casualties a month. */
  readonly costPerThousand: QuantityIndex
  /** Points it would give up rather than be seen walking away from talks. */
  readonly walkAway: QuantityIndex
}

export interface Actor {
  readonly id: string
  readonly name: string
  readonly role: Role
  /** Present for belligerents with a war or a no-deal value. */
  readonly resolve: Resolve | null
  /** For cases without a war: the no-deal value in points, given outright. */
  readonly noDealValue: QuantityIndex | null
  readonly provenance: Provenance
}

/** Rival explanations with priors. */
export interface HypothesisSet {
  readonly id: string
  readonly options: readonly { readonly id: string; readonly says: string; readonly prior: QuantityIndex }[]
  readonly provenance: Provenance
}

export interface EvidenceItem {
  readonly id: string
  readonly says: string
  readonly set: number
  /** Likelihood of the item under each option of the set. */
  readonly likelihood: readonly QuantityIndex[]
  /** 0 = worthless, 1 = taken at its word; tempers the likelihood, L^c. */
  readonly credibility: QuantityIndex
  readonly provenance: Provenance
}

export interface Option {
  readonly id: string
  readonly says: string
  /** Where the line ends, for options of the territory issue. */
  readonly line: LineRule | null
  readonly provenance: Provenance
}

/** Land an option leaves with the attacker, in km² relative to the line as of the date of the case. */
export type LineRule =
  | { readonly kind: 'absolute'; readonly km2: QuantityIndex }
  /** Relative to the line of contact in the month of the deal. */
  | { readonly kind: 'contact'; readonly km2: QuantityIndex }

export interface Issue {
  readonly id: string
  readonly says: string
  readonly options: readonly Option[]
  /** Option that holds where there is no deal. */
  readonly noDeal: number
  /** The issue is open only while the foothold is held; afterwards `otherwise` holds, and is worth nothing to anybody. */
  readonly whileFoothold: { readonly otherwise: number } | null
  readonly provenance: Provenance
}

/** A hard rule bars packages where `when` holds and `requires` does not. A soft one multiplies the probability of a consent. */
export type Rule =
  | {
      readonly kind: 'hard'
      readonly id: string
      readonly says: string
      readonly when: Condition
      readonly requires: Condition
      readonly provenance: Provenance
    }
  | {
      readonly kind: 'soft'
      readonly id: string
      readonly says: string
      readonly when: Condition
      readonly weakens: number
      readonly factor: QuantityIndex
      readonly provenance: Provenance
    }

/** A body whose consent packages may need: an alliance, a union, a parliament, an electorate. */
export interface ConsentBody {
  readonly id: string
  readonly says: string
  readonly members: readonly { readonly id: string; readonly probability: QuantityIndex }[]
  /** How many members have to agree. */
  readonly quorum: number
  readonly provenance: Provenance
}

export interface ScoreSheet {
  readonly actor: ActorIndex
  /** By issue: swing weight (normalised to 100 in all, in each world) and worth of each option, 0 worst to 100 best. */
  readonly issues: readonly { readonly weight: QuantityIndex; readonly options: readonly QuantityIndex[] }[]
  /** Points added where the condition holds; it names no consent. */
  readonly interactions: readonly {
    readonly when: Condition
    readonly points: QuantityIndex
    readonly provenance: Provenance
  }[]
  readonly provenance: Provenance
}

export interface RedLine {
  readonly id: string
  readonly says: string
  readonly actor: ActorIndex
  readonly rejects: Condition
  /** Probability that it is firm rather than a bluff. */
  readonly firm: QuantityIndex
  readonly stated: string | null
  readonly provenance: Provenance
}

/** Stock that is used up: shells, men, heavy equipment. Flows are per month. */
export interface StockSpec {
  readonly stock: QuantityIndex
  readonly production: QuantityIndex
  /** Deliveries by giver. */
  readonly deliveries: readonly { readonly from: string; readonly flow: QuantityIndex }[]
}

export interface SideSpec {
  readonly actor: ActorIndex
  readonly shells: StockSpec & { /** Rounds a month it would fire with no shortage. */ readonly demand: QuantityIndex }
  readonly men: StockSpec & {
    /** Casualties a month when the front stands. */
    readonly losses: QuantityIndex
    /** Casualties per km² it takes. */
    readonly lossesPerKm2: QuantityIndex
    /** Share of casualties that come back to the force within the month's accounting. */
    readonly returning: QuantityIndex
    /** Fewest men with which it can still advance. */
    readonly floor: QuantityIndex
  }
  readonly heavy: StockSpec & {
    /** Pieces lost per thousand casualties. */
    readonly lossesPerThousand: QuantityIndex
    /** Rounds a month that one piece can fire: caps the fire. */
    readonly roundsPerPiece: QuantityIndex
  }
}

/** `r' = r* + fade (r − r*) + shock·t5`, `r* = level + pull (ln R − neutral)`; km²/month, positive for the attacker. */
export interface FrontSpec {
  readonly rate: QuantityIndex
  readonly fade: QuantityIndex
  readonly shock: QuantityIndex
  readonly level: QuantityIndex
  readonly pull: QuantityIndex
  readonly neutral: QuantityIndex
}

export interface Region {
  readonly id: string
  readonly name: string
  /** ISO 3166-2 code, for the map. */
  readonly iso: string | null
  readonly area: QuantityIndex
  /** km² the attacker holds as of the date. */
  readonly held: QuantityIndex
  /** Share of the attacker's advance that falls here (normalised over regions that have room). */
  readonly share: QuantityIndex
  readonly provenance: Provenance
}

/** Land of the attacker held by the defender: a region of its own, and a bargaining chip. */
export interface Foothold {
  readonly id: string
  readonly name: string
  readonly area: QuantityIndex
  /** Share lost per month. */
  readonly lostPerMonth: QuantityIndex
  /** Below this it no longer counts in talks. */
  readonly least: QuantityIndex
  readonly provenance: Provenance
}

export interface WarSpec {
  /** Months projected. */
  readonly months: number
  readonly attacker: SideSpec
  readonly defender: SideSpec
  readonly front: FrontSpec
  readonly regions: readonly Region[]
  readonly foothold: Foothold | null
}

export type EffectName =
  | 'pressured'
  | 'monitors'
  | 'armedForce'
  | 'dmz'
  | 'guarantee'
  | 'settlement'
  | 'powerShift'
  | 'imposedRegime'

export interface DurabilitySpec {
  /** Name of the prior set that the effects come from. */
  readonly priors: string
  /** ln(odds) that a peace without features holds five years. */
  readonly logitFiveYears: QuantityIndex
  readonly logShape: QuantityIndex
  readonly stillborn: QuantityIndex
  /** Log hazard ratios, by effect. */
  readonly effects: Readonly<Record<EffectName, QuantityIndex>>
  /** Value of a covariate where the condition holds; several that hold add up. */
  readonly covariates: readonly {
    readonly effect: EffectName
    readonly when: Condition
    readonly value: QuantityIndex
    readonly provenance: Provenance
  }[]
  /** Share of combined strength by which the attacker gains each year of peace, before it levels off. */
  readonly rearming: QuantityIndex
  /** Years over which that levels off, `(1 − e^{−t/τ})τ`. */
  readonly levelling: QuantityIndex
  /** km² that a shift of the whole balance (share 1) would move the resting line. */
  readonly reach: QuantityIndex
  /** Share of strength that a package's terms add to the defender in a renewed war; those that hold add up. */
  readonly support: readonly {
    readonly when: Condition
    readonly share: QuantityIndex
    readonly provenance: Provenance
  }[]
}

export interface Proposal {
  readonly id: string
  readonly says: string
  /** Those who agreed on it; every other veto player may refuse. */
  readonly by: readonly ActorIndex[]
  /** Month in which it is put. */
  readonly month: number
  /** One option an issue. */
  readonly options: readonly number[]
  /** Probability that it is put at all. */
  readonly probability: QuantityIndex
  readonly provenance: Provenance
}

export interface BargainingSpec {
  /** Months in which a deal may come. */
  readonly months: number
  /** Chance a month that a deal is struck while a ZOPA is open. */
  readonly hazard: QuantityIndex
  /** Nash weights by veto player, null for equal. */
  readonly weights: readonly QuantityIndex[] | null
  readonly proposals: readonly Proposal[]
}

/** Membership reached by an institution's own procedure, outside the deal. */
export interface Accession {
  readonly id: string
  readonly says: string
  readonly consent: number
  /** Years of reform and ratification once it can start. */
  readonly years: QuantityIndex
  /** It starts only once there is peace. */
  readonly needsPeace: boolean
  /** Options of a deal that shut it. */
  readonly shutBy: Condition | null
  readonly provenance: Provenance
}

export interface ConsequencesSpec {
  /** km² the attacker holds as of the date, all regions. */
  readonly landHeld: QuantityIndex
  readonly peopleHeld: QuantityIndex
  readonly peoplePerKm2: QuantityIndex
  readonly displaced: QuantityIndex
  /** Dead as of the date and share of further casualties that die, by side. */
  readonly dead: { readonly attacker: QuantityIndex; readonly defender: QuantityIndex }
  readonly deathShare: { readonly attacker: QuantityIndex; readonly defender: QuantityIndex }
  /** Civilians killed per month of fighting. */
  readonly civilianDeaths: QuantityIndex
  /** Cost of rebuilding as of the date and per month of fighting, bn US$. */
  readonly rebuilding: QuantityIndex
  readonly rebuildingPerMonth: QuantityIndex
  /** Share of rebuilding that falls to the attacker, by condition; the first that holds. */
  readonly bornByAttacker: readonly {
    readonly when: Condition
    readonly share: QuantityIndex
    readonly provenance: Provenance
  }[]
  /** Terms under which land taken by force is kept. */
  readonly precedent: Condition
  /** Terms under which the change of border is recognised. */
  readonly recognised: Condition
  readonly accessions: readonly Accession[]
}

export interface NamedPackage {
  readonly id: string
  readonly says: string
  readonly options: readonly number[]
  readonly provenance: Provenance
}

/** A named set of changes: new spreads for quantities, and another prior set for durability where named. */
export interface Scenario {
  readonly id: string
  readonly says: string
  readonly set: readonly { readonly quantity: QuantityIndex; readonly spread: Spread }[]
  readonly priors: string | null
  readonly provenance: Provenance
}

export type ClaimKind = 'fact' | 'rule' | 'position' | 'hypothesis' | 'dynamic' | 'conclusion'

/** A row of the ledger of what the argument asserts. */
export interface Claim {
  readonly id: string
  readonly kind: ClaimKind
  readonly says: string
  /** Other readings, where the evidence shows the argument wrong or short. */
  readonly rival: string | null
  readonly test: ClaimTest | null
  readonly provenance: Provenance
}

export interface Case {
  readonly id: string
  readonly title: string
  /** ISO date; the engine has no clock. */
  readonly asOf: string
  readonly summary: string
  readonly sources: readonly Source[]
  readonly actors: readonly Actor[]
  /** Actors that must accept a deal, in the order of `actors`. */
  readonly vetoPlayers: readonly ActorIndex[]
  readonly quantities: readonly Quantity[]
  readonly correlations: readonly Correlation[]
  readonly hypotheses: readonly HypothesisSet[]
  readonly evidence: readonly EvidenceItem[]
  readonly issues: readonly Issue[]
  /** Index of the issue whose options move the line, or −1. */
  readonly territoryIssue: number
  readonly rules: readonly Rule[]
  readonly consents: readonly ConsentBody[]
  readonly scores: readonly ScoreSheet[]
  readonly redLines: readonly RedLine[]
  readonly war: WarSpec | null
  readonly durability: DurabilitySpec | null
  readonly bargaining: BargainingSpec | null
  readonly consequences: ConsequencesSpec | null
  readonly packages: readonly NamedPackage[]
  readonly scenarios: readonly Scenario[]
  readonly claims: readonly Claim[]
  readonly givers: Givers | null
}
