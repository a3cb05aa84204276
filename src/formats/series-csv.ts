/** A monthly series of the front: a row a month (or a day), with the change of the area held or the area itself, and
 *  what may drive it. */
import { defined, entryOf } from '../case/defined.ts'
import { readCsv, teller } from '../text/csv.ts'
import type { Csv, Teller } from '../text/csv.ts'
import { byPlace, quoted } from '../text/diagnostic.ts'
import type { Diagnostic, Span } from '../text/diagnostic.ts'

export interface FrontSeries {
  /** `YYYY-MM`, one after the other without a gap. */
  readonly months: readonly string[]
  /** km² gained by the attacker in each month; NaN where missing. */
  readonly changes: Float64Array
  /** Rounds fired by the attacker per round of the defender, by month, NaN where missing; null without such a
   *  column. */
  readonly fireRatio: Float64Array | null
}

export interface SeriesRead {
  /** Null where the columns cannot be made out, or no month is left. */
  readonly series: FrontSeries | null
  readonly diagnostics: readonly Diagnostic[]
}

/** Square kilometres in a unit. Source: the definitions; a mile is 1.609344 km. */
const UNITS: Readonly<Record<string, number>> = { km2: 1, m2: 1e-6, ha: 0.01, mi2: 2.589988110336 }
const DATES = ['month', 'month_end', 'date', 'day']
const FIRE = 'fire_ratio'
const MISSING = new Set(['', 'NA', 'na', 'NaN', '.', 'null'])
const DATE = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/
/** Months that a gap may have: beyond this a date is a slip, not a gap. */
const LONGEST_GAP = 120

interface Value {
  readonly column: number
  readonly kind: 'change' | 'area'
  readonly factor: number
}

interface Row {
  readonly row: number
  /** Months since year 0. */
  readonly month: number
  readonly date: string
  readonly value: number
  readonly fire: number
}

/** Reads what can be read, and tells the rest with its place: months that are missing, twice there, out of order, no
 *  numbers, of another unit.
 *  @param until last day whose months may be in the file, such as the date of a case that is to be fitted; null where
 *  all may. */
export function readSeriesCsv(text: string, file: string, until: string | null = null): SeriesRead {
  const { csv, diagnostics } = readCsv(text, file)
  const tell = teller(text, file)
  const series = csv ? seriesOf(csv, until, tell) : null
  return { series, diagnostics: [...diagnostics, ...tell.told()].sort(byPlace) }
}

function seriesOf(csv: Csv, until: string | null, tell: Teller): FrontSeries | null {
  const dates = csv.header.findIndex((name) => DATES.includes(name))
  const top: Span = csv.headerSpan(0)
  if (dates < 0) tell('no-column', 'error', 'no column says the month', top, `name it ${DATES.map(quoted).join(', ')}`)
  const value = valueColumn(csv, tell)
  if (dates < 0 || value === null) return null
  const rows = inOrder(csv, dates, readRows(csv, { dates, value, fire: csv.header.indexOf(FIRE), until }, tell), tell)
  const kept = value.kind === 'area' ? lastOfMonth(rows) : rows
  const once = withoutTwins(csv, dates, kept, tell)
  if (once.length === 0) {
    tell('no-rows', 'error', 'no month of the series can be used', top)
    return null
  }
  return monthsOf(csv, { dates, value }, once, tell)
}

/** `change_km2`, `area_m2` and the like. */
const VALUES = /^(change|area)(?:_(\w+))?$/

/** A warning about the values of a series, at the head of their column; none where there is no such column. */
export function warnOfValues(
  text: string,
  file: string,
  { code, message, help }: Pick<Diagnostic, 'code' | 'message'> & { readonly help: string },
): readonly Diagnostic[] {
  const { csv } = readCsv(text, file)
  const column = csv === null ? -1 : csv.header.findIndex((name) => VALUES.test(name))
  if (csv === null || column < 0) return []
  const tell = teller(text, file)
  tell(code, 'warning', message, csv.headerSpan(column), help)
  return tell.told()
}

function valueColumn(csv: Csv, tell: Teller): Value | null {
  const found = csv.header.flatMap((name, column) => {
    const parts = VALUES.exec(name)
    return parts ? [{ column, kind: parts[1] as Value['kind'], unit: parts[2] }] : []
  })[0]
  const units = Object.keys(UNITS).map(quoted).join(', ')
  if (!found) {
    tell(
      'no-column',
      'error',
      'no column says what changed',
      csv.headerSpan(0),
      'name it `change_km2`, or `area_km2` for the area held',
    )
    return null
  }
  const { column, kind, unit } = found
  const span = csv.headerSpan(column)
  if (unit === undefined) {
    tell(
      'no-unit',
      'warning',
      'the column does not say its unit: km² are assumed',
      span,
      `write it behind the name: ${units}`,
    )
    return { column, kind, factor: 1 }
  }
  const factor = entryOf(UNITS, unit)
  if (factor === undefined) {
    tell('unknown-unit', 'error', `${quoted(unit)} is no unit of area known here`, span, `known are ${units}`)
    return null
  }
  if (factor !== 1) tell('other-unit', 'warning', `${quoted(unit)} are taken into km²`, span)
  return { column, kind, factor }
}

