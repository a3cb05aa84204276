/** What may follow the first step of a settlement: in each month, the package that the next step would add to each that
 *  may stand, what it is worth to both, and so what the prospect of it is worth to those who sign the first. The last
 *  step is worked out first (backward induction).
 *  Once a package p stands and its peace holds, a step to x brings `V(x) − V(p)` in the time that is left, what comes
 *  after included; the one taken is the Nash point over such gains, where some x leaves nobody worse off than p. Seen
 *  from p it is worth `D·S·q·gain`: D the discount of the months until then, S the chance that the peace still holds, q
 *  that the step is taken up. Never below 0: nobody has to take it. */
import type { Event } from '../../case/claim-test.ts'
import type { Case, ScoreSheet } from '../../case/types.ts'
import type { Seed } from '../../math/philox.ts'
import type { WorldTerms } from '../durability/terms.ts'
import { standingPeace } from '../durability/standing.ts'
import type { StandingPeace } from '../durability/standing.ts'
import { stepDraw } from '../worlds/step-draws.ts'
import type { StepDraw } from '../worlds/step-draws.ts'
import type { World } from '../worlds/draw.ts'
import { chanceItIsSo } from './awaited.ts'
import type { Burden } from './burdens.ts'
import { gainAt, gainsOver, newRow, openRow } from './gain.ts'
import type { Circumstances, Row } from './gain.ts'
import { shareOfFuture } from './no-deal.ts'
import { newSpaceRoom, spaceOf } from './phase.ts'
import type { SpaceRoom, SpaceTools } from './phase.ts'
import { packagePoints } from './stance.ts'
import type { Stance } from './stance.ts'
import type { NextTable } from './table.ts'
import { exceeds, nashProduct } from './zopa.ts'
import type { NashProduct } from './zopa.ts'
import { earned, movesOf } from './moves.ts'
import { optionsOf } from '../../case/package-space.ts'

/** What a case says of its later steps. */
export interface LaterTools {
  readonly theCase: Case
  readonly sheets: readonly ScoreSheet[]
  readonly burdens: readonly Burden[]
  readonly seed: Seed
}

/** A world in which the first step may be agreed. */
export interface LaterIn {
  readonly world: World
  readonly atDate: World
  /** Discount rate of each player, a year; and D on the grid of years. */
  readonly rates: readonly number[]
  readonly discount: readonly Float64Array[]
  readonly mostWeight: ArrayLike<number>
  readonly footholdStands: boolean
  readonly stances: readonly Stance[]
  /** Nash weights; null for equal. */
  readonly weights: Float64Array | null
}

/** A step that follows. */
export interface Follows {
  readonly options: readonly number[]
  /** Cumulative hazard of the peace at five years, under its terms. */
  readonly hazardFiveYears: number
}

/** The later steps in one world. Reused from world to world. */
export interface Later {
  begin(of: LaterIn): void
  /** What is to be expected of them, by player, then combination of the first block of the case: 0 where its package
   *  leaves nothing open. */
  beside(now: Circumstances, month: number): { readonly beside: readonly Float64Array[] }
  /** The steps that follow a package, in order, as far as there is one that suits all. @param combination of the first
   *  block. */
  after(combination: number, now: Circumstances, month: number): readonly Follows[]
}

/** Room for one step of a world. */
interface Level {
  readonly next: NextTable
  readonly tools: LaterTools
  readonly room: SpaceRoom
  readonly space: SpaceTools
  readonly terms: WorldTerms
  readonly peace: StandingPeace
  readonly draw: StepDraw
  /** The world at hand, the month in which the peace is as old as when the step is due, and months since the last. */
  in: LaterIn | null
  due: number
  months: number
  /** Points by player, then package that may stand; 1 where its line moves with the line of contact. */
  readonly points: readonly Float64Array[]
  readonly moves: Uint8Array
  /** By player: V of what stands, less W; what is added to a gain; what is to be expected, by combination before. */
  readonly standing: readonly Float64Array[]
  readonly beside: readonly Float64Array[]
  readonly ahead: readonly Float64Array[]
  /** By package that may stand: the combination that follows, −1 for none, and what it brings by player. */
  readonly choice: Int32Array
  readonly product: (NashProduct | null)[]
  readonly brings: readonly Float64Array[]
  readonly row: Row
  readonly gain: Float64Array
  readonly later: Level | null
}

