/** The settlement stage: what the rules allow in a world, what each package is worth to each veto player, who prefers
 *  it to fighting on. A settlement answers for itself, month by month: `settlement.in(month)`. */
import type { Model } from '../../case/model.ts'
import { holdsFor } from '../../case/condition.ts'
import type { Because, Case, ScoreSheet } from '../../case/types.ts'
import { discountFactors } from '../durability/discounting.ts'
import { newWorldTerms, readWorldTerms } from '../durability/terms.ts'
import type { TermTable, WorldTerms } from '../durability/terms.ts'
import type { Survival } from '../durability/survival.ts'
import type { Projection } from '../war/project.ts'
import { worldIn } from '../worlds/courses.ts'
import type { World } from '../worlds/draw.ts'
import { barsOf } from './bars.ts'
import type { Bar } from './bars.ts'
import { courseOfWar } from './course.ts'
import type { Course } from './course.ts'
import { anger, burdensOf } from './burdens.ts'
import type { Burden } from './burdens.ts'
import { gainOf, valueOf } from './gain.ts'
import type { Gains } from './gain.ts'
import { footholdStands } from './foothold.ts'
import { fightersOf, fightingOn } from './fighting-on.ts'
import type { Fighter, FightingOn, NoDeal } from './fighting-on.ts'
import { worthAt } from './line-worth.ts'
import { newPhaseRoom, phaseOf } from './phase.ts'
import type { Phase, PhaseRoom } from './phase.ts'
import { packagePoints } from './stance.ts'
import { combinationOf } from './table.ts'
import type { SettlementTable } from './table.ts'

/** The settlement of one world, ready to be asked month by month. The stage reuses its room: read it before the next
 *  world is prepared. */
export interface Settlement {
  readonly terms: WorldTerms
  in(month: number): Month
}

