/** The settlement stage: what the rules allow in a world, what each package is worth to each veto player, who prefers it to fighting on.
 *  A settlement answers for itself, month by month: `settlement.in(month)`. */
import type { Model } from '../../case/model.ts'
import { holdsFor } from '../../case/condition.ts'
import type { Because, Case, ScoreSheet } from '../../case/types.ts'
import { discountFactors } from '../durability/discounting.ts'
import { newWorldTerms, readWorldTerms } from '../durability/terms.ts'
import type { TermTable, WorldTerms } from '../durability/terms.ts'
import type { Survival } from '../durability/survival.ts'
import type { Projection } from '../war/project.ts'
import type { World } from '../worlds/draw.ts'
import { barsOf } from './bars.ts'
import type { Bar } from './bars.ts'
import { courseOfWar } from './course.ts'
import type { Course } from './course.ts'
import { anger, burdensOf } from './burdens.ts'
import type { Burden } from './burdens.ts'
import { gainOf, valueOf } from './gain.ts'
import type { Gains } from './gain.ts'
import { fightersOf, fightingOn } from './fighting-on.ts'
import type { Fighter, FightingOn, NoDeal } from './fighting-on.ts'
import { worthAt } from './line-worth.ts'
import { newPhaseRoom, phaseOf } from './phase.ts'
import type { Phase, PhaseRoom } from './phase.ts'
import { packagePoints } from './stance.ts'
import { combinationOf } from './table.ts'
import type { SettlementTable } from './table.ts'

/** The settlement of one world, ready to be asked month by month. The stage reuses its room: read it before the next world is prepared. */
export interface Settlement {
  readonly terms: WorldTerms
  in(month: number): Month
}

/** What holds in one month of a world. Arrays by veto player. */
export interface Month {
  /** Whether the foothold is still held. */
  readonly stands: boolean
  /** What is left of the space, what the players want, what peace is worth under each kind of terms. */
  readonly phase: Phase
  /** W, each by its own beliefs; and what it would lose by its own defeat, `max(0, W − u broken)`. */
  readonly noDeal: Float64Array
  readonly loss: Float64Array
  /** κ. */
  readonly walkAway: Float64Array
  /** km² the line has moved, and the points that this has earned each player. */
  readonly line: number
  readonly moved: Float64Array
  /** What the costs of each burden weigh, and the most that each weighs in any month. */
  readonly weights: Float64Array
  readonly mostWeights: Float64Array
  readonly gains: Gains
  /** The gains as they would be if something that stands between the parties did not. */
  without(what: Hindrances): Gains
  /** What a package is worth, whether or not anything bars it. @param out room for it; its own where left out. */
  appraise(options: ArrayLike<number>, out?: Appraisal): Appraisal
  /** What bars a package. */
  bars(options: ArrayLike<number>): Bar[]
}

/** What can be taken away: each side's own hopes; doubt in every promise, with the shift of the balance; red lines held for some reasons. */
export interface Hindrances {
  readonly hope: boolean
  readonly doubt: boolean
  readonly lines: readonly Because[]
}

/** Worth of one package to every veto player in one month of one world. Arrays by player. */
export interface Appraisal {
  /** Score-sheet points of the terms. */
  readonly points: Float64Array
  /** V: points while the peace holds, war from the shifted balance, with its opening blow, when it breaks. */
  readonly value: Float64Array
  /** V − W. */
  readonly margin: Float64Array
  /** What the own red lines that it crosses cost. */
  readonly cost: Float64Array
  /** g: what signing is expected to bring over walking away. At least 0 where the player accepts it. */
  readonly gain: Float64Array
  /** Chance that it comes into force once signed: 1 where no vote comes after signature. The gain is what signing is expected to bring. */
  chance: number
  /** Share of strength that the terms add to the defender in a renewed war. */
  support: number
  survival: Survival
}

/** Room for the worth of a package to some veto players. */
export function newAppraisal(players: number): Appraisal {
  const column = (): Float64Array => new Float64Array(players)
  return {
    points: column(),
    value: column(),
    margin: column(),
    cost: column(),
    gain: column(),
    chance: 1,
    support: 0,
    survival: { stillborn: 0, hazardFiveYears: 0, shape: 1 },
  }
}

/** Everything of the stage that is the same in every world. */
export interface SettlementStage {
  readonly case: Case
  readonly table: SettlementTable
  readonly terms: TermTable | null
  /** By veto player. */
  readonly sheets: readonly ScoreSheet[]
  readonly burdens: readonly Burden[]
  prepare(world: World, projection: Projection | null): Settlement
}

