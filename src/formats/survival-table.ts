/** Survival tables: a row a spell, with how long it lasted, whether it ended, and what may bear on that. */
import { defined } from '../case/defined.ts'
import type { Columns, Spells } from '../methods/survival/spells.ts'
import type { Csv, Teller } from '../text/csv.ts'
import { teller } from '../text/csv.ts'
import type { Diagnostic, Span } from '../text/diagnostic.ts'
import { lineStarts, placeAt, quoted } from '../text/diagnostic.ts'
import { suggest } from '../text/suggest.ts'
import { readConditions, rowHolds } from './conditions.ts'

/** Which columns mean what, by name; the length and the end are looked for under usual names where none is given. */
export interface SurvivalColumns {
  readonly time?: string
  readonly event?: string
  /** Column whose values make groups to compare. */
  readonly by?: string
  readonly covariates?: readonly string[]
  /** Column of which rows with one value may depend on each other. */
  readonly cluster?: string
  /** Conditions on rows: `guarantee >= 1, war_days > 365`. */
  readonly where?: string
}

/** A term of a fit: a column of numbers, or one level of a column of texts against its first. */
export interface Term {
  readonly name: string
  readonly column: string
  /** Where the column is named. */
  readonly place: { readonly line: number; readonly column: number; readonly length: number }
}

export interface SurvivalTable {
  readonly time: string
  readonly event: string
  readonly spells: Spells
  readonly terms: readonly Term[]
  readonly columns: Columns
  /** Group of each spell and the names of the groups; null without `by`. */
  readonly groups: { readonly column: string; readonly names: readonly string[]; readonly of: Int32Array } | null
  /** Cluster of each spell; null without `cluster`. */
  readonly clusters: { readonly column: string; readonly count: number; readonly of: Int32Array } | null
  /** Rows of the file, rows that the conditions took, and rows left out for what is wrong or missing in them. */
  readonly rows: number
  readonly taken: number
  readonly leftOut: number
}

export interface SurvivalTableRead {
  /** Null where the columns cannot be made out, or no row is left. */
  readonly table: SurvivalTable | null
  readonly diagnostics: readonly Diagnostic[]
}

const TIME_NAMES = ['time', 'years', 't', 't_years', 'duration', 'days', 'months', 'length']
const EVENT_NAMES = ['event', 'failed', 'fail', 'status', 'ended', 'died', 'dead']
const MISSING = new Set(['', 'NA', 'na', 'NaN', '.', 'null'])
const ENDED: Readonly<Record<string, 0 | 1>> = {
  '1': 1,
  '0': 0,
  true: 1,
  false: 0,
  TRUE: 1,
  FALSE: 0,
  yes: 1,
  no: 0,
}
/** Levels of a column of texts: more are names, not kinds. */
const MOST_LEVELS = 30

export function readSurvivalTable(csv: Csv, wanted: SurvivalColumns): SurvivalTableRead {
  const tell = teller(csv.text, csv.file)
  const columns = columnsOf(csv, wanted, tell)
  if (columns === null) return { table: null, diagnostics: tell.told() }
  const rows = rowsTaken(csv, wanted.where, tell)
  if (rows === null) return { table: null, diagnostics: tell.told() }
  const table = tableOf(csv, columns, rows, tell)
  return { table, diagnostics: tell.told() }
}

interface Chosen {
  readonly time: number
  readonly event: number
  readonly by: number
  readonly cluster: number
  readonly covariates: readonly number[]
}

const TOP: Span = { offset: 0, length: 1 }

function columnsOf(csv: Csv, wanted: SurvivalColumns, tell: Teller): Chosen | null {
  let wrong = false
  const named = (name: string): number => {
    const at = csv.header.indexOf(name)
    if (at >= 0) return at
    const near = suggest(name, csv.header)
    const help =
      near === null ? `the columns are ${csv.header.map(quoted).join(', ')}` : `did you mean ${quoted(near.name)}?`
    tell('unknown-column', 'error', `there is no column ${quoted(name)}`, headerLine(csv), help)
    wrong = true
    return -1
  }
  const usual = (name: string | undefined, names: readonly string[], flag: string): number => {
    if (name !== undefined) return named(name)
    const found = names.find((one) => csv.header.includes(one))
    if (found !== undefined) return csv.header.indexOf(found)
    const what = flag === 'time' ? 'how long each spell lasted' : 'whether it ended (1) or was still going on (0)'
    tell('no-column', 'error', `no column says ${what}`, headerLine(csv), `name it with \`--${flag} COLUMN\``)
    wrong = true
    return -1
  }
  const chosen = {
    time: usual(wanted.time, TIME_NAMES, 'time'),
    event: usual(wanted.event, EVENT_NAMES, 'event'),
    by: wanted.by === undefined ? -1 : named(wanted.by),
    cluster: wanted.cluster === undefined ? -1 : named(wanted.cluster),
    covariates: (wanted.covariates ?? []).map(named),
  }
  return wrong ? null : chosen
}

