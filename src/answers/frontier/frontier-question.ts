/** `frontier`: the Pareto frontier of a negotiation domain, and what the solution concepts select on it. */
import { defaultLimits } from '../../methods/frontier/frontier.ts'
import type { Reading } from '../../methods/frontier/grid-points.ts'
import { settleDomain } from '../../methods/frontier/settle-domain.ts'
import { amount, list, oneOf, orNull, whole } from '../fields.ts'
import { answered, wrong } from '../question.ts'
import type { DomainSubject, Question } from '../question.ts'
import { frontierRecord } from './frontier-record.ts'
import type { FrontierRecord } from './frontier-record.ts'

export interface FrontierAsk {
  readonly kind: 'frontier'
  /** How the numbers are meant; null for as the format has it. */
  readonly reading: Reading | null
  /** Nash weights by profile; null for equal ones. */
  readonly weights: readonly number[] | null
  /** Packages listed for each point at most. */
  readonly ties: number
}

/** Tied packages listed for a point. */
const LISTED = 100
const MOST_LISTED = 1_000_000

export const frontier: Question<FrontierAsk, FrontierRecord, DomainSubject> = {
  kind: 'frontier',
  about: ['domain'],
  says: 'Pareto frontier and solutions of a negotiation domain',
  fields: {
    reading: orNull(oneOf<Reading>('how the numbers are meant', ['raw', 'normalised'])),
    weights: orNull(list(amount('a Nash weight', 'from'), 1)),
    ties: whole('packages listed for each point', { least: 1, most: MOST_LISTED, fallback: LISTED }),
  },
  answer({ domain, reading: ofFormat }, { reading, weights, ties }) {
    const fits = weights === null || (weights.length === domain.profiles.length && weights.some((weight) => weight > 0))
    if (!fits)
      return Promise.resolve(
        wrong(
          '/weights',
          `\`weights\` needs ${domain.profiles.length} numbers of at least 0, one a profile, not all 0`,
        ),
      )
    const meant = reading ?? ofFormat
    const settled = settleDomain(domain, { reading: meant, weights, limits: defaultLimits })
    return Promise.resolve(answered(frontierRecord(domain, meant, settled, ties)))
  },
}
