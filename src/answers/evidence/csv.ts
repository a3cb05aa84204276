/** An evidence record as CSV: the matrix, what each item counts, and the posterior without it. */
import { writeCsv } from '../../text/write-csv.ts'
import type { EvidenceRecord } from './record.ts'

export function evidenceCsv({ hypotheses, items }: EvidenceRecord): string {
  const names = hypotheses.map(({ name }) => name)
  const head = [
    'item',
    'says',
    'group',
    'credibility',
    'relevance',
    'weight',
    'diagnosticity',
    ...names.map((name) => `likelihood ${name}`),
    ...names.map((name) => `rating ${name}`),
    ...names.map((name) => `without ${name}`),
  ]
  const rows = items.map((item) => [
    item.name,
    item.says,
    item.group,
    item.credibility,
    item.relevance,
    item.weight,
    item.diagnosticity,
    ...item.likelihood,
    ...item.ratings,
    ...names.map((_, h) => item.without?.[h] ?? null),
  ])
  const ends = [
    ['prior', ...['', '', '', '', '', ''], ...hypotheses.map(({ prior }) => prior)],
    ['posterior', ...['', '', '', '', '', ''], ...hypotheses.map(({ posterior }) => posterior)],
  ]
  return writeCsv([head, ...rows, ...ends])
}
