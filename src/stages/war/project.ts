/** The projection: the path of the war in one world if no deal is made. */
import type { Share } from '../../case/dated-change.ts'
import type { FlowSpec, SideSpec, WarSpec } from '../../case/types.ts'
import { fillNormals, fillStudent5, seedOf, streamOf } from '../../math/philox.ts'
import type { Epoch } from '../worlds/courses.ts'
import type { World } from '../worlds/draw.ts'
import { drivenRate, frontParameters, logRatio, nextLevel, startingLevel } from './front.ts'
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

/** The path of a war by month 0 … months. Arrays are reused from world to world. */
export interface Projection {
  readonly months: number
  /** Advance in the month, km², positive for the attacker. */
  readonly rate: Float64Array
  /** km² the line has moved since the date of the case. */
  readonly line: Float64Array
  /** Level of the advance, km² a month, and what fire and force add to it: without noise, without bounds. */
  readonly level: Float64Array
  readonly driven: Float64Array
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
    rate: path(),
    line: path(),
    level: path(),
    driven: path(),
    hasFire: war.attacker.shells !== null && war.defender.shells !== null,
    logRatio: path(),
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
 *  months' noise from `war/front/noise`, whatever the scenario.
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
  const ofLevel = streamOf('war/front')
  const ofNoise = streamOf('war/front/noise')
  const shocks = new Float64Array(war.months)
  const noise = new Float64Array(war.months)
  const lottery = breakLottery(war, seed)
  return (world, epochs, out) => {
    let { values } = world
    let front = frontParameters(war.front, values)
    if (front.heavyTails) fillStudent5(shocks, seed, ofLevel, world.index)
    else fillNormals(shocks, seed, ofLevel, world.index)
    if (front.noise > 0) fillNormals(noise, seed, ofNoise, world.index)
    const [most, least] = roomToMove(war, values)
    const a = { side: sideParameters(war.attacker, values), stocks: startingStocks(war.attacker, values) }
    const d = { side: sideParameters(war.defender, values), stocks: startingStocks(war.defender, values) }
    start(out, war, values, a.stocks, d.stocks)
    for (let month = 1; month <= war.months; month++) {
      const epoch = epochs.find(({ from }) => from === month)
      if (epoch) {
        values = epoch.world.values
        front = frontParameters(war.front, values)
        a.side = sideParameters(war.attacker, values, epoch.shares)
        d.side = sideParameters(war.defender, values, epoch.shares)
      }
      const firedA = fire(a.side, a.stocks)
      const firedD = fire(d.side, d.stocks)
      const logFire = out.hasFire ? logRatio(firedA, firedD) : 0
      const logForce = logRatio(a.stocks.men, d.stocks.men)
      const level = nextLevel(front, out.level[month - 1]!, shocks[month - 1]!)
      const driven = drivenRate(front, out.hasFire ? logFire : front.logFireAtDate, logForce)
      const rate = withinStrength(level + driven + front.noise * noise[month - 1]!, a, d)
      const line = Math.max(least, Math.min(most, out.line[month - 1]! + rate))
      const taken = line - out.line[month - 1]!
      out.rate[month] = taken
      out.line[month] = line
      out.level[month] = level
      out.driven[month] = driven
      out.logRatio[month] = logFire
      out.logForce[month] = logForce
      record(out.attacker, month, a.stocks, firedA, bleed(a.side, a.stocks, taken))
      record(out.defender, month, d.stocks, firedD, bleed(d.side, d.stocks, -taken))
      out.foothold[month] = war.foothold ? out.foothold[month - 1]! * (1 - values[war.foothold.lostPerMonth]!) : 0
    }
    lottery?.(world, epochs, out)
  }
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
  out.rate[0] = values[war.front.rate]!
  out.line[0] = 0
  out.level[0] = startingLevel(war.front, values)
  out.logRatio[0] = 0
  out.logForce[0] = logRatio(a.men, d.men)
  record(out.attacker, 0, a, 0, 0)
  record(out.defender, 0, d, 0, 0)
  out.foothold[0] = war.foothold ? values[war.foothold.area]! : 0
}

/** km² the line can still move forward, and back (negative). */
export function roomToMove(war: WarSpec, values: Float64Array): [number, number] {
  let most = 0
  let least = 0
  for (const region of war.regions) {
    if (values[region.share]! <= 0) continue
    most += Math.max(0, values[region.area]! - values[region.held]!)
    least -= values[region.held]!
  }
  return war.regions.length > 0 ? [most, least] : [Infinity, -Infinity]
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
