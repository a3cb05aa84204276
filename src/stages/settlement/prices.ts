/** Red lines with a price in one month of a world: what crossing some of them costs, and which have to bend to make up for a loss. */
import type { Burden } from './burdens.ts'
import type { Block } from './block.ts'
import { isAbsolute } from './bars.ts'
import type { Case } from '../../case/types.ts'
import type { World } from '../worlds/draw.ts'

/** Lines of veto players with a price that are not absolute in this world, one bit each. */
export interface Prices {
  readonly lines: readonly { readonly redLine: number; readonly player: number; readonly cost: number }[]
  /** Bits of the lines of each player. */
  readonly own: readonly number[]
  /** What crossing lines costs, those given as bits. */
  costOf(crossed: number): number
  /** The sets of lines that have to bend, and what is left to pay, for a player that loses so much by a package; none of them contains another.
   *  @param most that can be paid. @returns none where neither would do. */
  ways(crossed: number, loss: number, most: number): readonly Bend[]
}

export interface Bend {
  readonly lines: number
  /** Points to be paid besides, 0 for none. */
  readonly pays: number
}

/** A bit a line, in the sign-free part of a 32-bit word. */
const MOST_LINES = 30

/** @param weights what the costs of each burden weigh. @throws RangeError for more than {@link MOST_LINES} lines with a price. */
export function pricesOf(theCase: Case, world: World, burdens: readonly Burden[], weights: ArrayLike<number>): Prices {
  const lines = burdens.flatMap(({ player, lines: of }, b) =>
    of
      .filter((redLine) => !isAbsolute(world, redLine))
      .map((redLine) => ({ redLine, player, cost: weights[b]! * world.values[theCase.redLines[redLine]!.cost!]! })),
  )
  if (lines.length > MOST_LINES) throw new RangeError(`more than ${MOST_LINES} red lines have a price`)
  const costs = new Map<number, number>([[0, 0]])
  const subsets = new Map<number, readonly { readonly lines: number; readonly cost: number }[]>()
  const costOf = (crossed: number): number => {
    const known = costs.get(crossed)
    if (known !== undefined) return known
    const cost = lines.reduce((sum, line, bit) => ((crossed >> bit) & 1 ? sum + line.cost : sum), 0)
    costs.set(crossed, cost)
    return cost
  }
  const subsetsOf = (crossed: number): readonly { readonly lines: number; readonly cost: number }[] => {
    const known = subsets.get(crossed)
    if (known) return known
    const made: { lines: number; cost: number }[] = []
    for (let part = crossed; ; part = (part - 1) & crossed) {
      made.push({ lines: part, cost: costOf(part) })
      if (part === 0) break
    }
    made.sort((a, b) => bitsIn(a.lines) - bitsIn(b.lines) || a.lines - b.lines)
    subsets.set(crossed, made)
    return made
  }
  return {
    lines,
    own: Array.from({ length: theCase.vetoPlayers.length }, (_, player) =>
      lines.reduce((bits, line, bit) => (line.player === player ? bits | (1 << bit) : bits), 0),
    ),
    costOf,
    ways(crossed, loss, most) {
      if (loss > costOf(crossed) + most) return []
      const found: Bend[] = []
      for (const { lines: part, cost } of subsetsOf(crossed)) {
        const pays = Math.max(0, loss - cost)
        if (pays > most) continue
        const isLarger = (other: Bend): boolean => (other.lines & ~part) === 0 && (other.pays === 0 || pays > 0)
        if (!found.some(isLarger)) found.push({ lines: part, pays })
      }
      return found
    },
  }
}

function bitsIn(mask: number): number {
  let count = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++
  return count
}

/** By combination of a block: the lines that it crosses, as bits. */
export function crossedBy({ lines }: Prices, block: Block): Int32Array {
  const crossed = new Int32Array(block.count)
  for (const { redLine, rejects } of block.priced) {
    const bit = lines.findIndex((line) => line.redLine === redLine)
    if (bit >= 0) for (const c of rejects) crossed[c]! |= 1 << bit
  }
  return crossed
}
