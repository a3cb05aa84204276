/** What comes of the steps of a settlement after the first: each is due in its month, if the peace still holds and what
 *  it waits for is so, and is taken if some package then suits all. */
import { afterFirst } from '../../case/steps.ts'
import type { StepEnd } from '../../case/steps.ts'
import type { Case } from '../../case/types.ts'
import { defined } from '../../case/defined.ts'
import type { Seed } from '../../math/philox.ts'
import { breakYear, peaceDraw } from '../durability/survival.ts'
import { isSo } from '../settlement/awaited.ts'
import type { Appraisal } from '../settlement/appraisal.ts'
import type { Month } from '../settlement/settle.ts'
import { votesAfterSignature } from '../settlement/voting.ts'
import type { PutToVote } from '../settlement/voting.ts'
import { worldIn } from '../worlds/courses.ts'
import type { World } from '../worlds/draw.ts'
import { stepDraw } from '../worlds/step-draws.ts'

/** One step in a world. Reused from world to world. */
export interface StepTaken {
  end: StepEnd
  /** Month in which it was taken, 0 where it was not. */
  month: number
}

export function newStepTaken(): StepTaken {
  return { end: 'notReached', month: 0 }
}

export function resetStep(step: StepTaken): void {
  step.end = 'notReached'
  step.month = 0
}

/** The votes on each step after the first, by the rules that hold once the one before it has been taken. */
function votesOnSteps(theCase: Case, seed: Seed): readonly (PutToVote | null)[] {
  const then = afterFirst(theCase)
  return then ? [votesAfterSignature(then, seed), ...votesOnSteps(then, seed)] : []
}

/** What talks have come to by their first step. */
interface Deal {
  readonly month: number
  readonly options: readonly number[]
  terms: readonly number[]
  readonly steps: readonly StepTaken[]
  appraisal: Appraisal | null
}

/** First draw of the votes on a later step: beyond those that talks could come to before it. */
const FIRST_VOTE = 1000

/** Prepares the steps after the first; null where a case has none. What the parties want, and what fighting on would be
 *  worth to them, is that of the month of the first. */
export function stepsAfterDeal(theCase: Case, seed: Seed): ((atDate: World, month: Month, deal: Deal) => void) | null {
  const steps = theCase.steps?.slice(1) ?? []
  if (steps.length === 0) return null
  const votes = votesOnSteps(theCase, seed)
  const draws = steps.map((step) => stepDraw(seed, step))
  const breaks = peaceDraw(seed)
  return (atDate, first, deal) => {
    const world = worldIn(atDate, deal.month)
    const months = atDate.courses?.real.months ?? []
    const path = first.follows(deal.options)
    const appraisal = defined(deal.appraisal ?? undefined)
    let due = 0
    for (const [k, step] of steps.entries()) {
      const [draw, taken] = [defined(draws[k]), defined(deal.steps[k])]
      due += draw.months(world.index)
      taken.end = 'broke'
      if (breakYear(defined(deal.appraisal ?? undefined).survival, breaks(world.index)) <= due / 12) return
      const probability = step.probability === null ? 1 : defined(world.values[step.probability])
      const known = { world, comes: months, due: deal.month + due, options: deal.terms }
      taken.end = 'notTakenUp'
      if (!draw.isTakenUp(world.index, probability) || (step.needs !== null && !isSo(step.needs, known))) return
      const next = path[k]
      taken.end = 'refused'
      if (next === undefined) return
      taken.end = 'votedDown'
      const vote = votes[k]
      if (vote && vote(world, next.options, FIRST_VOTE * (k + 1)).length > 0) return
      taken.end = 'taken'
      taken.month = deal.month + due
      deal.terms = next.options
      const { survival } = defined(deal.appraisal ?? undefined)
      const { later = [] } = survival
      const change = { after: due / 12, hazardFiveYears: next.hazardFiveYears }
      deal.appraisal = { ...appraisal, survival: { ...survival, later: [...later, change] } }
    }
  }
}
