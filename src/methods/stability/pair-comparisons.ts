import { COMPARISON, MOST_COMPARED } from './comparisons.ts'
import type { Comparisons } from './comparisons.ts'
import type { Ranking } from './ranking.ts'

/** One comparison that was made: `better` over `worse`, or the two as equal. */
export interface StatedPair {
  readonly better: number
  readonly worse: number
  readonly equal: boolean
}

/** What follows from stated pairs: preference and equality are transitive, and what does not follow is unknown (the
 *  closure of Warshall 1962).
 *  @throws RangeError where a state is preferred to itself by way of others, or above {@link MOST_COMPARED} states. */
export function pairComparisons(states: number, pairs: readonly StatedPair[]): Comparisons {
  if (states > MOST_COMPARED) throw new RangeError(`more than ${MOST_COMPARED} states cannot be compared in pairs`)
  // 0 no way down from s to q, 1 a way of equalities, 2 a way with a preference in it.
  const down = new Uint8Array(states * states)
  for (const { better, worse, equal } of pairs) {
    const strength = equal ? 1 : 2
    down[better * states + worse] = Math.max(down[better * states + worse]!, strength)
    if (equal) down[worse * states + better] = Math.max(down[worse * states + better]!, 1)
  }
  for (let via = 0; via < states; via++) {
    for (let s = 0; s < states; s++) {
      const first = down[s * states + via]!
      if (first === 0) continue
      for (let q = 0; q < states; q++) {
        const second = down[via * states + q]!
        const strength = second === 0 ? 0 : Math.max(first, second)
        if (strength > down[s * states + q]!) down[s * states + q] = strength
      }
    }
  }
  const code = new Int8Array(states * states)
  for (let s = 0; s < states; s++) {
    if (down[s * states + s] === 2) throw new RangeError('a state is preferred to itself')
    for (let q = 0; q < states; q++) {
      if (s !== q) code[s * states + q] = compared(down[s * states + q]!, down[q * states + s]!)
    }
  }
  return { states, code }
}

function compared(downward: number, upward: number): number {
  if (upward === 2) return COMPARISON.better
  if (downward === 2) return COMPARISON.worse
  return downward === 1 ? COMPARISON.equal : COMPARISON.unknown
}

/** The order of the states, where every pair is known; null where one is not. */
export function rankingOfComparisons({ states, code }: Comparisons): Ranking | null {
  if (code.includes(COMPARISON.unknown)) return null
  const worse = Float64Array.from({ length: states }, (_, s) => {
    let count = 0
    for (let q = 0; q < states; q++) if (code[s * states + q] === COMPARISON.worse) count++
    return count
  })
  const levels = [...new Set(worse)].sort((a, b) => a - b)
  return { rank: Uint32Array.from(worse, (count) => levels.indexOf(count)), band: null }
}
