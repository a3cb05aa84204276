/** The utility plane of a case in one world: the exact frontier of what is left and of what would be possible, and the
 *  points that solution concepts select. As of the first month. */
import { defined } from '../../case/defined.ts'
import { optionsOf } from '../../case/package-space.ts'
import type { Model } from '../../case/model.ts'
import type { Case } from '../../case/types.ts'
import type { Outcome } from '../../stages/findings/outcome.ts'
import { withoutRefusals } from '../../stages/settlement/block.ts'
import { egalitarian } from '../../methods/frontier/egalitarian.ts'
import { individuallyRational } from '../../methods/frontier/individually-rational.ts'
import { kalaiSmorodinsky } from '../../methods/frontier/kalai-smorodinsky.ts'
import { asymmetricNash, nash } from '../../methods/frontier/nash.ts'
import { settlementStage } from '../../stages/settlement/settle.ts'
import type { Month, SettlementStage } from '../../stages/settlement/settle.ts'
import { spaceFrontier } from '../../stages/settlement/space-frontier.ts'
import type { SpaceFrontier } from '../../stages/settlement/space-frontier.ts'
import { demandFewPackages, settlementTable } from '../../stages/settlement/table.ts'
import { utilitarian } from '../../methods/frontier/utilitarian.ts'
import { findAcceptable } from '../../stages/settlement/zopa.ts'
import type { Samplers, World } from '../../stages/worlds/draw.ts'
import { finish } from '../work.ts'
import type { Work } from '../work.ts'
import { middleRow } from './middle-row.ts'
import { player, theatreOf } from '../../run/player.ts'

/** A package in one world. Arrays by veto player, in points of deal value. */
export interface PlanePackage {
  /** Option by issue. */
  readonly options: readonly number[]
  /** Over walking away, its own red lines paid for: at least 0 where the player accepts. */
  readonly gains: readonly number[]
  /** V − W: over fighting on. */
  readonly margins: readonly number[]
}

export type Concept = 'nash' | 'kalaiSmorodinsky' | 'egalitarian' | 'utilitarian'

/** What a solution concept selects. */
export interface SelectedPoints {
  readonly concept: Concept
  /** Positions in `left`, all of those tied. */
  readonly points: readonly number[]
  /** Whether they beat no deal for everybody. Where no package does, Nash and Kalai–Smorodinsky select nothing, and the
   *  other two come from all that is left: the least loss of whoever loses most, and the largest sum. */
  readonly beatsNoDeal: boolean
}

/** What strikes a package in a world: a rule, a firm red line, or the loss of the foothold that an option of an issue
 *  needs. */
export interface Strike {
  readonly kind: 'rule' | 'redLine' | 'foothold'
  /** Of the rule, the red line, or the issue. */
  readonly id: string
}

export interface NamedPlanePackage extends PlanePackage {
  readonly id: string
  /** Empty where it is left. */
  readonly struckBy: readonly Strike[]
}

export interface WorldPlane {
  readonly world: number
  /** Ids of the veto players. */
  readonly actors: readonly string[]
  /** W and κ by veto player. */
  readonly noDeal: readonly number[]
  readonly walkAway: readonly number[]
  /** Whether the Nash point is weighted, as the case's bargaining has it. */
  readonly weighted: boolean
  /** Frontier of what rules, consents and red lines leave, in falling order of the first player's gain. */
  readonly left: readonly PlanePackage[]
  /** Frontier of what would be possible were no red line firm and no consent refused. Rules that no consent meets stay:
   *  they say which options go together. */
  readonly possible: readonly PlanePackage[]
  readonly selected: readonly SelectedPoints[]
  readonly named: readonly NamedPlanePackage[]
}

/** What the first worlds of a run have in common. */
export interface PlaneSurvey {
  readonly worlds: number
  /** Worlds where anything is left, and where everybody prefers something left to no deal. */
  readonly left: number
  readonly open: number
  /** The middle world: that whose no-deal values W lie nearest the medians of all these worlds, each player's measured
   *  in its own interquartile range; and the same among the worlds that are open, null where none is. */
  readonly middle: number
  readonly middleOpen: number | null
}

export interface Planes {
  /** @throws RangeError unless `world` is a whole number of at least 0. */
  at(world: number): WorldPlane
  survey(): PlaneSurvey
  /** The same, world by world. */
  surveying(): Work<PlaneSurvey>
}

/** Worlds among which the middle one is looked for: medians are then known to a tenth of the spread. */
export const SURVEYED = 200

/** The planes of a model's first arm; null where the case has no issues or no scores.
 *  @throws TooManyPackages where its packages cannot all be listed. */
export function planesOf(model: Model, samplers: Samplers = new Map()): Planes | null {
  const theCase = model.case
  if (theCase.issues.length === 0 || theCase.scores.length === 0) return null
  const table = settlementTable(theCase)
  demandFewPackages(theCase, table)
  const asked = settlementStage(model, table)
  const free = settlementStage(model, { ...table, blocks: table.blocks.map(withoutRefusals) })
  const outcome = outcomes(model, samplers)
  let survey: PlaneSurvey | null = null
  const surveying = function* (): Work<PlaneSurvey> {
    return (survey ??= yield* surveyOf(theCase, Math.min(SURVEYED, Math.max(1, model.worlds)), outcome))
  }
  return {
    at: (world) => planeOf(asked, free, outcome(world)),
    survey: () => finish(surveying()),
    surveying,
  }
}

