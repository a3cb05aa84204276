/** What the course of the war is worth to members of bodies that follow a score sheet: no deal is not the line of the date but the one to which fighting on is
 *  expected to bring it, so that a member whose side loses ground by it is the readier for any deal. */
import type { Case } from '../../case/types.ts'
import { expectedAdvance, frontParameters } from '../war/front.ts'
import { ahead, lookAhead, newForesight } from '../war/foresight.ts'
import type { Projection } from '../war/project.ts'
import type { World } from '../worlds/draw.ts'
import { worthAt } from './line-worth.ts'
import { stanceOf } from './stance.ts'

export type Course = (world: World, projection: Projection | null) => void

/** Returns the function that fills `Leaning.course` of a world: log-odds by which each member is the readier for a deal. It looks over all months projected, by
 *  level, fire, force and the changes that are announced, without anybody's hopes: a third party has no stake in them. Null where no member follows a sheet
 *  or there is no war whose line a sheet could weigh. */
export function courseOfWar(theCase: Case): Course | null {
  const { war, territoryIssue, consents, scores } = theCase
  if (!war || territoryIssue === null || consents.every(({ leans }) => leans.length === 0)) return null
  const foreseen = newForesight(war.months)
  const room = theCase.issues.map(({ options }) => new Float64Array(options.length))
  return (world, projection) => {
    if (!projection) return
    const { values } = world
    const front = frontParameters(war.front, values)
    lookAhead(front, projection.foreseen ?? projection, foreseen)
    const rest = expectedAdvance(front, projection.level[0] ?? 0, war.months) + ahead(foreseen.driven, 0, war.months)
    consents.forEach(({ leans }, body) => {
      for (const { member, by, scale } of leans) {
        const sheet = scores.find(({ actor }) => actor === by)
        const { line } = sheet ? stanceOf(theCase, sheet, values, true, room) : { line: null }
        const leaning = world.leanings[body]
        if (!line || !leaning) continue
        leaning.course[member] = (worthAt(line, 0) - worthAt(line, rest)) / (values[scale] ?? 1)
      }
    })
  }
}
