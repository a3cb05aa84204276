/** Weights of items once those of one group are not counted as if they were independent. */
import type { EvidenceMatrix, GroupRule } from './matrix.ts'
import { keepStrongest, membersOf } from './strongest.ts'

/** The exponent of each item's likelihood. In a group of m items: `strongest` keeps the weight of the most diagnostic
 *  one (the first of equals) and gives the others 0; `mean` divides each by m; `correlated` by 1 + (m − 1)ρ, the
 *  variance of a mean of m equally correlated readings over that of one, times m (Kish 1965, Survey Sampling, §5.4:
 *  design effect). */
export function groupWeights(matrix: EvidenceMatrix, rule: GroupRule): Float64Array {
  const weights = Float64Array.from(matrix.weight)
  const groups = groupsOf(matrix)
  if (rule.kind === 'strongest') {
    keepStrongest(groups, matrix.likelihood, weights)
    return weights
  }
  for (const members of groups) {
    const share = rule.kind === 'mean' ? members.length : 1 + (members.length - 1) * rule.correlation
    for (const e of members) weights[e]! /= share
  }
  return weights
}

/** Items of each group of two or more. */
export function groupsOf({ group }: EvidenceMatrix): readonly (readonly number[])[] {
  return membersOf(group, -1)
}
