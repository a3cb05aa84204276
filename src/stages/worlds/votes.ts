/** Bodies that vote: how likely one is to agree, and what comes of a vote that is held again. */
import type { Case } from '../../case/types.ts'
import { normalCdf, normalQuantile } from '../../math/normal.ts'
import { streamOf, uniformAt } from '../../math/philox.ts'
import type { Seed } from '../../math/philox.ts'
import { chanceOfTiedQuorum } from '../../math/quorum.ts'
import type { World } from './draw.ts'
import { reluctance } from './reluctance.ts'
import { chanceOfMember, leansTo } from './leaning.ts'

/** Chance that a body agrees to a package, from the probabilities that a world gives its members; what the world has
 *  drawn for them is not looked at.
 *  @param factor what soft rules leave of those probabilities. @param option that the package takes, by issue. */
export function chanceThatBodyAgrees(
  theCase: Case,
  { values, leanings }: World,
  body: number,
  { factor, option }: { readonly factor: number; readonly option: (issue: number) => number },
): number {
  const { members, quorum, correlation } = theCase.consents[body]!
  const leaning = leanings[body]
  const probability = members.map(
    ({ probability: q }, m) => factor * (leaning ? chanceOfMember(leaning, m, option) : values[q]!),
  )
  return chanceOfTiedQuorum(probability, quorum, correlation === null ? 0 : values[correlation]!)
}

/** A vote held again: whether the body agrees. */
export type Revote = (world: World, body: number, factor: number, option: (issue: number) => number) => boolean

/** Returns the function that holds a body's vote for the n-th time, n from 1 for the first one after a vote that
 *  failed: each is drawn anew, from the body's own streams. */
export function revotes(theCase: Case, seed: Seed): (attempt: number) => Revote {
  const members = theCase.consents.map(({ id, members: list }) =>
    list.map((member) => streamOf(`consent/${id}/${member.id}`)),
  )
  const bodies = theCase.consents.map(({ id }) => streamOf(`consent/${id}`))
  return (attempt) => (world, body, factor, option) => {
    const { quorum, correlation, members: list } = theCase.consents[body]!
    const rho = correlation === null ? 0 : world.values[correlation]!
    const common = rho > 0 ? Math.sqrt(rho) * normalQuantile(uniformAt(seed, bodies[body]!, world.index, attempt)) : 0
    const uniform = members[body]!.map((stream) => {
      const own = uniformAt(seed, stream, world.index, attempt)
      return rho > 0 ? normalCdf(common + Math.sqrt(1 - rho) * normalQuantile(own)) : own
    })
    const leaning = world.leanings[body]
    if (leaning) return leansTo({ ...leaning, uniform: Float64Array.from(uniform) }, factor, option)
    return (
      reluctance(
        uniform,
        list.map(({ probability }) => world.values[probability]!),
        quorum,
      ) < factor
    )
  }
}
