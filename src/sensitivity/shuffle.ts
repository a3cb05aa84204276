/** Random permutations. */
import type { Seed, Stream } from '../math/philox.ts'
import { uniformAt } from '../math/philox.ts'

/** Permutation number `at` of 0 … n - 1 of a stream, each equally likely.
 *  Source: Fisher & Yates; Durstenfeld 1964, Communications of the ACM 7, algorithm 235. */
export function permutation(n: number, seed: Seed, stream: Stream, at: number): number[] {
  const order = Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(uniformAt(seed, stream, at, i) * (i + 1))
    const held = order[i]!
    order[i] = order[j]!
    order[j] = held
  }
  return order
}
