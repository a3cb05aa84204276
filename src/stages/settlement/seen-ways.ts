/** What a search for ways has seen, so that what can bring nothing further is passed over at once. */

/** Bits to a word of a set. */
const WORD = 30

/** Sets of changes, those alone that contain no other: whatever has one of them for a proper part asks for more than a
 *  set already known. */
export interface KnownSets {
  readonly has: (set: bigint) => boolean
  readonly add: (set: bigint) => void
  /** Whether a known set is a proper part of this one. */
  readonly partOf: (set: bigint) => boolean
}

/** @param changes bits that a set can have. */
export function knownSets(changes: number): KnownSets {
  const words = Math.max(1, Math.ceil(changes / WORD))
  const all = new Set<bigint>()
  const scratch = new Int32Array(words)
  /** Word by word, set after set. */
  let least: number[] = []
  const split = (set: bigint): void => {
    for (let w = 0, rest = set; w < words; w++, rest >>= BigInt(WORD)) scratch[w] = Number(BigInt.asUintN(WORD, rest))
  }
  /** Whether the known set that begins there is a part of the scratch, and whether they are one. */
  const isPart = (at: number): boolean => {
    for (let w = 0; w < words; w++) if ((least[at + w]! & ~scratch[w]!) !== 0) return false
    return true
  }
  const isWhole = (at: number): boolean => {
    for (let w = 0; w < words; w++) if ((scratch[w]! & ~least[at + w]!) !== 0) return false
    return true
  }
  const hasPart = (set: bigint): boolean => {
    split(set)
    for (let at = 0; at < least.length; at += words) if (isPart(at) && !isWhole(at)) return true
    return false
  }
  return {
    has: (set) => all.has(set),
    add(set) {
      all.add(set)
      if (hasPart(set)) return
      const kept: number[] = []
      for (let at = 0; at < least.length; at += words)
        if (!isWhole(at)) for (let w = 0; w < words; w++) kept.push(least[at + w]!)
      least = [...kept, ...scratch]
    },
    partOf: hasPart,
  }
}

/** Packages seen under the same labels: by entry, the lines that its losers cross and then, by player, the gain before
 *  these are paid for, infinite for who does not lose. */
export type SeenPackages = number[]

export interface Asked {
  /** Lines of the losers that a package crosses, as bits. */
  readonly crossed: number
  /** Gains before these are paid for, by player; infinite for who does not lose. */
  readonly before: Float64Array
}

/** Whether a package seen asks no loser for more, under labels that ask for no more either: its losers cross no other
 *  lines, and gain at least as much before they are paid for. Every set that would do for this one, that one's or a
 *  part of it does, for no greater payment. Notes this one where none is.
 *  @param seen by label. @param easier labels that ask for no more than this one, itself among them. */
export function isNoBetter(
  seen: readonly SeenPackages[],
  easier: readonly number[],
  label: number,
  { crossed, before }: Asked,
): boolean {
  const size = before.length + 1
  for (const which of easier) {
    const packages = seen[which]!
    for (let at = 0; at < packages.length; at += size) {
      if ((packages[at]! & ~crossed) !== 0) continue
      let i = 0
      while (i < before.length && packages[at + 1 + i]! >= before[i]!) i++
      if (i === before.length) return true
    }
  }
  seen[label]!.push(crossed, ...before)
  return false
}
