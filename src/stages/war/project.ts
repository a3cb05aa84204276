/** The projection: the path of the war in one world if no deal is made. */
import type { Share } from '../../case/dated-change.ts'
import type { FlowSpec, SideSpec, WarSpec } from '../../case/types.ts'
import { frontsOf } from '../../case/war.ts'
import { fillNormals, fillStudent5, seedOf, streamOf } from '../../math/philox.ts'
import type { Seed } from '../../math/philox.ts'
import { epochFrom } from '../worlds/courses.ts'
import type { Epoch } from '../worlds/courses.ts'
import type { World } from '../worlds/draw.ts'
import { drivenRate, frontParameters, logRatio, nextLevel, startingLevel } from './front.ts'
import type { FrontParameters } from './front.ts'
import { breakLottery } from './breaks.ts'
import { bleed, fire } from './stocks.ts'
import type { SideParameters, Stocks } from './stocks.ts'

/** State of one side by month; index 0 is the date of the case. */
export interface SidePath {
  readonly shells: Float64Array
  readonly men: Float64Array
  readonly heavy: Float64Array
  /** Rounds fired in the month. */
  readonly fired: Float64Array
  /** Casualties in the month, and since the date. */
  readonly losses: Float64Array
  readonly lost: Float64Array
  /** Chance in the month that its war effort breaks. */
  readonly hazard: Float64Array
}

/** What a front does by month. */
export interface FrontPath {
  /** Advance in the month, km², positive for the attacker. */
  readonly rate: Float64Array
  /** km² the line has moved since the date of the case. */
  readonly line: Float64Array
  /** Level of the advance, km² a month, and what fire and force add to it: without noise, without bounds. */
  readonly level: Float64Array
  readonly driven: Float64Array
}

/** The path of a war by month 0 … months: of several fronts, what a path of the front is counts them together. Arrays
 *  are reused from world to world. */
export interface Projection extends FrontPath {
  readonly months: number
  /** In the order of the case; the projection itself where there is one. */
  readonly fronts: readonly (FrontPath & {
    /** As of the whole war, of what is on the front. */
    readonly logRatio: Float64Array
  })[]
  /** Whether both sides fire shells; without them no ratio of fire means anything. */
  readonly hasFire: boolean
  /** ln of the attacker's rounds over the defender's; 0 without shells. */
  readonly logRatio: Float64Array
  /** ln of the attacker's men over the defender's at the start of the month. */
  readonly logForce: Float64Array
  readonly attacker: SidePath
  readonly defender: SidePath
  /** Area of the foothold, km²; zeros where there is none. */
  readonly foothold: Float64Array
  /** Month in which a side's war effort breaks, were the war to go on until then, and which; 0 and null where neither
   *  does. */
  breakMonth: number
  broken: 'attacker' | 'defender' | null
  /** By view of the world's courses, then prospect: the path of the war along it; null for the one that comes, which is
   *  this path. Empty where nothing has a date. */
  paths: readonly (readonly (Projection | null)[])[]
}

export function newProjection(war: WarSpec): Projection {
  const { months } = war
  const path = (): Float64Array => new Float64Array(months + 1)
  const front = (): FrontPath & { logRatio: Float64Array } => ({
    rate: path(),
    line: path(),
    level: path(),
    driven: path(),
    logRatio: path(),
  })
  const whole = front()
  const side = (): SidePath => ({
    shells: path(),
    men: path(),
    heavy: path(),
    fired: path(),
    losses: path(),
    lost: path(),
    hazard: path(),
  })
  return {
    months,
    ...whole,
    fronts: war.fronts ? war.fronts.map(front) : [whole],
    hasFire: war.attacker.shells !== null && war.defender.shells !== null,
    logForce: path(),
    attacker: side(),
    defender: side(),
    foothold: path(),
    breakMonth: 0,
    broken: null,
    paths: [],
  }
}

/** Returns the function that projects a world: shocks of the level come from the stream `war/front` of the world, the
 *  months' noise from `war/front/noise`, whatever the scenario; those of further fronts from streams of their own.
 *  Source: system-dynamics stocks and flows (Sterman 2000, ch. 6) under the front model of `front.ts`. */
export function projector(war: WarSpec, seedNumber: number): (world: World, out: Projection) => void {
  const project = pathOf(war, seedNumber)
  const rooms: Projection[] = []
  return (world, out) => {
    const { courses } = world
    project(world, courses?.real.epochs ?? [], out)
    if (!courses) return
    let used = 0
    out.paths = courses.views.map(({ prospects }) =>
      prospects.map(({ real, epochs }) => {
        if (real) return null
        const room = (rooms[used++] ??= newProjection(war))
        project(world, epochs, room)
        return room
      }),
    )
  }
}

