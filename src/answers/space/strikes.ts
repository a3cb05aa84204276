/** Why all packages of a case become the few that suit everybody: what each rule, consent, red line and veto player
 *  strikes, over the worlds of a model. */
import { scenarioAt } from '../../case/scenarios.ts'
import { defined } from '../../case/defined.ts'
import type { Model } from '../../case/model.ts'
import type { Provenance } from '../../case/provenance.ts'
import type { Case } from '../../case/types.ts'
import { quantileOf, wilsonInterval } from '../../math/statistics.ts'
import type { Interval } from '../../math/statistics.ts'
import { strikerOf } from '../../stages/settlement/strikes.ts'
import type { WorldStrikes } from '../../stages/settlement/strikes.ts'
import type { Strike } from '../../stages/settlement/strikes-of-block.ts'
import { settlementTable } from '../../stages/settlement/table.ts'
import type { Samplers } from '../../stages/worlds/draw.ts'
import { player, theatreOf } from '../../run/player.ts'
import type { Spreadout } from '../../run/summary.ts'
import { finish } from '../work.ts'
import type { Work } from '../work.ts'

/** A step on the way from all packages to the ZOPA. Shares are of all packages; null where there were too many to
 *  count. */
export interface StrikeStep {
  readonly kind: Strike['kind']
  /** Of the rule, the foothold or the consent; of the actor for red lines and acceptance. */
  readonly id: string
  /** What the case says of it; the name of the foothold or the actor. */
  readonly says: string
  /** Where the file speaks of it: the actor's first red line, and the actor itself for acceptance. */
  readonly provenance: Provenance
  /** Share left after this step and all before it, over worlds. */
  readonly left: Spreadout | null
  /** Chance that any package is left. */
  readonly anyLeft: Interval | null
  /** Mean share that it strikes in its turn; that it would strike if everything else stood aside; and that would come
   *  back if it alone did. */
  readonly strikes: number | null
  readonly alone: number | null
  readonly last: number | null
}

export interface Strikes {
  readonly case: string
  readonly scenario: string | null
  readonly seed: number
  readonly worlds: number
  /** Number of all packages. */
  readonly packages: number
  readonly steps: readonly StrikeStep[]
}

/** The steps of month 1 over the worlds of a model, under its first arm. @throws RangeError where the case has no
 *  issues or score sheets. */
export function strikes(model: Model): Strikes {
  return finish(striking(model))
}

/** The same, world by world. @param samplers those of earlier models, to be used again and added to.
 *  @throws RangeError where the case has no issues or score sheets. */
export function* striking(model: Model, samplers: Samplers = new Map()): Work<Strikes> {
  const theCase = model.case
  if (theCase.issues.length === 0 || theCase.scores.length === 0)
    throw new RangeError(`case ${theCase.id} has no issues or score sheets: there are no packages to count`)
  const striker = strikerOf(model, settlementTable(theCase))
  const { at } = player(model, defined(model.arms[0]), 'war', theatreOf(model, samplers))
  const counts = striker.steps.map((): StepCounts => ({ left: [], alone: [], last: [] }))
  for (let index = 0; index < model.worlds; index++) {
    const { world, projection } = at(index)
    const seen = striker.count(world, projection)
    counts.forEach((of, step) => addStep(of, seen, step))
    yield { done: index + 1, of: model.worlds }
  }
  return {
    case: theCase.id,
    scenario: scenarioAt(theCase, defined(model.arms[0]).scenario)?.id ?? null,
    seed: model.seed,
    worlds: model.worlds,
    packages: striker.packages,
    steps: striker.steps.map((step, s) => ({
      ...named(theCase, step),
      ...described(counts, s, model.worlds, striker.packages),
    })),
  }
}

/** Counts of one step, world by world. */
interface StepCounts {
  readonly left: number[]
  readonly alone: number[]
  readonly last: number[]
}

function addStep(counts: StepCounts, seen: WorldStrikes, step: number): void {
  for (const what of ['left', 'alone', 'last'] as const) {
    const count = seen[what][step] ?? null
    if (count !== null) counts[what].push(count)
  }
}

type Described = Pick<StrikeStep, 'left' | 'anyLeft' | 'strikes' | 'alone' | 'last'>

/** A step that could not be counted in some world is not counted at all: a mean over the others would be of other
 *  worlds than the step before. */
function described(all: readonly StepCounts[], step: number, worlds: number, packages: number): Described {
  const { left, alone, last } = defined(all[step])
  const mean = (counts: readonly number[] | undefined): number | null =>
    !counts ? 1 : counts.length < worlds || worlds === 0 ? null : meanOf(counts) / packages
  const [before, now] = [mean(all[step - 1]?.left), mean(left)]
  return {
    left: now === null ? null : spreadOf(left, packages),
    anyLeft: now === null ? null : wilsonInterval(left.filter((count) => count > 0).length, worlds),
    strikes: now === null || before === null ? null : before - now,
    alone: mean(alone),
    last: mean(last),
  }
}

function meanOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0) / counts.length
}

/** Counts are at hand, so that quantiles need no sketch. */
function spreadOf(counts: readonly number[], packages: number): Spreadout {
  const sorted = Float64Array.from(counts).sort()
  const at = (p: number): number => quantileOf(sorted, p) / packages
  return {
    n: counts.length,
    mean: meanOf(counts) / packages,
    p05: at(0.05),
    p25: at(0.25),
    p50: at(0.5),
    p75: at(0.75),
    p95: at(0.95),
  }
}

type Named = Pick<StrikeStep, 'kind' | 'id' | 'says' | 'provenance'>

function named(theCase: Case, step: Strike): Named {
  const { kind } = step
  switch (kind) {
    case 'rule': {
      const { id, says, provenance } = defined(theCase.rules[step.rule])
      return { kind, id, says, provenance }
    }
    case 'foothold': {
      const { id, name, provenance } = defined(defined(theCase.war).foothold)
      return { kind, id, says: name, provenance }
    }
    case 'consent': {
      const { id, says, provenance } = defined(theCase.consents[step.body])
      return { kind, id, says, provenance }
    }
    case 'redLines': {
      const { id, name } = defined(theCase.actors[step.actor])
      return {
        kind,
        id,
        says: name,
        provenance: defined(theCase.redLines.find(({ actor }) => actor === step.actor)).provenance,
      }
    }
    case 'acceptance': {
      const { id, name, provenance } = defined(theCase.actors[defined(theCase.vetoPlayers[step.player])])
      return { kind, id, says: name, provenance }
    }
  }
}
