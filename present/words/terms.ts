/** What a case calls its two ways out. */
import type { ArmSummary, Case } from '../../src/internal.ts'

export interface Words {
  /** What a deal brings. */
  readonly deal: 'ceasefire' | 'deal'
  /** What there is without one. */
  readonly noDeal: 'fighting on' | 'no deal'
}

const AT_WAR: Words = { deal: 'ceasefire', noDeal: 'fighting on' }
const OTHERWISE: Words = { deal: 'deal', noDeal: 'no deal' }

/** What each actor is called, by its id. */
export function actorNames({ actors }: Case): Record<string, string> {
  return Object.fromEntries(actors.map(({ id, name }) => [id, name]))
}

/** Only a case that projects a war speaks of fighting and of ceasefires. */
export function wordsOf({ war }: Case): Words {
  return war ? AT_WAR : OTHERWISE
}

/** The same, told by what a run of the case projected. */
export function wordsOfArm({ war }: ArmSummary): Words {
  return war.line.length > 0 ? AT_WAR : OTHERWISE
}
