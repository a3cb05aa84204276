/** The order that statements make, the most important first (option prioritising: Hipel, Kilgour, Fang & Peng 1997): of
 *  two states the better is the one for which the first statement holds that tells them apart; states that no statement
 *  tells apart are equal.
 *  @param statements for each, 1 for the states of which it holds.
 *  @returns ranks from 0, the worst, without gaps. */
export function prioritisedRank(states: number, statements: readonly Uint8Array[]): Uint32Array {
  const rank = new Uint32Array(states)
  let levels = states === 0 ? 0 : 1
  for (const holds of statements) {
    const used = new Uint8Array(2 * levels)
    for (let s = 0; s < states; s++) {
      rank[s] = 2 * rank[s]! + (holds[s] === 1 ? 1 : 0)
      used[rank[s]!] = 1
    }
    const dense = new Uint32Array(2 * levels)
    levels = 0
    used.forEach((isUsed, r) => {
      dense[r] = levels
      levels += isUsed
    })
    for (let s = 0; s < states; s++) rank[s] = dense[rank[s]!]!
  }
  return rank
}