function headerLine(csv: Csv): Span {
  const last = csv.headerSpan(csv.header.length - 1)
  const first = csv.headerSpan(0)
  return csv.header.length === 0 ? TOP : { offset: first.offset, length: last.offset + last.length - first.offset }
}

function rowsTaken(csv: Csv, where: string | undefined, tell: Teller): number[] | null {
  const all = Array.from({ length: csv.rows }, (_, row) => row)
  if (where === undefined || where.trim() === '') return all
  const read = readConditions(where, csv.header)
  if (!read.ok) {
    tell('condition', 'error', `in the condition \`${where}\`, at ${read.offset + 1}: ${read.message}`, headerLine(csv))
    return null
  }
  return all.filter((row) => rowHolds(csv, row, read.conditions))
}

function tableOf(csv: Csv, chosen: Chosen, rows: readonly number[], tell: Teller): SurvivalTable | null {
  const time = new Float64Array(rows.length)
  const event = new Uint8Array(rows.length)
  const coded = eventCodes(csv, chosen.event, rows, tell)
  const covariates = chosen.covariates.map((column) => covariateOf(csv, column, rows, tell))
  const kept: number[] = []
  rows.forEach((row, k) => {
    const length = lengthAt(csv, row, chosen.time, tell)
    const ended = endAt(csv, { row, column: chosen.event }, coded, tell)
    const whole = [chosen.by, chosen.cluster, ...chosen.covariates].every(
      (column) => column < 0 || isThere(csv, row, column, tell),
    )
    if (length === null || ended === null || !whole || covariates.some(({ bad }) => bad.has(row))) return
    time[kept.length] = length
    event[kept.length] = ended
    kept.push(k)
  })
  if (kept.length === 0) {
    const why = rows.length === 0 ? 'no row meets the conditions' : 'no row can be used'
    tell('no-rows', 'error', `${why}: there is nothing to compute`, headerLine(csv))
    return null
  }
  const used = kept.map((k) => defined(rows[k]))
  if (!event.subarray(0, kept.length).includes(1)) {
    const help = 'curves stay at 1 and nothing can be fitted; an upper bound for the rate is given'
    tell('all-censored', 'warning', 'no spell ended: all are censored', csv.headerSpan(chosen.event), help)
  }
  return {
    time: defined(csv.header[chosen.time]),
    event: defined(csv.header[chosen.event]),
    spells: { time: time.slice(0, kept.length), event: event.slice(0, kept.length) },
    terms: covariates.flatMap(({ terms }) => terms),
    columns: covariates.flatMap(({ values }) =>
      values.map((column) => Float64Array.from(kept, (k) => defined(column[k]))),
    ),
    groups: chosen.by < 0 ? null : { column: defined(csv.header[chosen.by]), ...levelsOf(csv, chosen.by, used) },
    clusters: chosen.cluster < 0 ? null : clustersOf(csv, chosen.cluster, used),
    rows: csv.rows,
    taken: rows.length,
    leftOut: rows.length - kept.length,
  }
}

/** A number in the file's own way of writing: with a decimal comma where semicolons part the cells. */
function numberIn(csv: Csv, text: string): number {
  const plain = csv.separator === ';' ? text.replace(',', '.') : text
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(plain) ? Number(plain) : NaN
}

function lengthAt(csv: Csv, row: number, column: number, tell: Teller): number | null {
  const text = csv.cell(row, column)
  if (MISSING.has(text)) return missing(csv, row, column, tell)
  const value = numberIn(csv, text)
  if (Number.isNaN(value)) {
    tell('not-a-number', 'error', `${quoted(text)} is no number; the row is left out`, csv.spanOf(row, column))
    return null
  }
  if (value < 0) {
    const help = 'a length counts from the start of the spell'
    tell('negative-time', 'error', `a length of ${text}; the row is left out`, csv.spanOf(row, column), help)
    return null
  }
  if (value === Infinity) return null
  if (value === 0) {
    const help = 'it counts for curves and Cox; families of curves leave it out, since they have no length of 0'
    tell('zero-time', 'warning', 'a length of 0', csv.spanOf(row, column), help)
  }
  return value
}

function missing(csv: Csv, row: number, column: number, tell: Teller): null {
  const span = csv.spanOf(row, column)
  const name = quoted(defined(csv.header[column]))
  tell('missing', 'warning', `nothing under ${name}; the row is left out`, {
    ...span,
    length: Math.max(1, span.length),
  })
  return null
}

