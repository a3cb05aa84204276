/** Which quantities are readings of the argument, and which are chance. Judgements are drawn once for a reading; chance
 *  within it, anew for each world of it. */
import type { Case } from '../../case/types.ts'

/** 1 for quantities of the outer draw: judgements, and what the case ties to one by a correlation or an order, since
 *  the two are drawn together. */
export function outerQuantities(theCase: Case): Uint8Array {
  const outer = Uint8Array.from(theCase.quantities, ({ provenance }) => (provenance.kind === 'judgement' ? 1 : 0))
  const groups = [
    ...theCase.correlations.map(({ a, b }) => [a, b]),
    ...theCase.ordered.map(({ quantities }) => quantities),
  ]
  // Ties chain: as many rounds as there are groups reach every partner's partner.
  for (const _ of groups)
    for (const group of groups) if (group.some((q) => outer[q] === 1)) for (const q of group) outer[q] = 1
  return outer
}
