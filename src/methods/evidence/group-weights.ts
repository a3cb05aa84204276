/** Weights of items once those of one group are not counted as if they were independent. */
import { log } from '../../math/elementary.ts'
import type { EvidenceMatrix, GroupRule } from './matrix.ts'

/** The exponent of each item's likelihood. In a group of m items: `strongest` keeps the weight of the most diagnostic one
 *  (the first of equals) and gives the others 0; `mean` divides each by m; `correlated` by 1 + (m − 1)ρ, the variance
 *  of a mean of m equally correlated readings over that of one, times m (Kish 1965, Survey Sampling, §5.4: design
 *  effect). */
export function groupWeights(matrix: EvidenceMatrix, rule: GroupRule): Float64Array {
  const weights = Float64Array.from(matrix.weight)
  for (const members of groupsOf(matrix)) {
    const strongest = rule.kind === 'strongest' ? strongestOf(matrix, members) : -1
    for (const e of members) {
      if (rule.kind === 'strongest') weights[e] = e === strongest ? weights[e]! : 0
      else weights[e]! /= rule.kind === 'mean' ? members.length : 1 + (members.length - 1) * rule.correlation
    }
  }
  return weights
}

/** Items of each group of two or more. */
export function groupsOf({ group }: EvidenceMatrix): readonly (readonly number[])[] {
  const members = new Map<number, number[]>()
  group.forEach((g, e) => {
    if (g >= 0) members.set(g, [...(members.get(g) ?? []), e])
  })
  return [...members.values()].filter((items) => items.length > 1)
}

function strongestOf(matrix: EvidenceMatrix, members: readonly number[]): number {
  const strength = (e: number): number => weightOfEvidence(matrix.likelihood[e]!, matrix.weight[e]!)
  return members.reduce((best, e) => (strength(e) > strength(best) ? e : best))
}

/** Largest log likelihood ratio between any two hypotheses, times the weight: what an item can tell at most, in natural
 *  units; 0 tells nothing, infinite where it excludes a hypothesis that another one allows.
 *  Source: Good 1950, Probability and the Weighing of Evidence (weight of evidence); Heuer 1999, Psychology of
 *  Intelligence Analysis, ch. 8 (diagnosticity). */
export function weightOfEvidence(likelihood: readonly number[], weight: number): number {
  const lowest = Math.min(...likelihood)
  const highest = Math.max(...likelihood)
  if (weight <= 0 || highest === lowest) return 0
  return lowest <= 0 ? Infinity : weight * (log(highest) - log(lowest))
}
