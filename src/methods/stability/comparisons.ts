/** How a decision maker compares two states. */
export const COMPARISON = { muchWorse: -2, worse: -1, equal: 0, better: 1, muchBetter: 2, unknown: 3 } as const
export type Comparison = (typeof COMPARISON)[keyof typeof COMPARISON]

/** Preference as comparisons of pairs, where no order of all states is known: `code[s·states + q]` says how q compares
 *  with s. Nothing is assumed of it but that it says the reverse of (q, s), and `equal` of a state with itself. */
export interface Comparisons {
  readonly states: number
  readonly code: Int8Array
}

/** States beyond which pairs are not compared: what follows from them takes time in the cube of the states. */
export const MOST_COMPARED = 1024

/** The comparisons that an order makes. @param known whether the two states can be compared at all; everything is
 *  where the argument is left out. @throws RangeError above {@link MOST_COMPARED} states. */
export function comparisonsOf(
  rank: Uint32Array,
  band: Uint32Array | null,
  known: (s: number, q: number) => boolean = () => true,
): Comparisons {
  const states = rank.length
  if (states > MOST_COMPARED) throw new RangeError(`more than ${MOST_COMPARED} states cannot be compared in pairs`)
  const code = new Int8Array(states * states)
  for (let s = 0; s < states; s++) {
    for (let q = 0; q < states; q++) {
      const sign = Math.sign(rank[q]! - rank[s]!)
      const much = band !== null && band[s] !== band[q] ? 2 : 1
      code[s * states + q] = s === q || known(s, q) ? sign * much : COMPARISON.unknown
    }
  }
  return { states, code }
}

/** A set of comparisons, as a mask. */
export type ComparisonSet = number

export function comparisonSet(...members: readonly Comparison[]): ComparisonSet {
  return members.reduce<number>((mask, member) => mask | (1 << (member + 2)), 0)
}

export function isIn(set: ComparisonSet, code: number): boolean {
  return ((set >> (code + 2)) & 1) === 1
}
