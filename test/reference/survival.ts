/** Survival methods by their definitions: slow and obvious. */

export interface NaiveSpell {
  readonly time: number
  readonly event: number
}

/** S(t) as a product over distinct times, each counted anew. */
export function naiveSurvival(spells: readonly NaiveSpell[], t: number): number {
  const times = [...new Set(spells.filter((s) => s.event === 1 && s.time <= t).map((s) => s.time))]
  return times.reduce((product, at) => {
    const n = spells.filter((s) => s.time >= at).length
    const d = spells.filter((s) => s.time === at && s.event === 1).length
    return product * (1 - d / n)
  }, 1)
}

/** Efron's log partial likelihood of one or more covariates, by the formula, tie by tie. */
export function naivePartial(
  spells: readonly (NaiveSpell & { readonly x: readonly number[] })[],
  beta: readonly number[],
  efron: boolean,
): number {
  const eta = (x: readonly number[]): number => x.reduce((sum, value, j) => sum + value * beta[j]!, 0)
  const times = [...new Set(spells.filter((s) => s.event === 1).map((s) => s.time))]
  return times.reduce((sum, at) => {
    const atRisk = spells.filter((s) => s.time >= at)
    const dying = spells.filter((s) => s.time === at && s.event === 1)
    const risk = atRisk.reduce((total, s) => total + Math.exp(eta(s.x)), 0)
    const dead = dying.reduce((total, s) => total + Math.exp(eta(s.x)), 0)
    const denominators = dying.map((_, l) => Math.log(risk - (efron ? (l / dying.length) * dead : 0)))
    return sum + dying.reduce((total, s, l) => total + eta(s.x) - denominators[l]!, 0)
  }, 0)
}

/** Pairs in the right order, in the wrong one, and of one prediction, by looking at every pair. */
export function naiveConcordance(spells: readonly NaiveSpell[], risk: readonly number[]): [number, number, number] {
  const found: [number, number, number] = [0, 0, 0]
  spells.forEach((a, i) =>
    spells.forEach((b, j) => {
      const sooner = a.event === 1 && (a.time < b.time || (a.time === b.time && b.event === 0))
      if (i === j || !sooner) return
      found[risk[i]! > risk[j]! ? 0 : risk[i]! < risk[j]! ? 1 : 2]++
    }),
  )
  return found
}

/** Chance of each end by t among spells that lasted longer than `lasted`: redistributes the weight of each censored
 *  spell to those that last longer (Efron's redistribution to the right). */
export function naiveEnds(
  spells: readonly { readonly time: number; readonly end: number }[],
  ends: number,
  lasted: number,
  until: number,
): number[] {
  const left = spells
    .filter((s) => s.time > lasted)
    .sort((a, b) => a.time - b.time || (a.end === 0 ? 1 : 0) - (b.end === 0 ? 1 : 0))
  const weight = left.map(() => 1 / left.length)
  const chance = new Array<number>(ends).fill(0)
  left.forEach((s, k) => {
    if (s.time > until) return
    if (s.end > 0) chance[s.end - 1]! += weight[k]!
    else for (let later = k + 1; later < left.length; later++) weight[later]! += weight[k]! / (left.length - k - 1)
  })
  return chance
}
