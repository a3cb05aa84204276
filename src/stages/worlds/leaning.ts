/** Members of a body whose consent follows their own score sheet. */
import type { Case } from '../../case/types.ts'
import { exp, log } from '../../math/elementary.ts'
import { issuesSpoiled, weighs } from './spoilers.ts'

/** The members of a body in one world. Reused from world to world. */
export interface Leaning {
  readonly quorum: number
  /** By member: what it is drawn by, and its probability where a package is worth as much to it as none. */
  readonly uniform: Float64Array
  readonly probability: Float64Array
  /** By member, then issue, then option: log-odds over what holds without a deal; null for members without a sheet. */
  readonly tilt: readonly (readonly Float64Array[] | null)[]
  /** By member: log-odds by which the course of the war makes it readier for any deal; 0 until the stage after the war
   *  has looked ahead. */
  readonly course: Float64Array
  /** Issues that any of their sheets weighs. */
  readonly issues: readonly number[]
}

/** Issues that the sheets of a body's members weigh, ascending; none where no member follows a sheet. */
export function issuesWeighed(theCase: Case, body: number): number[] {
  const { leans } = theCase.consents[body]!
  return theCase.issues.flatMap((_, issue) =>
    leans.some(({ by }) => {
      const sheet = theCase.scores.find(({ actor }) => actor === by)
      return sheet !== undefined && weighs(theCase, sheet.issues[issue]!.weight)
    })
      ? [issue]
      : [],
  )
}

/** Issues that bear on whether a body agrees: what its members' sheets weigh, and what those who would spoil its
 *  consent do. Ascending. */
export function issuesOfConsent(theCase: Case, body: number): number[] {
  const spoiled = issuesSpoiled(theCase, ({ consents }) => consents.some((one) => one.body === body))
  return [...new Set([...issuesWeighed(theCase, body), ...spoiled])].sort((a, b) => a - b)
}

/** Room for the members of each body; null for bodies of which none follows a sheet. */
export function newLeanings(theCase: Case): (Leaning | null)[] {
  return theCase.consents.map(({ members, quorum, leans }, body) =>
    leans.length === 0
      ? null
      : {
          quorum,
          uniform: new Float64Array(members.length),
          probability: new Float64Array(members.length),
          tilt: members.map((_, m) =>
            leans.some(({ member }) => member === m)
              ? theCase.issues.map(({ options }) => new Float64Array(options.length))
              : null,
          ),
          course: new Float64Array(members.length),
          issues: issuesWeighed(theCase, body),
        },
  )
}

/** Fills the log-odds of a body's members: points of an option over what holds without a deal, on a sheet of 100
 *  points, divided by the scale. */
export function fillTilts(theCase: Case, body: number, values: Float64Array, leaning: Leaning): void {
  for (const { member, by, scale } of theCase.consents[body]!.leans) {
    const sheet = theCase.scores.find(({ actor }) => actor === by)
    if (!sheet) continue
    const total = sheet.issues.reduce((sum, { weight }) => sum + values[weight]!, 0)
    const per = total > 0 ? 1 / (total * values[scale]!) : 0
    sheet.issues.forEach(({ weight, options }, issue) => {
      const without = values[options[theCase.issues[issue]!.noDeal]!]!
      options.forEach((worth, option) => {
        leaning.tilt[member]![issue]![option] = values[weight]! * per * (values[worth]! - without)
      })
    })
  }
}

/** Whether a body agrees to a package: as many members as its quorum draw below `factor · p`, `logit p = logit p₀ +
 *  margin / scale`, the margin being what the package is worth to the member beyond no deal, with the line where the
 *  war is expected to take it. Source: random utility, McFadden 1974, Conditional logit analysis of qualitative choice
 *  behavior. */
export function leansTo(leaning: Leaning, factor: number, option: (issue: number) => number): boolean {
  const { uniform, quorum } = leaning
  let agree = 0
  for (let m = 0; m < uniform.length; m++) if (uniform[m]! < factor * chanceOfMember(leaning, m, option)) agree++
  return agree >= quorum
}

/** Probability that one member agrees, before soft rules. */
export function chanceOfMember(
  { probability, tilt, course, issues }: Leaning,
  member: number,
  option: (issue: number) => number,
): number {
  const own = tilt[member]
  const chance = probability[member]!
  if (!own || chance <= 0 || chance >= 1) return chance
  let odds = log(chance / (1 - chance)) + course[member]!
  for (const issue of issues) odds += own[issue]![option(issue)]!
  return 1 / (1 + exp(-odds))
}
