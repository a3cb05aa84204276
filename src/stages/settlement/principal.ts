/** The issues that a deal is named by: the weightiest on the score sheets. */
import type { Arm } from '../../case/model.ts'
import type { Case } from '../../case/types.ts'
import { mean } from '../../math/distribution.ts'

/** How many issues name a family of deals: as many as a reader holds in mind at once. */
const PRINCIPAL = 4

/** Indices of the issues with the largest mean swing weight over the veto players' sheets, ascending. Weights are taken
 *  at their means. Issues that are about how much name no family: each step would be one of its own. */
export function principalIssues(theCase: Case, arm: Arm): number[] {
  const weight = theCase.issues.map((_, issue) =>
    theCase.scores
      .filter(({ actor }) => theCase.vetoPlayers.includes(actor))
      .reduce((sum, sheet) => {
        const total = sheet.issues.reduce((all, row) => all + meanWeight(arm, row.weight), 0)
        return sum + (total > 0 ? meanWeight(arm, sheet.issues[issue]!.weight) / total : 0)
      }, 0),
  )
  const worded = weight.map((_, issue) => issue).filter((issue) => theCase.issues[issue]!.amount === undefined)
  const order = worded.sort((a, b) => weight[b]! - weight[a]! || a - b)
  return order.slice(0, PRINCIPAL).sort((a, b) => a - b)
}

function meanWeight(arm: Arm, quantity: number): number {
  const spread = arm.spreads[quantity]!
  return spread.kind === 'plain' ? mean(spread.of) : spread.by.reduce((sum, d) => sum + mean(d) / spread.by.length, 0)
}
