/** Those who would spoil a package that is worth less to them than no deal, by their own score sheet.
 *  Source: Stedman 1997, Spoiler problems in peace processes, International Security 22(2). */
import { holds, issuesOf } from '../../case/condition.ts'
import { spoilersOf } from '../../case/influence.ts'
import type { Spoils } from '../../case/influence.ts'
import type { Case, ScoreSheet } from '../../case/types.ts'

/** A spoiler in one world. Reused from world to world. */
export interface Spoiler {
  readonly actor: number
  readonly spoils: Spoils
  readonly sheet: ScoreSheet
  /** Quantity of what no deal is worth to it. */
  readonly noDealValue: number
  /** Points by issue, then option. */
  readonly points: readonly Float64Array[]
  /** What no deal is worth to it, and points of its interactions, in this world. */
  readonly now: { noDeal: number; values: Float64Array }
}

/** Room for the spoilers of a case, in the order of its actors. */
export function newSpoilers(theCase: Case): Spoiler[] {
  return spoilersOf(theCase).flatMap((actor) => {
    const { spoils, noDealValue } = theCase.actors[actor]!
    const sheet = theCase.scores.find((one) => one.actor === actor)
    if (spoils === undefined || noDealValue === null || sheet === undefined) return []
    const points = theCase.issues.map(({ options }) => new Float64Array(options.length))
    return [{ actor, spoils, sheet, noDealValue, points, now: { noDeal: 0, values: new Float64Array(0) } }]
  })
}

/** Fills what a spoiler's sheet says in a world: swing weights of 100 in all, times worth. */
export function fillSpoiler(spoiler: Spoiler, values: Float64Array): void {
  const { sheet, points, now } = spoiler
  const total = sheet.issues.reduce((sum, { weight }) => sum + values[weight]!, 0)
  const per = total > 0 ? 1 / total : 0
  sheet.issues.forEach(({ weight, options }, issue) => {
    const column = points[issue]!
    for (let option = 0; option < column.length; option++)
      column[option] = values[weight]! * per * values[options[option]!]!
  })
  now.noDeal = values[spoiler.noDealValue]!
  now.values = values
}

/** Whether it would spoil a package: less is it worth to it than no deal. */
export function wouldSpoil({ sheet, points, now }: Spoiler, option: (issue: number) => number): boolean {
  let sum = 0
  for (let issue = 0; issue < points.length; issue++) sum += points[issue]![option(issue)]!
  for (const { when, points: extra } of sheet.interactions)
    if (holds(when, option, () => false)) sum += now.values[extra]!
  return sum < now.noDeal
}

/** Factor that those who would spoil a package leave of what a body's members agree with. */
export function consentLeft(spoilers: readonly Spoiler[], body: number, option: (issue: number) => number): number {
  let left = 1
  for (const spoiler of spoilers) {
    const reach = spoiler.spoils.consents.find((one) => one.body === body)
    if (reach !== undefined && wouldSpoil(spoiler, option)) left *= spoiler.now.values[reach.factor]!
  }
  return left
}

/** Factor that those who would spoil a package put on the hazard of its peace. */
export function hazardAdded(spoilers: readonly Spoiler[], option: (issue: number) => number): number {
  let times = 1
  for (const spoiler of spoilers) {
    const { peace } = spoiler.spoils
    if (peace !== null && wouldSpoil(spoiler, option)) times *= spoiler.now.values[peace]!
  }
  return times
}

/** Issues that bear on what spoilers do: to the peace, or to a body's consent. Ascending. */
export function issuesSpoiled(theCase: Case, reach: (spoils: Spoils) => boolean): number[] {
  const found = newSpoilers(theCase).flatMap(({ spoils, sheet }) =>
    reach(spoils)
      ? [
          ...theCase.issues.flatMap((_, issue) => (weighs(theCase, sheet.issues[issue]!.weight) ? [issue] : [])),
          ...sheet.interactions.flatMap(({ when }) => issuesOf(when)),
        ]
      : [],
  )
  return [...new Set(found)].sort((a, b) => a - b)
}

/** Whether a swing weight is more than nothing in some world. */
export function weighs(theCase: Case, weight: number): boolean {
  const { spread } = theCase.quantities[weight]!
  return !(spread.kind === 'plain' && spread.of.kind === 'fixed' && spread.of.value === 0)
}
