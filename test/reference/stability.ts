/** Slow and obvious versions of what src/methods/stability computes, straight from the definitions. */

export interface NaiveGame {
  readonly states: number
  /** `arcs[i][s]`: where i can go from s. */
  readonly arcs: readonly (readonly (readonly number[])[])[]
  /** `compare(i, s, q)`: how q compares with s for i: 'better', 'worse', … */
  readonly compare: (i: number, s: number, q: number) => string
}

export const plain = {
  improves: ['better', 'much better'],
  deters: ['equal', 'worse', 'much worse'],
  credible: ['better', 'much better'],
}
export const strong = { ...plain, deters: ['much worse'] }
const withUnknown = (set: readonly string[], add: boolean): readonly string[] => (add ? [...set, 'unknown'] : set)
export const unknownVariant = (variant: string): typeof plain => ({
  improves: [...withUnknown(plain.improves, variant === 'a' || variant === 'c')],
  deters: [...withUnknown(plain.deters, variant === 'c' || variant === 'd')],
  credible: [...withUnknown(plain.credible, true)],
})

type Step = (mover: number, s: number) => readonly number[]

/** Ends of all sequences of steps of the movers, nobody twice in a row; the start left out. */
export function sequences(movers: readonly number[], step: Step, start: number): Set<number> {
  const seen = new Set<string>()
  const ends = new Set<number>()
  const go = (s: number, last: number): void => {
    for (const mover of movers) {
      if (mover === last) continue
      for (const q of step(mover, s)) {
        if (seen.has(`${q} ${mover}`)) continue
        seen.add(`${q} ${mover}`)
        ends.add(q)
        go(q, mover)
      }
    }
  }
  go(start, -1)
  ends.delete(start)
  return ends
}

export function naiveStable(game: NaiveGame, i: number, s: number, concept: string, attitude = plain): boolean {
  const others = game.arcs.map((_, k) => k).filter((k) => k !== i)
  const is = (set: readonly string[], k: number, from: number, to: number): boolean =>
    set.includes(game.compare(k, from, to))
  const improvements = game.arcs[i]![s]!.filter((q) => is(attitude.improves, i, s, q))
  const step: Step = (k, from) =>
    concept === 'seq' || concept === 'sseq'
      ? game.arcs[k]![from]!.filter((q) => is(attitude.credible, k, from, q))
      : game.arcs[k]![from]!
  const deters = (q: number): boolean => is(attitude.deters, i, s, q)
  return improvements.every((s1) => {
    if (concept === 'nash') return false
    const responses = [...sequences(others, step, s1)].filter(deters)
    if (concept === 'gmr' || concept === 'seq') return responses.length > 0
    return responses.some((s2) => game.arcs[i]![s2]!.every(deters))
  })
}

export function naiveCoalitionStable(game: NaiveGame, members: readonly number[], s: number, concept: string): boolean {
  const everybody = game.arcs.map((_, k) => k)
  const others = everybody.filter((k) => !members.includes(k))
  const reach = (of: readonly number[], from: number): number[] => [
    ...sequences(of, (k, at) => game.arcs[k]![at]!, from),
  ]
  const want = (of: readonly number[], from: number, q: number): boolean =>
    of.every((k) => plain.improves.includes(game.compare(k, from, q)))
  const gains = (of: readonly number[], from: number): number[] => reach(of, from).filter((q) => want(of, from, q))
  const parts = others.reduce<number[][]>((sets, k) => [...sets, ...sets.map((set) => [...set, k])], [[]]).slice(1)
  const credible = (from: number): number[] => [
    ...sequences(
      parts.map((_, k) => k),
      (k, at) => gains(parts[k]!, at),
      from,
    ),
  ]
  return gains(members, s).every((s1) => {
    if (concept === 'nash') return false
    const responses = concept === 'seq' || concept === 'sseq' ? credible(s1) : reach(others, s1)
    const held = responses.filter((s2) => !want(members, s, s2))
    if (concept === 'gmr' || concept === 'seq') return held.length > 0
    return held.some((s2) => !reach(members, s2).some((s3) => want(members, s, s3)))
  })
}

/** What i expects to come of s with h moves left: `rank[i][s]`, more is better. */
export function expectedEnd(
  arcs: NaiveGame['arcs'],
  rank: readonly (readonly number[])[],
  i: number,
  s: number,
  h: number,
): number {
  if (h === 0) return s
  const worth = rank[i]!
  const after = (q: number): number => {
    const ends = arcs.flatMap((_, k) => (k === i ? [] : [expectedEnd(arcs, rank, k, q, h - 1)]))
    return ends.length === 0 ? q : ends.sort((a, b) => worth[a]! - worth[b]! || a - b)[0]!
  }
  const moves = [...arcs[i]![s]!].sort((a, b) => worth[after(b)]! - worth[after(a)]! || a - b)
  return moves.length > 0 && worth[after(moves[0]!)]! > worth[s]! ? after(moves[0]!) : s
}

/** Simultaneous stability of states that are lists of choices, one a decision maker. */
export function naiveSimultaneous(
  states: readonly (readonly number[])[],
  arcs: NaiveGame['arcs'],
  rank: readonly (readonly number[])[],
  i: number,
  s: number,
): boolean {
  const gains = (k: number): number[] => arcs[k]![s]!.filter((q) => rank[k]![q]! > rank[k]![s]!)
  const mixes = (
    k: number,
    choices: readonly number[],
    moved: boolean,
  ): { choices: readonly number[]; moved: boolean }[] =>
    k === arcs.length
      ? [{ choices, moved }]
      : k === i
        ? mixes(k + 1, choices, moved)
        : [s, ...gains(k)].flatMap((q) =>
            mixes(
              k + 1,
              choices.map((c, d) => (d === k ? states[q]![k]! : c)),
              moved || q !== s,
            ),
          )
  return gains(i).every((s1) =>
    mixes(0, states[s1]!, false).some(({ choices, moved }) => {
      const end = states.findIndex((state) => state.every((c, k) => c === choices[k]))
      return moved && end >= 0 && rank[i]![end]! <= rank[i]![s]!
    }),
  )
}
