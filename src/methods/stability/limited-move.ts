import type { Moves } from './moves.ts'
import type { StableStates } from './game.ts'
import { othersOf } from './game.ts'

/** Limited-move stability of horizon h (Kilgour 1985; Fang, Hipel & Kilgour 1993, §3.3).
 *
 *  G[h](i, s)  the state that i expects to come of s if i may act there and h moves are left; G[0](i, s) = s
 *  W[h](i, q)  what i expects of q after its own move there: the worst for i of G[h](k, q) over the others k
 *
 *  i leaves s for the best W[h − 1](i, q) over q in R(s) if that is better for i than s, and stays otherwise; s is
 *  stable for i if it stays. With two decision makers that is the published definition; with more, i reckons with
 *  whichever of the others does it the most harm by acting next. Among equals the state of the lowest number counts. */
export function limitedMoveStable(
  moves: readonly Moves[],
  ranks: readonly Uint32Array[],
  horizon: number,
): StableStates[] {
  if (!Number.isInteger(horizon) || horizon < 1) throw new RangeError('a horizon has to be a whole number from 1')
  const states = moves[0]!.states
  let expected: Uint32Array[] = moves.map(() => Uint32Array.from({ length: states }, (_, s) => s))
  // Expectations follow from those of the horizon before, so that they go round once one comes back: Brent 1980,
  // BIT 20.
  let [seen, seenAt, last] = [expected, 0, horizon]
  for (let h = 1; h <= last; h++) {
    const before = expected
    expected = moves.map((own, i) => {
      const others = othersOf(moves.length, i).map((k) => before[k]!)
      return foresee(own, ranks[i]!, worstOf(others, ranks[i]!, states))
    })
    if (isSame(expected, seen)) last = h + ((last - h) % (h - seenAt))
    else if (h >= 2 * seenAt) [seen, seenAt] = [expected, h]
  }
  return expected.map((own) => Uint8Array.from(own, (end, s) => (end === s ? 1 : 0)))
}

function isSame(a: readonly Uint32Array[], b: readonly Uint32Array[]): boolean {
  return a.every((own, i) => own.every((end, s) => end === b[i]![s]))
}

/** For each state the worst for the decision maker of what the others make of it. */
function worstOf(others: readonly Uint32Array[], rank: Uint32Array, states: number): Uint32Array {
  const worst = Uint32Array.from({ length: states }, (_, s) => others[0]?.[s] ?? s)
  for (const ends of others.slice(1)) {
    for (let s = 0; s < states; s++) {
      const end = ends[s]!
      const least = worst[s]!
      if (rank[end]! < rank[least]! || (rank[end] === rank[least] && end < least)) worst[s] = end
    }
  }
  return worst
}

/** Where the decision maker expects to end from each state, given what comes of each state that it can go to. */
function foresee(moves: Moves, rank: Uint32Array, comesOf: Uint32Array): Uint32Array {
  const { states, cell, first, members, firstExit, exits } = moves
  const beats = (q: number, other: number): boolean =>
    other < 0 ||
    rank[comesOf[q]!]! > rank[comesOf[other]!]! ||
    (rank[comesOf[q]!] === rank[comesOf[other]!] && q < other)
  const cells = first.length - 1
  const best = new Int32Array(cells).fill(-1)
  const second = new Int32Array(cells).fill(-1)
  for (let c = 0; c < cells; c++) {
    for (let k = first[c]!; k < first[c + 1]!; k++) {
      const q = members[k]!
      if (beats(q, best[c]!)) {
        second[c] = best[c]!
        best[c] = q
      } else if (beats(q, second[c]!)) second[c] = q
    }
  }
  return Uint32Array.from({ length: states }, (_, s) => {
    let to = -1
    for (let e = firstExit[cell[s]!]!; e < firstExit[cell[s]! + 1]!; e++) {
      const c = exits[e]!
      const q = best[c] === s ? second[c]! : best[c]!
      if (q >= 0 && beats(q, to)) to = q
    }
    return to >= 0 && rank[comesOf[to]!]! > rank[s]! ? comesOf[to]! : s
  })
}
