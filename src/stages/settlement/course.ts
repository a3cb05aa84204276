/** What the course of the war is worth to members of bodies that follow a score sheet: no deal is not the line of the
 *  date but the one to which fighting on is expected to bring it, so that a member whose side loses ground by it is the
 *  readier for any deal. */
import type { Case } from '../../case/types.ts'
import { frontsOf } from '../../case/war.ts'
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
  const { war, territories, consents, scores } = theCase
  if (!war || territories.length === 0 || consents.every(({ leans }) => leans.length === 0)) return null
  const sums = newForesight(war.months, frontsOf(war).length)
  const room = theCase.issues.map(({ options }) => new Float64Array(options.length))
  const fill = ({ values, leanings }: World, rest: readonly number[]): void => {
    consents.forEach(({ leans }, body) => {
      for (const { member, by, scale } of leans) {
        const sheet = scores.find(({ actor }) => actor === by)
        const lines = sheet ? stanceOf(theCase, sheet, values, true, room).lines : []
        const leaning = leanings[body]
        if (lines.length === 0 || !leaning) continue
        const lost = lines.reduce((sum, line, t) => sum + (worthAt(line, 0) - worthAt(line, rest[t] ?? 0)), 0)
        leaning.course[member] = lost / (values[scale] ?? 1)
      }
    })
  }
  return (world, projection) => {
    if (!projection) return
    const fronts = frontsOf(war).map((front) => frontParameters(front, world.values))
    const driven = (path: Projection): readonly number[] => {
      lookAhead(fronts, path, sums)
      return sums.driven.map((sum) => ahead(sum, 0, war.months))
    }
    const prospects = world.courses?.views[0]?.prospects ?? []
    const [paths = []] = projection.paths
    const toCome = prospects.reduce(
      (sums, { chance }, k) => {
        if (!(chance(0) > 0)) return sums
        const along = driven(paths[k] ?? projection)
        return sums.map((sum, f) => sum + chance(0) * (along[f] ?? 0))
      },
      fronts.map(() => 0),
    )
    const added = prospects.length > 0 ? toCome : driven(projection)
    const rest = territories.map(({ front: f }) => {
      const front = fronts[f]
      if (!front) return 0
      return expectedAdvance(front, projection.fronts[f]?.level[0] ?? 0, war.months) + (added[f] ?? 0)
    })
    fill(world, rest)
    for (const epoch of world.courses?.real.epochs ?? []) if (epoch.world !== world) fill(epoch.world, rest)
  }
}
