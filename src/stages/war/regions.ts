/** Which regions an advance falls on. */

/** Room and share of a region, by index. */
export interface RegionTable {
  readonly area: ArrayLike<number>
  readonly held: ArrayLike<number>
  readonly share: ArrayLike<number>
}

/** km² the attacker holds in each region once the line has moved by `line` km² in all: the move is spread in proportion
 *  to the shares, and what a full (or emptied) region cannot take goes to the others in the same proportion.
 *  @returns by region, within [0, area]; their sum moves by `line` unless every region with a share is full. */
export function heldByRegion(table: RegionTable, line: number): Float64Array {
  const held = Float64Array.from(table.held)
  let left = line
  for (let round = 0; round < held.length && left !== 0; round++) {
    const open = openShare(table, held, left)
    if (open <= 0) break
    let placed = 0
    for (let r = 0; r < held.length; r++) {
      const room = left > 0 ? table.area[r]! - held[r]! : -held[r]!
      const part = (left * table.share[r]!) / open
      const move = left > 0 ? Math.min(room, part) : Math.max(room, part)
      if (table.share[r]! <= 0) continue
      held[r] = held[r]! + move
      placed += move
    }
    left -= placed
    if (Math.abs(left) < 1e-9) break
  }
  return held
}

function openShare(table: RegionTable, held: Float64Array, direction: number): number {
  let sum = 0
  for (let r = 0; r < held.length; r++) {
    const room = direction > 0 ? table.area[r]! - held[r]! : held[r]!
    if (room > 0) sum += Math.max(0, table.share[r]!)
  }
  return sum
}
