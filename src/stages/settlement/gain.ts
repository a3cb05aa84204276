/** What a deal leaves a veto player over walking away: the one place where gains are worked out. `g = A(u − W + κ) + C
 *  − (1 − A)·π(1 − cred)·max(0, W − u broken) − Σ e·cost`: u is points, A the discounted share of time that the peace
 *  holds, C what a shifted balance is worth when it breaks, W the no-deal value, κ the cost of walking away, π(1 −
 *  cred) how far a renewed war opens with the player's defeat, and last what its own red lines cost it that the terms
 *  cross. */
import { earned } from './moves.ts'
import type { Space } from './space.ts'

/** What the terms are worth once the peace may break, `V = A u + (1 − A) W + C − (1 − A)·exposed·loss`. Source:
 *  ARCHITECTURE.md, Worth of a deal. */
export function valueOf(
  peace: { readonly share: number; readonly shift: number; readonly exposed: number },
  worth: { readonly points: number; readonly noDeal: number; readonly loss: number },
): number {
  const { share, shift, exposed } = peace
  const { points, noDeal, loss } = worth
  return share * points + (1 - share) * noDeal + shift - (1 - share) * exposed * loss
}

/** g from the margin V − W. Walking away costs only in so far as the peace would have held. @param cost of the own red
 *  lines crossed. */
export function gainOf(margin: number, share: number, walkAway: number, cost: number): number {
  return margin + share * walkAway - cost
}

/** What gains hang on besides the package, in one month. By player but for `weights`. */
export interface Circumstances {
  readonly noDeal: ArrayLike<number>
  /** What the player would lose were its war effort broken, `max(0, W − u broken)`. */
  readonly loss: ArrayLike<number>
  readonly walkAway: ArrayLike<number>
  /** Points that the move of the line of contact has earned it, by territory issue, then player. */
  readonly moved: ArrayLike<number>
  /** What the costs of each burden weigh, by burden. */
  readonly weights: ArrayLike<number>
  /** Whether every promise is believed: the peace holds for good, and nothing shifts. */
  readonly believed: boolean
  /** What else a combination of the first block brings it, by player: what may follow, less what stands without it.
   *  Left out where a deal is the whole of it. */
  readonly beside?: readonly Float64Array[] | null
}

/** The gains of a space in some circumstances, asked for row by row. */
export interface Gains extends Circumstances {
  readonly space: Space
}

/** The gains of a space. All are made here, and so of one shape: they are read for every package of every month, and
 *  shapes that differ make each of these reads dearer. */
export function gainsOver(space: Space, of: Circumstances): Gains {
  const { noDeal, loss, walkAway, moved, weights, believed, beside = null } = of
  return { noDeal, loss, walkAway, moved, weights, believed, beside, space }
}

/** The gains of one core combination with one list of the rest: `g_i = chance·(offset_i + scale_i·(points of the entry)
 *  − what the entry crosses)`, the chance being that a package which is signed comes into force, and the offset less
 *  what a failed vote is expected to cost, per that chance. Reused from row to row. */
export interface Row {
  readonly offset: Float64Array
  readonly scale: Float64Array
  chance: number
  points: readonly Float64Array[]
  costs: readonly Float64Array[]
  weights: ArrayLike<number>
  /** Burdens by player. */
  own: readonly (readonly number[])[]
}

export function newRow(players: number): Row {
  const column = (): Float64Array => new Float64Array(players)
  return { offset: column(), scale: column(), chance: 1, points: [], costs: [], weights: [], own: [] }
}

/** @param position in the core. @param list of the rest. */
export function openRow(row: Row, gains: Gains, position: number, list: number): void {
  const { space, noDeal, loss, walkAway, moved, weights, believed, beside } = gains
  const moves = space.coreMoves[position]! + list
  const rest = space.rest[list]!
  const { prospects } = space
  row.chance = prospects ? prospects.chance[position]! : 1
  for (let i = 0; i < space.players; i++) {
    const share = believed ? 1 : space.peace[i]![position]!
    const points = space.points[i]![position]! + earned(moved, space.players, i, moves)
    let offset = share * (points - noDeal[i]! + walkAway[i]!)
    if (!believed) offset += space.shift[i]![position]! - (1 - share) * space.exposed[i]![position]! * loss[i]!
    const own = space.burdensOf[i]!
    for (let n = 0; n < own.length; n++) offset -= weights[own[n]!]! * space.costs[own[n]!]![position]!
    if (prospects) offset -= prospects.risk[i]![position]!
    if (beside) offset += beside[i]![space.core[position]!]!
    row.offset[i] = offset
    row.scale[i] = share
  }
  row.points = rest.points
  row.costs = rest.costs
  row.weights = weights
  row.own = space.burdensOf
}

/** g of a player for an entry of the row. */
export function gainAt(row: Row, player: number, entry: number): number {
  let gain = row.offset[player]! + row.scale[player]! * row.points[player]![entry]!
  const own = row.own[player]!
  for (let n = 0; n < own.length; n++) gain -= row.weights[own[n]!]! * row.costs[own[n]!]![entry]!
  return row.chance * gain
}

/** The most that g of a player can be in the row. @param ideal its largest points in the list. */
export function mostGain(row: Row, player: number, ideal: number): number {
  return row.chance * (row.offset[player]! + row.scale[player]! * ideal)
}

/** A bound on the least gain of any entry of the row: the least of what each player's best, apart, would bring it. */
export function boundOf(row: Row, ideal: Float64Array): number {
  let bound = Infinity
  for (let i = 0; i < ideal.length; i++) {
    const most = mostGain(row, i, ideal[i]!)
    if (most < bound) bound = most
  }
  return bound
}
