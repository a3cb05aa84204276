/** What the course of the war is worth to members of bodies that follow a score sheet: no deal is not the line of the
 *  date but the one to which fighting on is expected to bring it, so that a member whose side loses ground by it is the
 *  readier for any deal. */
import type { Case } from '../../case/types.ts'
import { expectedAdvance, frontParameters } from '../war/front.ts'
import { ahead, lookAhead, newForesight } from '../war/foresight.ts'
import type { Projection } from '../war/project.ts'
import type { World } from '../worlds/draw.ts'
import { worthAt } from './line-worth.ts'
import { stanceOf } from './stance.ts'

export type Course = (world: World, projection: Projection | null) => void

/** Returns the function that fills `Leaning.course` of a world: log-odds by which each member is the readier for a
 *  deal. It looks over all months projected, by level, fire, force and the changes that are announced, without
 *  anybody's hopes: a third party has no stake in them. Null where no member follows a sheet or there is no war whose
 *  line a sheet could weigh. */
export function courseOfWar(theCase: Case): Course | null {
  const { war, territoryIssue, consents, scores } = theCase
  if (!war || territoryIssue === null || consents.every(({ leans }) => leans.length === 0)) return null
  const sums = newForesight(war.months)
  const room = theCase.issues.map(({ options }) => new Float64Array(options.length))
  const fill = ({ values, leanings }: World, rest: number): void => {
    consents.forEach(({ leans }, body) => {
      for (const { member, by, scale } of leans) {
        const sheet = scores.find(({ actor }) => actor === by)
        const { line } = sheet ? stanceOf(theCase, sheet, values, true, room) : { line: null }
        const leaning = leanings[body]
        if (!line || !leaning) continue
        leaning.course[member] = (worthAt(line, 0) - worthAt(line, rest)) / (values[scale] ?? 1)
      }
    })
  }
  return (world, projection) => {
    if (!projection) return
    const front = frontParameters(war.front, world.values)
    const driven = (path: Projection): number => {
      lookAhead(front, path, sums)
      return ahead(sums.driven, 0, war.months)
    }
    const prospects = world.courses?.views[0]?.prospects ?? []
    const [paths = []] = projection.paths
    const toCome = prospects.reduce(
      (sum, { chance }, k) => (chance(0) > 0 ? sum + chance(0) * driven(paths[k] ?? projection) : sum),
      0,
    )
    const level = expectedAdvance(front, projection.level[0] ?? 0, war.months)
    const rest = level + (prospects.length > 0 ? toCome : driven(projection))
    fill(world, rest)
    for (const epoch of world.courses?.real.epochs ?? []) if (epoch.world !== world) fill(epoch.world, rest)
  }
}
