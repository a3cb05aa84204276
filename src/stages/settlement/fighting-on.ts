/** No-deal values of every veto player by month: by its own forecast, and by the forecast of the front alone. */
import type { Case, Resolve } from '../../case/types.ts'
import { holdsFor } from '../../case/condition.ts'
import { drivenRate, expectedAdvance, frontParameters } from '../war/front.ts'
import type { FrontParameters } from '../war/front.ts'
import type { Projection } from '../war/project.ts'
import type { World } from '../worlds/draw.ts'
import { costOfFighting, forecastRate, shareOfFuture } from './no-deal.ts'
import { worthAt } from './line-worth.ts'
import type { Stance } from './stance.ts'

export interface NoDeal {
  /** W by player in a month, each by its own beliefs. The array is reused by the next call. */
  own(month: number): Float64Array
  /** W by player where nobody is more hopeful than the balance of fire and the front warrant. */
  shared(month: number): Float64Array
  /** Points that the move of the line of contact since the date has earned each player. */
  moved(month: number): Float64Array
  /** km² the line has moved. */
  line(month: number): number
}

type StancesAt = (month: number) => readonly Stance[]

/** What a case says of a veto player that fights on, the same in every world. */
export interface Fighter {
  readonly resolve: Resolve | null
  readonly noDealValue: number | null
  readonly attacks: boolean
  /** Quantities of the points that interactions add to the outcome of no deal. */
  readonly extras: readonly number[]
}

/** By veto player. */
export function fightersOf(theCase: Case): Fighter[] {
  const options = theCase.issues.map((issue) => issue.noDeal)
  return theCase.vetoPlayers.map((player) => {
    const { resolve, noDealValue } = theCase.actors[player]!
    const sheet = theCase.scores.find(({ actor }) => actor === player)
    const extras = sheet?.interactions.filter(({ when }) => holdsFor(when, options)).map(({ points }) => points) ?? []
    return { resolve, noDealValue, attacks: theCase.war?.attacker.actor === player, extras }
  })
}

/** @param stances what the players want in a month: the foothold's loss changes it. */
export function noDealValues(
  theCase: Case,
  fighters: readonly Fighter[],
  world: World,
  projection: Projection | null,
  stances: StancesAt,
): NoDeal {
  const players = fighters.length
  const own = new Float64Array(players)
  const shared = new Float64Array(players)
  const moved = new Float64Array(players)
  const { values } = world
  const front = projection ? frontParameters(theCase.war!.front, values) : null
  const shares = fighters.map(({ resolve }) =>
    resolve && projection ? shareOfFuture(values[resolve.discount]!, values[resolve.horizon]!) : 0,
  )
  const fill = (out: Float64Array, month: number, believes: boolean): Float64Array => {
    const now = stances(month)
    for (let i = 0; i < players; i++) {
      const { resolve, noDealValue, attacks, extras } = fighters[i]!
      if (!resolve || !projection) {
        out[i] = noDealValue === null ? 0 : values[noDealValue]!
        continue
      }
      const rest = restingLine(front!, resolve, values, projection, { month, believes })
      const losses = (attacks ? projection.attacker : projection.defender).losses[month]!
      out[i] =
        pointsWithoutDeal(theCase, now[i]!, extras, values, rest) -
        costOfFighting(shares[i]!, values[resolve.fightingCost]!, values[resolve.costPerThousand]!, losses)
    }
    return out
  }
  return {
    own: (month) => fill(own, month, true),
    shared: (month) => fill(shared, month, false),
    moved(month) {
      const line = projection ? projection.line[month]! : 0
      stances(month).forEach((stance, i) => {
        moved[i] = stance.line ? worthAt(stance.line, line) - worthAt(stance.line, 0) : 0
      })
      return moved
    },
    line: (month) => (projection ? projection.line[month]! : 0),
  }
}

/** km² at which the actor expects the line to come to rest. Its prior is what the level of the advance and the present balance of fire and force bring, which all can see,
 *  and its optimism beyond that. @param question the month, and whether the actor's optimism counts. */
function restingLine(
  front: FrontParameters,
  resolve: Resolve,
  values: Float64Array,
  projection: Projection,
  question: { readonly month: number; readonly believes: boolean },
): number {
  const { month, believes } = question
  const shown = projection.rate[0]! + projection.line[month]!
  const horizon = values[resolve.horizon]!
  const fire = projection.hasFire ? projection.logRatio[month]! : front.logFireAtDate
  const drawnTo =
    drivenRate(front, fire, projection.logForce[month]!) +
    expectedAdvance(front, projection.level[month]!, horizon) / horizon
  const rate = forecastRate(
    drawnTo + (believes ? values[resolve.optimism]! : 0),
    values[resolve.conviction]!,
    shown,
    month + 1,
  )
  return projection.line[month]! + rate * horizon
}

/** Points of the outcome of no deal: each issue's no-deal option, and the line where it comes to rest. */
function pointsWithoutDeal(
  theCase: Case,
  stance: Stance,
  extras: readonly number[],
  values: Float64Array,
  line: number,
): number {
  const { issues, territoryIssue } = theCase
  let sum = stance.line ? worthAt(stance.line, line) : 0
  for (let issue = 0; issue < issues.length; issue++) {
    if (issue !== territoryIssue || !stance.line) sum += stance.points[issue]![issues[issue]!.noDeal]!
  }
  for (const points of extras) sum += values[points]!
  return sum
}