/** @param before room of the first block that the step follows. @param terms as the world has them. */
function newLevel(tools: LaterTools, next: NextTable, before: number, terms: WorldTerms): Level {
  const { vetoPlayers, war } = tools.theCase
  const players = vetoPlayers.length
  const column = (length: number) => (): Float64Array => new Float64Array(length)
  const columns = (length: number): Float64Array[] => Array.from({ length: players }, column(length))
  const { table, kinds, standing } = next
  const ofTerms = table.terms && { ...table.terms, kindOf: kinds.of }
  const space: SpaceTools = { theCase: next.theCase, table, terms: ofTerms, burdens: tools.burdens }
  const count = next.follows.length
  return {
    next,
    tools,
    space,
    room: newSpaceRoom(space),
    terms,
    peace: standingPeace(table.terms, terms, kinds, players, {
      attacker: war ? vetoPlayers.indexOf(war.attacker.actor) : -1,
      defender: war ? vetoPlayers.indexOf(war.defender.actor) : -1,
    }),
    draw: stepDraw(tools.seed, next.step),
    in: null,
    due: 0,
    months: 0,
    points: columns(standing.length),
    moves: Uint8Array.from(standing, ({ options }) => movesOf(tools.theCase, options)),
    standing: columns(standing.length),
    beside: columns(count),
    ahead: columns(before),
    choice: new Int32Array(standing.length),
    product: standing.map(() => null),
    brings: columns(standing.length),
    row: newRow(players),
    gain: new Float64Array(players),
    later: table.next && newLevel(tools, table.next, count, terms),
  }
}

/** @param next the step after the first. @param before combinations of the first block of the case. @param terms as the
 *  world has them, read before a world begins. */
export function laterSteps(tools: LaterTools, next: NextTable, before: number, terms: WorldTerms): Later {
  const first = newLevel(tools, next, before, terms)
  const dated = (tools.theCase.steps ?? []).some(({ needs }) => needs !== null && waitsForMonth(needs))
  let seen: { readonly now: Circumstances; readonly month: number } | null = null
  const look = (now: Circumstances, month: number): void => {
    if (seen && same(seen.now, now) && (seen.month === month || !dated)) return
    fill(first, now, month)
    seen = { now: copied(now), month }
  }
  return {
    begin(of) {
      beginLevel(first, of, 0)
      seen = null
    },
    beside(now, month) {
      look(now, month)
      return { beside: first.ahead.map((column) => column.slice()) }
    },
    after(combination, now, month) {
      look(now, month)
      const found: Follows[] = []
      for (let level: Level | null = first, c = combination; level; level = level.later) {
        const d = level.next.standing.findIndex(({ before: of }) => of === c)
        c = d < 0 ? -1 : level.choice[d]!
        if (c < 0) break
        const { table } = level.next
        const left = level.room.space.rest.reduce((sum, { parts }) => (parts.length > 0 ? parts[0]! : sum), 0)
        const { hazard } = level.peace.after
        found.push({
          options: optionsOf(table.space, table.parts[0]![c]! + left),
          hazardFiveYears: hazard[level.next.kinds.of[c]!]!,
        })
      }
      return found
    },
  }
}

/** Whether what a step waits for turns on the month. */
function waitsForMonth(event: Event): boolean {
  if (event.kind === 'not') return waitsForMonth(event.of)
  return event.kind === 'all' || event.kind === 'any' ? event.of.some(waitsForMonth) : event.kind === 'comes'
}

function copied({ noDeal, loss, walkAway, moved, weights, believed }: Circumstances): Circumstances {
  const of = (column: ArrayLike<number>): Float64Array => Float64Array.from(column)
  return {
    noDeal: of(noDeal),
    loss: of(loss),
    walkAway: of(walkAway),
    moved: of(moved),
    weights: of(weights),
    believed,
  }
}

