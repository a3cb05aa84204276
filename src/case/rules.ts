/** What packages have to meet. */
import type { Condition } from './condition.ts'
import type { ActorIndex, QuantityIndex } from './indices.ts'
import type { Provenance } from './provenance.ts'

/** A hard rule bars packages where `when` holds and `requires` does not. A soft one multiplies the probability of a
 *  consent. */
export type Rule =
  | {
      readonly kind: 'hard'
      readonly id: string
      readonly says: string
      readonly when: Condition
      readonly requires: Condition
      /** Of a rule that leaves an issue open: the step that settles it. Left out for rules of the file. */
      readonly leftTo?: string
      readonly provenance: Provenance
    }
  | {
      readonly kind: 'soft'
      readonly id: string
      readonly says: string
      readonly when: Condition
      readonly weakens: number
      readonly factor: QuantityIndex
      readonly leftTo?: undefined
      readonly provenance: Provenance
    }

/** A body whose consent packages may need: an alliance, a union, a parliament, an electorate. */
export interface ConsentBody {
  readonly id: string
  readonly says: string
  readonly members: readonly { readonly id: string; readonly probability: QuantityIndex }[]
  /** Members whose consent follows the score sheet of an actor: log-odds by so many points of it. */
  readonly leans: readonly { readonly member: number; readonly by: ActorIndex; readonly scale: QuantityIndex }[]
  /** How many members have to agree. */
  readonly quorum: number
  /** Correlation of its members' leanings; null for none. */
  readonly correlation: QuantityIndex | null
  /** Present where it decides once the parties have signed. */
  readonly vote?: Vote
  readonly provenance: Provenance
}

/** A vote that comes after signature. */
export interface Vote {
  /** Points that a belligerent loses where the vote fails. */
  readonly failure: readonly { readonly actor: ActorIndex; readonly points: QuantityIndex }[]
  /** Months after which talks resume once it has failed; null for never. */
  readonly resumes: QuantityIndex | null
}
