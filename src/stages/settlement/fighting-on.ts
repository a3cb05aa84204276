/** No-deal values of every veto player by month: a costly lottery, foreseen along the path of the war. */
import type { Case, Resolve } from '../../case/types.ts'
import { holdsFor } from '../../case/condition.ts'
import { expectedAdvance, frontParameters } from '../war/front.ts'
import type { FrontParameters } from '../war/front.ts'
import { ahead, lookAhead, newForesight } from '../war/foresight.ts'
import type { Foresight } from '../war/foresight.ts'
import { armyOf } from '../war/armies.ts'
import type { Army } from '../war/armies.ts'
import type { Projection } from '../war/project.ts'
import type { World } from '../worlds/draw.ts'
import { biasBelieved, breakOdds, costOfFighting, shareOfFuture } from './no-deal.ts'
import { worthAt } from './line-worth.ts'
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

/** Points of the terms that a break leaves; those on the line of contact move with it. */
export interface Broken {
  readonly points: number
  readonly movesWithLine: boolean
}

export interface FightingOn {
  /** Starts a world. */
  begin(world: World, projection: Projection | null): void
  /** W and `max(0, W − u broken)` by player in a month. @param hope whether each counts on its own optimism and what the front has taught it, or on what
   *  level, fire and force alone bring. */
  read(month: number, hope: boolean, outlooks: readonly Outlook[], out: NoDeal): void
}

export interface NoDeal {
  readonly noDeal: Float64Array
  readonly loss: Float64Array
}

export function fightingOn(theCase: Case, fighters: readonly Fighter[]): FightingOn {
  const { war } = theCase
  const own = war ? newForesight(war.months) : null
  const foreseen = war ? newForesight(war.months) : null
  const shares = new Float64Array(fighters.length)
  const now: { values: Float64Array; projection: Projection | null; front: FrontParameters | null; kept: number } = {
    values: new Float64Array(0),
    kept: 1,
    projection: null,
    front: null,
  }
  return {
    begin({ values }, projection) {
      Object.assign(now, {
        values,
        projection,
        kept: optimismKept(theCase, values),
        front: projection ? frontParameters(war!.front, values) : null,
      })
      fighters.forEach(({ resolve }, i) => {
        shares[i] = resolve && projection ? shareOfFuture(values[resolve.discount]!, values[resolve.horizon]!) : 0
      })
      if (!projection) return
      lookAhead(now.front!, projection, own!)
      if (projection.foreseen) lookAhead(now.front!, projection.foreseen, foreseen!)
    },
    read(month, hope, outlooks, out) {
      const { values, projection, front, kept } = now
      for (let i = 0; i < fighters.length; i++) {
        const fighter = fighters[i]!
        const { resolve, noDealValue, side, army } = fighter
        out.loss[i] = 0
        if (!resolve || !projection) {
          out.noDeal[i] = noDealValue === null ? 0 : values[noDealValue]!
          continue
        }
        const path = month < projection.surpriseFrom && projection.foreseen ? foreseen! : own!
        const span = values[resolve.horizon]!
        const bias = hope
          ? biasBelieved(kept * values[resolve.optimism]!, values[resolve.conviction]!, own!.surprise[month]!, month)
          : 0
        const rest =
          projection.line[month]! +
          expectedAdvance(front!, projection.level[month]!, span) +
          ahead(path.driven, month, span) +
          bias * span
        const odds = breakOdds(ahead(path.attackerBreaks, month, span), ahead(path.defenderBreaks, month, span))
        const { stance, broken } = outlooks[i]!
        const onLine = (of: Broken): number =>
          of.points + (of.movesWithLine && stance.line ? worthAt(stance.line, rest) - worthAt(stance.line, 0) : 0)
        const losses = army === null ? 0 : (army.share(values) * ahead(lossesOf(path, army.side), month, span)) / span
        const noDeal =
          (1 - odds.attacker - odds.defender) * pointsWithoutDeal(theCase, stance, fighter.extras, values, rest) +
          (odds.attacker > 0 ? odds.attacker * onLine(broken.attacker) : 0) +
          (odds.defender > 0 ? odds.defender * onLine(broken.defender) : 0) -
          shares[i]! *
            odds.fighting *
            costOfFighting(values[resolve.fightingCost]!, values[resolve.costPerThousand]!, losses)
        out.noDeal[i] = noDeal
        if (theCase.war!.breaks && side) out.loss[i] = Math.max(0, noDeal - onLine(broken[side]))
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

/** Casualties up to each month of a side. */
function lossesOf(path: Foresight, side: 'attacker' | 'defender'): Float64Array {
  return side === 'attacker' ? path.attackerLosses : path.defenderLosses
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
