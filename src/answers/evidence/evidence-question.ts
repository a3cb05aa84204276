/** `evidence`: rival hypotheses of a case, or of a matrix, against the evidence, with items or groups left out. */
import { defined } from '../../case/defined.ts'
import { readAchMatrix } from '../../formats/ach-matrix.ts'
import type { EvidenceTable } from '../../formats/evidence-table.ts'
import { DEFAULT_SCALE, RATINGS } from '../../methods/evidence/inconsistency.ts'
import type { Rating, RatingScale } from '../../methods/evidence/inconsistency.ts'
import type { GroupRule } from '../../methods/evidence/matrix.ts'
import type { Diagnostic } from '../../text/diagnostic.ts'
import { suggest } from '../../text/suggest.ts'
import { list, orNull, seedField, text, whole } from '../fields.ts'
import type { Field } from '../fields.ts'
import { answered, none, wrong } from '../question.ts'
import type { CaseSubject, Question, TableSubject } from '../question.ts'
import { unreadable } from '../table-field.ts'
import { evidenceTablesOf } from './of-case.ts'
import type { EvidenceRecord } from './record.ts'
import { weigh } from './weigh.ts'

export interface EvidenceAsk {
  readonly kind: 'evidence'
  /** One set of hypotheses; null for all. */
  readonly set: string | null
  /** Items, and groups, that are left out. */
  readonly without: readonly string[]
  /** How a group of items that depend on each other counts: by its strongest, by their mean, or by a correlation. */
  readonly count: 'strongest' | 'mean' | number
  /** Likelihoods of ratings that are not those of the default scale, as `II=0.02`. */
  readonly scale: readonly string[]
  /** For the interval of a posterior; 0 for none. */
  readonly draws: number
  readonly seed: number
}

const DRAWS = 4000
const SEED = 1

export const evidence: Question<EvidenceAsk, readonly EvidenceRecord[], CaseSubject | TableSubject> = {
  kind: 'evidence',
  about: ['case', 'table'],
  says: 'what the evidence says of rival hypotheses, and what each item does',
  fields: {
    set: orNull(text('a set of hypotheses; null for all')),
    without: list(text('an item or a group to leave out'), 0, []),
    count: countField(),
    scale: list(ratingField(), 0, []),
    draws: whole('draws for the interval of a posterior', { least: 0, most: 1_000_000, fallback: DRAWS }),
    seed: seedField(SEED),
  },
  answer(subject, ask) {
    const { tables, told } = tablesOf(subject)
    if (tables.length === 0)
      return Promise.resolve(
        subject.kind === 'case'
          ? none(`case ${subject.case.id} has no evidence on any hypothesis`)
          : unreadable('', told, 'there are no hypotheses to weigh'),
      )
    const chosen = tables.filter(({ name }) => ask.set === null || name === ask.set)
    if (chosen.length === 0) return Promise.resolve(wrong('/set', unknown('set', defined(ask.set), tables)))
    const items = chosen.flatMap((table) => table.items)
    const strange = ask.without.findIndex((name) => !items.some((item) => item.name === name || item.group === name))
    if (strange >= 0)
      return Promise.resolve(
        wrong(`/without/${strange}`, unknown('item or group', defined(ask.without[strange]), items)),
      )
    const question = { rule: ruleOf(ask.count), scale: scaleOf(ask.scale), draws: ask.draws, seed: ask.seed }
    return Promise.resolve(
      answered(chosen.map((table) => ({ ...weigh(kept(table, ask.without), question), told: [...told] }))),
    )
  },
}

function tablesOf(subject: CaseSubject | TableSubject): {
  readonly tables: readonly EvidenceTable[]
  readonly told: readonly Diagnostic[]
} {
  if (subject.kind === 'case')
    return { tables: evidenceTablesOf(subject.case).filter(({ items }) => items.length > 0), told: [] }
  const { table, diagnostics } = readAchMatrix(subject.csv)
  return { tables: table === null ? [] : [table], told: [...subject.told, ...diagnostics] }
}

function kept(table: EvidenceTable, without: readonly string[]): EvidenceTable {
  return {
    ...table,
    items: table.items.filter(({ name, group }) => !without.includes(name) && !without.includes(group)),
  }
}

function unknown(what: string, name: string, known: readonly { readonly name: string }[]): string {
  const names = known.map((one) => one.name)
  const near = suggest(name, names)
  const shown = names.slice(0, MOST_NAMED).join(', ')
  return `no ${what} \`${name}\`; ${near === null ? `there are ${shown}` : `did you mean \`${near.name}\`?`}`
}

/** Names that a message lists. */
const MOST_NAMED = 30

function countField(): Field<EvidenceAsk['count']> {
  return {
    says: 'how a group of items that depend on each other counts',
    schema: { type: ['string', 'number'] },
    fallback: 'strongest',
    read: (value) =>
      value === 'strongest' || value === 'mean' || (typeof value === 'number' && value >= 0 && value <= 1)
        ? { ok: true, value }
        : { ok: false, expected: 'strongest, mean, or a correlation from 0 (independent) to 1' },
  }
}

/** `II=0.02`: a likelihood for a rating. */
function ratingField(): Field<string> {
  return {
    says: 'a rating and its likelihood, such as II=0.02',
    schema: { type: 'string', maxLength: 40 },
    fallback: undefined,
    read: (value) =>
      typeof value === 'string' && ratingIn(value) !== null
        ? { ok: true, value }
        : { ok: false, expected: 'a rating of CC, C, N, I, II with a likelihood above 0 and at most 1' },
  }
}

function ratingIn(part: string): readonly [Rating, number] | null {
  const [name, value, more] = part.split('=')
  const rating = RATINGS.find((one) => one === name)
  const likelihood = Number(value)
  return rating !== undefined && more === undefined && likelihood > 0 && likelihood <= 1 ? [rating, likelihood] : null
}

function scaleOf(parts: readonly string[]): RatingScale {
  const scale: Record<Rating, number> = { ...DEFAULT_SCALE }
  for (const part of parts) {
    const [rating, likelihood] = defined(ratingIn(part))
    scale[rating] = likelihood
  }
  return scale
}

function ruleOf(count: EvidenceAsk['count']): GroupRule {
  return typeof count === 'number' ? { kind: 'correlated', correlation: count } : { kind: count }
}
