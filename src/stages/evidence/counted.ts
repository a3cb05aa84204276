/** The posterior of a set at given numbers, with what is told several ways counted once. */
import type { EvidenceItem } from '../../case/evidence.ts'
import { keepStrongest, membersOf } from '../../methods/evidence/strongest.ts'
import { posterior } from './posterior.ts'

/** What an item counts: how far it is believed, times how far it bears on the question. */
export function weightOf(
  { credibility, relevance }: Pick<EvidenceItem, 'credibility' | 'relevance'>,
  read: (quantity: number) => number,
): number {
  return read(credibility) * (relevance === null ? 1 : read(relevance))
}

export interface ReadItem {
  readonly likelihood: readonly number[]
  /** Credibility times relevance. */
  readonly weight: number
  /** Empty for an item of its own. */
  readonly group: string
}

/** Weight of each item, 0 for those that repeat a stronger one of their group. */
export function countedWeights(items: readonly ReadItem[]): Float64Array {
  const weights = Float64Array.from(items, ({ weight }) => weight)
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
    countedWeights(items),
  )
}
