/** No-deal values of every veto player by month: a costly lottery, foreseen along the path of the war. */
import type { Case, Resolve } from '../../case/types.ts'
import { holdsFor } from '../../case/condition.ts'
import { frontsOf } from '../../case/war.ts'
import { expectedAdvance, frontParameters } from '../war/front.ts'
import type { FrontParameters } from '../war/front.ts'
import { ahead, lookAhead, newForesight } from '../war/foresight.ts'
import type { Foresight } from '../war/foresight.ts'
import { armyOf } from '../war/armies.ts'
import type { Army } from '../war/armies.ts'
import { frontWeights } from '../war/project.ts'
import type { Projection } from '../war/project.ts'
import { viewIn, worldIn } from '../worlds/courses.ts'
import type { Epoch } from '../worlds/courses.ts'
import type { World } from '../worlds/draw.ts'
import { biasBelieved, breakOdds, costOfFighting, shareOfFuture } from './no-deal.ts'
import { worthAt } from './line-worth.ts'
import { earned } from './moves.ts'
import type { Stance } from './stance.ts'

/** What a case says of a veto player that fights on, the same in every world. */
export interface Fighter {
  readonly resolve: Resolve | null
  readonly noDealValue: number | null
  /** By which it values what comes later; null where the case has no rate for it. */
  readonly discount: number | null
  readonly side: 'attacker' | 'defender' | null
  /** Whose casualties are its own, as the leader of a side or beside it; null where it has no army in the war. */
  readonly army: Army | null
  /** Quantities of the points that interactions add to the outcome of no deal. */
  readonly extras: readonly number[]
}

/** By veto player. */
export function fightersOf(theCase: Case): Fighter[] {
  const options = theCase.issues.map((issue) => issue.noDeal)
  const { war } = theCase
  return theCase.vetoPlayers.map((player) => {
    const { resolve, noDealValue, discount } = theCase.actors[player]!
    const sheet = theCase.scores.find(({ actor }) => actor === player)
    const extras = sheet?.interactions.filter(({ when }) => holdsFor(when, options)).map(({ points }) => points) ?? []
    const side = war?.attacker.actor === player ? 'attacker' : war?.defender.actor === player ? 'defender' : null
    return {
      resolve,
      noDealValue,
      discount: resolve?.discount ?? discount ?? null,
      side,
      army: armyOf(war, player),
      extras,
    }
  })
}

/** What a player wants, and what it is left with where a side's war effort has broken. */
export interface Outlook {
  readonly stance: Stance
  readonly broken: { readonly attacker: Broken; readonly defender: Broken }
}

/** Points of the terms that a break leaves, and the lines that they move with, as bits. */
export interface Broken {
  readonly points: number
  readonly moves: number
}

export interface FightingOn {
  /** Starts a world. */
  begin(world: World, projection: Projection | null): void
  /** W and `max(0, W − u broken)` by player in a month. @param hope whether each counts on its own optimism and what
   *  the front has taught it, or on what level, fire and force alone bring. */
  read(month: number, hope: boolean, outlooks: readonly Outlook[], out: NoDeal): void
}

export interface NoDeal {
  readonly noDeal: Float64Array
  readonly loss: Float64Array
}

/** The world at hand, and the sums along every path that anybody looks along in it. */
interface Now {
  world: World
  projection: Projection | null
  fronts: readonly FrontParameters[]
  /** What each front weighs. */
  weights: readonly number[]
  readonly own: Foresight | null
  /** By view of the world's courses, then prospect. */
  paths: readonly (readonly Foresight[])[]
}

/** What the case says of fighting on, and room for a player along one path. */
interface Room {
  readonly theCase: Case
  /** Issues without territory, and quantities by which mediation leaves less optimism. */
  readonly others: readonly number[]
  readonly optimism: readonly number[]
  /** By territory issue: where its line comes to rest, km², and what that is worth over the line of the date. */
  readonly rest: Float64Array
  readonly won: Float64Array
  /** What comes of it. */
  noDeal: number
  loss: number
}

