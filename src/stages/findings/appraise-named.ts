/** What the named packages of a case are worth in a world, and how strong a guarantee each would need. */
import { playerOf } from '../../case/players.ts'
import { holdsFor } from '../../case/condition.ts'
import { guaranteeNeeded, powellMargin } from '../durability/balance.ts'
import { YEARS } from '../durability/discounting.ts'
import { isAbsolute } from '../settlement/bars.ts'
import { newAppraisal } from '../settlement/appraisal.ts'
import type { Appraisal } from '../settlement/appraisal.ts'
import type { Settlement, SettlementStage } from '../settlement/settle.ts'
import { worldIn } from '../worlds/courses.ts'
import type { World } from '../worlds/draw.ts'
import type { NamedAppraisal } from './outcome.ts'

type Appraise = (settlement: Settlement, world: World) => NamedAppraisal

/** Prepares to appraise one package, in the first month of any world. What it says is said anew of the next world: read
 *  it before. */
export function appraiser(stage: SettlementStage, options: ArrayLike<number>): Appraise {
  const { vetoPlayers, redLines, war } = stage.case
  const crossed = vetoPlayers.map((actor) =>
    redLines.flatMap((line, r) => (line.actor === actor && holdsFor(line.rejects, options) ? [r] : [])),
  )
  const attacker = war && playerOf(vetoPlayers, war.attacker.actor)
  const appraisal = newAppraisal(vetoPlayers.length)
  const accepts = new Uint8Array(vetoPlayers.length)
  const fighting = new Float64Array(YEARS.length)
  return (settlement, atDate) => {
    const world = worldIn(atDate, 1)
    settlement.in(1).appraise(options, appraisal)
    for (let i = 0; i < crossed.length; i++) {
      const bends = crossed[i]!.every((line) => !isAbsolute(world, line))
      accepts[i] = bends && appraisal.gain[i]! >= 0 ? 1 : 0
    }
    const { durability } = stage.case
    if (!durability || attacker === null) return { appraisal, accepts, powellMargin: NaN, guaranteeNeeded: NaN }
    const reach = world.values[durability.reach]!
    return { appraisal, accepts, ...temptation(settlement, attacker, appraisal, reach, fighting) }
  }
}

/** Powell's margin of the attacker, and the strength of guarantee (credibility times share of strength) that brings it
 *  to 0. Source: Powell 2006, p. 182. @param reach km² per unit of share. @param fighting room for the no-deal value by
 *  grid year. */
function temptation(
  settlement: Settlement,
  attacker: number,
  { points, support }: Appraisal,
  reach: number,
  fighting: Float64Array,
): Pick<NamedAppraisal, 'powellMargin' | 'guaranteeNeeded'> {
  const first = settlement.in(1)
  const { slopes } = first.phase.stances[attacker]!
  const noDeal = first.noDeal[attacker]!
  const { rearmed } = settlement.terms
  for (let j = 0; j < fighting.length; j++) {
    const km2 = reach * (rearmed[j]! - support)
    fighting[j] = noDeal + km2 * (km2 > 0 ? slopes.forward : slopes.back)
  }
  let most = -Infinity
  for (let j = 0; j < rearmed.length; j++) most = Math.max(most, rearmed[j]!)
  return {
    powellMargin: powellMargin(points[attacker]!, fighting),
    guaranteeNeeded: guaranteeNeeded(points[attacker]! - noDeal, most, reach, slopes),
  }
}
