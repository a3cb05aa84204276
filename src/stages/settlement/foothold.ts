/** The attacker's land that the defender holds: a chip in the talks while it is held. */
import type { Case } from '../../case/types.ts'
import type { Projection } from '../war/project.ts'
import { worldIn } from '../worlds/courses.ts'
import type { World } from '../worlds/draw.ts'

/** Whether the foothold is still held in a month; true where the case has none. */
export function footholdStands(theCase: Case, world: World, projection: Projection | null, month: number): boolean {
  const foothold = theCase.war?.foothold
  if (!foothold || !projection) return true
  const held = projection.foothold[month]!
  return held > 0 && held >= worldIn(world, month).values[foothold.least]!
}
