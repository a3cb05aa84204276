/** Where a case's peace without features comes from, for those who show it. */
import type { Case } from '../../case/types.ts'
import { PRIOR_SETS } from './priors.ts'
import type { PriorSetName } from './priors.ts'

/** The record behind the chance that a peace without features holds: that of the prior set where the case takes its
 *  number from there, else the case's own sources. Empty where it names none. */
export function baseRateRecord(theCase: Case): string {
  if (!theCase.durability) return ''
  const { priors, logitFiveYears } = theCase.durability
  const { spread, provenance } = theCase.quantities[logitFiveYears]!
  const set = PRIOR_SETS[priors as PriorSetName]
  const isOfSet = spread.kind === 'plain' && JSON.stringify(spread.of) === JSON.stringify(set.logitFiveYears)
  return isOfSet ? set.record : provenance.source.join('; ')
}

/** What the prior set of a case believes, by its name: `“elicited”: set by judgement …`; empty without durability. */
export function priorSetSays({ durability }: Case): string {
  if (!durability) return ''
  const { priors } = durability
  return `“${priors}”: ${PRIOR_SETS[priors as PriorSetName].says}`
}