export function fightingOn(theCase: Case, fighters: readonly Fighter[]): FightingOn {
  const { war } = theCase
  const own = war ? newForesight(war.months, frontsOf(war).length) : null
  const foresights: Foresight[] = []
  const now: Now = { world: { index: 0 } as World, projection: null, fronts: [], weights: [], own, paths: [] }
  const room = newRoom(theCase)
  const futures = fighters.map(newFuture)
  const addAlong = (month: number, hope: boolean, outlooks: readonly Outlook[], of: Expected, out: NoDeal): void => {
    const present = worldIn(now.world, month).values
    for (let i = 0; i < fighters.length; i++) {
      const fighter = fighters[i]!
      if (!fighter.resolve || !now.projection) {
        out.noDeal[i]! += of.chance * withoutWar(fighter, present, of.epochs, month)
        continue
      }
      fightAlong(room, now, fighter, outlooks[i]!, futures[i]!, { month, hope, present, ...of })
      out.noDeal[i]! += of.chance * room.noDeal
      out.loss[i]! += of.chance * room.loss
    }
  }
  return {
    begin(world, projection) {
      now.world = world
      now.projection = projection
      now.fronts = war ? frontsOf(war).map((front) => frontParameters(front, world.values)) : []
      now.weights = war ? frontWeights(war, world.values) : []
      now.paths = []
      if (!projection) return
      lookAhead(now.fronts, projection, own!)
      let used = 0
      now.paths = projection.paths.map((paths) =>
        paths.map((path) => {
          if (!path) return own!
          const foresight = (foresights[used++] ??= newForesight(war!.months, now.fronts.length))
          lookAhead(now.fronts, path, foresight)
          return foresight
        }),
      )
    },
    read(month, hope, outlooks, out) {
      out.noDeal.fill(0)
      out.loss.fill(0)
      const { courses } = now.world
      if (!courses) return addAlong(month, hope, outlooks, { path: own, epochs: [], chance: 1 }, out)
      const view = viewIn(courses, month)
      const paths = now.paths[courses.views.indexOf(view)]
      for (let k = 0; k < view.prospects.length; k++) {
        const { epochs, chance } = view.prospects[k]!
        const of = { path: paths?.[k] ?? own, epochs, chance: chance(month) }
        if (of.chance !== 0) addAlong(month, hope, outlooks, of, out)
      }
    },
  }
}

function newRoom(theCase: Case): Room {
  const { actors, issues, territories } = theCase
  return {
    theCase,
    others: issues.flatMap((_, issue) => (territories.some((one) => one.issue === issue) ? [] : [issue])),
    optimism: actors.flatMap(({ mediates }) => (mediates?.optimism == null ? [] : [mediates.optimism])),
    rest: new Float64Array(territories.length),
    won: new Float64Array(territories.length),
    noDeal: 0,
    loss: 0,
  }
}

/** What may come, as of a month, and how likely. */
interface Expected {
  readonly path: Foresight | null
  /** Changes along the path, those that have come among them. */
  readonly epochs: readonly Epoch<World>[]
  readonly chance: number
}

/** A path of the war that a player counts with in a month. */
interface Along extends Expected {
  readonly month: number
  readonly hope: boolean
  /** The numbers of the month. */
  readonly present: Float64Array
}

/** Share of a player's discounted future that the months ahead take up: they stay the same for months on end. */
interface Future {
  rate: number
  months: number
  share: number
}

function newFuture(): Future {
  return { rate: 0, months: 0, share: 0 }
}

function shareOf(future: Future, rate: number, months: number): number {
  if (future.rate !== rate || future.months !== months) {
    future.rate = rate
    future.months = months
    future.share = shareOfFuture(rate, months)
  }
  return future.share
}

/** Share of each side's optimism that mediation leaves. */
function optimismKept({ optimism }: Room, values: Float64Array): number {
  let kept = 1
  for (let k = 0; k < optimism.length; k++) kept *= 1 - values[optimism[k]!]!
  return kept
}

/** W along one path, by the wants and beliefs of the month, and what the player would lose by its own defeat, into the
 *  room. */