function readRows(
  csv: Csv,
  wanted: { dates: number; value: Value; fire: number; until: string | null },
  tell: Teller,
): Row[] {
  const rows: Row[] = []
  for (let row = 0; row < csv.rows; row++) {
    const date = csv.cell(row, wanted.dates)
    const parts = DATE.exec(date)
    const month = parts ? Number(parts[2]) : 0
    if (!parts || month < 1 || month > 12) {
      tell(
        'bad-date',
        'error',
        `${quoted(date)} is no month; the row is left out`,
        csv.spanOf(row, wanted.dates),
        'write `2025-02` or `2025-02-28`',
      )
      continue
    }
    if (wanted.until !== null && lastDay(date) > wanted.until) {
      const help = 'what came later may score a forecast, not make one'
      tell(
        'after-as-of',
        'error',
        `${date} is later than the date of the case, ${wanted.until}; the row is refused`,
        csv.spanOf(row, wanted.dates),
        help,
      )
      continue
    }
    rows.push({
      row,
      month: Number(parts[1]) * 12 + month - 1,
      date,
      value: numberAt(csv, row, wanted.value.column, tell) * wanted.value.factor,
      fire: wanted.fire < 0 ? Number.NaN : positiveAt(csv, row, wanted.fire, tell),
    })
  }
  return rows
}

/** Last day that a row speaks of. */
function lastDay(date: string): string {
  if (date.length > 7) return date
  const [year, month] = date.split('-').map(Number) as [number, number]
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
  return `${date}-${days}`
}

function numberAt(csv: Csv, row: number, column: number, tell: Teller): number {
  const text = csv.cell(row, column)
  if (MISSING.has(text)) return Number.NaN
  const value = Number(text)
  if (Number.isFinite(value)) return value
  tell('bad-number', 'error', `${quoted(text)} is no number; the month counts as missing`, csv.spanOf(row, column))
  return Number.NaN
}

function positiveAt(csv: Csv, row: number, column: number, tell: Teller): number {
  const value = numberAt(csv, row, column, tell)
  if (!(value <= 0)) return value
  tell('bad-ratio', 'error', 'a ratio is above 0; it counts as missing', csv.spanOf(row, column))
  return Number.NaN
}

function inOrder(csv: Csv, dates: number, rows: readonly Row[], tell: Teller): Row[] {
  const late = rows.find(({ month, date }, k) => {
    const before = rows[k - 1]
    return before !== undefined && (month < before.month || (month === before.month && date < before.date))
  })
  if (late)
    tell(
      'unsorted',
      'warning',
      `${late.date} stands behind a later one; the rows are put in order`,
      csv.spanOf(late.row, dates),
    )
  return [...rows].sort((a, b) => a.month - b.month || (a.date < b.date ? -1 : a.date > b.date ? 1 : a.row - b.row))
}

/** Of an area that is told by the day, the last day of each month; twins of that day stay for {@link withoutTwins}. */
function lastOfMonth(rows: readonly Row[]): Row[] {
  const last = new Map(rows.map(({ month, date }) => [month, date]))
  return rows.filter(({ month, date }) => last.get(month) === date)
}

/** A month that is there twice with two values is missing, since nobody can tell which is meant. */
function withoutTwins(csv: Csv, dates: number, rows: readonly Row[], tell: Teller): Row[] {
  const once: Row[] = []
  for (const row of rows) {
    const before = once.at(-1)
    if (before?.month !== row.month) {
      once.push(row)
      continue
    }
    const same = Object.is(before.value, row.value)
    const what = same ? 'the same value: it counts once' : 'another value: the month counts as missing'
    tell(
      'twin-month',
      same ? 'warning' : 'error',
      `${row.date} is there twice, with ${what}`,
      csv.spanOf(row.row, dates),
    )
    if (!same) once[once.length - 1] = { ...before, value: Number.NaN }
  }
  return once
}

function monthsOf(
  csv: Csv,
  { dates, value }: { readonly dates: number; readonly value: Value },
  rows: readonly Row[],
  tell: Teller,
): FrontSeries | null {
  const first = defined(rows[0]).month
  const size = defined(rows.at(-1)).month - first + 1
  rows.forEach(({ month, row, date }, k) => {
    const missing = k === 0 ? 0 : month - defined(rows[k - 1]).month - 1
    if (missing > 0)
      tell(
        'gap',
        'warning',
        `${missing} ${missing === 1 ? 'month is' : 'months are'} missing before ${date}`,
        csv.spanOf(row, dates),
        'they count as not observed',
      )
  })
  if (size > rows.length + LONGEST_GAP) {
    tell(
      'bad-date',
      'error',
      `the series spans ${size} months with ${rows.length} rows`,
      csv.spanOf(defined(rows.at(-1)).row, dates),
      'is a year mistyped?',
    )
    return null
  }
  const values = new Float64Array(size).fill(Number.NaN)
  const fire = new Float64Array(size).fill(Number.NaN)
  for (const row of rows) {
    values[row.month - first] = row.value
    fire[row.month - first] = row.fire
  }
  const name = (month: number): string =>
    `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`
  const skipped = value.kind === 'area' ? 1 : 0
  const months = Array.from({ length: size - skipped }, (_, k) => name(first + skipped + k))
  if (months.length === 0) {
    tell(
      'no-rows',
      'error',
      'one area makes no change: a second month is needed',
      csv.spanOf(defined(rows[0]).row, dates),
    )
    return null
  }
  return {
    months,
    changes: skipped ? values.slice(1).map((area, k) => area - defined(values[k])) : values,
    fireRatio: csv.header.includes(FIRE) ? fire.slice(skipped) : null,
  }
}
