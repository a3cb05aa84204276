/** What an outcome means for people, land, money and law. */
import type { Condition } from './condition.ts'
import type { QuantityIndex } from './indices.ts'
import type { Provenance } from './provenance.ts'

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
