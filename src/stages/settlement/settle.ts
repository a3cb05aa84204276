/** The settlement stage: what the rules allow in a world, what each package is worth to each veto player, who prefers
 *  it to fighting on. A settlement answers for itself, month by month: `settlement.in(month)`. */
import type { Model } from '../../case/model.ts'
import type { Because, Case, ScoreSheet } from '../../case/types.ts'
import { discountFactors } from '../durability/discounting.ts'
import { newWorldTerms, readWorldTerms } from '../durability/terms.ts'
import type { TermTable, WorldTerms } from '../durability/terms.ts'
import { seedOf } from '../../math/philox.ts'
import type { Seed } from '../../math/philox.ts'
import type { Projection } from '../war/project.ts'
import { worldIn } from '../worlds/courses.ts'
import type { World } from '../worlds/draw.ts'
import { appraise, newAppraisal } from './appraisal.ts'
import type { Appraisal, AppraisalTools, InMonth } from './appraisal.ts'
import { barsOf } from './bars.ts'
import type { Bar } from './bars.ts'
import { courseOfWar } from './course.ts'
import type { Course } from './course.ts'
import { anger, burdensOf } from './burdens.ts'
import type { Burden } from './burdens.ts'
import { gainsOver } from './gain.ts'
import type { Circumstances, Gains } from './gain.ts'
import { footholdStands } from './foothold.ts'
import { fightersOf, fightingOn } from './fighting-on.ts'
import type { Fighter, FightingOn, NoDeal } from './fighting-on.ts'
import { laterSteps } from './later.ts'
import type { Follows, Later } from './later.ts'
import { worthAt } from './line-worth.ts'
import { newPhaseRoom, phaseOf } from './phase.ts'
import type { Phase, PhaseRoom } from './phase.ts'
import { combinationOf } from './table.ts'
import type { SettlementTable } from './table.ts'
import type { KnownPhases } from './known-phases.ts'

/** The settlement of one world, ready to be asked month by month. The stage reuses its room: read it before the next
 *  world is prepared. */
export interface Settlement {
  readonly terms: WorldTerms
  in(month: number): Month
}

