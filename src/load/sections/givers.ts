/** `givers`: who gives military aid. Shown on a map; no stage reads it. */
import { defined } from '../../case/defined.ts'
import { GIVER_UNITS } from '../../case/givers.ts'
import type { Giver, Givers } from '../../case/givers.ts'
import { plainNumber } from '../conform.ts'
import { COUNTRIES, MENDED } from './countries.ts'
import { at, entries, text, textOrNull } from '../cursor.ts'
import type { Cursor, Keyed } from '../cursor.ts'
import { placeAt, quoted } from '../../text/diagnostic.ts'
import type { Span } from '../../text/diagnostic.ts'
import { fail, inside, warn } from '../../text/report.ts'
import type { More } from '../../text/report.ts'
import type { Reading } from '../reading.ts'
import { DATE, exactly, may, needs, plain, record, TEXT, word } from '../../text/shape.ts'
import type { Shape } from '../../text/shape.ts'
import { suggest } from '../../text/suggest.ts'

/** Beyond it the number was written in millions. */
const MOST = 1000

const GIVER: Shape = exactly({
  military: needs(plain(0, MOST), 'Military aid in all, in the unit of the section.'),
  source: needs(TEXT, 'The government or institution that states the figure.'),
  url: may(TEXT, 'Where it can be read.'),
  asOf: needs(DATE, 'The day up to which the figure counts.'),
  note: may(TEXT, 'A remark: how it was converted, what it leaves out, what speaks against it.'),
})

export const GIVERS: Shape = exactly({
  to: needs(TEXT, 'The country that receives, by its code of two letters (ISO 3166-1).'),
  unit: needs(word(...GIVER_UNITS), 'The unit of all figures.'),
  since: needs(DATE, 'The day from which aid counts.'),
  note: may(TEXT, 'A remark on all figures.'),
  countries: needs(
    record(GIVER, 'country'),
    'Givers, by their code of two letters (ISO 3166-1). A country left out has no figure; it did not give nothing.',
  ),
})

/** @param known the day up to which the case knows the world. */
export function readGivers(reading: Reading, cursor: Cursor, known: string): Givers | null {
  if (cursor.node === null) return null
  const to = at(cursor, 'to')
  const unit = text(at(cursor, 'unit'))
  if (to.node?.kind === 'scalar') checkCountry(reading, to.node.text, inside(to.node))
  return {
    to: text(to),
    unit: GIVER_UNITS.find((one) => one === unit) ?? GIVER_UNITS[0],
    since: text(at(cursor, 'since')),
    countries: entries(at(cursor, 'countries')).map((entry) => readGiver(reading, entry, known)),
    provenance: {
      source: [],
      kind: null,
      note: textOrNull(at(cursor, 'note')),
      claims: [],
      place: placeAt(reading.starts, cursor.span.offset),
    },
  }
}

function readGiver(reading: Reading, { key, keySpan, cursor }: Keyed, known: string): Giver {
  const asOf = at(cursor, 'asOf')
  checkCountry(reading, key, keySpan)
  if (asOf.node !== null && text(asOf) > known) {
    warn(reading, inside(asOf.node), 'later-than-case', `${quoted(text(asOf))} is later than the case, \`${known}\``)
  }
  return {
    country: key,
    name: COUNTRIES.get(key) ?? key,
    military: plainNumber(at(cursor, 'military').node) ?? 0,
    asOf: text(asOf),
    url: textOrNull(at(cursor, 'url')),
    provenance: {
      source: [text(at(cursor, 'source'))],
      // A state that counts its own gift is a party to the matter.
      kind: 'party claim',
      note: textOrNull(at(cursor, 'note')),
      claims: [],
      place: placeAt(reading.starts, keySpan.offset),
    },
  }
}

function checkCountry(reading: Reading, written: string, span: Span): void {
  if (COUNTRIES.has(written)) return
  fail(
    reading,
    span,
    'unknown-country',
    `${quoted(written)} is no country code of ISO 3166-1`,
    meant(reading, written, span),
  )
}

/** The code that was meant: one in small letters, one that people use instead, or that of a country written by name. */
function meant(reading: Reading, written: string, span: Span): More {
  const large = written.toUpperCase()
  const code = COUNTRIES.has(large) ? large : Object.hasOwn(MENDED, large) ? defined(MENDED[large]) : null
  if (code !== null)
    return { help: `did you mean \`${code}\` (${defined(COUNTRIES.get(code))})?`, fix: fixOf(written, span, code) }
  const near = written.length > 2 ? nearestName(reading, written) : null
  if (near === null) return { help: 'a code has two letters, such as `DE`, `GB` or `US`' }
  const [named, name] = defined([...COUNTRIES].find(([, one]) => one === near))
  const fix = name.toUpperCase() === large ? fixOf(written, span, named) : undefined
  return { help: `did you mean \`${named}\` (${name})?`, fix }
}

function nearestName(reading: Reading, written: string): string | null {
  reading.comparisons -= COUNTRIES.size
  return reading.comparisons >= 0 ? (suggest(written, [...COUNTRIES.values()])?.name ?? null) : null
}

function fixOf(written: string, span: Span, code: string): More['fix'] {
  return span.length === written.length ? { ...span, text: code } : undefined
}
