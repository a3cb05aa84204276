import type { Game, StableStates } from './game.ts'
import { groupReach } from './group-reach.ts'
import type { GroupReach } from './group-reach.ts'

/** Coalition stability of every state for the coalition H.
 *
 *  CI_H(s)  coalition improvements: states that H brings about from s by legal sequences and that every member prefers
 *  CNash    there is none (Kilgour, Hipel, Fang & Peng 2001)
 *  CGMR     each, s1, meets an s2 that the others bring about by legal sequences and that some member does not prefer
 *  to s
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

/** What is known of a coalition, from every state. */
interface Power {
  readonly members: readonly number[]
  /** R_H(s), each list sorted as found. */
  readonly reach: readonly Uint32Array[]
  /** CI_H(s). */
  readonly improvements: readonly Uint32Array[]
}

/** Pairs of state and reachable state, over all coalitions, beyond which the lists would not fit. */
export const MOST_COALITION_PAIRS = 200_000_000

/** Coalition stability for each of `coalitions` (lists of decision makers).
 *  @throws RangeError where states times coalitions are too many: see {@link coalitionPairs}. */
export function coalitionStable(game: Game, coalitions: readonly (readonly number[])[]): CoalitionStable[] {
  if (coalitionPairs(game) > MOST_COALITION_PAIRS) throw new RangeError('too many states for coalitions')
  const powers = new Map<number, Power>()
  const powerOf = (members: readonly number[]): Power => {
    const key = maskOf(members)
    const known = powers.get(key) ?? power(game, members)
    powers.set(key, known)
    return known
  }
  const everybody = game.moves.map((_, i) => i)
  return coalitions.map((members) => {
    const others = everybody.filter((i) => !members.includes(i))
    const own = powerOf(members)
    const any = others.length === 0 ? null : powerOf(others).reach
    const credible = others.length === 0 ? null : credibleReach(game.states, coalitionsOf(others).map(powerOf))
    return judge(game, own, any, credible)
  })
}

/** An upper bound of the lists' length: states squared for each coalition. */
export function coalitionPairs(game: Game): number {
  return game.states * game.states * (2 ** game.moves.length - 1)
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
  const reach = lists(game.states, group)
  return { members, reach, improvements: reach.map((list, s) => list.filter((q) => allPrefer(game, members, s, q))) }
}

function lists(states: number, group: GroupReach): Uint32Array[] {
  return Array.from({ length: states }, (_, s) => group.from(s).slice())
}

/** Whether every member prefers q to s. */
export function allPrefer(game: Game, members: readonly number[], s: number, q: number): boolean {
  return members.every((i) => game.rankings[i]!.rank[q]! > game.rankings[i]!.rank[s]!)
}

/** Where sequences of coalition improvements lead, no coalition moving twice in a row. */
function credibleReach(states: number, powers: readonly Power[]): (s: number) => number[] {
  const known: (number[] | undefined)[] = new Array<undefined>(states)
  return (s) => (known[s] ??= search(powers, s))
}

function search(powers: readonly Power[], s: number): number[] {
  const found = new Set<number>()
  const visited = new Set<number>()
  const queue: { at: number; by: number }[] = [{ at: s, by: -1 }]
  for (const { at, by } of queue) {
    powers.forEach(({ improvements }, k) => {
      if (k === by) return
      for (const q of improvements[at]!) {
        if (visited.has(q * powers.length + k)) continue
        visited.add(q * powers.length + k)
        if (q !== s) found.add(q)
        queue.push({ at: q, by: k })
      }
    })
  }
  return [...found]
}

function judge(
  game: Game,
  own: Power,
  any: readonly Uint32Array[] | null,
  credible: ((s: number) => number[]) | null,
): CoalitionStable {
  const prefers = (s: number, q: number): boolean => allPrefer(game, own.members, s, q)
  const final = (s: number, s2: number): boolean => !own.reach[s2]!.some((s3) => prefers(s, s3))
  const responses = (s1: number): ArrayLike<number> & Iterable<number> => any?.[s1] ?? []
  const credibly = (s1: number): number[] => credible?.(s1) ?? []
  const stable = (deters: (s: number, s1: number) => boolean): StableStates =>
    Uint8Array.from(own.improvements, (list, s) => (list.every((s1) => deters(s, s1)) ? 1 : 0))
  const some = (list: Iterable<number>, test: (q: number) => boolean): boolean => {
    for (const q of list) if (test(q)) return true
    return false
  }
  return {
    nash: stable(() => false),
    gmr: stable((s, s1) => some(responses(s1), (s2) => !prefers(s, s2))),
    smr: stable((s, s1) => some(responses(s1), (s2) => !prefers(s, s2) && final(s, s2))),
    seq: stable((s, s1) => some(credibly(s1), (s2) => !prefers(s, s2))),
    sseq: stable((s, s1) => some(credibly(s1), (s2) => !prefers(s, s2) && final(s, s2))),
  }
}
