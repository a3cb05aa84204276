/** The projection: the path of the war in one world if no deal is made. */
import type { SideSpec, StockSpec, WarSpec } from '../../case/types.ts'
import { fillStudent5, seedOf, streamOf } from '../../math/philox.ts'
import type { World } from '../worlds/draw.ts'
import { logFireRatio, nextRate } from './front.ts'
import type { FrontParameters } from './front.ts'
import { bleed, fire } from './stocks.ts'
import type { SideParameters, Stocks } from './stocks.ts'

/** State of one side by month; index 0 is the date of the case. */
export interface SidePath {
  readonly shells: Float64Array
  readonly men: Float64Array
  readonly heavy: Float64Array
  /** Rounds fired in the month. */
  readonly fired: Float64Array
  /** Casualties in the month. */
  readonly losses: Float64Array
}

/** The path of a war by month 0 … months. Arrays are reused from world to world. */
export interface Projection {
  readonly months: number
  /** Advance in the month, km², positive for the attacker. */
  readonly rate: Float64Array
  /** km² the line has moved since the date of the case. */
  readonly line: Float64Array
  /** ln of the attacker's rounds over the defender's. */
  readonly logRatio: Float64Array
  readonly attacker: SidePath
  readonly defender: SidePath
  /** Area of the foothold, km²; zeros where there is none. */
  readonly foothold: Float64Array
}

export function newProjection(months: number): Projection {
  const path = (): Float64Array => new Float64Array(months + 1)
  const side = (): SidePath => ({ shells: path(), men: path(), heavy: path(), fired: path(), losses: path() })
  return { months, rate: path(), line: path(), logRatio: path(), attacker: side(), defender: side(), foothold: path() }
}

/** Returns the function that projects a world: shocks come from the stream `war/front` of the world, whatever the scenario.
 *  Source: system-dynamics stocks and flows (Sterman 2000, ch. 6) under the front model of `front.ts`. */
export function projector(war: WarSpec, seedNumber: number): (world: World, out: Projection) => void {
  const seed = seedOf(seedNumber)
  const stream = streamOf('war/front')
  const shocks = new Float64Array(war.months)
  return (world, out) => {
    const { values } = world
    fillStudent5(shocks, seed, stream, world.index)
    const front = frontParameters(war, values)
    const [most, least] = roomToMove(war, values)
    const a = { side: sideParameters(war.attacker, values), stocks: startingStocks(war.attacker, values) }
    const d = { side: sideParameters(war.defender, values), stocks: startingStocks(war.defender, values) }
    start(out, war, values, a.stocks, d.stocks)
    let rate = out.rate[0]!
    for (let month = 1; month <= war.months; month++) {
      const firedA = fire(a.side, a.stocks)
      const firedD = fire(d.side, d.stocks)
      const logRatio = logFireRatio(firedA, firedD)
      rate = withinStrength(nextRate(front, rate, logRatio, shocks[month - 1]!), a, d)
      const line = Math.max(least, Math.min(most, out.line[month - 1]! + rate))
      const taken = line - out.line[month - 1]!
      out.rate[month] = taken
      out.line[month] = line
      out.logRatio[month] = logRatio
      record(out.attacker, month, a.stocks, firedA, bleed(a.side, a.stocks, taken))
      record(out.defender, month, d.stocks, firedD, bleed(d.side, d.stocks, -taken))
      if (war.foothold) out.foothold[month] = out.foothold[month - 1]! * (1 - values[war.foothold.lostPerMonth]!)
    }
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
}

function start(out: Projection, war: WarSpec, values: Float64Array, a: Stocks, d: Stocks): void {
  out.rate[0] = values[war.front.rate]!
  out.line[0] = 0
  record(out.attacker, 0, a, 0, 0)
  record(out.defender, 0, d, 0, 0)
  out.foothold[0] = war.foothold ? values[war.foothold.area]! : 0
}

/** The front's parameters in a world. */
export function frontParameters(war: WarSpec, values: Float64Array): FrontParameters {
  const { fade, shock, level, pull, neutral } = war.front
  return {
    fade: values[fade]!,
    shock: values[shock]!,
    level: values[level]!,
    pull: values[pull]!,
    neutral: values[neutral]!,
  }
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

/** Inflow of a stock per month: production and all deliveries. */
function inflow(spec: StockSpec, values: Float64Array): number {
  let sum = values[spec.production]!
  for (const delivery of spec.deliveries) sum += values[delivery.flow]!
  return sum
}

/** A side's parameters in a world, per month. */
export function sideParameters(side: SideSpec, values: Float64Array): SideParameters {
  return {
    shellInflow: inflow(side.shells, values),
    shellDemand: values[side.shells.demand]!,
    recruits: inflow(side.men, values),
    losses: values[side.men.losses]!,
    lossesPerKm2: values[side.men.lossesPerKm2]!,
    returning: values[side.men.returning]!,
    menFloor: values[side.men.floor]!,
    heavyInflow: inflow(side.heavy, values),
    heavyPerThousand: values[side.heavy.lossesPerThousand]!,
    roundsPerPiece: values[side.heavy.roundsPerPiece]!,
  }
}

/** A side's stocks at the date of the case. */
export function startingStocks(side: SideSpec, values: Float64Array): Stocks {
  return { shells: values[side.shells.stock]!, men: values[side.men.stock]!, heavy: values[side.heavy.stock]! }
}
