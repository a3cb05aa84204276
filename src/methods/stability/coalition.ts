import { bitMatrix, setBit } from './bit-matrix.ts'
import type { BitMatrix } from './bit-matrix.ts'
import type { Game, StableStates } from './game.ts'
import { groupReach } from './group-reach.ts'

/** Coalition stability of every state for the coalition H.
 *
 *  CI_H(s)  coalition improvements: states that H brings about from s by legal sequences and that every member prefers
 *  CNash    there is none (Kilgour, Hipel, Fang & Peng 2001)
 *  CGMR     each, s1, meets an s2 that the others bring about by legal sequences and that some member does not prefer
 *           to s
 *  CSMR     and from s2 the coalition brings about no s3 that every member prefers to s
 *  CSEQ     as CGMR, where the others respond by legal sequences of coalition improvements of their own coalitions
 *  CSSEQ    as CSMR, likewise (Inohara & Hipel 2008 for the responses) */
export interface CoalitionStable {
  readonly nash: StableStates
  readonly gmr: StableStates
  readonly smr: StableStates
  readonly seq: StableStates
  readonly sseq: StableStates
}

/** What is known of a coalition, from every state; a row a state, a bit a state. */
interface Power {
  readonly members: readonly number[]
  /** R_H(s). */
  readonly reach: BitMatrix
  /** States that every member prefers to s. */
  readonly better: BitMatrix
  /** CI_H(s): both. */
  readonly improvements: BitMatrix
}

/** Words to look at beyond which coalitions are not computed: seconds. */
export const MOST_COALITION_WORK = 3e9

/** About how many words {@link coalitionStable} looks at for all coalitions: the cube of the states, 32 at a time, for
 *  each coalition and each that may respond to it. */
export function coalitionWork({ states, moves }: Game): number {
  return ((states * states * states) / 32) * moves.reduce((product) => 3 * product, 1)
}

/** Coalition stability for each of `coalitions` (lists of decision makers).
 *  @throws RangeError above {@link MOST_COALITION_WORK}. */
export function coalitionStable(game: Game, coalitions: readonly (readonly number[])[]): CoalitionStable[] {
  if (coalitionWork(game) > MOST_COALITION_WORK) throw new RangeError('too many states for coalitions')
  const powers = new Map<number, Power>()
  const powerOf = (members: readonly number[]): Power => {
    const key = maskOf(members)
    const known = powers.get(key) ?? power(game, members)
    powers.set(key, known)
    return known
  }
  const none = bitMatrix(game.states)
  const everybody = game.moves.map((_, i) => i)
  return coalitions.map((members) => {
    const others = everybody.filter((i) => !members.includes(i))
    const any = others.length === 0 ? none : powerOf(others).reach
    const credible = others.length === 0 ? none : credibleReach(game.states, coalitionsOf(others).map(powerOf))
    return judge(powerOf(members), any, credible)
  })
}

/** All coalitions of `members` that are not empty, small ones first. */
export function coalitionsOf(members: readonly number[]): number[][] {
  const all: number[][] = []
  for (let mask = 1; mask < 2 ** members.length; mask++) all.push(members.filter((_, k) => ((mask >> k) & 1) === 1))
  return all.sort((a, b) => a.length - b.length || maskOf(a) - maskOf(b))
}

const maskOf = (members: readonly number[]): number => members.reduce((mask, i) => mask | (1 << i), 0)

function power(game: Game, members: readonly number[]): Power {
  const moves = members.map((i) => game.moves[i]!)
  const group = groupReach(
    moves,
    () => true,
    moves.every(({ transitive }) => transitive),
  )
  const reach = bitMatrix(game.states)
  const better = bitMatrix(game.states)
  for (let s = 0; s < game.states; s++) {
    for (const q of group.from(s)) setBit(reach, s, q)
    for (let q = 0; q < game.states; q++) if (allPrefer(game, members, s, q)) setBit(better, s, q)
  }
  const improvements = { ...reach, words: reach.words.map((word, k) => word & better.words[k]!) }
  return { members, reach, better, improvements }
}

/** Whether every member prefers q to s. */
export function allPrefer(game: Game, members: readonly number[], s: number, q: number): boolean {
  return members.every((i) => game.rankings[i]!.rank[q]! > game.rankings[i]!.rank[s]!)
}

/** Where sequences of coalition improvements lead, no coalition moving twice in a row; s itself left out. */
function credibleReach(states: number, powers: readonly Power[]): BitMatrix {
  const found = bitMatrix(states)
  const { width } = found
  const visited = powers.map(() => new Uint32Array(width))
  const at = new Uint32Array(states * powers.length + 1)
  const by = new Int32Array(states * powers.length + 1)
  for (let s = 0; s < states; s++) {
    for (const own of visited) own.fill(0)
    at[0] = s
    by[0] = -1
    let end = 1
    for (let k = 0; k < end; k++) {
      for (let p = 0; p < powers.length; p++) {
        if (p === by[k]) continue
        const { words } = powers[p]!.improvements
        const own = visited[p]!
        for (let w = 0; w < width; w++) {
          const fresh = words[at[k]! * width + w]! & ~own[w]!
          own[w]! |= fresh
          for (let rest = fresh; rest !== 0; rest &= rest - 1) {
            at[end] = 32 * w + lowestBit(rest)
            by[end++] = p
          }
        }
      }
    }
    for (let w = 0; w < width; w++) {
      for (const own of visited) found.words[s * width + w]! |= own[w]!
    }
    found.words[s * width + (s >>> 5)]! &= ~(1 << (s & 31))
  }
  return found
}

const lowestBit = (word: number): number => 31 - Math.clz32(word & -word)

function judge({ reach, better, improvements }: Power, any: BitMatrix, credible: BitMatrix): CoalitionStable {
  const { size, width } = reach
  const stable = Array.from({ length: 5 }, () => new Uint8Array(size).fill(1))
  const [nash, gmr, smr, seq, sseq] = stable as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array]
  const held = new Uint32Array(width)
  const final = new Uint32Array(width)
  for (let s = 0; s < size; s++) {
    if (!meets(improvements, s, improvements, s)) continue
    nash[s] = 0
    for (let w = 0; w < width; w++) held[w] = ~better.words[s * width + w]!
    final.fill(0)
    for (let s2 = 0; s2 < size; s2++) {
      const isHeld = ((held[s2 >>> 5]! >>> (s2 & 31)) & 1) === 1
      if (isHeld && !meets(reach, s2, better, s)) final[s2 >>> 5]! |= 1 << (s2 & 31)
    }
    for (let w = 0; w < width; w++) {
      for (let rest = improvements.words[s * width + w]!; rest !== 0; rest &= rest - 1) {
        const s1 = 32 * w + lowestBit(rest)
        if (gmr[s] === 1 && !meetsRow(any, s1, held)) gmr[s] = 0
        if (smr[s] === 1 && !meetsRow(any, s1, final)) smr[s] = 0
        if (seq[s] === 1 && !meetsRow(credible, s1, held)) seq[s] = 0
        if (sseq[s] === 1 && !meetsRow(credible, s1, final)) sseq[s] = 0
      }
    }
  }
  return { nash, gmr, smr, seq, sseq }
}

/** Whether two rows have a bit in common. */
function meets(a: BitMatrix, row: number, b: BitMatrix, other: number): boolean {
  return meetsRow(a, row, b.words.subarray(other * b.width, (other + 1) * b.width))
}

function meetsRow({ words, width }: BitMatrix, row: number, bits: Uint32Array): boolean {
  for (let w = 0; w < width; w++) if ((words[row * width + w]! & bits[w]!) !== 0) return true
  return false
}
