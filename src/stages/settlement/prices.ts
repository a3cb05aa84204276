/** Red lines with a price in one month of a world: what crossing some of them costs, and which have to bend to make up
 *  for a loss. */
import type { Burden } from './burdens.ts'
import type { Block } from './block.ts'
import { isAbsolute } from './bars.ts'
import type { Case } from '../../case/types.ts'
import type { Toggles } from './toggles.ts'
import type { World } from '../worlds/draw.ts'

/** Lines of veto players with a price that are not absolute in this world, one bit each. */
export interface Prices {
  readonly lines: readonly { readonly redLine: number; readonly player: number; readonly cost: number }[]
  /** Bits of the lines of each player. */
  readonly own: readonly number[]
  /** What crossing lines costs, those given as bits. */
  costOf(crossed: number): number
  /** The sets of lines that have to bend, and what is left to pay, for a player that loses so much by a package; none
   *  of them contains another.
   *  @param most that can be paid. @param without changes that are not looked at. @returns none where neither would
   *  do. */
  ways(crossed: number, loss: number, most: number, without: bigint): readonly Bend[]
}

export interface Bend {
  /** Changes, as bits of {@link Toggles}. */
  readonly lines: bigint
  /** Points to be paid besides, 0 for none. */
  readonly pays: number
}

/** Lines as bits of a word, with what they cost together and the changes that bend them. */
interface Subset {
  readonly mask: number
  readonly cost: number
  readonly bits: bigint
}

/** A bit a line, in the sign-free part of a 32-bit word. */
const MOST_LINES = 30

/** @param weights what the costs of each burden weigh. @param toggles the changes by which lines bend.
 *  @throws RangeError for more than {@link MOST_LINES} lines with a price. */
export function pricesOf(
  { theCase, world, toggles }: { readonly theCase: Case; readonly world: World; readonly toggles: Toggles },
  burdens: readonly Burden[],
  weights: ArrayLike<number>,
): Prices {
  const lines = burdens.flatMap(({ player, lines: of }, b) =>
    of
      .filter((redLine) => !isAbsolute(world, redLine))
      .map((redLine) => ({ redLine, player, cost: weights[b]! * world.values[theCase.redLines[redLine]!.cost!]! })),
  )
  if (lines.length > MOST_LINES) throw new RangeError(`more than ${MOST_LINES} red lines have a price`)
  const known = new Map<number, readonly Subset[]>()
  const costs = new Map<number, number>()
  const costOf = (crossed: number): number => {
    let cost = costs.get(crossed)
    if (cost === undefined) {
      cost = lines.reduce((sum, line, bit) => ((crossed >> bit) & 1 ? sum + line.cost : sum), 0)
      costs.set(crossed, cost)
    }
    return cost
  }
  const bitsOf = (crossed: number): bigint =>
    lines.reduce((bits, line, bit) => ((crossed >> bit) & 1 ? bits | toggles.redLine.get(line.redLine)! : bits), 0n)
  const subsetsOf = (crossed: number): readonly Subset[] => {
    let subsets = known.get(crossed)
    if (!subsets) {
      const made: Subset[] = []
      for (let part = crossed; ; part = (part - 1) & crossed) {
        made.push({ mask: part, cost: costOf(part), bits: bitsOf(part) })
        if (part === 0) break
      }
      subsets = made.sort((a, b) => bitsIn(a.mask) - bitsIn(b.mask) || a.mask - b.mask)
      known.set(crossed, subsets)
    }
    return subsets
  }
  return {
    lines,
    own: Array.from({ length: theCase.vetoPlayers.length }, (_, player) =>
      lines.reduce((bits, line, bit) => (line.player === player ? bits | (1 << bit) : bits), 0),
    ),
    costOf,
    ways(crossed, loss, most, without) {
      if (loss > costOf(crossed) + most) return []
      const found: (Bend & { readonly mask: number })[] = []
      for (const { mask, cost, bits } of subsetsOf(crossed)) {
        if ((bits & without) !== 0n) continue
        const pays = Math.max(0, loss - cost)
        if (pays > most) continue
        const isLarger = (other: Bend & { readonly mask: number }): boolean =>
          (other.mask & ~mask) === 0 && (other.pays === 0 || pays > 0)
        if (!found.some(isLarger)) found.push({ mask, lines: bits, pays })
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
