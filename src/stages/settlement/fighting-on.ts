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

export function fightingOn(theCase: Case, fighters: readonly Fighter[]): FightingOn {
  const { war } = theCase
  const own = war ? newForesight(war.months, frontsOf(war).length) : null
  const rooms: Foresight[] = []
  const now: Now = { world: { index: 0 } as World, projection: null, fronts: [], weights: [], own, paths: [] }
  return {
    begin(world, projection) {
      const fronts = war ? frontsOf(war).map((front) => frontParameters(front, world.values)) : []
      const weights = war ? frontWeights(war, world.values) : []
      Object.assign(now, { world, projection, fronts, weights, paths: [] })
      if (!projection) return
      lookAhead(fronts, projection, own!)
      let used = 0
      now.paths = projection.paths.map((paths) =>
        paths.map((path) => {
          if (!path) return own!
          const room = (rooms[used++] ??= newForesight(war!.months, fronts.length))
          lookAhead(fronts, path, room)
          return room
        }),
      )
    },
    read(month, hope, outlooks, out) {
      const { world, projection } = now
      const present = worldIn(world, month)
      const expected = expectedIn(now, month)
      for (let i = 0; i < fighters.length; i++) {
        const fighter = fighters[i]!
        out.loss[i] = 0
        out.noDeal[i] = 0
        for (const { path, epochs, chance } of expected) {
          if (chance === 0) continue
          const at = { month, hope, present: present.values, epochs, path }
          if (!fighter.resolve || !projection) {
            out.noDeal[i]! += chance * withoutWar(fighter, present.values, epochs, month)
            continue
          }
          const worth = fightingAlong(theCase, now, fighter, outlooks[i]!, at)
          out.noDeal[i]! += chance * worth.noDeal
          out.loss[i]! += chance * worth.loss
        }
      }
    },
  }
}

/** Share of each side's optimism that mediation leaves. */
function optimismKept({ actors }: Case, values: Float64Array): number {
  let kept = 1
  for (const { mediates } of actors) if (mediates?.optimism != null) kept *= 1 - values[mediates.optimism]!
  return kept
}

/** A path of the war that a player counts with in a month. */
interface Along {
  readonly month: number
  readonly hope: boolean
  /** The numbers of the month. */
  readonly present: Float64Array
  /** Changes along the path, those that have come among them. */
  readonly epochs: readonly Epoch<World>[]
  readonly path: Foresight | null
}

interface Expected {
  readonly path: Foresight | null
  readonly epochs: readonly Epoch<World>[]
  readonly chance: number
}

/** What may come, as of a month, and how likely; the one path there is where nothing has a date. */
function expectedIn({ world, own, paths }: Now, month: number): readonly Expected[] {
  const { courses } = world
  if (!courses) return [{ path: own, epochs: [], chance: 1 }]
  const view = viewIn(courses, month)
  const along = paths[courses.views.indexOf(view)]
  return view.prospects.map(({ epochs, chance }, k) => ({ path: along?.[k] ?? own, epochs, chance: chance(month) }))
}

/** W along one path, by the wants and beliefs of the month, and what the player would lose by its own defeat. */
function fightingAlong(
  theCase: Case,
  { projection, fronts, weights, own }: Now,
  { resolve, side, army, extras }: Fighter,
  { stance, broken }: Outlook,
  { month, hope, present, epochs, path }: Along,
): { readonly noDeal: number; readonly loss: number } {
  const { discount, horizon, optimism, conviction, fightingCost, costPerThousand } = resolve!
  const span = present[horizon]!
  const bias = hope
    ? biasBelieved(
        optimismKept(theCase, present) * present[optimism]!,
        present[conviction]!,
        own!.surprise[month]!,
        month,
      )
    : 0
  const rest = theCase.territories.map(({ front }) => {
    const { line, level } = projection!.fronts[front]!
    return (
      line[month]! +
      expectedAdvance(fronts[front]!, level[month]!, span) +
      ahead(path!.driven[front]!, month, span) +
      bias * weights[front]! * span
    )
  })
  const odds = breakOdds(ahead(path!.attackerBreaks, month, span), ahead(path!.defenderBreaks, month, span))
  const won = stance.lines.map((line, t) => worthAt(line, rest[t]!) - worthAt(line, 0))
  const onLine = (of: Broken): number => of.points + earned(won, 1, 0, of.moves)
  const losses = army === null ? 0 : (army.share(present) * ahead(lossesOf(path!, army.side), month, span)) / span
  const over = (quantity: number): number => meanAhead(quantity, present, epochs, { month, span })
  const noDeal =
    (1 - odds.attacker - odds.defender) * pointsWithoutDeal(theCase, stance, extras, present, rest) +
    (odds.attacker > 0 ? odds.attacker * onLine(broken.attacker) : 0) +
    (odds.defender > 0 ? odds.defender * onLine(broken.defender) : 0) -
    shareOfFuture(present[discount]!, span) *
      odds.fighting *
      costOfFighting(over(fightingCost), over(costPerThousand), losses)
  return { noDeal, loss: theCase.war!.breaks && side ? Math.max(0, noDeal - onLine(broken[side])) : 0 }
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
  { month, span }: { readonly month: number; readonly span: number },
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

/** Points of the outcome of no deal: each issue's no-deal option, and the lines where they come to rest.
 *  @param rest km², by territory issue. */
function pointsWithoutDeal(
  theCase: Case,
  stance: Stance,
  extras: readonly number[],
  values: Float64Array,
  rest: readonly number[],
): number {
  const { issues, territories } = theCase
  let sum = 0
  for (let t = 0; t < rest.length; t++) sum += worthAt(stance.lines[t]!, rest[t]!)
  for (let issue = 0; issue < issues.length; issue++) {
    if (territories.some((one) => one.issue === issue)) continue
    sum += stance.points[issue]![issues[issue]!.noDeal]!
  }
  for (const points of extras) sum += values[points]!
  return sum
}