/** Along a course of events: from the month of an epoch on, the war goes by the numbers of its world. */
function pathOf(
  war: WarSpec,
  seedNumber: number,
): (world: World, epochs: readonly Epoch<World>[], out: Projection) => void {
  const seed = seedOf(seedNumber)
  const fronts = frontsOf(war)
  const draws = fronts.map((_, f) => frontDraws(war, f, seed))
  const lottery = breakLottery(war, seed)
  return (world, epochs, out) => {
    let { values } = world
    let parameters = fronts.map((front) => frontParameters(front, values))
    draws.forEach((draw, f) => draw.fill(parameters[f]!, world.index))
    const rooms = fronts.map((_, f) => roomToMove(war, values, f))
    const a = { side: sideParameters(war.attacker, values), stocks: startingStocks(war.attacker, values) }
    const d = { side: sideParameters(war.defender, values), stocks: startingStocks(war.defender, values) }
    let present = presentOn(war, values)
    start(out, war, values, a.stocks, d.stocks)
    for (let month = 1; month <= war.months; month++) {
      const epoch = epochFrom(epochs, month)
      if (epoch) {
        values = epoch.world.values
        const later = values
        parameters = fronts.map((front) => frontParameters(front, later))
        present = presentOn(war, values)
        a.side = sideParameters(war.attacker, values, epoch.shares)
        d.side = sideParameters(war.defender, values, epoch.shares)
      }
      const firedA = fire(a.side, a.stocks)
      const firedD = fire(d.side, d.stocks)
      out.logRatio[month] = out.hasFire ? logRatio(firedA, firedD) : 0
      out.logForce[month] = logRatio(a.stocks.men, d.stocks.men)
      let forward = 0
      let back = 0
      for (let f = 0; f < fronts.length; f++) {
        const { attacker, defender } = present[f]!
        const path = out.fronts[f]!
        path.logRatio[month] = out.hasFire ? logRatio(firedA * attacker, firedD * defender) : 0
        const front = parameters[f]!
        const level = nextLevel(front, path.level[month - 1]!, draws[f]!.shocks[month - 1]!)
        const driven = drivenRate(
          front,
          out.hasFire ? path.logRatio[month]! : front.logFireAtDate,
          logRatio(a.stocks.men * attacker, d.stocks.men * defender),
        )
        const rate = withinStrength(level + driven + front.noise * draws[f]!.noise[month - 1]!, a, d)
        const taken = move(path, month, rate, rooms[f]!)
        path.level[month] = level
        path.driven[month] = driven
        forward += Math.max(0, taken)
        back += Math.max(0, -taken)
      }
      if (war.fronts) addUp(out, month)
      record(out.attacker, month, a.stocks, firedA, bleed(a.side, a.stocks, forward))
      record(out.defender, month, d.stocks, firedD, bleed(d.side, d.stocks, back))
      out.foothold[month] = war.foothold ? out.foothold[month - 1]! * (1 - values[war.foothold.lostPerMonth]!) : 0
    }
    lottery?.(world, epochs, out)
  }
}

/** The shocks and the noise of a front, by month, and what fills them for a world. The first front of several has the
 *  streams of an only one, the others those of their ids, so that no front that comes after them moves them. */
function frontDraws(
  war: WarSpec,
  f: number,
  seed: Seed,
): { readonly shocks: Float64Array; readonly noise: Float64Array; fill(front: FrontParameters, world: number): void } {
  const name = f === 0 ? 'war/front' : `war/fronts/${war.fronts![f]!.id}`
  const [ofLevel, ofNoise] = [streamOf(name), streamOf(`${name}/noise`)]
  const shocks = new Float64Array(war.months)
  const noise = new Float64Array(war.months)
  return {
    shocks,
    noise,
    fill(front, world) {
      if (front.heavyTails) fillStudent5(shocks, seed, ofLevel, world)
      else fillNormals(shocks, seed, ofLevel, world)
      if (front.noise > 0) fillNormals(noise, seed, ofNoise, world)
    },
  }
}

/** Part of each side that is on a front. */
interface Present {
  readonly attacker: number
  readonly defender: number
}

const ALL: readonly Present[] = [{ attacker: 1, defender: 1 }]

/** By front; parts of a side that come to more than all of it are scaled down to all of it. */
function presentOn({ fronts }: WarSpec, values: Float64Array): readonly Present[] {
  if (!fronts) return ALL
  const most = (side: 'attacker' | 'defender'): number =>
    Math.max(
      1,
      fronts.reduce((sum, { share }) => sum + values[share[side]]!, 0),
    )
  const [ofA, ofD] = [most('attacker'), most('defender')]
  return fronts.map(({ share }) => ({
    attacker: values[share.attacker]! / ofA,
    defender: values[share.defender]! / ofD,
  }))
}

