/** What a peace is worth under each kind of terms, in one world: worked out when first asked for, since most kinds
 *  never are. */
import { exp } from '../../math/elementary.ts'
import type { World } from '../worlds/draw.ts'
import { hazardAdded } from '../worlds/spoilers.ts'
import type { Spoiler } from '../worlds/spoilers.ts'
import { YEARS, brokenShift, peaceShare, survivalOnGrid } from './discounting.ts'
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
 *  @param world the terms as the world has them, read before `begin`. */
export function peaceTable(
  terms: TermTable | null,
  world: WorldTerms,
  players: number,
  sides: Sides = { attacker: null, defender: null },
): PeaceTable {
  const kinds = terms ? terms.example.length : 1
  const column = (): Float64Array[] => Array.from({ length: players }, () => new Float64Array(kinds))
  const known = new Uint8Array(kinds)
  const curve = new Float64Array(YEARS.length)
  const points = new Float64Array(YEARS.length)
  const now = {
    values: new Float64Array(0),
    spoilers: [] as readonly Spoiler[],
    discount: [] as readonly Float64Array[],
    slopes: [] as readonly Slopes[],
  }
  const table: PeaceTable = {
    hazard: new Float64Array(kinds),
    support: new Float64Array(kinds),
    share: column(),
    shift: column(),
    exposed: column(),
    begin({ values, spoilers }, discount, slopes) {
      Object.assign(now, { values, spoilers, discount, slopes })
      known.fill(0)
    },
    read(kind) {
      if (known[kind] === 1) return
      known[kind] = 1
      if (terms) fill(table, terms, kind)
      else for (const share of table.share) share[kind] = 1
    },
  }
  const fill = (out: PeaceTable, from: TermTable, kind: number): void => {
    const { values, spoilers, discount, slopes } = now
    const example = from.example[kind]!
    const least = world.hazardFiveYears * exp(linearPredictor(from, world, values, example))
    const hazard = spoilers.length > 0 ? least * hazardAdded(spoilers, (issue) => from.option(example, issue)) : least
    const support = supportOf(from, values, example)
    const reach = values[from.spec.reach]!
    survivalOnGrid(world.stillborn, hazard, world.shaped, curve)
    out.hazard[kind] = hazard
    out.support[kind] = support
    const { openingBlow, pause } = from.spec
    const exposed = openingBlow === null ? 0 : values[openingBlow]! * (1 - credibilityOf(from, values, example))
    for (let i = 0; i < players; i++) {
      shiftPoints(points, reach, world.rearmed, support, slopes[i]!)
      let start = pointsOf(-reach * support, slopes[i]!)
      if (i === sides.attacker && pause !== null) {
        const counts = values[pause]!
        if (start > 0) start *= counts
        for (let j = 0; j < points.length; j++) if (points[j]! > 0) points[j]! *= counts
      }
      start += addAfter(from, values, { combination: example, player: i }, points)
      out.share[i]![kind] = peaceShare(curve, world.stillborn, discount[i]!)
      out.exposed[i]![kind] = i === sides.defender ? exposed : 0
      out.shift[i]![kind] = brokenShift(curve, world.stillborn, discount[i]!, start, points)
    }
  }
  return table
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
