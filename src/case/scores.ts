/** What packages are worth to an actor, and what it says it rejects. */
import type { Condition } from './condition.ts'
import type { ActorIndex, QuantityIndex } from './indices.ts'
import type { Provenance } from './provenance.ts'

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

export const BECAUSE = ['audience', 'commitment', 'indivisible'] as const
/** Why a red line is held: those at home who would punish its crossing; a promise that is not believed; a stake that
 *  has no half. */
export type Because = (typeof BECAUSE)[number]

export interface RedLine {
  readonly id: string
  readonly says: string
  readonly actor: ActorIndex
  readonly rejects: Condition
  /** Probability that it is absolute: a package that crosses it is then out, whatever it brings. */
  readonly firm: QuantityIndex
  /** Points that crossing it costs the actor where it is not absolute; null for none. */
  readonly cost: QuantityIndex | null
  readonly because: Because
  readonly stated: string | null
  readonly provenance: Provenance
}