/** What a front weighs among all, by the mean of both sides' parts that are there; these add up to 1. */
export function frontWeights(war: WarSpec, values: Float64Array): readonly number[] {
  if (!war.fronts) return [1]
  const parts = presentOn(war, values).map(({ attacker, defender }) => attacker + defender)
  const all = parts.reduce((sum, part) => sum + part, 0)
  return parts.map((part) => (all > 0 ? part / all : 1 / parts.length))
}

/** Moves the line of a front, as far as its regions leave room. @returns km² taken. */
function move(path: FrontPath, month: number, rate: number, [most, least]: readonly [number, number]): number {
  const line = Math.max(least, Math.min(most, path.line[month - 1]! + rate))
  const taken = line - path.line[month - 1]!
  path.rate[month] = taken
  path.line[month] = line
  return taken
}

/** What all fronts make together. */
function addUp(out: Projection, month: number): void {
  for (const key of ['rate', 'line', 'level', 'driven'] as const)
    out[key][month] = out.fronts.reduce((sum, front) => sum + front[key][month]!, 0)
}

/** A side with fewer men than its floor takes no ground. */
function withinStrength(
  rate: number,
  a: { side: SideParameters; stocks: Stocks },
  d: { side: SideParameters; stocks: Stocks },
): number {
  if (rate > 0 && a.stocks.men < a.side.menFloor) return 0
  if (rate < 0 && d.stocks.men < d.side.menFloor) return 0
  return rate
}

function record(path: SidePath, month: number, stocks: Stocks, fired: number, losses: number): void {
  path.shells[month] = stocks.shells
  path.men[month] = stocks.men
  path.heavy[month] = stocks.heavy
  path.fired[month] = fired
  path.losses[month] = losses
  path.hazard[month] = 0 // until the lottery says otherwise
  path.lost[month] = month === 0 ? 0 : path.lost[month - 1]! + losses
}

function start(out: Projection, war: WarSpec, values: Float64Array, a: Stocks, d: Stocks): void {
  frontsOf(war).forEach((front, f) => {
    const path = out.fronts[f]!
    path.rate[0] = values[front.rate]!
    path.line[0] = 0
    path.level[0] = startingLevel(front, values)
    path.driven[0] = 0
    path.logRatio[0] = 0
  })
  if (war.fronts) addUp(out, 0)
  out.logRatio[0] = 0
  out.logForce[0] = logRatio(a.men, d.men)
  record(out.attacker, 0, a, 0, 0)
  record(out.defender, 0, d, 0, 0)
  out.foothold[0] = war.foothold ? values[war.foothold.area]! : 0
}

/** km² the line of a front can still move forward, and back (negative). */
export function roomToMove(war: WarSpec, values: Float64Array, front = 0): [number, number] {
  let most = 0
  let least = 0
  const regions = war.fronts ? war.regions.filter((region) => (region.front ?? 0) === front) : war.regions
  for (const region of regions) {
    if (values[region.share]! <= 0) continue
    most += Math.max(0, values[region.area]! - values[region.held]!)
    least -= values[region.held]!
  }
  return regions.length > 0 ? [most, least] : [Infinity, -Infinity]
}

/** Inflow of a stock per month: production and all deliveries, as changes so far have left them. */
function inflow(spec: FlowSpec | null, values: Float64Array, shares: readonly Share[]): number {
  if (spec === null) return 0
  let sum = values[spec.production]!
  for (const { from, flow } of spec.deliveries) {
    let share = 1
    for (const one of shares) if (one.giver === from) share *= values[one.share]!
    sum += values[flow]! * share
  }
  return sum
}

/** A side's parameters in a world, per month. A side without shells fires none; one without pieces is not limited by
 *  them. */
export function sideParameters(
  { shells, men, heavy }: SideSpec,
  values: Float64Array,
  shares: readonly Share[] = [],
): SideParameters {
  return {
    shellInflow: inflow(shells, values, shares),
    shellDemand: shells ? values[shells.demand]! : 0,
    keepsShells: shells !== null && shells.stock !== null,
    recruits: inflow(men, values, shares),
    losses: values[men.losses]!,
    lossesPerKm2: values[men.lossesPerKm2]!,
    returning: values[men.returning]!,
    menFloor: values[men.floor]!,
    heavyInflow: inflow(heavy, values, shares),
    heavyPerThousand: heavy ? values[heavy.lossesPerThousand]! : 0,
    roundsPerPiece: heavy ? values[heavy.roundsPerPiece]! : Infinity,
  }
}

/** A side's stocks at the date of the case. */
export function startingStocks({ shells, men, heavy }: SideSpec, values: Float64Array): Stocks {
  return {
    shells: shells && shells.stock !== null ? values[shells.stock]! : 0,
    men: values[men.stock]!,
    heavy: heavy ? values[heavy.stock]! : 0,
  }
}
