/** What the named packages of a case are worth in a world, and how strong a guarantee each would need. */
import { holdsFor } from '../case/condition.ts'
import type { Case } from '../case/types.ts'
import { powellMargin } from '../durability/balance.ts'
import type { Settlement, SettlementStage } from '../settlement/settle.ts'
import { slopesAt } from '../settlement/line-worth.ts'
import type { World } from '../worlds/draw.ts'
import { supportOf } from '../durability/terms.ts'
import { combinationOf } from '../settlement/table.ts'
import type { NamedAppraisal } from './outcome.ts'

/** Appraises every named package in the first month. */
export function appraiseNamed(stage: SettlementStage, settlement: Settlement, world: World): NamedAppraisal[] {
  return stage.case.packages.map(({ options }) => appraiseOne(stage, settlement, world, options))
}

/** Appraises one package in the first month. */
export function appraiseOne(
  stage: SettlementStage,
  settlement: Settlement,
  world: World,
  options: ArrayLike<number>,
): NamedAppraisal {
  const appraisal = stage.appraise(settlement, world, options, 1)
  const accepts = Uint8Array.from(stage.case.vetoPlayers, (actor, i) =>
    appraisal.margin[i]! >= -settlement.walkAway[i]! && !crossesRedLine(stage.case, world, actor, options) ? 1 : 0,
  )
  return { appraisal, accepts, ...temptation(stage, settlement, world, { options, points: appraisal.points }) }
}

/** Whether a firm red line of the actor rejects the package. */
export function crossesRedLine(theCase: Case, world: World, actor: number, options: ArrayLike<number>): boolean {
  return theCase.redLines.some(
    (line, r) => line.actor === actor && world.firm[r] === 1 && holdsFor(line.rejects, options),
  )
}

/** Powell's margin of the attacker, and the strength of guarantee (credibility times share of strength) that brings it to 0:
 *  support lowers the line that a renewed war would reach, so the margin grows by `slope · reach` points per unit of share.
 *  Both are NaN in cases without a war or durability. Source: Powell 2006, p. 182. */
function temptation(
  stage: SettlementStage,
  settlement: Settlement,
  world: World,
  deal: { options: ArrayLike<number>; points: Float64Array },
): { powellMargin: number; guaranteeNeeded: number } {
  const { durability, war } = stage.case
  const player = war ? stage.case.vetoPlayers.indexOf(war.attacker.actor) : -1
  if (!durability || !stage.terms || player < 0) return { powellMargin: NaN, guaranteeNeeded: NaN }
  const reach = world.values[durability.reach]!
  const support = supportOf(
    stage.terms,
    world.values,
    combinationOf(stage.table.blocks[0]!, (issue) => deal.options[issue]!),
  )
  const stance = settlement.phase(1).stances[player]!
  const slopes = stance.line ? slopesAt(stance.line, 0) : { forward: 0, back: 0 }
  const noDeal = settlement.noDeal.own(1)[player]!
  const fighting = settlement.terms.rearmed.map((rearmed) => {
    const km2 = reach * (rearmed - support)
    return noDeal + km2 * (km2 > 0 ? slopes.forward : slopes.back)
  })
  const margin = powellMargin(deal.points[player]!, fighting)
  const perShare = reach * slopes.forward
  return { powellMargin: margin, guaranteeNeeded: Math.max(0, perShare > 0 ? support - margin / perShare : support) }
}
