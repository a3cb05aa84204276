/** `hypotheses` and `evidence`. */
import { defined } from '../../case/defined.ts'
import type { QuantityIndex } from '../../case/indices.ts'
import type { EvidenceItem, HypothesisSet } from '../../case/types.ts'
import { mean } from '../../math/distribution.ts'
import { at, entries, has, provenance, reference, text } from '../cursor.ts'
import type { Cursor, Keyed } from '../cursor.ts'
import { quoted } from '../../text/diagnostic.ts'
import { NO_QUANTITY, readNumber } from './numbers.ts'
import { hint, fail, warn } from '../../text/report.ts'
import type { Reading } from '../reading.ts'
import { may, name, needs, object, probability, record, silent, TEXT } from '../../text/shape.ts'
import type { Shape } from '../../text/shape.ts'

export const HYPOTHESES: Shape = record(
  object({
    says: may(TEXT, 'The question that the options answer.'),
    options: silent(
      needs(
        record(
          object({
            says: may(TEXT, 'What this option holds.'),
            prior: silent(needs(probability(), 'Probability before the evidence. The priors of a set add up to 1.')),
          }),
        ),
        'Rival answers.',
      ),
    ),
  }),
)

export const EVIDENCE: Shape = record(
  object({
    says: needs(TEXT, 'What was observed.'),
    about: needs(name('hypothesis'), 'The hypothesis set it bears on.'),
    credibility: needs(probability(), 'How far it is taken at its word: 0 worthless, 1 fully.'),
    relevance: may(
      probability(),
      'How far it bears on the question: 0 not at all, 1 fully, as where it is left out. It counts by credibility times relevance.',
    ),
    group: may(TEXT, 'Items of one group tell of one observation: it counts once, as the strongest of them.'),
    likelihood: needs(record(probability(), 'option'), 'Probability of observing it under each option of the set.'),
  }),
)

/** The engine's tolerance for a sum of priors written to a few digits. */
const PRIOR_TOLERANCE = 1e-6
/** Means of uncertain priors are normalised in each world; this far from 1 they are probably a slip. */
const NOTABLE_GAP = 0.02

export function readHypotheses(reading: Reading, cursor: Cursor): readonly HypothesisSet[] {
  return entries(cursor).map(({ key, keySpan, cursor: set }) => {
    const options = entries(at(set, 'options'))
    const read = options.map((option) => ({
      id: option.key,
      says: text(at(option.cursor, 'says')),
      prior: readNumber(reading, at(option.cursor, 'prior')),
    }))
    if (has(set, 'options') && options.length < 2) {
      fail(reading, keySpan, 'too-few-options', `the hypothesis set ${quoted(key)} needs at least two options`)
    } else
      checkPriors(
        reading,
        read.map((option) => option.prior),
        key,
      )
    const says = text(at(set, 'says'))
    return { id: key, ...(says === '' ? {} : { says }), options: read, provenance: provenance(reading, set) }
  })
}

function checkPriors(reading: Reading, priors: readonly QuantityIndex[], set: string): void {
  if (priors.length === 0 || priors.some((prior) => prior < 0)) return
  const quantities = priors.map((prior) => defined(reading.quantities[prior]))
  const means = quantities.map((quantity) =>
    quantity.spread.kind === 'plain' ? mean(quantity.spread.of) * quantity.factor : NaN,
  )
  const total = means.reduce((sum, one) => sum + one, 0)
  const last = defined(quantities[quantities.length - 1])
  const span = defined(reading.spans.get(last.id))
  const certain = quantities.every(
    (quantity) => quantity.spread.kind === 'plain' && quantity.spread.of.kind === 'fixed',
  )
  for (const quantity of quantities) {
    if (quantity.spread.kind === 'given')
      fail(reading, defined(reading.spans.get(quantity.id)), 'prior-given', 'a prior cannot depend on a hypothesis')
  }
  const percent = Number((100 * total).toFixed(4))
  if (certain && Math.abs(total - 1) > PRIOR_TOLERANCE) {
    const rest = Number((100 * (1 - total + defined(means[means.length - 1]))).toFixed(4))
    const help = `for the others as written, this one is ${rest}%`
    fail(
      reading,
      span,
      'priors',
      `the priors of ${quoted(set)} add up to ${percent} %, not 100 %`,
      rest >= 0 && rest <= 100 && last.unit === '' ? { help, fix: { ...span, text: `${rest}%` } } : {},
    )
  } else if (!certain && Math.abs(total - 1) > NOTABLE_GAP) {
    warn(
      reading,
      span,
      'priors',
      `the means of the priors of ${quoted(set)} add up to ${percent} %: each world divides them by their sum`,
    )
  }
}

export function readEvidence(reading: Reading, cursor: Cursor): readonly EvidenceItem[] {
  return entries(cursor).map((entry) => readItem(reading, entry))
}

function readItem(reading: Reading, { key, keySpan, cursor }: Keyed): EvidenceItem {
  const set = reference(reading, 'hypothesis', at(cursor, 'about'))
  const options = set < 0 ? [] : defined(reading.names.hypothesisOptions[set])
  const written = entries(at(cursor, 'likelihood'))
  for (const option of written) {
    if (options.length === 0 || options.includes(option.key)) continue
    const owner = defined(reading.names.of.hypothesis[set])
    fail(
      reading,
      option.keySpan,
      'unknown-option',
      `${quoted(owner)} has no option ${quoted(option.key)}`,
      hint(reading, option.key, option.keySpan, options),
    )
  }
  const missing = options.filter((option) => !written.some((one) => one.key === option))
  if (missing.length > 0 && has(cursor, 'likelihood')) {
    fail(reading, keySpan, 'missing-option', `there is no likelihood for ${missing.map(quoted).join(', ')}`)
  }
  const likelihood = options.map((option) => {
    const found = written.find((one) => one.key === option)
    return found === undefined ? NO_QUANTITY : readNumber(reading, found.cursor)
  })
  if (likelihood.length > 0 && likelihood.every((index) => isZero(reading, index))) {
    fail(
      reading,
      at(cursor, 'likelihood').span,
      'zero-likelihood',
      `no option makes ${quoted(key)} possible: its likelihood is 0 under each`,
      { help: 'what was observed was possible under something: give at least one a likelihood above 0' },
    )
  }
  const credibility = readNumber(reading, at(cursor, 'credibility'))
  const relevance = has(cursor, 'relevance') ? readNumber(reading, at(cursor, 'relevance')) : null
  for (const index of [...likelihood, credibility, relevance ?? NO_QUANTITY]) {
    if (index >= 0 && defined(reading.quantities[index]).spread.kind === 'given') {
      fail(
        reading,
        defined(reading.spans.get(defined(reading.quantities[index]).id)),
        'prior-given',
        'evidence cannot depend on a hypothesis: give a likelihood for each option',
      )
    }
  }
  return {
    id: key,
    says: text(at(cursor, 'says')),
    set,
    likelihood,
    credibility,
    relevance,
    group: text(at(cursor, 'group')),
    provenance: provenance(reading, cursor),
  }
}

function isZero(reading: Reading, index: number): boolean {
  const spread = reading.quantities[index]?.spread
  return spread?.kind === 'plain' && spread.of.kind === 'fixed' && spread.of.value === 0
}
