/** No-deal values of every veto player by month: by its own forecast, and by the forecast of the front alone. */
import type { Case, Resolve, WarSpec } from '../case/types.ts'
import { holdsFor } from '../case/condition.ts'
import { targetRate } from '../war/front.ts'
import { frontParameters } from '../war/project.ts'
import type { Projection } from '../war/project.ts'
import type { World } from '../worlds/draw.ts'
import { costOfFighting, forecastRate, shareOfFuture } from './no-deal.ts'
import { worthAt } from './line-worth.ts'
import type { Stance } from './settle.ts'

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

/** @param stances what the players want in a month: the foothold's loss changes it. */
export function noDealValues(theCase: Case, world: World, projection: Projection | null, stances: StancesAt): NoDeal {
  const players = theCase.vetoPlayers.length
  const own = new Float64Array(players)
  const shared = new Float64Array(players)
  const moved = new Float64Array(players)
  const fill = (out: Float64Array, month: number, believes: boolean): Float64Array => {
    for (let i = 0; i < players; i++) out[i] = noDealValue(theCase, world, projection, { player: i, month, believes, stance: stances(month)[i]! })
    return out
  }
  return {
    own: (month) => fill(own, month, true),
    shared: (month) => fill(shared, month, false),
    moved(month) {
      const line = projection ? projection.line[month]! : 0
      stances(month).forEach((stance, i) => { moved[i] = stance.line ? worthAt(stance.line, line) - worthAt(stance.line, 0) : 0 })
      return moved
    },
    line: (month) => (projection ? projection.line[month]! : 0),
  }
}

interface Question {
  readonly player: number
  readonly month: number
  /** Whether the player's optimism counts. */
  readonly believes: boolean
  readonly stance: Stance
}

function noDealValue(theCase: Case, world: World, projection: Projection | null, question: Question): number {
  const actor = theCase.actors[theCase.vetoPlayers[question.player]!]!
  if (!actor.resolve || !projection) return actor.noDealValue === null ? 0 : world.values[actor.noDealValue]!
  const rest = restingLine(theCase.war!, actor.resolve, world.values, projection, question)
  const share = shareOfFuture(world.values[actor.resolve.discount]!, world.values[actor.resolve.horizon]!)
  const attacks = theCase.war!.attacker.actor === theCase.vetoPlayers[question.player]
  const losses = (attacks ? projection.attacker : projection.defender).losses[question.month]!
  return pointsWithoutDeal(theCase, question, world.values, rest)
    - costOfFighting(share, world.values[actor.resolve.fightingCost]!, world.values[actor.resolve.costPerThousand]!, losses)
}

/** km² at which the actor expects the line to come to rest. Its prior is where the present balance of fire draws the front, which all can see,
 *  and its optimism beyond that. */
function restingLine(war: WarSpec, resolve: Resolve, values: Float64Array, projection: Projection, { month, believes }: Question): number {
  const shown = projection.rate[0]! + projection.line[month]!
  const drawnTo = targetRate(frontParameters(war, values), projection.logRatio[month]!)
  const rate = forecastRate(drawnTo + (believes ? values[resolve.optimism]! : 0), values[resolve.conviction]!, shown, month + 1)
  return projection.line[month]! + rate * values[resolve.horizon]!
}

/** Points of the outcome of no deal: each issue's no-deal option, and the line where it comes to rest. */
function pointsWithoutDeal(theCase: Case, { player, stance }: Question, values: Float64Array, line: number): number {
  let sum = stance.line ? worthAt(stance.line, line) : 0
  for (let issue = 0; issue < theCase.issues.length; issue++) {
    if (issue !== theCase.territoryIssue || !stance.line) sum += stance.points[issue]![theCase.issues[issue]!.noDeal]!
  }
  const options = theCase.issues.map((issue) => issue.noDeal)
  const sheet = theCase.scores.find(({ actor }) => actor === theCase.vetoPlayers[player])!
  for (const { when, points } of sheet.interactions) if (holdsFor(when, options)) sum += values[points]!
  return sum
}