/** What holds in one month of a world, and what can be asked of it. Arrays by veto player. */
export interface Month extends InMonth {
  /** Whether the foothold is still held. */
  readonly stands: boolean
  /** The most that the costs of each burden weigh in any month. */
  readonly mostWeights: Float64Array
  readonly gains: Gains
  /** The steps that would follow a package, in order. */
  follows(options: ArrayLike<number>): readonly Follows[]
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

/** @param phases those of other arms of the model, to be looked among and added to. */
export function settlementStage(model: Model, table: SettlementTable, phases: KnownPhases = []): SettlementStage {
  const theCase = model.case
  const fighters = fightersOf(theCase)
  const tools: Tools = {
    theCase,
    table,
    terms: table.terms,
    fighters,
    sheets: theCase.vetoPlayers.map((player) => theCase.scores.find(({ actor }) => actor === player)!),
    burdens: burdensOf(theCase),
    phases,
    fight: fightingOn(theCase, fighters),
    course: courseOfWar(theCase),
    known: new WeakMap(),
    last: theCase.war?.months ?? theCase.bargaining?.months ?? 1,
    seed: seedOf(model.seed),
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
interface Tools extends AppraisalTools {
  readonly phases: KnownPhases
  readonly fighters: readonly Fighter[]
  readonly fight: FightingOn
  readonly course: Course | null
  /** Last month that anybody looks at. */
  readonly last: number
  readonly seed: Seed
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
  readonly laters: [Later | null, Later | null]
  /** The serial of the world that each was begun with. */
  readonly begun: [number, number]
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
  const { burdens } = tools
  state.serial++
  state.world = world
  state.projection = projection
  const all = [{ from: 0, world }, ...(world.courses?.real.epochs ?? [])]
  // What changes deliveries alone leaves all that a settlement is made of as it was.
  const apart = all.filter((epoch, k) => k === 0 || epoch.world !== all[k - 1]!.world)
  state.count = apart.length
  apart.forEach((epoch, k) => beginEpoch(tools, state, k, epoch))
  state.mostWeight.fill(0)
  for (let b = 0; b < burdens.length; b++) weigh(tools, state, b)
  tools.course?.(world, projection)
  tools.fight.begin(world, projection)
}

/** What the costs of a burden weigh in each month. */
function weigh({ burdens, fighters }: Tools, { world, projection, weights, mostWeight }: State, b: number): void {
  const { player, because } = burdens[b]!
  const { resolve, army } = fighters[player]!
  for (let month = 0; month < weights.length; month++) {
    const weight = because === 'audience' ? anger(resolve, army, worldIn(world, month), projection, month) : 1
    weights[month]![b] = weight
    mostWeight[b] = Math.max(mostWeight[b]!, weight)
  }
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
    laters: [null, null],
    begun: [0, 0],
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
  const moved = new Float64Array(players * tools.theCase.territories.length)
  const weights = state.weights[month]!
  const ahead = tools.table.next && columnsOf(tools)
  const later = (): Later | null => ahead && laterOf(tools, state, epoch!, which())
  const beside = ahead && { beside: ahead }
  const gainsOf = gainsByEpoch({ noDeal, loss, moved, weights, believed: false, ...beside })
  const gainsNow = (): Gains => gainsOf(epoch!)[which()]!
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
    moved,
    weights,
    mostWeights: state.mostWeight,
    gains: null as unknown as Gains,
    ahead,
    follows: (options) => later()?.after(combinationOf(tools.table.blocks[0]!, options), room.gains, month) ?? [],
    without({ hope, doubt, lines }) {
      if (hope) fight.read(month, false, phase!.outlooks, shared)
      const left = weights.map((weight, b) => (lines.includes(tools.burdens[b]!.because) ? 0 : weight))
      const gains = { ...room.gains, ...(hope ? shared : {}), weights: left, believed: doubt }
      return gainsOver(room.gains.space, { ...gains, ...later()?.beside(gains, month) })
    },
    appraise: (options, out = newAppraisal(players)) => appraise(tools, room, epoch!.terms, options, out),
    bars: (options) => barsOf(theCase, epoch!.world, options, room.stands),
    fill() {
      if (serial === state.serial) return
      serial = state.serial
      const { projection } = state
      epoch = epochIn(state, month)
      room.stands = footholdStands(theCase, epoch.world, projection, month)
      phase = phaseIn(tools, state, epoch, which())
      room.gains = gainsNow()
      fight.read(month, true, phase.outlooks, room)
      for (let t = 0; t < theCase.territories.length; t++) {
        const at = projection ? projection.fronts[theCase.territories[t]!.front]!.line[month]! : 0
        for (let i = 0; i < players; i++) {
          const line = phase.stances[i]!.lines[t]!
          moved[t * players + i] = worthAt(line, at) - worthAt(line, 0)
        }
      }
      later()
        ?.beside(room.gains, month)
        .beside.forEach((from, i) => ahead![i]!.set(from))
    },
  }
  return room
}

/** Gains without the foothold and with it, by epoch. */
function gainsByEpoch(of: Omit<Circumstances, 'walkAway'>): (epoch: EpochRoom) => readonly Gains[] {
  const made = new Map<EpochRoom, readonly Gains[]>()
  return (epoch) => {
    let gains = made.get(epoch)
    if (!gains) {
      const { rooms, walkAway } = epoch
      gains = rooms.map(({ space }) => gainsOver(space, { ...of, walkAway }))
      made.set(epoch, gains)
    }
    return gains
  }
}

/** The phase of an epoch, with the foothold or without it, worked out when first asked for. */
function phaseIn(tools: Tools, { mostWeight }: State, epoch: EpochRoom, stands: 0 | 1): Phase {
  const { world, discount, phases, rooms } = epoch
  return (phases[stands] ??= phaseOf(tools, rooms[stands], {
    world,
    discount,
    mostWeight,
    footholdStands: stands === 1,
    other: phases[1 - stands]!,
  }))
}

/** Room for what may follow, by player. */
function columnsOf({ table, theCase }: Tools): readonly Float64Array[] {
  return theCase.vetoPlayers.map(() => new Float64Array(table.blocks[0]!.count))
}

/** The later steps of an epoch, with the foothold or without it, worked out when first asked for. */
function laterOf(tools: Tools, state: State, epoch: EpochRoom, stands: 0 | 1): Later {
  const { theCase, table, sheets, burdens, seed, fighters } = tools
  const known = epoch.laters[stands]
  const later = (epoch.laters[stands] ??= laterSteps(
    { theCase, sheets, burdens, seed },
    table.next!,
    table.blocks[0]!.count,
    epoch.terms,
  ))
  if (known && epoch.begun[stands] === state.serial) return later
  epoch.begun[stands] = state.serial
  const { world, discount } = epoch
  const { values } = world
  later.begin({
    world,
    atDate: state.world,
    rates: fighters.map(({ discount: rate }) => (rate === null ? 0 : values[rate]!)),
    discount,
    mostWeight: state.mostWeight,
    footholdStands: stands === 1,
    stances: epoch.phases[stands]!.stances,
    weights: weightsIn(theCase, values),
  })
  return later
}

function weightsIn({ bargaining }: Case, values: Float64Array): Float64Array | null {
  return bargaining?.weights ? Float64Array.from(bargaining.weights, (q) => values[q]!) : null
}
