import { COMPARISON, comparisonSet, isIn } from './comparisons.ts'
import type { Comparisons, ComparisonSet } from './comparisons.ts'
import { othersOf } from './game.ts'
import { groupReach } from './group-reach.ts'
import { someMove } from './moves.ts'
import type { Moves } from './moves.ts'
import type { StableBy } from './solve.ts'

/** A conflict in which pairs of states are compared. One entry a decision maker in both lists. */
export interface ComparedGame {
  readonly moves: readonly Moves[]
  readonly comparisons: readonly Comparisons[]
}

/** What counts as a reason to move and what as a reason to stay. */
export interface Attitude {
  /** Comparisons of s1 with s that take a decision maker from s to s1. */
  readonly improves: ComparisonSet
  /** Comparisons of s2 with s that deter. */
  readonly deters: ComparisonSet
  /** Comparisons that make the others' moves credible, for SEQ and SSEQ. */
  readonly credible: ComparisonSet
}

const { muchWorse, worse, equal, better, muchBetter, unknown } = COMPARISON
const UP = comparisonSet(better, muchBetter)
const UP_OR_UNKNOWN = comparisonSet(better, muchBetter, unknown)
const NOT_UP = comparisonSet(equal, worse, muchWorse)
const NOT_UP_OR_UNKNOWN = comparisonSet(equal, worse, muchWorse, unknown)

/** Unknown preference in four attitudes (Li, Hipel, Kilgour & Fang 2004): a moves for the unknown and is not deterred
 *  by
 *  it; b neither moves for it nor is deterred; c does both; d stays for it and is deterred. The others' credible moves
 *  include the unknown in all four. */
export const UNKNOWN_ATTITUDES: Readonly<Record<'a' | 'b' | 'c' | 'd', Attitude>> = {
  a: { improves: UP_OR_UNKNOWN, deters: NOT_UP, credible: UP_OR_UNKNOWN },
  b: { improves: UP, deters: NOT_UP, credible: UP_OR_UNKNOWN },
  c: { improves: UP_OR_UNKNOWN, deters: NOT_UP_OR_UNKNOWN, credible: UP_OR_UNKNOWN },
  d: { improves: UP, deters: NOT_UP_OR_UNKNOWN, credible: UP_OR_UNKNOWN },
}

/** Everything is known, of one degree. */
export const PLAIN_ATTITUDE: Attitude = { improves: UP, deters: NOT_UP, credible: UP }

/** Only what is much worse deters (Hamouda, Kilgour & Hipel 2004). */
export const STRONG_ATTITUDE: Attitude = { improves: UP, deters: comparisonSet(muchWorse), credible: UP }

/** Stability by the definitions, state by state: preference need be no order. Time grows with the square of the states
 *  and more; {@link solve} is for orders. */
export function solveCompared(game: ComparedGame, attitude: Attitude): StableBy[] {
  return game.moves.map((own, i) => {
    const others = othersOf(game.moves.length, i)
    const group = others.map((k) => game.moves[k]!)
    const any = groupReach(group, () => true, group.every(isTransitive))
    const credible = groupReach(group, credibly(others, game, attitude), false)
    return judge(own, game.comparisons[i]!, attitude, { any: any.from, credible: credible.from })
  })
}

const isTransitive = (moves: Moves): boolean => moves.transitive

function credibly(
  others: readonly number[],
  { comparisons }: ComparedGame,
  attitude: Attitude,
): (member: number, s: number, q: number) => boolean {
  return (member, s, q) => {
    const { code, states } = comparisons[others[member]!]!
    return isIn(attitude.credible, code[s * states + q]!)
  }
}

type Responses = Readonly<Record<'any' | 'credible', (s: number) => Uint32Array>>

function judge(own: Moves, { code, states }: Comparisons, attitude: Attitude, responses: Responses): StableBy {
  const stable = ['nash', 'gmr', 'smr', 'seq', 'sseq'].map(() => new Uint8Array(states).fill(1))
  const [nash, gmr, smr, seq, sseq] = stable as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array]
  const deters = (s: number, q: number): boolean => isIn(attitude.deters, code[s * states + q]!)
  const final = (s: number, s2: number): boolean => !someMove(own, s2, (s3) => !deters(s, s3))
  const from: number[][] = Array.from({ length: states }, () => [])
  for (let s = 0; s < states; s++) {
    someMove(own, s, (s1) => {
      if (isIn(attitude.improves, code[s * states + s1]!)) {
        nash[s] = 0
        from[s1]!.push(s)
      }
      return false
    })
  }
  const settle = (list: Uint32Array, s: number, simple: Uint8Array, symmetric: Uint8Array): void => {
    if (simple[s] === 0) symmetric[s] = 0
    if (symmetric[s] === 0 && simple[s] === 0) return
    const sanctions = list.filter((s2) => deters(s, s2))
    if (sanctions.length === 0) simple[s] = 0
    if (!sanctions.some((s2) => final(s, s2))) symmetric[s] = 0
  }
  for (let s1 = 0; s1 < states; s1++) {
    if (from[s1]!.length === 0) continue
    const any = responses.any(s1)
    for (const s of from[s1]!) settle(any, s, gmr, smr)
    const credible = responses.credible(s1)
    for (const s of from[s1]!) settle(credible, s, seq, sseq)
  }
  return { nash, gmr, smr, seq, sseq }
}
