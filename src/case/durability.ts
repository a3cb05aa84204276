/** How long a peace holds. */
import type { Condition } from './condition.ts'
import type { ActorIndex, QuantityIndex } from './indices.ts'
import type { Provenance } from './provenance.ts'

export const EFFECT_NAMES = [
  'pressured',
  'monitors',
  'armedForce',
  'dmz',
  'guarantee',
  'settlement',
  'powerShift',
  'imposedRegime',
] as const

export type EffectName = (typeof EFFECT_NAMES)[number]

/** What the terms of a peace leave one who has to agree once it has broken, in a case without a war. */
export interface AfterPeace {
  readonly actor: ActorIndex
  readonly when: Condition
  /** By how much its no-deal value is then another. */
  readonly points: QuantityIndex
  /** Years over which the terms are carried out; null for at once. */
  readonly over: QuantityIndex | null
  readonly provenance: Provenance
}

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
  /** Share of renewed wars that open with the defender's defeat where no guarantee is believed; null for none. */
  readonly openingBlow: QuantityIndex | null
  /** Share of what a pause buys the attacker that it counts on; null for all of it. */
  readonly pause: QuantityIndex | null
  /** Share of strength that a package's terms add to the defender in a renewed war; those that hold add up. */
  readonly support: readonly {
    readonly when: Condition
    readonly share: QuantityIndex
    readonly provenance: Provenance
  }[]
  /** Those that hold add up. Left out where the case has none. */
  readonly after?: readonly AfterPeace[]
}