/** World by world what comes before bargaining. Leaving out what comes after changes no draw, since each has a stream
 *  of its own. */
function outcomes(model: Model, samplers: Samplers): (index: number) => Outcome {
  const first = { ...model, arms: model.arms.slice(0, 1) }
  const { at } = player(first, defined(first.arms[0]), 'settlement', theatreOf(first, samplers))
  return (index) => {
    if (!(Number.isSafeInteger(index) && index >= 0)) throw new RangeError('worlds are counted from 0 upward')
    return at(index)
  }
}

function planeOf(asked: SettlementStage, free: SettlementStage, { world, projection }: Outcome): WorldPlane {
  const theCase = asked.case
  const first = asked.prepare(world, projection).in(1)
  const left = spaceFrontier(first.gains)
  const weights = theCase.bargaining?.weights?.map((q) => defined(world.values[q])) ?? null
  const named = theCase.packages.map(({ id, options }): NamedPlanePackage => {
    const { margin, gain } = first.appraise(options)
    return {
      id,
      options,
      gains: Array.from(gain),
      margins: Array.from(margin),
      struckBy: strikes(theCase, first, options),
    }
  })
  return {
    world: world.index,
    actors: theCase.vetoPlayers.map((actor) => defined(theCase.actors[actor]).id),
    noDeal: Array.from(first.noDeal),
    walkAway: Array.from(first.walkAway),
    weighted: weights !== null,
    left: packagesOf(asked, first, left),
    possible: possiblePackages(free, world, projection),
    selected: selectedOn(left.gains, weights),
    named,
  }
}

function possiblePackages(free: SettlementStage, world: World, projection: Outcome['projection']): PlanePackage[] {
  const first = free.prepare(world, projection).in(1)
  return packagesOf(free, first, spaceFrontier(first.gains))
}

function packagesOf({ table }: SettlementStage, first: Month, found: SpaceFrontier): PlanePackage[] {
  const { space } = first.phase
  return Array.from(found.position, (position, point) => {
    const rest = defined(defined(space.rest[defined(found.list[point])]).parts[defined(found.entry[point])])
    const options = optionsOf(table.space, defined(defined(table.parts[0])[defined(space.core[position])]) + rest)
    return {
      options,
      gains: found.gains.map((column) => defined(column[point])),
      margins: Array.from(first.appraise(options).margin),
    }
  })
}

/** What each concept selects on a frontier of gains. Nash and Kalai–Smorodinsky speak only of packages that beat no
 *  deal for everybody. */
function selectedOn(gains: readonly Float64Array[], weights: readonly number[] | null): SelectedPoints[] {
  if (gains.length === 0 || defined(gains[0]).length === 0) return []
  const none = gains.map(() => 0)
  const isOpen = individuallyRational(gains, none).length > 0
  const least = gains.reduce((low, column) => column.reduce((a, b) => Math.min(a, b), low), 0)
  const weighty = weights?.some((weight) => weight > 0) ? weights : null
  const found: [Concept, readonly number[]][] = [
    ['nash', weighty ? asymmetricNash(gains, none, weighty).rows : nash(gains, none).rows],
    ['kalaiSmorodinsky', kalaiSmorodinsky(gains, none).rows],
    // Gains counted from one floor below them all have the same greatest least gain, and all rise above it.
    ['egalitarian', egalitarian(gains, isOpen ? none : gains.map(() => least)).rows],
    ['utilitarian', utilitarian(gains, isOpen ? none : gains.map(() => -Infinity)).rows],
  ]
  return found.map(([concept, points]) => ({ concept, points, beatsNoDeal: isOpen }))
}

/** What bars a package, by id. */
function strikes(theCase: Case, first: Month, options: readonly number[]): Strike[] {
  const idOf = { rule: theCase.rules, redLine: theCase.redLines, foothold: theCase.issues } as const
  return first.bars(options).map(({ kind, index }): Strike => ({ kind, id: defined(idOf[kind][index]).id }))
}

function* surveyOf(theCase: Case, count: number, outcome: (index: number) => Outcome): Work<PlaneSurvey> {
  const noDeal = theCase.vetoPlayers.map(() => new Float64Array(count))
  const open: number[] = []
  let left = 0
  for (let index = 0; index < count; index++) {
    const first = defined(outcome(index).settlement).in(1)
    first.noDeal.forEach((value, i) => {
      defined(noDeal[i])[index] = value
    })
    if (first.phase.space.count > 0) left++
    if (findAcceptable(first.gains)) open.push(index)
    yield { done: index + 1, of: count }
  }
  const ofOpen = noDeal.map((column) => Float64Array.from(open, (index) => defined(column[index])))
  return {
    worlds: count,
    left,
    open: open.length,
    middle: middleRow(noDeal),
    middleOpen: open.length > 0 ? defined(open[middleRow(ofOpen)]) : null,
  }
}
