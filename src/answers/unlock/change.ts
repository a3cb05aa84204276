/** Changes by name: what they are, where the case speaks of what they change. */
import { defined } from '../../case/defined.ts'
import type { Provenance } from '../../case/provenance.ts'
import type { Case } from '../../case/types.ts'
import type { Interval } from '../../math/statistics.ts'
import type { Toggle } from '../../stages/settlement/toggles.ts'

/** What opens a deal: a bluff dropped, a consent given, an option added that a hard rule bars, points paid, an
 *  assumption moved. What closes one: a red line that turns firm, a consent refused, an assumption moved. */
export type ChangeKind = 'bluff' | 'consent' | 'option' | 'payment' | 'assumption' | 'firm' | 'refusal'

export interface Change {
  readonly kind: ChangeKind
  /** Of the red line, consent, rule, actor or quantity. */
  readonly id: string
  readonly says: string
  /** Whose red line it is, or who is paid. */
  readonly actor: string | null
  /** Standard deviations by which an assumption moves; points of a payment, where they are those of one world. */
  readonly by: number | null
  /** How often it is so anyway over the worlds looked at: a red line bluffed or firm, a consent given or refused. Null
   *  for the rest, and for one world. */
  readonly chance: Interval | null
  readonly provenance: Provenance
}

/** Changes that together do something, in what share of worlds. */
export interface ChangeSet {
  readonly changes: readonly Change[]
  readonly share: Interval
}

/** @param opens whether the change is made to open a deal or to close one. */
export function namedChange(theCase: Case, toggle: Toggle, opens: boolean, by: number | null = null): Change {
  switch (toggle.kind) {
    case 'redLine': {
      const { id, says, actor, provenance } = defined(theCase.redLines[toggle.redLine])
      return {
        kind: opens ? 'bluff' : 'firm',
        id,
        says,
        actor: defined(theCase.actors[actor]).id,
        by: null,
        chance: null,
        provenance,
      }
    }
    case 'consent': {
      const { id, says, provenance } = defined(theCase.consents[toggle.body])
      return { kind: opens ? 'consent' : 'refusal', id, says, actor: null, by: null, chance: null, provenance }
    }
    case 'rule': {
      const { id, says, provenance } = defined(theCase.rules[toggle.rule])
      return { kind: 'option', id, says, actor: null, by: null, chance: null, provenance }
    }
    case 'payment': {
      const { id, name, provenance } = defined(theCase.actors[defined(theCase.vetoPlayers[toggle.player])])
      return { kind: 'payment', id, says: name, actor: id, by, chance: null, provenance }
    }
  }
}

/** @param by standard deviations. */
export function movedAssumption(theCase: Case, quantity: number, by: number): Change {
  const { id, unit, provenance } = defined(theCase.quantities[quantity])
  return { kind: 'assumption', id, says: unit, actor: null, by, chance: null, provenance }
}
