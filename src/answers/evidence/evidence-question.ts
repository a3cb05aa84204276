/** `evidence`: rival hypotheses of a case against its evidence, with items or groups left out. */
import { defined } from '../../case/defined.ts'
import { DEFAULT_SCALE } from '../../methods/evidence/inconsistency.ts'
import { list, seedField, text, whole } from '../fields.ts'
import { answered, none, wrong } from '../question.ts'
import type { Question } from '../question.ts'
import { evidenceTablesOf } from './of-case.ts'
import type { EvidenceRecord } from './record.ts'
import { weigh } from './weigh.ts'

export interface EvidenceAsk {
  readonly kind: 'evidence'
  /** Items, and groups, that are left out. */
  readonly without: readonly string[]
  readonly draws: number
  readonly seed: number
}

/** Draws for the interval of a posterior, and the seed, as the command has them. */
const DRAWS = 4000
const SEED = 1

export const evidence: Question<EvidenceAsk, readonly EvidenceRecord[]> = {
  kind: 'evidence',
  about: 'case',
  says: 'what the evidence says of rival hypotheses, and what each item does',
  fields: {
    without: list(text('an item or a group to leave out'), 0, []),
    draws: whole('draws for the interval of a posterior', { least: 1, most: 1_000_000, fallback: DRAWS }),
    seed: seedField(SEED),
  },
  answer({ case: theCase }, { without, draws, seed }) {
    const tables = evidenceTablesOf(theCase).filter(({ items }) => items.length > 0)
    if (tables.length === 0) return Promise.resolve(none(`case ${theCase.id} has no evidence on any hypothesis`))
    const all = tables.flatMap(({ items }) => items)
    const strange = without.findIndex((name) => !all.some((item) => item.name === name || item.group === name))
    if (strange >= 0)
      return Promise.resolve(
        wrong(`/without/${strange}`, `no item or group \`${defined(without[strange])}\` in case ${theCase.id}`),
      )
    const records = tables.map((table) => {
      const items = table.items.filter(({ name, group }) => !without.includes(name) && !without.includes(group))
      return weigh({ ...table, items }, { rule: { kind: 'strongest' }, scale: DEFAULT_SCALE, draws, seed })
    })
    return Promise.resolve(answered(records))
  },
}