/** What holds in one month of a world. Arrays by veto player. */
export interface Month {
  /** The world as it is in the month. */
  readonly world: World
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

/** What can be taken away: each side's own hopes; doubt in every promise, with the shift of the balance; red lines held
 *  for some reasons. */
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
  /** Chance that it comes into force once signed: 1 where no vote comes after signature. The gain is what signing is
   *  expected to bring. */
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
  const fighters = fightersOf(theCase)
  const tools: Tools = {
    theCase,
    table,
    terms: table.terms,
    fighters,
    sheets: theCase.vetoPlayers.map((player) => theCase.scores.find(({ actor }) => actor === player)!),
    burdens: burdensOf(theCase),
    fight: fightingOn(theCase, fighters),
    course: courseOfWar(theCase),
    crossed: new WeakMap(),
    last: theCase.war?.months ?? theCase.bargaining?.months ?? 1,
  }
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
        terms: epochIn(state, 1).terms,
        in(month) {
          const room = (months[month] ??= newMonth(tools, state, month))
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
  /** How many epochs it has, the first from the date on; and room for them. */
  count: number
  readonly epochs: EpochRoom[]
  /** By month, then burden; and the most of each. */
  readonly weights: readonly Float64Array[]
  readonly mostWeight: Float64Array
}

/** What holds from a month of the world on, until the next change. */
interface EpochRoom {
  from: number
  world: World
  readonly terms: WorldTerms
  readonly walkAway: Float64Array
  discount: readonly Float64Array[]
  /** Without the foothold, with it: room for the phase, and the phase itself once it is worked out. */
  readonly rooms: readonly [PhaseRoom, PhaseRoom]
  readonly phases: [Phase | null, Phase | null]
}

/** The epoch of a month. */
function epochIn({ epochs, count }: State, month: number): EpochRoom {
  let now = epochs[0]!
  for (let e = 1; e < count; e++) if (epochs[e]!.from <= month) now = epochs[e]!
  return now
}

function newState({ burdens, last }: Tools): State {
  return {
    serial: 0,
    world: { index: 0 } as World,
    projection: null,
    count: 1,
    epochs: [],
    weights: Array.from({ length: last + 1 }, () => new Float64Array(burdens.length)),
    mostWeight: new Float64Array(burdens.length),
  }
}

function begin(tools: Tools, state: State, world: World, projection: Projection | null): void {
  const { theCase, burdens } = tools
  state.serial++
  state.world = world
  state.projection = projection
  const later = world.courses?.real.epochs ?? []
  state.count = 1 + later.length
  beginEpoch(tools, state, 0, { from: 0, world })
  later.forEach((epoch, k) => beginEpoch(tools, state, k + 1, epoch))
  state.mostWeight.fill(0)
  burdens.forEach(({ player, because }, b) => {
    for (let month = 0; month < state.weights.length; month++) {
      const actor = theCase.vetoPlayers[player]!
      const weight = because === 'audience' ? anger(theCase, worldIn(world, month), projection, actor, month) : 1
      state.weights[month]![b] = weight
      state.mostWeight[b] = Math.max(state.mostWeight[b]!, weight)
    }
  })
  tools.course?.(world, projection)
  tools.fight.begin(world, projection)
}

function beginEpoch(
  tools: Tools,
  { epochs }: State,
  index: number,
  { from, world }: { readonly from: number; readonly world: World },
): void {
  const { theCase, fighters } = tools
  const epoch = (epochs[index] ??= newEpochRoom(tools, world))
  const { values } = world
  epoch.from = from
  epoch.world = world
  epoch.phases[0] = epoch.phases[1] = null
  if (theCase.durability) readWorldTerms(theCase.durability, values, epoch.terms)
  fighters.forEach(({ resolve }, i) => {
    epoch.walkAway[i] = resolve ? values[resolve.walkAway]! : 0
  })
  epoch.discount = fighters.map(({ discount }) => discountFactors(discount === null ? 0 : values[discount]!))
}

function newEpochRoom(tools: Tools, world: World): EpochRoom {
  const terms = newWorldTerms()
  return {
    from: 0,
    world,
    terms,
    walkAway: new Float64Array(tools.theCase.vetoPlayers.length),
    discount: [],
    rooms: [newPhaseRoom(tools, terms), newPhaseRoom(tools, terms)],
    phases: [null, null],
  }
}

interface MonthRoom extends Month {
  /** Makes it the month of the world that is prepared. */
  fill(): void
}

function newMonth(tools: Tools, state: State, month: number): MonthRoom {
  const { theCase, fight } = tools
  const players = theCase.vetoPlayers.length
  const shared: NoDeal = { noDeal: new Float64Array(players), loss: new Float64Array(players) }
  let [serial, phase, epoch] = [0, null as Phase | null, null as EpochRoom | null]
  const which = (): 0 | 1 => (room.stands ? 1 : 0)
  const noDeal = new Float64Array(players)
  const loss = new Float64Array(players)
  const moved = new Float64Array(players)
  const weights = state.weights[month]!
  const made = new Map<EpochRoom, readonly Gains[]>()
  const gainsNow = (): Gains => {
    let gains = made.get(epoch!)
    if (!gains) {
      const { rooms, walkAway } = epoch!
      gains = rooms.map(({ space }): Gains => ({ space, noDeal, loss, walkAway, moved, weights, believed: false }))
      made.set(epoch!, gains)
    }
    return gains[which()]!
  }
  const room: { -readonly [key in keyof MonthRoom]: MonthRoom[key] } = {
    get world() {
      return epoch!.world
    },
    stands: true,
    get phase() {
      return phase!
    },
    noDeal,
    loss,
    get walkAway() {
      return epoch!.walkAway
    },
    line: 0,
    moved,
    weights,
    mostWeights: state.mostWeight,
    get gains() {
      return gainsNow()
    },
    without({ hope, doubt, lines }) {
      if (hope) fight.read(month, false, phase!.outlooks, shared)
      const left = tools.burdens.map(({ because }, b) => (lines.includes(because) ? 0 : weights[b]!))
      return { ...gainsNow(), ...(hope ? shared : {}), weights: left, believed: doubt }
    },
    appraise: (options, out = newAppraisal(players)) => appraise(tools, epoch!, room, options, out),
    bars: (options) => barsOf(theCase, epoch!.world, options, room.stands),
    fill() {
      if (serial === state.serial) return
      serial = state.serial
      const { projection, mostWeight } = state
      epoch = epochIn(state, month)
      const { world, discount, phases, rooms } = epoch
      room.stands = footholdStands(theCase, world, projection, month)
      phase = phases[which()] ??= phaseOf(tools, rooms[which()], {
        world,
        discount,
        mostWeight,
        footholdStands: room.stands,
      })
      fight.read(month, true, phase.outlooks, room)
      room.line = projection ? projection.line[month]! : 0
      phase.stances.forEach(({ line }, i) => {
        moved[i] = line ? worthAt(line, room.line) - worthAt(line, 0) : 0
      })
    },
  }
  return room
}

function appraise(
  tools: Tools,
  { world, terms: worldTerms }: EpochRoom,
  month: Month,
  options: ArrayLike<number>,
  out: Appraisal,
): Appraisal {
  const { theCase, table, terms, sheets, burdens } = tools
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
