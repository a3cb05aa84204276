/** `bargaining`. */
import { defined } from '../../case/defined.ts'
import { actorAt } from '../../case/indices.ts'
import type { ActorIndex, QuantityIndex } from '../../case/indices.ts'
import type { BargainingSpec, Proposal } from '../../case/types.ts'
import { at, entries, has, items, provenance, references, text, wholeNumber } from '../cursor.ts'
import type { Cursor } from '../cursor.ts'
import { plainNumber } from '../conform.ts'
import { quoted } from '../../text/diagnostic.ts'
import { readChoices } from './issues.ts'
import { NO_QUANTITY, readNumber } from './numbers.ts'
import { fail, inside } from '../../text/report.ts'
import type { Reading } from '../reading.ts'
import { CHOICES, list, may, names, needs, number, object, probability, record, TEXT, whole } from '../../text/shape.ts'
import type { Shape } from '../../text/shape.ts'
import { MAX_MONTHS } from './war-shape.ts'

export const BARGAINING: Shape = object({
  months: needs(whole(1, MAX_MONTHS), 'Months in which a deal may come.'),
  pace: may(
    probability('probability/month'),
    'Chance a month of a deal, per point that the best package leaves whoever gains least by it: the more a deal is worth to both, the sooner it comes.',
  ),
  hazard: may(
    probability('probability/month'),
    'In place of `pace`: one chance a month that a deal is struck while one is possible, whatever it is worth.',
  ),
  weights: may(record(number('', 0), 'actor'), 'Nash weights of the belligerents; equal if left out.'),
  proposals: may(
    list(
      object({
        id: needs(TEXT, 'Name of the proposal.'),
        says: needs(TEXT, 'The proposal in words.'),
        by: needs(names('actor'), 'Those who agreed on it; every other belligerent may refuse.'),
        month: needs(whole(1, MAX_MONTHS), 'Month in which it is put.'),
        options: needs(CHOICES, 'An option for every issue.'),
        probability: needs(probability(), 'Probability that it is put at all.'),
      }),
    ),
    'Packages put to the belligerents from outside.',
  ),
})

export function readBargaining(
  reading: Reading,
  cursor: Cursor,
  context: { readonly veto: readonly ActorIndex[]; readonly warMonths: number | null },
): BargainingSpec | null {
  if (cursor.node === null) return null
  const field = at(cursor, 'months')
  // As long as can be, where it cannot be read: what is asked of the talks is not wrong for that.
  const months = wholeNumber(field, context.warMonths ?? MAX_MONTHS)
  if (context.warMonths !== null && months > context.warMonths) {
    fail(reading, inside(defined(field.node)), 'months', `the war is projected over ${context.warMonths} months only`, {
      help: 'raise `war: months`, or lower this',
    })
  }
  return {
    months,
    ...readPace(reading, cursor),
    weights: has(cursor, 'weights') ? readWeights(reading, at(cursor, 'weights'), context.veto) : null,
    proposals: items(at(cursor, 'proposals')).map((item) => readProposal(reading, item, months)),
  }
}

/** One of the two is written. */
function readPace(reading: Reading, cursor: Cursor): Pick<BargainingSpec, 'pace' | 'hazard'> {
  const both = has(cursor, 'pace') && has(cursor, 'hazard')
  if (both || !(has(cursor, 'pace') || has(cursor, 'hazard'))) {
    fail(
      reading,
      both ? at(cursor, 'hazard').span : { offset: cursor.span.offset, length: 1 },
      both ? 'unknown-key' : 'missing-key',
      both ? '`pace` and `hazard` say the same thing twice' : 'the key `pace` is missing',
      { help: 'write `pace`, the hazard per point gained, or `hazard`, one chance whatever is gained' },
    )
  }
  return {
    pace: has(cursor, 'pace') ? readNumber(reading, at(cursor, 'pace')) : null,
    hazard: has(cursor, 'hazard') ? readNumber(reading, at(cursor, 'hazard')) : null,
  }
}

/** Weights in the order of the veto players, one each. */
function readWeights(reading: Reading, cursor: Cursor, veto: readonly ActorIndex[]): readonly QuantityIndex[] {
  const written = entries(cursor)
  const actors = reading.names.of.actor
  for (const entry of written) {
    const actor = actorAt(actors.indexOf(entry.key))
    if (actor >= 0 && !veto.includes(actor))
      fail(reading, entry.keySpan, 'not-belligerent', `${quoted(entry.key)} is no belligerent, so it has no weight`)
  }
  const missing = veto.filter((actor) => !written.some((entry) => entry.key === actors[actor]))
  if (missing.length > 0) {
    fail(
      reading,
      { offset: cursor.span.offset, length: 1 },
      'missing-weight',
      `no weight for ${missing.map((actor) => quoted(defined(actors[actor]))).join(', ')}`,
    )
  }
  return veto.map((actor) => {
    const found = written.find((entry) => entry.key === actors[actor])
    return found === undefined ? NO_QUANTITY : readNumber(reading, found.cursor)
  })
}

function readProposal(reading: Reading, cursor: Cursor, months: number): Proposal {
  const field = at(cursor, 'month')
  const month = plainNumber(field.node)
  if (month !== null && month > months)
    fail(reading, inside(defined(field.node)), 'months', `talks last ${months} months only`)
  return {
    id: text(at(cursor, 'id')),
    says: text(at(cursor, 'says')),
    by: references(reading, 'actor', at(cursor, 'by')),
    month: month ?? 1,
    options: readChoices(reading, at(cursor, 'options')),
    probability: readNumber(reading, at(cursor, 'probability')),
    provenance: provenance(reading, cursor),
  }
}