export function settlementStage(model: Model, table: SettlementTable): SettlementStage {
  const theCase = model.case
  const worldTerms = newWorldTerms()
  const fighters = fightersOf(theCase)
  const tools: Tools = {
    theCase,
    table,
    terms: table.terms,
    fighters,
    sheets: theCase.vetoPlayers.map((player) => theCase.scores.find(({ actor }) => actor === player)!),
    burdens: burdensOf(theCase),
    worldTerms,
    fight: fightingOn(theCase, fighters),
    course: courseOfWar(theCase),
    crossed: new WeakMap(),
    last: theCase.war?.months ?? theCase.bargaining?.months ?? 1,
  }
  const rooms = [newPhaseRoom(tools, worldTerms), newPhaseRoom(tools, worldTerms)] as const
  const state = newState(tools)
  const months: MonthRoom[] = []
  return {
    case: theCase,
    table,
    terms: table.terms,
    sheets: tools.sheets,
    burdens: tools.burdens,
    prepare(world, projection) {
      begin(tools, state, world, projection)
      return {
        terms: worldTerms,
        in(month) {
          const room = (months[month] ??= newMonth(tools, state, rooms, month))
          room.fill()
          return room
        },
      }
    },
  }
}

/** What the case says, the same in every world, and the room that all months share. */
interface Tools {
  readonly theCase: Case
  readonly table: SettlementTable
  readonly terms: TermTable | null
  readonly fighters: readonly Fighter[]
  /** By veto player. */
  readonly sheets: readonly ScoreSheet[]
  readonly burdens: readonly Burden[]
  readonly worldTerms: WorldTerms
  readonly fight: FightingOn
  readonly course: Course | null
  /** Red lines that packages cross, by burden. */
  readonly crossed: WeakMap<object, readonly (readonly number[])[]>
  /** Last month that anybody looks at. */
  readonly last: number
}

/** The world that is prepared. */
interface State {
  serial: number
  world: World
  projection: Projection | null
  readonly walkAway: Float64Array
  discount: readonly Float64Array[]
  /** By month, then burden; and the most of each. */
  readonly weights: readonly Float64Array[]
  readonly mostWeight: Float64Array
  /** Phases worked out: without the foothold, with it. */
  readonly phases: [Phase | null, Phase | null]
}

function newState({ theCase, burdens, last }: Tools): State {
  return {
    serial: 0,
    world: { index: 0 } as World,
    projection: null,
    walkAway: new Float64Array(theCase.vetoPlayers.length),
    discount: [],
    weights: Array.from({ length: last + 1 }, () => new Float64Array(burdens.length)),
    mostWeight: new Float64Array(burdens.length),
    phases: [null, null],
  }
}

function begin(tools: Tools, state: State, world: World, projection: Projection | null): void {
  const { theCase, fighters, burdens } = tools
  const { values } = world
  if (theCase.durability) readWorldTerms(theCase.durability, values, tools.worldTerms)
  state.serial++
  state.world = world
  state.projection = projection
  state.phases[0] = state.phases[1] = null
  fighters.forEach(({ resolve }, i) => {
    state.walkAway[i] = resolve ? values[resolve.walkAway]! : 0
  })
  state.discount = fighters.map(({ discount }) => discountFactors(discount === null ? 0 : values[discount]!))
  state.mostWeight.fill(0)
  burdens.forEach(({ player, because }, b) => {
    for (let month = 0; month < state.weights.length; month++) {
      const weight = because === 'audience' ? anger(theCase, world, projection, theCase.vetoPlayers[player]!, month) : 1
      state.weights[month]![b] = weight
      state.mostWeight[b] = Math.max(state.mostWeight[b]!, weight)
    }
  })
  tools.course?.(world, projection)
  tools.fight.begin(world, projection)
}

/** Whether the foothold is still held in a month; true where the case has none. */
export function footholdStands(theCase: Case, world: World, projection: Projection | null, month: number): boolean {
  const foothold = theCase.war?.foothold
  if (!foothold || !projection) return true
  const held = projection.foothold[month]!
  return held > 0 && held >= world.values[foothold.least]!
}

interface MonthRoom extends Month {
  /** Makes it the month of the world that is prepared. */
  fill(): void
}

