/** What strikes packages out, by the definition: every package, every answer that a body may give, one by one. */
import { consentsOf, holds } from '../../src/case/condition.ts'
import type { Case, Rule } from '../../src/case/types.ts'
import type { Strike } from '../../src/stages/settlement/strikes-of-block.ts'
import type { World } from '../../src/stages/worlds/draw.ts'
import type { NaivePackage } from './settlement.ts'

/** Whether a package is left where the steps that `stands` names do and all others stand aside. Without its step a rule
 *  is ignored where nothing could meet it, a body answers as suits the package, red lines bend, a veto player
 *  accepts. */
function isLeft(
  theCase: Case,
  world: World,
  { options, gains }: NaivePackage,
  stands: (is: (step: Strike) => boolean) => boolean,
): boolean {
  const option = (issue: number): number => options[issue]!
  const plain = (condition: Rule['when']): boolean => holds(condition, option, () => false)
  const agrees = (body: number): boolean =>
    world.reluctance[body]! <
    theCase.rules.reduce(
      (factor, rule) =>
        rule.kind === 'soft' && rule.weakens === body && plain(rule.when)
          ? factor * world.values[rule.factor]!
          : factor,
      1,
    )
  const passes = (rule: Rule, index: number): boolean => {
    if (rule.kind === 'soft') return true
    const bodies = [...new Set([...consentsOf(rule.when), ...consentsOf(rule.requires)])]
    const answers = bodies.reduce<boolean[][]>(
      (all) =>
        all.flatMap((given) => [
          [...given, false],
          [...given, true],
        ]),
      [[]],
    )
    const passing = answers.filter((given) => {
      const granted = (body: number): boolean => given[bodies.indexOf(body)]!
      return !holds(rule.when, option, granted) || holds(rule.requires, option, granted)
    })
    if (passing.length === 0) return !stands((step) => step.kind === 'rule' && step.rule === index)
    return passing.some((given) =>
      bodies.every(
        (body, b) => given[b] === agrees(body) || !stands((step) => step.kind === 'consent' && step.body === body),
      ),
    )
  }
  return (
    theCase.rules.every(passes) &&
    theCase.redLines.every(
      ({ actor, rejects }, r) =>
        world.firm[r] === 0 || !plain(rejects) || !stands((step) => step.kind === 'redLines' && step.actor === actor),
    ) &&
    gains.every((gain, i) => gain >= 0 || !stands((step) => step.kind === 'acceptance' && step.player === i))
  )
}

/** Numbers of packages by step: left after it and all before; struck by it alone; struck by it and nothing else. */
export function naiveStrikes(
  theCase: Case,
  world: World,
  packages: readonly NaivePackage[],
  steps: readonly Strike[],
): { left: number[]; alone: number[]; last: number[] } {
  const count = (standing: readonly Strike[]): number =>
    packages.filter((one) => isLeft(theCase, world, one, (is) => standing.some(is))).length
  const all = count(steps)
  return {
    left: steps.map((_, s) => count(steps.slice(0, s + 1))),
    alone: steps.map((step) => packages.length - count([step])),
    last: steps.map((step) => count(steps.filter((other) => other !== step)) - all),
  }
}
