/** The case's own words for what it calls by id elsewhere. */
import { defined } from '../../src/internal.ts'
import type { Case, Quantity } from '../../src/internal.ts'

import { pathLabel } from './quantity-paths.ts'

const unended = (says: string): string => says.replace(/\.$/, '').trim()

/** A quantity by its label; a red line's firmness or price by the line; else by where it stands, and by its id where
 *  that says nothing. */
export function quantityLabel(theCase: Case, { id, label }: Quantity): string {
  if (label !== undefined) return label
  const [, name, part] = /^redLines\.(.*)\.(firm|cost)$/.exec(id) ?? []
  const says = theCase.redLines.find((entry) => entry.id === name)?.says
  if (says === undefined) return pathLabel(theCase, id) ?? id
  return part === 'firm' ? `how firm it is: ${unended(says)}` : `what it costs to give way: ${unended(says)}`
}

/** An assumption by its id: a quantity's, with `/option` behind it where it hangs on an explanation. */
export function assumptionLabel(theCase: Case, id: string): string {
  const [name = '', option] = id.split('/')
  const quantity = theCase.quantities.find((one) => one.id === name)
  const label = quantity ? quantityLabel(theCase, quantity) : id
  if (option === undefined || !quantity) return label
  const says = theCase.hypotheses.flatMap(({ options }) => options).find((one) => one.id === option)?.says
  return `${label}, if “${unended(says ?? '') || option}”`
}

/** A scenario in its own words, without a final stop; `as written` for none. */
export function scenarioLabel(theCase: Case, id: string | null): string {
  if (id === null) return 'as written'
  return unended(theCase.scenarios.find((one) => one.id === id)?.says ?? '') || id
}

/** An arm of a run by what its scenario says. */
export function armLabel({ scenario, says }: { readonly scenario: string | null; readonly says: string }): string {
  return scenario === null ? 'as written' : unended(says) || scenario
}

/** An option of a hypothesis in its own words. */
export function optionLabel(theCase: Case, set: string, option: string): string {
  const found = theCase.hypotheses.find(({ id }) => id === set)?.options.find(({ id }) => id === option)
  return unended(found?.says ?? '') || option
}

/** What a set of rival explanations asks. */
export function setLabel(theCase: Case, set: string): string {
  return unended(theCase.hypotheses.find(({ id }) => id === set)?.says ?? '') || set
}

/** An issue with the option that is chosen, in the case's words: `who administers the land: both together`. */
export function termLabel(theCase: Case, issue: string, option: string): string {
  const found = theCase.issues.find(({ id }) => id === issue)
  return unended(found?.options.find(({ id }) => id === option)?.says ?? '') || `${issue} ${option}`
}

/** What the sides of the war are called. */
export function sideNames(theCase: Case): { readonly attacker: string; readonly defender: string } {
  const { war } = theCase
  if (!war) return { attacker: 'the attacker', defender: 'the defender' }
  const name = (actor: number): string => defined(theCase.actors[actor]).name
  return { attacker: name(war.attacker.actor), defender: name(war.defender.actor) }
}