function fightAlong(
  room: Room,
  { projection, fronts, weights, own }: Now,
  { resolve, side, army, extras }: Fighter,
  { stance, broken }: Outlook,
  future: Future,
  { month, hope, present, epochs, path }: Along,
): void {
  const { theCase, rest, won } = room
  const { discount, horizon, optimism, conviction, fightingCost, costPerThousand } = resolve!
  const span = present[horizon]!
  const bias = hope
    ? biasBelieved(optimismKept(room, present) * present[optimism]!, present[conviction]!, own!.surprise[month]!, month)
    : 0
  for (let t = 0; t < rest.length; t++) {
    const { front } = theCase.territories[t]!
    const { line, level } = projection!.fronts[front]!
    rest[t] =
      line[month]! +
      expectedAdvance(fronts[front]!, level[month]!, span) +
      ahead(path!.driven[front]!, month, span) +
      bias * weights[front]! * span
    won[t] = worthAt(stance.lines[t]!, rest[t]!) - worthAt(stance.lines[t]!, 0)
  }
  const odds = breakOdds(ahead(path!.attackerBreaks, month, span), ahead(path!.defenderBreaks, month, span))
  const losses = army === null ? 0 : (army.share(present) * ahead(lossesOf(path!, army.side), month, span)) / span
  const flow = meanAhead(fightingCost, present, epochs, month, span)
  const perThousand = meanAhead(costPerThousand, present, epochs, month, span)
  room.noDeal =
    (1 - odds.attacker - odds.defender) * pointsWithoutDeal(room, stance, extras, present) +
    (odds.attacker > 0 ? odds.attacker * onLine(broken.attacker, won) : 0) +
    (odds.defender > 0 ? odds.defender * onLine(broken.defender, won) : 0) -
    shareOf(future, present[discount]!, span) * odds.fighting * costOfFighting(flow, perThousand, losses)
  room.loss = theCase.war!.breaks && side ? Math.max(0, room.noDeal - onLine(broken[side], won)) : 0
}

/** Points of the terms that a break leaves, with what its lines have earned by then. */
function onLine({ points, moves }: Broken, won: Float64Array): number {
  return points + earned(won, 1, 0, moves)
}

/** The worth of no deal where there is no war, along one course: what it is until a change, and what it is then, each
 *  at its share of the discounted future; where the player discounts nothing, the months until then count for nothing
 *  beside all that follow. */
function withoutWar(
  { noDealValue, discount }: Fighter,
  present: Float64Array,
  epochs: readonly Epoch<World>[],
  month: number,
): number {
  if (noDealValue === null) return 0
  if (discount === null) return (epochs.at(-1)?.world.values ?? present)[noDealValue]!
  let value = present[noDealValue]!
  let [worth, before] = [0, 0]
  for (const { from, world } of epochs) {
    if (from <= month) continue
    const share = shareOfFuture(present[discount]!, from - 1 - month)
    worth += value * (share - before)
    before = share
    value = world.values[noDealValue]!
  }
  return before === 0 ? value : worth + value * (1 - before)
}

/** Mean of a number over the months ahead: as it is, until a change along the path. */
function meanAhead(
  quantity: number,
  present: Float64Array,
  epochs: readonly Epoch<World>[],
  month: number,
  span: number,
): number {
  let value = present[quantity]!
  let sum = 0
  let since = month
  for (const { from, world } of epochs) {
    if (from <= month || world.values[quantity] === value || from - 1 >= month + span) continue
    sum += value * (from - 1 - since)
    since = from - 1
    value = world.values[quantity]!
  }
  return since === month ? value : (sum + value * (month + span - since)) / span
}

/** Casualties up to each month of a side. The war counts those of its two sides: a belligerent that is neither has none
 *  of its own in it. */
function lossesOf(path: Foresight, side: 'attacker' | 'defender'): Float64Array {
  return side === 'attacker' ? path.attackerLosses : path.defenderLosses
}

/** Points of the outcome of no deal: each issue's no-deal option, and the lines where they come to rest. */
function pointsWithoutDeal(
  { theCase: { issues }, others, rest }: Room,
  stance: Stance,
  extras: readonly number[],
  values: Float64Array,
): number {
  let sum = 0
  for (let t = 0; t < rest.length; t++) sum += worthAt(stance.lines[t]!, rest[t]!)
  for (let k = 0; k < others.length; k++) sum += stance.points[others[k]!]![issues[others[k]!]!.noDeal]!
  for (let k = 0; k < extras.length; k++) sum += values[extras[k]!]!
  return sum
}
