/** The zone of possible agreement of one world: whether any package beats no deal for every veto player, and which one maximises the Nash product.
 *  u is points, A the discounted share of time that the peace holds, C what a shifted balance is worth when it breaks,
 *  W the no-deal value, κ the cost of walking away. A deal is acceptable where `A u + (1 − A) W + C ≥ W − κ`, that is `u ≥ W − (C + κ)/A`. */
import { log } from '../../math/elementary.ts'
import type { Rest } from './rest.ts'

/** What is left of the space in a world. Core combinations bear on durability; rest entries do not, and come in two lists:
 *  `rest[1]` moves with the line of contact, `rest[0]` does not. */
export interface Space {
  readonly players: number
  /** Core combinations left. */
  count: number
  readonly core: Int32Array
  /** 1 where the core combination itself moves with the line of contact, by position in `core`. */
  readonly coreMoves: Uint8Array
  /** `u_core + (C + κ)/A` by player, then position in `core`. */
  readonly credit: readonly Float64Array[]
  /** A by player, then position in `core`. */
  readonly peace: readonly Float64Array[]
  rest: readonly Rest[]
  /** Largest points of each rest list by player. */
  ideal: readonly Float64Array[]
}

export interface NashDeal {
  /** Position in `core`, list and entry of the rest; −1 where no package is acceptable. */
  position: number
  list: number
  entry: number
  objective: number
}

/** Position in `core` of a combination that some acceptable package takes, or −1.
 *  @param noDeal W by player. @param moved points that the line of contact has earned each player since the date of the case.
 *  @param hint a position to try first. */
export function findAcceptable(space: Space, noDeal: Float64Array, moved: Float64Array, hint: number): number {
  if (hint >= 0 && hint < space.count && accepts(space, hint, noDeal, moved)) return hint
  for (let position = 0; position < space.count; position++)
    if (accepts(space, position, noDeal, moved)) return position
  return -1
}

function accepts(space: Space, position: number, noDeal: Float64Array, moved: Float64Array): boolean {
  for (let list = 0; list < space.rest.length; list++) {
    const moves = space.coreMoves[position]! + list
    if (!withinIdeal(space, position, list, moves, noDeal, moved)) continue
    const { points, parts } = space.rest[list]!
    for (let k = 0; k < parts.length; k++) {
      let i = 0
      while (i < space.players && points[i]![k]! + moves * moved[i]! + space.credit[i]![position]! >= noDeal[i]!) i++
      if (i === space.players) return true
    }
  }
  return false
}

function withinIdeal(
  space: Space,
  position: number,
  list: number,
  moves: number,
  noDeal: Float64Array,
  moved: Float64Array,
): boolean {
  for (let i = 0; i < space.players; i++) {
    if (space.ideal[list]![i]! + moves * moved[i]! + space.credit[i]![position]! < noDeal[i]!) return false
  }
  return true
}

/** The acceptable package with the largest weighted Nash product `Π gain_i^{w_i}` over the veto players, gain_i = V_i − (W_i − κ_i).
 *  Ties go to the first in order. Source: Nash 1950, Econometrica 18; weights as in Harsanyi & Selten 1972, Management Science 18. */
export function nashDeal(
  space: Space,
  noDeal: Float64Array,
  moved: Float64Array,
  weights: Float64Array | null,
): NashDeal {
  const best: NashDeal = { position: -1, list: -1, entry: -1, objective: -Infinity }
  const gain = new Float64Array(space.players)
  for (let position = 0; position < space.count; position++) {
    for (let list = 0; list < space.rest.length; list++) {
      const moves = space.coreMoves[position]! + list
      if (!withinIdeal(space, position, list, moves, noDeal, moved)) continue
      const { points, parts } = space.rest[list]!
      for (let k = 0; k < parts.length; k++) {
        let isAcceptable = true
        for (let i = 0; i < space.players; i++) {
          gain[i] =
            (points[i]![k]! + moves * moved[i]! + space.credit[i]![position]! - noDeal[i]!) * space.peace[i]![position]!
          isAcceptable &&= gain[i]! >= 0
        }
        if (!isAcceptable) continue
        const objective = nashProduct(gain, weights)
        // The first acceptable package stands even where somebody gains just nothing, so that its product is the least there is.
        if (best.position < 0 || objective > best.objective)
          Object.assign(best, { position, list, entry: k, objective })
      }
    }
  }
  return best
}

/** `Π g_i`, or `Σ w_i ln g_i` where weights are given; −∞ where somebody loses. A weight of 0 is that of nobody. */
export function nashProduct(gain: Float64Array, weights: Float64Array | null): number {
  let product = 1
  let sum = 0
  for (let i = 0; i < gain.length; i++) {
    if (gain[i]! < 0) return -Infinity
    product *= gain[i]!
    if (weights && weights[i]! > 0) sum += weights[i]! * log(gain[i]!)
  }
  return weights ? sum : product
}
