/** The heart of the engine: worlds in, a tally out. Browser worker, thread pool and cluster call nothing else. */
import { caseOfArm } from '../case/left-out.ts'
import type { Model } from '../case/model.ts'
import { packageSpace } from '../case/package-space.ts'
import { leafCounter, leavesOf, newLeafTally } from '../stages/findings/claim-tally.ts'
import type { Leaf, LeafTally } from '../stages/findings/claim-tally.ts'
import type { Outcome } from '../stages/findings/outcome.ts'
import { principalIssues } from '../stages/settlement/principal.ts'
import type { Samplers } from '../stages/worlds/draw.ts'
import { mergeData } from './merge.ts'
import { players, theatreOf } from './player.ts'
import { addPair, newReadingsTally, readingQuantities, seenIn, TWIN_EVERY, TWINS } from './readings.ts'
import type { ReadingsTally } from './readings.ts'
import { addOutcome, newArmTally } from './tally.ts'
import type { ArmTally } from './tally.ts'
import { addKept, keepNumbers, newTallyColumns } from './tally-columns.ts'
import type { TallyColumns } from './tally-columns.ts'

/** What worlds from … to of a model saw. Plain data. */
export interface Tally {
  readonly arms: readonly ArmTally[]
  /** By claim, then leaf of its test. */
  readonly claims: readonly (readonly LeafTally[])[]
  /** By arm beside the first: worlds with a deal by {@link changeMonth} in neither, in that arm only, in the first
   *  only, in both. */
  readonly changes: readonly Float64Array[]
  /** What worlds and their twins saw; nothing where no judgement varies. */
  readonly readings: ReadingsTally
}

/** Month by which scenarios are compared: a year, or as far as talks go. */
export function changeMonth(model: Model): number {
  return Math.min(12, model.case.bargaining?.months ?? 0)
}

export function newTally(model: Model): Tally {
  return {
    arms: model.arms.map((arm) => newArmTally(caseOfArm(model.case, arm))),
    claims: model.case.claims.map(({ test }) => (test ? leavesOf(test).map((leaf) => newLeafTally(model, leaf)) : [])),
    changes: model.arms.slice(1).map(() => new Float64Array(4)),
    readings: newReadingsTally(model, leavesByClaim(model)),
  }
}

function leavesByClaim({ case: theCase }: Model): Leaf[][] {
  return theCase.claims.map(({ test }) => (test ? leavesOf(test) : []))
}

/** Plays worlds `from` to `to − 1`. World i is a function of the model, its seed and i alone: any split gives the same
 *  counts.
 *  @throws RangeError unless 0 ≤ from ≤ to.
 *  @example
 *  const model = compile(load(text, 'case.yaml').case, null, { worlds: 200 })
 *  const tally = simulate(model, 0, 200)
 *  tally.arms.length === model.arms.length // → true
 */
export function simulate(model: Model, from: number, to: number): Tally {
  const tally = newTally(model)
  simulator(model)(from, to, tally)
  return tally
}

/** Prepares a model once for many chunks of worlds, each added to a tally in place.
 *  @param samplers those of earlier models, to be used again and added to.
 *  @param poisoned see {@link theatreOf}.
 *  @returns plays worlds; into `months` goes, by world, the month of the first arm's deal, 0 where none came: it pairs
 *  the worlds of this model with those of another. */
export function simulator(
  model: Model,
  samplers: Samplers = new Map(),
  poisoned = false,
): (from: number, to: number, tally: Tally, months?: Uint16Array) => void {
  const played = players(model, model.arms, theatreOf(model, samplers, 'all', poisoned))
  const leaves = leavesByClaim(model).flat()
  const addLeaves = leafCounter(model, leaves)
  const hasReadings = readingQuantities(model).length > 0
  const familyOf = families(model)
  const month = changeMonth(model)
  let room: { readonly of: Tally; readonly columns: readonly TallyColumns[] } | null = null
  return (from, to, tally, months) => {
    if (!(from >= 0 && from <= to)) throw new RangeError('worlds must be counted from 0 upward')
    if (room?.of !== tally) room = { of: tally, columns: tally.arms.map(newTallyColumns) }
    const { columns } = room
    const leafTallies = tally.claims.flat()
    for (let index = from; index < to; index++) {
      const arms = index < model.armWorlds ? model.arms.length : 1
      const outcomes = played.at(index, arms)
      for (let arm = 0; arm < outcomes.length; arm++) {
        addOutcome(tally.arms[arm]!, outcomes[arm]!, familyOf)
        keepNumbers(columns[arm]!, outcomes[arm]!)
      }
      addLeaves(leafTallies, outcomes)
      addChanges(tally.changes, outcomes, month)
      if (months) months[index] = outcomes[0]!.talks?.month ?? 0
      if (!hasReadings || index % TWIN_EVERY !== 0) continue
      const seen = seenIn(model, leaves, outcomes)
      addPair(tally.readings, seen, seenIn(model, leaves, played.within(index, TWINS + index, arms)))
    }
    columns.forEach(addKept)
  }
}

/** Numbers a package by its options on the principal issues of the first arm. */
function families(model: Model): (options: readonly number[]) => number {
  const { strides } = packageSpace(model.case.issues.map((issue) => issue.options.length))
  const principal = principalIssues(caseOfArm(model.case, model.arms[0]!), model.arms[0]!)
  return (options) => principal.reduce((sum, issue) => sum + options[issue]! * strides[issue]!, 0)
}

function addChanges(changes: readonly Float64Array[], outcomes: readonly Outcome[], month: number): void {
  const first = dealBy(outcomes[0]!, month)
  for (let arm = 1; arm < outcomes.length; arm++) {
    const cell = (first ? 2 : 0) + (dealBy(outcomes[arm]!, month) ? 1 : 0)
    changes[arm - 1]![cell] = changes[arm - 1]![cell]! + 1
  }
}

function dealBy({ talks }: Outcome, month: number): boolean {
  return talks !== null && talks.month > 0 && talks.month <= month
}

/** The outcomes of one world, by arm: the first arm always, the others for the first `armWorlds` worlds.
 *  What is returned is used again by the next call: read it before.
 *  @example
 *  const model = compile(load(text, 'case.yaml').case, null, { worlds: 200 })
 *  const outcomesOf = worlds(model)
 *  outcomesOf(3).length === model.arms.length // → true
 */
export function worlds(model: Model, samplers: Samplers = new Map()): (index: number) => readonly Outcome[] {
  const { at } = players(model, model.arms, theatreOf(model, samplers))
  return (index) => at(index, index < model.armWorlds ? model.arms.length : 1)
}

/** The tally of the worlds of both: associative, exact, order-free. Neither argument changes.
 *  @example
 *  const model = compile(load(text, 'case.yaml').case, null, { worlds: 200 })
 *  const apart = merge(simulate(model, 120, 200), simulate(model, 0, 120))
 *  const digest = load(text, 'case.yaml').digest
 *  const summaries = [apart, simulate(model, 0, 200)].map((tally) => JSON.stringify(summarise(model, tally, digest)))
 *  summaries[0] === summaries[1] // → true
 */
export function merge(a: Tally, b: Tally): Tally {
  return mergeData(a, b)
}
