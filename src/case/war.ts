/** The war as it would go on. */
import type { ActorIndex, QuantityIndex } from './indices.ts'
import type { Provenance } from './provenance.ts'

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
