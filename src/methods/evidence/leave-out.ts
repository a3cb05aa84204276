/** What the posterior would be without an item, or without a group of items. */
import { matrixPosterior } from './bayes.ts'
import { groupsOf, groupWeights } from './group-weights.ts'
import type { EvidenceMatrix, GroupRule } from './matrix.ts'

export interface LeftOut {
  readonly items: readonly number[]
  /** Null where every hypothesis is excluded all the same. */
  readonly posterior: Float64Array | null
}

/** One for each item. In a group that counts as its strongest, the next strongest steps in. */
export function leaveOneOut(matrix: EvidenceMatrix, rule: GroupRule): readonly LeftOut[] {
  return matrix.likelihood.map((_, e) => without(matrix, rule, [e]))
}

/** One for each group of two or more. */
export function leaveOneGroupOut(matrix: EvidenceMatrix, rule: GroupRule): readonly LeftOut[] {
  return groupsOf(matrix).map((items) => without(matrix, rule, items))
}

function without(matrix: EvidenceMatrix, rule: GroupRule, items: readonly number[]): LeftOut {
  const kept = <T>(values: readonly T[]): T[] => values.filter((_, e) => !items.includes(e))
  const rest: EvidenceMatrix = {
    prior: matrix.prior,
    likelihood: kept(matrix.likelihood),
    weight: kept(matrix.weight),
    group: kept(matrix.group),
  }
  return { items, posterior: matrixPosterior(rest, groupWeights(rest, rule)) }
}