/** Whether nothing that a gain over what stands hangs on differs. */
function same(a: Circumstances, b: Circumstances): boolean {
  const equal = (x: ArrayLike<number>, y: ArrayLike<number>): boolean => {
    for (let k = 0; k < x.length; k++) if (x[k] !== y[k]) return false
    return true
  }
  return (
    a.believed === b.believed &&
    equal(a.noDeal, b.noDeal) &&
    equal(a.loss, b.loss) &&
    equal(a.moved, b.moved) &&
    equal(a.weights, b.weights)
  )
}

function beginLevel(level: Level, of: LaterIn, last: number): void {
  const { next, tools, peace, space, room } = level
  level.in = of
  level.months = level.draw.months(of.world.index)
  level.due = last + level.months
  peace.begin({
    world: of.world,
    discount: of.discount,
    slopes: of.stances.map(({ slopes }) => slopes),
    last,
    due: level.due,
  })
  spaceOf(space, room, { ...of, peace: peace.after })
  next.standing.forEach(({ options }, d) => {
    of.stances.forEach((stance, i) => {
      level.points[i]![d] = packagePoints(stance, tools.sheets[i]!, options, of.world.values)
    })
  })
  if (level.later) beginLevel(level.later, of, level.due)
}

/** Works out the level in a month, those after it first. */
function fill(level: Level, now: Circumstances, month: number): void {
  if (level.later) fill(level.later, now, month)
  worthOfStanding(level, now)
  choose(level, now)
  expect(level, now, month)
}

function worthOfStanding({ next, peace, points, moves, standing }: Level, now: Circumstances): void {
  const { noDeal, loss, moved, believed } = now
  next.standing.forEach(({ own }, d) => {
    const kind = next.kinds.of[own]!
    peace.after.read(kind)
    for (let i = 0; i < points.length; i++) {
      const share = believed ? 1 : peace.share[i]![kind]!
      let worth = share * (points[i]![d]! + earned(moved, points.length, i, moves[d]!) - noDeal[i]!)
      if (!believed) worth += peace.shift[i]![kind]! - (1 - share) * peace.exposed[i]![kind]! * loss[i]!
      standing[i]![d] = worth
    }
  })
}

/** The Nash point of the gains over what stands, for each that may. */
function choose(level: Level, now: Circumstances): void {
  const { next, room, row, gain, choice, product, beside, standing, later, brings } = level
  const { space } = room
  const { weights } = level.in!
  const nobody = new Float64Array(space.players)
  const gains = gainsOver(space, { ...now, walkAway: nobody, beside })
  choice.fill(-1)
  product.fill(null)
  for (let position = 0; position < space.count; position++) {
    const c = space.core[position]!
    const d = next.follows[c]!
    for (let i = 0; i < space.players; i++) beside[i]![c] = (later ? later.ahead[i]![c]! : 0) - standing[i]![d]!
    for (let list = 0; list < space.rest.length; list++) {
      if (space.rest[list]!.parts.length === 0) continue
      openRow(row, gains, position, list)
      let i = 0
      while (i < space.players && (gain[i] = gainAt(row, i, 0)) >= 0) i++
      if (i < space.players) continue
      const value = nashProduct(gain, weights)
      const best = product[d]!
      if (best !== null && !exceeds(value, best)) continue
      product[d] = value
      choice[d] = c
      for (i = 0; i < space.players; i++) brings[i]![d] = gain[i]!
    }
  }
}

/** What the prospect of the step is worth before it. */
function expect(level: Level, now: Circumstances, month: number): void {
  const { next, peace, ahead, choice, brings, due, months } = level
  const of = level.in!
  const { step, standing, kinds } = next
  for (const column of ahead) column.fill(0)
  const taken = step.probability === null ? 1 : of.world.values[step.probability]!
  standing.forEach(({ before, own, options }, d) => {
    if (choice[d]! < 0) return
    const known = { world: of.world, due: month + due, options }
    const hold = now.believed ? 1 : peace.hold[kinds.of[own]!]!
    const chance = taken * hold * chanceItIsSo(step.needs, of.atDate, month, known)
    if (chance === 0) return
    for (let i = 0; i < ahead.length; i++)
      ahead[i]![before] = (1 - shareOfFuture(of.rates[i]!, months)) * chance * brings[i]![d]!
  })
}
