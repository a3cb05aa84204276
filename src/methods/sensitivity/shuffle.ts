/** Random permutations. */
import type { Seed, Stream } from '../../math/philox.ts'
import { fillUniforms } from '../../math/philox.ts'

/** Permutation number `at` of 0 … n - 1 of a stream, each equally likely.
 *  Source: Fisher & Yates; Durstenfeld 1964, Communications of the ACM 7, algorithm 235. */
export function permutation(n: number, seed: Seed, stream: Stream, at: number): Uint32Array {
  const uniforms = new Float64Array(n)
  fillUniforms(uniforms, seed, stream, at)
  const order = Uint32Array.from(uniforms, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(uniforms[i]! * (i + 1))
    const held = order[i]!
    order[i] = order[j]!
    order[j] = held
  }
  return order
}