function newMonth(tools: Tools, state: State, rooms: readonly [PhaseRoom, PhaseRoom], month: number): MonthRoom {
  const { theCase, fight } = tools
  const players = theCase.vetoPlayers.length
  const shared: NoDeal = { noDeal: new Float64Array(players), loss: new Float64Array(players) }
  let [serial, phase] = [0, null as Phase | null]
  const which = (): 0 | 1 => (room.stands ? 1 : 0)
  const noDeal = new Float64Array(players)
  const loss = new Float64Array(players)
  const moved = new Float64Array(players)
  const { walkAway } = state
  const weights = state.weights[month]!
  const gains = rooms.map(
    ({ space }): Gains => ({ space, noDeal, loss, walkAway, moved, weights, believed: false }),
  ) as [Gains, Gains]
  const room: { -readonly [key in keyof MonthRoom]: MonthRoom[key] } = {
    stands: true,
    get phase() {
      return phase!
    },
    noDeal,
    loss,
    walkAway,
    line: 0,
    moved,
    weights,
    mostWeights: state.mostWeight,
    get gains() {
      return gains[which()]
    },
    without({ hope, doubt, lines }) {
      if (hope) fight.read(month, false, phase!.outlooks, shared)
      const left = tools.burdens.map(({ because }, b) => (lines.includes(because) ? 0 : weights[b]!))
      return { ...gains[which()], ...(hope ? shared : {}), weights: left, believed: doubt }
    },
    appraise: (options, out = newAppraisal(players)) => appraise(tools, state.world, room, options, out),
    bars: (options) => barsOf(theCase, state.world, options, room.stands),
    fill() {
      if (serial === state.serial) return
      serial = state.serial
      const { world, projection, phases } = state
      room.stands = footholdStands(theCase, world, projection, month)
      phase = phases[which()] ??= phaseOf(tools, rooms[which()], { ...state, footholdStands: room.stands })
      fight.read(month, true, phase.outlooks, room)
      room.line = projection ? projection.line[month]! : 0
      phase.stances.forEach(({ line }, i) => {
        moved[i] = line ? worthAt(line, room.line) - worthAt(line, 0) : 0
      })
    },
  }
  return room
}

function appraise(tools: Tools, world: World, month: Month, options: ArrayLike<number>, out: Appraisal): Appraisal {
  const { theCase, table, terms, sheets, burdens, worldTerms } = tools
  const { stances, peace, prospects } = month.phase
  const { stillborn, shape } = worldTerms
  const combination = combinationOf(table.blocks[0]!, options)
  const kind = terms ? terms.kindOf[combination]! : 0
  out.chance = prospects ? prospects.chance[combination]! : 1
  peace.read(kind)
  out.support = peace.support[kind]!
  out.survival = { stillborn, hazardFiveYears: peace.hazard[kind]!, shape }
  const moves = movesWithLine(theCase, options)
  out.cost.fill(0)
  crossedLines(tools, options).forEach((lines, b) => {
    const { player } = burdens[b]!
    for (const line of lines) out.cost[player]! += month.weights[b]! * world.values[theCase.redLines[line]!.cost!]!
  })
  for (let i = 0; i < stances.length; i++) {
    const share = peace.share[i]![kind]!
    const noDeal = month.noDeal[i]!
    const points = packagePoints(stances[i]!, sheets[i]!, options, world.values) + (moves ? month.moved[i]! : 0)
    const value = valueOf(
      { share, shift: peace.shift[i]![kind]!, exposed: peace.exposed[i]![kind]! },
      { points, noDeal, loss: month.loss[i]! },
    )
    out.points[i] = points
    out.value[i] = value
    out.margin[i] = value - noDeal
    const inForce = gainOf(value - noDeal, share, month.walkAway[i]!, out.cost[i]!)
    out.gain[i] = prospects ? out.chance * (inForce - prospects.risk[i]![combination]!) : inForce
  }
  return out
}

/** Own red lines with a cost that a package crosses, by burden. */
function crossedLines(
  { theCase, burdens, crossed }: Tools,
  options: ArrayLike<number>,
): readonly (readonly number[])[] {
  const known = crossed.get(options)
  if (known) return known
  const found = burdens.map(({ lines }) => lines.filter((line) => holdsFor(theCase.redLines[line]!.rejects, options)))
  crossed.set(options, found)
  return found
}

function movesWithLine({ territoryIssue, issues }: Case, options: ArrayLike<number>): boolean {
  return territoryIssue !== null && issues[territoryIssue]!.options[options[territoryIssue]!]!.line?.kind === 'contact'
}
