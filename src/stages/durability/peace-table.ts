/** What a peace is worth under each kind of terms, in one world: worked out when first asked for, since most kinds
 *  never are. */
import { exp } from '../../math/elementary.ts'
import type { World } from '../worlds/draw.ts'
import { hazardAdded } from '../worlds/spoilers.ts'
import type { Spoiler } from '../worlds/spoilers.ts'
import { YEARS, breakingWeights, meanShifts, peaceShare, survivalOnGrid } from './discounting.ts'
import { addAfter, credibilityOf, linearPredictor, supportOf } from './terms.ts'
import type { TermTable, WorldTerms } from './terms.ts'

/** Columns by kind of terms (`TermTable.kindOf`). Read a kind before its entries. Reused from world to world. */
export interface PeaceTable {
  /** L5·η, the cumulative hazard at five years. */
  readonly hazard: Float64Array
  /** Share of strength that the terms add to the defender in a renewed war. */
  readonly support: Float64Array
  /** A by player: share of the discounted future that is at peace. */
  readonly share: readonly Float64Array[]
  /** C by player: what the shifted balance is worth when the peace breaks, in points. */
  readonly shift: readonly Float64Array[]
  /** How far a renewed war opens with the player's defeat, `π(1 − cred)` for the defender and 0 for all others. */
  readonly exposed: readonly Float64Array[]
  /** Starts a world. @param discount D on the grid of years, by player. @param slopes points per km² ahead of and
   *  behind the line, by player. */
  begin(world: Pick<World, 'values' | 'spoilers'>, discount: readonly Float64Array[], slopes: readonly Slopes[]): void
  /** Fills the entries of a kind. */
  read(kind: number): void
}

export interface Slopes {
  readonly forward: number
  readonly back: number
}

/** Positions among the players, null for none. */
export interface Sides {
  readonly attacker: number | null
  readonly defender: number | null
}

/** @param terms null where the case says nothing of durability: then there is one kind, whose peace holds for good.
 *  @param world the terms as the world has them, read before `begin`. @param mostRows that are kept by class. */
export function peaceTable(
  terms: TermTable | null,
  world: WorldTerms,
  players: number,
  sides: Sides = { attacker: null, defender: null },
  mostRows: number = MOST_ROWS,
): PeaceTable {
  const kinds = terms ? terms.example.length : 1
  const column = (): Float64Array[] => Array.from({ length: players }, () => new Float64Array(kinds))
  const known = new Uint8Array(kinds)
  const now: Now = { values: new Float64Array(0), spoilers: [], discount: [], slopes: [] }
  const curves = terms && newCurves({ terms, world, kept: newRows(terms.hazardOf, mostRows) }, players)
  const balances = terms && newBalances({ terms, world, sides, kept: newRows(terms.balanceOf, mostRows) }, players)
  const table: PeaceTable = {
    hazard: new Float64Array(kinds),
    support: new Float64Array(kinds),
    share: column(),
    shift: column(),
    exposed: column(),
    begin({ values, spoilers }, discount, slopes) {
      Object.assign(now, { values, spoilers, discount, slopes })
      known.fill(0)
      curves?.kept.fill(-1)
      balances?.kept.fill(-1)
    },
    read(kind) {
      if (known[kind] === 1) return
      known[kind] = 1
      if (terms) fill(kind)
      else for (const share of table.share) share[kind] = 1
    },
  }
  const fill = (kind: number): void => {
    const c = curveOf(curves!, now, kind)
    const b = balanceOf(balances!, now, kind)
    table.hazard[kind] = curves!.hazard[c]!
    table.support[kind] = balances!.support[b]!
    for (let i = 0; i < players; i++) {
      table.share[i]![kind] = curves!.share[i]![c]!
      table.exposed[i]![kind] = i === sides.defender ? curves!.exposed[c]! : 0
      table.shift[i]![kind] = shiftOf(curves!.broken[i]!, c, balances!.worth[i]!, b)
    }
  }
  return table
}

/** The world that is begun. */
interface Now {
  readonly values: Float64Array
  readonly spoilers: readonly Spoiler[]
  readonly discount: readonly Float64Array[]
  readonly slopes: readonly Slopes[]
}

/** Years of the grid. */
const GRID: number = YEARS.length

/** Rows that are kept by class, at most: classes that are more take each other's, and are worked out anew. */
const MOST_ROWS = 4096

/** The class that each row holds, -1 for none. */
function newRows(classOf: Int32Array, most: number): Int32Array {
  const classes = classOf.reduce((largest, one) => Math.max(largest, one + 1), 1)
  return new Int32Array(Math.min(most, classes)).fill(-1)
}

