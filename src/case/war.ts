/** The war as it would go on. */
import type { ActorIndex, QuantityIndex } from './indices.ts'
import type { Provenance } from './provenance.ts'

/** What comes in each month. */
export interface FlowSpec {
  readonly production: QuantityIndex
  /** Deliveries by giver. */
  readonly deliveries: readonly { readonly from: string; readonly flow: QuantityIndex }[]
}

/** Stock that is used up: men, heavy equipment. */
export interface StockSpec extends FlowSpec {
  readonly stock: QuantityIndex
}

/** Artillery ammunition: fire is limited by what is wanted and by what comes in, and a stock where one is known. */
export interface ShellSpec extends FlowSpec {
  readonly stock: QuantityIndex | null
  /** Rounds a month it would fire with no shortage. */
  readonly demand: QuantityIndex
}

export interface SideSpec {
  readonly actor: ActorIndex
  /** Further belligerents on this side, each with its part of the side's men and so of its casualties; left out for
   *  none. */
  readonly allies?: readonly { readonly actor: ActorIndex; readonly share: QuantityIndex }[]
  /** Null in a war that is not fought with artillery. */
  readonly shells: ShellSpec | null
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
  /** Null where nobody counts it: then it limits nothing. */
  readonly heavy:
    | (StockSpec & {
        /** Pieces lost per thousand casualties. */
        readonly lossesPerThousand: QuantityIndex
        /** Rounds a month that one piece can fire: caps the fire. */
        readonly roundsPerPiece: QuantityIndex
      })
    | null
}

export const FRONT_MODELS = ['localLevel', 'ar1', 'lastRate', 'drift', 'mapStays'] as const
/** How the advance goes on where nothing that drives it changes (`stages/war/front.ts`). */
export type FrontModel = (typeof FRONT_MODELS)[number]

/** How much a log ratio moves the advance, km²/month per log unit beyond its value at the date; and that ratio at the
 *  date, as a ratio. */
export interface Driver {
  readonly pull: QuantityIndex
  readonly atDate: QuantityIndex
}

/** Beliefs before the series is seen, for fits: half-normal scales of shocks and noise, the least noise, km²/month, and
 *  normal views of the pull of fire, named after the options of the hypothesis that `pull` is given by. */
export interface FrontFit {
  readonly shock: number
  readonly noise: number
  readonly leastNoise: number
  readonly pull: readonly { readonly id: string; readonly mean: number; readonly sd: number }[]
}

/** `x' = level + fade (x − level) + shock·e`; the advance of a month is x, what drives it and noise; km²/month,
 *  positive for the attacker. What a model does not use is null. */
export interface FrontSpec {
  readonly model: FrontModel
  /** Advance as of the date. */
  readonly rate: QuantityIndex
  readonly fade: QuantityIndex | null
  readonly shock: QuantityIndex | null
  readonly noise: QuantityIndex | null
  readonly level: QuantityIndex | null
  /** What else adds to the advance from the date on, such as aid beyond shells. */
  readonly added: QuantityIndex | null
  /** The ratio of rounds fired, and the ratio of men. */
  readonly fire: Driver | null
  readonly strength: Driver | null
  /** Used by fits alone; null where the case leaves it to the series. */
  readonly fit: FrontFit | null
}

/** One of several fronts of a war. */
export interface Front extends FrontSpec {
  readonly id: string
  /** Name for readers. */
  readonly name: string
  /** Part of each side's forces and fire that is there; parts of a side that come to more than all of it are scaled
   *  down to it. */
  readonly share: { readonly attacker: QuantityIndex; readonly defender: QuantityIndex }
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
  /** Whose advance it is, of several fronts; left out where there is one. */
  readonly front?: number
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

/** How a side's war effort breaks, which ends the war. */
export interface BreakSpec {
  /** Chance a month, at the strength of the date. */
  readonly hazard: QuantityIndex
  /** The named package that the war then ends on. */
  readonly leaves: number
}

export interface BreaksSpec {
  readonly attacker: BreakSpec
  readonly defender: BreakSpec
  /** How steeply the hazards follow strength: log units per log unit. */
  readonly steepness: QuantityIndex
  /** Weight of fire in strength, against men. */
  readonly fire: QuantityIndex
}

/** From a month on a giver's deliveries are a share of what they were. */
export interface Turn {
  readonly id: string
  readonly says: string
  readonly month: number
  readonly giver: string
  readonly share: QuantityIndex
  /** Whether nobody sees it coming. */
  readonly surprise: boolean
  readonly provenance: Provenance
}

export interface WarSpec {
  /** Day on which it began, `yyyy-mm-dd`; empty where the file does not say. For the base rate of how wars end; no
   *  stage reads it. */
  readonly began: string
  /** Months projected. */
  readonly months: number
  readonly breaks: BreaksSpec | null
  readonly turns: readonly Turn[]
  readonly attacker: SideSpec
  readonly defender: SideSpec
  /** The only front, or the first of several. */
  readonly front: FrontSpec
  /** All of them, where there are several; left out where there is one. */
  readonly fronts?: readonly Front[]
  readonly regions: readonly Region[]
  readonly foothold: Foothold | null
}

/** Every front of a war, in the order of the file. */
export function frontsOf({ front, fronts }: Pick<WarSpec, 'front' | 'fronts'>): readonly FrontSpec[] {
  return fronts ?? [front]
}
