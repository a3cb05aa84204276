/** What the course of a world is worth, as of the date of the case, to whoever has a score sheet. */
import type { PlayerIndex } from '../../case/indices.ts'
import { playerOf } from '../../case/players.ts'
import { defined } from '../../case/defined.ts'
import type { ActorIndex } from '../../case/indices.ts'
import type { Case, ScoreSheet } from '../../case/types.ts'
import { exp, log } from '../../math/elementary.ts'
import { discountFactors, peaceShare, shapedYears, survivalOnGrid, YEARS } from '../../stages/durability/discounting.ts'
import type { Survival } from '../../stages/durability/survival.ts'
import type { Outcome } from '../../stages/findings/outcome.ts'
import { movesOf } from '../../stages/settlement/moves.ts'
import { worthAt } from '../../stages/settlement/line-worth.ts'
import { armyOf } from '../../stages/war/armies.ts'
import { costOfFighting } from '../../stages/settlement/no-deal.ts'
import { footholdStands } from '../../stages/settlement/foothold.ts'
import { packagePoints, stanceOf } from '../../stages/settlement/stance.ts'
import type { Stance } from '../../stages/settlement/stance.ts'
import { newOptionPoints } from '../../stages/settlement/worth.ts'
import type { OptionPoints } from '../../stages/settlement/worth.ts'

/** Where a course ends: with a deal, with a side broken, or with neither within the months looked at. */
type End =
  | { readonly kind: 'deal'; readonly month: number }
  | { readonly kind: 'break'; readonly month: number; readonly leaves: number }
  | { readonly kind: 'none'; readonly month: number }

/** Prepares the actors of a case that have a score sheet.
 *  With δ_t the discount factor of month t and m the month in which the course ends,
 *
 *  worth = Σ_{t=1..m} (δ_{t−1} − δ_t)(u(no deal, line of t) − cost of fighting in t) + δ_m · what comes then.
 *
 *  A veto player then has V of the deal less its red lines crossed, the terms that a break leaves, or its no-deal value
 *  W of that month (ARCHITECTURE.md, Worth of a deal). Anybody else discounts as the veto players do on average, pays
 *  nothing for the fighting, and then has its own points of the deal while the peace holds and of no deal on the line
 *  of that month otherwise, `A·u + (1 − A)·u(no deal)`.
 *  @returns points of every sheet into `out`, in the order of `theCase.scores`. */
export function stateWorth(theCase: Case): (outcome: Outcome, out: Float64Array) => void {
  const valuers = theCase.scores.map((sheet) => valuerOf(theCase, sheet))
  return (outcome, out) => {
    const end = endOf(theCase, outcome)
    valuers.forEach((value, k) => {
      out[k] = value(outcome, end)
    })
  }
}

function endOf({ bargaining, war }: Case, { talks }: Outcome): End {
  if (talks && talks.month > 0) return { kind: 'deal', month: talks.month }
  if (talks?.broken && war?.breaks)
    return { kind: 'break', month: talks.brokenMonth, leaves: war.breaks[talks.broken].leaves }
  return { kind: 'none', month: war?.months ?? bargaining?.months ?? 1 }
}

type Valuer = (outcome: Outcome, end: End) => number

/** A sheet in one world. */
interface Reader {
  readonly outcome: Outcome
  readonly sheet: ScoreSheet
  readonly theCase: Case
  /** What it wants once the foothold is gone, and while it stands; worked out where it is needed. */
  readonly stances: [Stance | null, Stance | null]
  readonly rooms: readonly [OptionPoints, OptionPoints]
}

function valuerOf(theCase: Case, sheet: ScoreSheet): Valuer {
  const rooms = [newOptionPoints(theCase), newOptionPoints(theCase)] as const
  const player = playerOf(theCase.vetoPlayers, sheet.actor)
  return (outcome, end) => {
    const reader: Reader = { outcome, sheet, theCase, stances: [null, null], rooms }
    const rate = discountOf(theCase, sheet, outcome.world.values)
    const last = Math.min(end.month, outcome.projection?.months ?? end.month)
    let worth = 0
    let before = 1
    for (let month = 1; month <= last; month++) {
      const left = exp((-log(1 + rate) * month) / 12)
      worth += (before - left) * (withoutDeal(reader, month) - fightingIn(reader, month))
      before = left
    }
    return worth + before * afterwards(reader, end, { player, rate })
  }
}

