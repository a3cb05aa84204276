/** What bars a package in a world: rules, consents, the loss of the foothold, absolute red lines. The one place that
 *  says so. */
import { holdsFor } from '../../case/condition.ts'
import type { Case, Issue } from '../../case/types.ts'
import type { World } from '../worlds/draw.ts'
import { leansTo } from '../worlds/leaning.ts'
import { consentLeft } from '../worlds/spoilers.ts'
import { chanceThatBodyAgrees } from '../worlds/votes.ts'
import { passes } from './block.ts'
import { LEAST_CHANCE } from './ratification.ts'

/** Of the rule, the red line, or the issue that only the foothold keeps open. */
export interface Bar {
  readonly kind: 'rule' | 'redLine' | 'foothold'
  readonly index: number
}

/** Whether a red line is absolute in a world. */
export function isAbsolute(world: World, redLine: number): boolean {
  return world.firm[redLine] === 1
}

/** Whether a body agrees to a package. */
export function agrees(theCase: Case, world: World, body: number, options: ArrayLike<number>): boolean {
  const factor = softFactor(theCase, world, body, options)
  const leaning = world.leanings[body]
  return leaning ? leansTo(leaning, factor, (issue) => options[issue]!) : world.reluctance[body]! < factor
}

/** Whether a body that votes after signature may agree to a package at all. */
function canAgree(theCase: Case, world: World, body: number, options: ArrayLike<number>): boolean {
  const factor = softFactor(theCase, world, body, options)
  return chanceThatBodyAgrees(theCase, world, body, { factor, option: (issue) => options[issue]! }) > LEAST_CHANCE
}

/** What the soft rules that hold for a package, and those who would spoil it, leave of its members' probabilities of a
 *  consent, as a factor. */
export function softFactor(theCase: Case, world: World, body: number, options: ArrayLike<number>): number {
  let factor = 1
  for (const rule of theCase.rules) {
    if (rule.kind === 'soft' && rule.weakens === body && holdsFor(rule.when, options))
      factor *= world.values[rule.factor]!
  }
  if (world.spoilers.length > 0) factor *= consentLeft(world.spoilers, body, (issue) => options[issue]!)
  return factor
}

/** What bars a package, none where it is left. @param stands whether the foothold is still held. */
export function barsOf(theCase: Case, world: World, options: ArrayLike<number>, stands: boolean): Bar[] {
  const optionOf = (issue: number): number => options[issue]!
  // A vote after signature bars nothing that it can let pass.
  const granted = (body: number): boolean =>
    theCase.consents[body]!.vote ? canAgree(theCase, world, body, options) : agrees(theCase, world, body, options)
  const isLost = ({ whileFoothold }: Issue, issue: number): boolean =>
    !stands && whileFoothold !== null && options[issue] !== whileFoothold.otherwise
  return [
    ...which(theCase.rules, (rule) => !passes(rule, optionOf, granted)).map((index): Bar => ({ kind: 'rule', index })),
    ...which(
      theCase.redLines,
      ({ actor, rejects }, line) =>
        isAbsolute(world, line) && theCase.vetoPlayers.includes(actor) && holdsFor(rejects, options),
    ).map((index): Bar => ({ kind: 'redLine', index })),
    ...which(theCase.issues, isLost).map((index): Bar => ({ kind: 'foothold', index })),
  ]
}

function which<T>(list: readonly T[], test: (item: T, index: number) => boolean): number[] {
  return list.flatMap((item, index) => (test(item, index) ? [index] : []))
}