/** What hangs on how long a peace lasts alone, by row; by player, then row, and year of the grid. */
interface Curves {
  readonly terms: TermTable
  readonly world: WorldTerms
  readonly kept: Int32Array
  readonly hazard: Float64Array
  readonly exposed: Float64Array
  readonly share: readonly Float64Array[]
  readonly broken: readonly Float64Array[]
  readonly curve: Float64Array
}

function newCurves(of: Pick<Curves, 'terms' | 'world' | 'kept'>, players: number): Curves {
  const { kept } = of
  const column = (length: number) => (): Float64Array => new Float64Array(length)
  return {
    ...of,
    hazard: new Float64Array(kept.length),
    exposed: new Float64Array(kept.length),
    share: Array.from({ length: players }, column(kept.length)),
    broken: Array.from({ length: players }, column(kept.length * GRID)),
    curve: new Float64Array(GRID),
  }
}

/** The row of the curve of a kind, worked out where it is not kept. */
function curveOf(out: Curves, now: Now, kind: number): number {
  const { terms: from, world, kept, curve } = out
  const row = from.hazardOf[kind]! % kept.length
  if (kept[row] === from.hazardOf[kind]!) return row
  kept[row] = from.hazardOf[kind]!
  const { values, spoilers, discount } = now
  const example = from.example[kind]!
  const least = world.hazardFiveYears * exp(linearPredictor(from, world, values, example))
  const hazard = spoilers.length > 0 ? least * hazardAdded(spoilers, (issue) => from.option(example, issue)) : least
  const { openingBlow } = from.spec
  survivalOnGrid(world.stillborn, hazard, world.shaped, curve)
  out.hazard[row] = hazard
  out.exposed[row] = openingBlow === null ? 0 : values[openingBlow]! * (1 - credibilityOf(from, values, example))
  for (let i = 0; i < discount.length; i++) {
    out.share[i]![row] = peaceShare(curve, world.stillborn, discount[i]!)
    breakingWeights(curve, world.stillborn, discount[i]!, out.broken[i]!, row * GRID)
  }
  return row
}

/** What hangs on how the balance shifts alone, by row; by player, then row, and year of the grid. */
interface Balances {
  readonly terms: TermTable
  readonly world: WorldTerms
  readonly sides: Sides
  readonly kept: Int32Array
  readonly support: Float64Array
  readonly worth: readonly Float64Array[]
  readonly points: Float64Array
}

function newBalances(of: Pick<Balances, 'terms' | 'world' | 'sides' | 'kept'>, players: number): Balances {
  const { kept } = of
  return {
    ...of,
    support: new Float64Array(kept.length),
    worth: Array.from({ length: players }, () => new Float64Array(kept.length * GRID)),
    points: new Float64Array(GRID),
  }
}

/** The row of the balance after a kind, worked out where it is not kept. */
function balanceOf(out: Balances, now: Now, kind: number): number {
  const { terms: from, world, sides, kept, points } = out
  const row = from.balanceOf[kind]! % kept.length
  if (kept[row] === from.balanceOf[kind]!) return row
  kept[row] = from.balanceOf[kind]!
  const { values, slopes } = now
  const example = from.example[kind]!
  const support = supportOf(from, values, example)
  const reach = values[from.spec.reach]!
  const { pause } = from.spec
  out.support[row] = support
  for (let i = 0; i < slopes.length; i++) {
    shiftPoints(points, reach, world.rearmed, support, slopes[i]!)
    let start = pointsOf(-reach * support, slopes[i]!)
    if (i === sides.attacker && pause !== null) {
      const counts = values[pause]!
      if (start > 0) start *= counts
      for (let j = 0; j < points.length; j++) if (points[j]! > 0) points[j]! *= counts
    }
    start += addAfter(from, values, { combination: example, player: i }, points)
    meanShifts(start, points, out.worth[i]!, row * GRID)
  }
  return row
}

/** C, as `brokenShift` has it. */
function shiftOf(broken: Float64Array, c: number, worth: Float64Array, b: number): number {
  let sum = 0
  const [x, y] = [c * GRID, b * GRID]
  for (let j = 0; j < GRID; j++) sum += broken[x + j]! * worth[y + j]!
  return sum
}

/** Δ_j: the attacker's rearming by year j less the support, in km² by `reach`, in points by the player's slope of the
 *  line. */
function shiftPoints(out: Float64Array, reach: number, rearmed: Float64Array, support: number, slopes: Slopes): void {
  for (let j = 0; j < out.length; j++) out[j] = pointsOf(reach * (rearmed[j]! - support), slopes)
}

/** What a line that lies so much further is worth. @param km2 positive is towards the defender. */
export function pointsOf(km2: number, { forward, back }: Slopes): number {
  return km2 * (km2 > 0 ? forward : back)
}