/** What a sheet is left with once the course has ended. */
function afterwards(
  reader: Reader,
  end: End,
  who: { readonly player: PlayerIndex | null; readonly rate: number },
): number {
  const { outcome, theCase } = reader
  const { player, rate } = who
  switch (end.kind) {
    case 'deal': {
      const { appraisal, options } = defined(outcome.talks)
      if (player !== null) return defined(defined(appraisal).value[player]) - defined(defined(appraisal).cost[player])
      const share = shareOfPeace(defined(appraisal).survival, rate)
      return share * pointsIn(reader, options, end.month) + (1 - share) * withoutDeal(reader, end.month)
    }
    case 'break':
      return pointsIn(reader, defined(theCase.packages[end.leaves]).options, end.month)
    case 'none':
      return player !== null
        ? defined(defined(outcome.settlement).in(end.month).noDeal[player])
        : withoutDeal(reader, end.month)
  }
}

/** Points of no deal in a month, the line where it is; in a case without a war, what the case says no deal is worth. */
function withoutDeal(reader: Reader, month: number): number {
  const { theCase, outcome, sheet } = reader
  const player = playerOf(theCase.vetoPlayers, sheet.actor)
  if (player !== null && !outcome.projection) return defined(defined(outcome.settlement).in(month).noDeal[player])
  return pointsIn(
    reader,
    theCase.issues.map((issue) => issue.noDeal),
    month,
  )
}

/** Points of terms in a month: those on the line of contact move with it. */
function pointsIn(reader: Reader, options: ArrayLike<number>, month: number): number {
  const { theCase, outcome, sheet, stances, rooms } = reader
  const { world, projection } = outcome
  const stands = footholdStands(theCase, world, projection, month) ? 1 : 0
  const stance = (stances[stands] ??= stanceOf(theCase, sheet, world.values, stands === 1, rooms[stands]))
  const moves = projection ? movesOf(theCase, options) : 0
  let moved = 0
  theCase.territories.forEach(({ front }, t) => {
    const line = defined(stance.lines[t])
    if ((moves >> t) & 1)
      moved += worthAt(line, defined(defined(projection?.fronts[front]).line[month])) - worthAt(line, 0)
  })
  return packagePoints(stance, sheet, options, world.values) + moved
}

/** Points a year that the fighting of a month costs a belligerent; 0 for anybody else. */
function fightingIn({ theCase, outcome, sheet }: Reader, month: number): number {
  const { resolve } = defined(theCase.actors[sheet.actor])
  const { projection, world } = outcome
  if (!resolve || !projection) return 0
  const { values } = world
  const army = armyOf(theCase.war, sheet.actor)
  const losses = army ? army.share(values) * defined(projection[army.side].losses[month]) : 0
  return costOfFighting(defined(values[resolve.fightingCost]), defined(values[resolve.costPerThousand]), losses)
}

/** Discount rate per year: the actor's own, or the mean of the veto players'. */
function discountOf(theCase: Case, sheet: ScoreSheet, values: Float64Array): number {
  const rateOf = (actor: ActorIndex): number | null => {
    const { resolve, discount } = defined(theCase.actors[actor])
    const rate = resolve?.discount ?? discount
    return rate === undefined ? null : defined(values[rate])
  }
  const own = rateOf(sheet.actor)
  if (own !== null) return own
  const rates = theCase.vetoPlayers.flatMap((player) => rateOf(player) ?? [])
  return rates.length === 0 ? 0 : rates.reduce((sum, rate) => sum + rate, 0) / rates.length
}

/** A, the discounted share of time in which a peace holds. */
function shareOfPeace({ stillborn, hazardFiveYears, shape }: Survival, rate: number): number {
  const shaped = new Float64Array(YEARS.length)
  const survival = new Float64Array(YEARS.length)
  shapedYears(shape, shaped)
  survivalOnGrid(stillborn, hazardFiveYears, shaped, survival)
  return peaceShare(survival, stillborn, discountFactors(rate))
}
