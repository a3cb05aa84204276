/** An order of the states by one decision maker, ties and all. */
export interface Ranking {
  /** 0 for the worst states; the same number for states held equal. */
  readonly rank: Uint32Array
  /** Where preference has two degrees: the band of a state, rising with its rank. A state is much preferred to one of
   *  a lower band, and merely preferred to one of its own (Hamouda, Kilgour & Hipel 2004). Null: one degree only. */
  readonly band: Uint32Array | null
}

/** The order that a worth of each state makes; more is better, equal is equal.
 *  @throws RangeError where a worth is no number. */
export function rankingOfWorth(worth: ArrayLike<number>): Ranking {
  const sorted = Float64Array.from(worth)
  if (sorted.some(Number.isNaN)) throw new RangeError('a worth has to be a number')
  sorted.sort()
  let levels = 0
  for (let k = 0; k < sorted.length; k++) if (k === 0 || sorted[k] !== sorted[levels - 1]) sorted[levels++] = sorted[k]!
  const rank = new Uint32Array(worth.length)
  for (let s = 0; s < rank.length; s++) rank[s] = levelOf(sorted, levels, worth[s]!)
  return { rank, band: null }
}

function levelOf(sorted: Float64Array, levels: number, value: number): number {
  let low = 0
  let high = levels - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

/** Groups of equal states from the best to the worst. @param strong `strong[g]`: group g is much preferred to the
 *  next. @throws RangeError unless every state stands in one group exactly. */
export function rankingOfGroups(
  states: number,
  groups: readonly (readonly number[])[],
  strong: readonly boolean[] = [],
): Ranking {
  const rank = new Uint32Array(states)
  const band = new Uint32Array(states)
  const seen = new Uint8Array(states)
  let level = 0
  for (let g = groups.length - 1; g >= 0; g--) {
    if (strong[g] === true) level++
    for (const s of groups[g]!) {
      if (!(s < states) || seen[s] === 1) throw new RangeError('a state has to stand in one group of a ranking')
      seen[s] = 1
      rank[s] = groups.length - 1 - g
      band[s] = level
    }
  }
  if (seen.includes(0)) throw new RangeError('a ranking has to hold every state')
  return { rank, band: level > 0 ? band : null }
}

/** Groups of equal states from the best to the worst. */
export function groupsOf(ranking: Ranking): number[][] {
  const top = ranking.rank.reduce((most, r) => Math.max(most, r), 0)
  const groups: number[][] = Array.from({ length: top + 1 }, () => [])
  ranking.rank.forEach((r, s) => {
    groups[top - r]!.push(s)
  })
  return groups.filter((group) => group.length > 0)
}