function isThere(csv: Csv, row: number, column: number, tell: Teller): boolean {
  if (!MISSING.has(csv.cell(row, column))) return true
  missing(csv, row, column, tell)
  return false
}

/** Codes of 1 and 2, as some programs write them, mean censored and ended. */
function eventCodes(csv: Csv, column: number, rows: readonly number[], tell: Teller): Readonly<Record<string, 0 | 1>> {
  let twos = 0
  for (const row of rows) {
    const text = csv.cell(row, column)
    if (text === '2') twos++
    else if (text !== '1' && !MISSING.has(text)) return ENDED
  }
  if (twos === 0) return ENDED
  tell('codes', 'warning', 'codes of 1 and 2: read as censored and ended', csv.headerSpan(column))
  return { '1': 0, '2': 1 }
}

function endAt(
  csv: Csv,
  { row, column }: { readonly row: number; readonly column: number },
  codes: Readonly<Record<string, 0 | 1>>,
  tell: Teller,
): 0 | 1 | null {
  const text = csv.cell(row, column)
  if (MISSING.has(text)) return missing(csv, row, column, tell)
  const code = Object.hasOwn(codes, text) ? defined(codes[text]) : undefined
  if (code !== undefined) return code
  const help = '1 for a spell that ended, 0 for one still going on when last seen'
  tell(
    'event-code',
    'error',
    `${quoted(text)} does not say whether the spell ended; the row is left out`,
    csv.spanOf(row, column),
    help,
  )
  return null
}

interface Covariate {
  readonly terms: readonly Term[]
  /** By term, over the rows taken. */
  readonly values: readonly Float64Array[]
  /** Rows whose value cannot be read. */
  readonly bad: ReadonlySet<number>
}

function covariateOf(csv: Csv, column: number, rows: readonly number[], tell: Teller): Covariate {
  const name = defined(csv.header[column])
  const span = csv.headerSpan(column)
  const place = {
    ...placeAt(lineStarts(csv.text.slice(0, span.offset + span.length)), span.offset),
    length: span.length,
  }
  const values = new Float64Array(rows.length)
  let texts = 0
  rows.forEach((row, k) => {
    const text = csv.cell(row, column)
    values[k] = Object.hasOwn(ENDED, text) ? defined(ENDED[text]) : numberIn(csv, text)
    if (Number.isNaN(defined(values[k])) && !MISSING.has(text)) texts++
  })
  if (texts === 0) return { terms: [{ name, column: name, place }], values: [values], bad: new Set() }
  const numbers = rows.length - texts
  if (numbers > texts) {
    const bad = rows.filter((row, k) => Number.isNaN(defined(values[k])) && !MISSING.has(csv.cell(row, column)))
    for (const row of bad) {
      const text = quoted(csv.cell(row, column))
      tell('not-a-number', 'error', `${text} is no number; the row is left out`, csv.spanOf(row, column))
    }
    return { terms: [{ name, column: name, place }], values: [values], bad: new Set(bad) }
  }
  const { names, of } = levelsOf(csv, column, rows)
  if (names.length > MOST_LEVELS) {
    const message = `${quoted(name)} has ${names.length} different texts: names, not kinds; it is left out`
    tell('too-many-levels', 'error', message, span)
    return { terms: [], values: [], bad: new Set() }
  }
  return {
    terms: names.slice(1).map((level) => ({ name: `${name}=${level}`, column: name, place })),
    values: names.slice(1).map((_, k) => Float64Array.from(of, (level) => (level === k + 1 ? 1 : 0))),
    bad: new Set(),
  }
}

/** Distinct values, numbers by size and texts by alphabet, and which one each row has. */
function levelsOf(
  csv: Csv,
  column: number,
  rows: readonly number[],
): { readonly names: readonly string[]; readonly of: Int32Array } {
  const names = [...new Set(rows.map((row) => csv.cell(row, column)).filter((text) => !MISSING.has(text)))]
  const byNumber = names.every((name) => Number.isFinite(Number(name)))
  names.sort((a, b) => (byNumber ? Number(a) - Number(b) : a < b ? -1 : 1))
  const index = new Map(names.map((name, k) => [name, k]))
  return { names, of: Int32Array.from(rows, (row) => index.get(csv.cell(row, column)) ?? -1) }
}

function clustersOf(csv: Csv, column: number, rows: readonly number[]): SurvivalTable['clusters'] {
  const index = new Map<string, number>()
  const of = Int32Array.from(rows, (row) => {
    const name = csv.cell(row, column)
    const known = index.get(name) ?? index.size
    index.set(name, known)
    return known
  })
  return { column: defined(csv.header[column]), count: index.size, of }
}
