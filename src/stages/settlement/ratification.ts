/** Votes that come after the parties have signed: how likely each package is to come into force, as both foresee it,
 *  and what a failed vote costs them. */
import { ALWAYS } from '../../case/condition.ts'
import type { Condition } from '../../case/condition.ts'
import type { Case, Rule } from '../../case/types.ts'
import type { World } from '../worlds/draw.ts'
import { consentLeft } from '../worlds/spoilers.ts'
import { chanceThatBodyAgrees } from '../worlds/votes.ts'
import type { Block, ConsentRule } from './block.ts'
import { consentRule } from './block.ts'
import { asksVote } from './coupling.ts'

/** Below this chance of coming into force a package is no deal. */
export const LEAST_CHANCE = 1e-9

/** The votes of a case, over the combinations of its first block. */
export interface RatificationTable {
  /** Every rule that asks for a vote, taken as one: bit p of its truth tables is whether a package stands when the
   *  bodies in the bits of p say yes. */
  readonly rule: ConsentRule
  /** By body of the rule: what its no costs, by veto player; −1 where nothing is written. */
  readonly failure: readonly (readonly number[])[]
  readonly combinations: number
}

/** @param core the first block, in which all those issues are. @returns null where no rule asks for a vote. */
export function ratificationTable(theCase: Case, core: Block): RatificationTable | null {
  const asking = theCase.rules.filter((rule) => asksVote(theCase, rule))
  if (asking.length === 0) return null
  const stands = asking.flatMap((rule): Condition[] =>
    rule.kind === 'soft' ? [] : [{ kind: 'any', of: [{ kind: 'not', of: rule.when }, rule.requires] }],
  )
  const first = asking[0]!
  const together: Rule = {
    kind: 'hard',
    id: asking.map(({ id }) => id).join(', '),
    says: first.says,
    when: ALWAYS,
    requires: { kind: 'all', of: stands },
    provenance: first.provenance,
  }
  const rule = consentRule(theCase, together, theCase.rules.indexOf(first), {
    count: core.count,
    lookup: (c) => (issue) => core.options[core.issues.indexOf(issue)]![c]!,
  })
  return {
    rule,
    combinations: core.count,
    failure: rule.bodies.map((body) =>
      theCase.vetoPlayers.map(
        (actor) => theCase.consents[body]!.vote?.failure.find((one) => one.actor === actor)?.points ?? -1,
      ),
    ),
  }
}

/** What both sides foresee, by combination of the first block. */
export interface Prospects {
  /** Chance that a package, once signed, comes into force: 1 where no vote is asked for. */
  readonly chance: Float64Array
  /** By veto player: points that a failed vote is expected to cost it, per chance of success, `Σ_failing P·cost /
   *  chance`. */
  readonly risk: readonly Float64Array[]
}

export function newProspects(table: RatificationTable, players: number): Prospects {
  return {
    chance: new Float64Array(table.combinations),
    risk: Array.from({ length: players }, () => new Float64Array(table.combinations)),
  }
}

/** Fills the prospects of a world: bodies vote independently of each other, each with the probabilities that the world
 *  gives its members. */
export function fillProspects(theCase: Case, table: RatificationTable, world: World, out: Prospects): void {
  const { rule, failure } = table
  out.chance.fill(1)
  for (const column of out.risk) column.fill(0)
  const yes = new Float64Array(rule.bodies.length)
  const lost = new Float64Array(out.risk.length)
  for (const { at, combinations } of rule.alike) {
    rule.bodies.forEach((body, b) => {
      let factor = 1
      for (const soft of rule.weakened[b]!) if (soft.holds[at] === 1) factor *= world.values[soft.factor]!
      if (world.spoilers.length > 0) factor *= consentLeft(world.spoilers, body, (issue) => rule.option(at, issue))
      yes[b] = chanceThatBodyAgrees(theCase, world, body, { factor, option: (issue) => rule.option(at, issue) })
    })
    const chance = chanceOf(rule.truth[at]!, yes, failure, world.values, lost)
    for (let k = 0; k < combinations.length; k++) {
      out.chance[combinations[k]!] = chance
      for (let i = 0; i < lost.length; i++) out.risk[i]![combinations[k]!] = chance > 0 ? lost[i]! / chance : 0
    }
  }
}

/** Chance of the patterns of answers under which a package stands. @param lost filled with what the others are expected
 *  to cost, by player. */
function chanceOf(
  truth: number,
  yes: Float64Array,
  failure: RatificationTable['failure'],
  values: Float64Array,
  lost: Float64Array,
): number {
  lost.fill(0)
  let stands = 0
  for (let pattern = 0; pattern < 1 << yes.length; pattern++) {
    let chance = 1
    for (let b = 0; b < yes.length; b++) chance *= (pattern >> b) & 1 ? yes[b]! : 1 - yes[b]!
    if ((truth >>> pattern) & 1) stands += chance
    else
      for (let b = 0; b < yes.length; b++)
        if (((pattern >> b) & 1) === 0)
          for (let i = 0; i < lost.length; i++)
            if (failure[b]![i]! >= 0) lost[i] = lost[i]! + chance * values[failure[b]![i]!]!
  }
  return stands
}
