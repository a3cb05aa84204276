/** How a war ends, by a deal or by a break, and why no terms would do, in sentences. */
import { defined } from '../../src/internal.ts'
import type { ArmSummary, Case } from '../../src/internal.ts'
import { counted, percent } from './numbers.ts'
import { wordsOf } from './terms.ts'

/** Below this a share is told as none, and a share that is all but this as all. */
const HARDLY = 0.005
const FEW = 0.01

/** In how many worlds some terms would do, and what stands in the way where none would. */
export function openText(theCase: Case, arm: ArmSummary): string {
  const why = whyText(arm)
  const open = `terms that all sides prefer to ${wordsOf(theCase).noDeal}: ${percent(defined(arm.open[0]).estimate)} of worlds in month 1`
  return why === null ? open : `${open}; where none are, ${why}`
}

/** What stands in the way of terms for everybody, each with how many points the best terms then lack for whoever gains
 *  least, in the middle world; null where hardly a world has none. Only a case with a war has hopes of its course. */
export function whyText(arm: ArmSummary): string | null {
  if (1 - arm.why.open.estimate < FEW) return null
  const reasons = [
    ...(arm.war.line.length > 0 ? [['information', 'each side’s hopes'] as const] : []),
    ['commitment', 'promises not believed and the shifting balance'] as const,
    ['audience', 'anger at home'] as const,
    ['indivisibility', 'rules and worth'] as const,
  ]
  const texts = reasons.map(([why, says]) => `${says} ${percent(arm.why[why].estimate)}${lackText(arm, why)}`)
  return `what stands in the way, of all worlds, and what the best terms then lack for whoever gains least: ${texts.join(', ')}`
}

/** In brackets what is missing at the median; in worlds in which the rules leave no package nothing can be. */
function lackText({ why, least, worlds }: ArmSummary, reason: keyof ArmSummary['least']): string {
  const share = why[reason].estimate
  if (share < HARDLY) return ''
  const lack = least[reason]
  const none = share - (lack?.n ?? 0) / worlds
  const texts = [
    ...(none >= HARDLY ? [`no package is left in ${percent(none)}`] : []),
    ...(lack ? [`${none >= HARDLY ? 'else ' : ''}${(-lack.p50).toFixed(1)} points`] : []),
  ]
  return texts.length > 0 ? ` (${texts.join(', ')})` : ''
}

/** By when the war ends, and by what; null for a case without a war. */
export function endsText(theCase: Case, arm: ArmSummary): string | null {
  if (theCase.war === null) return null
  if (arm.breaks.length === 0)
    return `The war ends by a ${wordsOf(theCase).deal} alone: the case names nobody whose war effort may break`
  const month = Math.min(12, arm.warEndsBy.length)
  const breaks = arm.breaks.map(({ actor, by }) => {
    const name = theCase.actors.find(({ id }) => id === actor)?.name ?? actor
    return `as the war effort of ${name} breaks ${percent(defined(by[month - 1]).estimate)}`
  })
  return (
    `The war ends within ${counted(month, 'month')}: ${percent(defined(arm.warEndsBy[month - 1]).estimate)} ` +
    `(by a ${wordsOf(theCase).deal} ${percent(defined(arm.dealBy[month - 1]).estimate)}, ${breaks.join(', ')})`
  )
}
