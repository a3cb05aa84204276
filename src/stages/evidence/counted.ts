/** The posterior of a set at given numbers, with what is told several ways counted once. */
import { keepStrongest, membersOf } from '../../methods/evidence/strongest.ts'
import { posterior } from './posterior.ts'

export interface ReadItem {
  readonly likelihood: readonly number[]
  readonly credibility: number
  /** Empty for an item of its own. */
  readonly group: string
}

/** Credibility of each item, 0 for those that repeat a stronger one of their group. */
export function countedCredibility(items: readonly ReadItem[]): Float64Array {
  const weights = Float64Array.from(items, ({ credibility }) => credibility)
  const groups = membersOf(
    items.map(({ group }) => group),
    '',
  )
  keepStrongest(
    groups,
    items.map(({ likelihood }) => likelihood),
    weights,
  )
  return weights
}

export function posteriorOfItems(prior: readonly number[], items: readonly ReadItem[]): Float64Array {
  return posterior(
    prior,
    items.map(({ likelihood }) => likelihood),
    countedCredibility(items),
  )
}
