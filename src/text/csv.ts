/** Tables as text: cells with their places, without a string for each until it is asked for. */
import { defined } from '../case/defined.ts'
import { lineStarts, placeAt } from './diagnostic.ts'
import type { Diagnostic, Span } from './diagnostic.ts'
import { cut } from './report.ts'

export type Separator = ',' | ';' | '\t'

export interface Csv {
  readonly file: string
  readonly text: string
  readonly separator: Separator
  readonly header: readonly string[]
  /** Rows below the header that have as many cells as it. */
  readonly rows: number
  /** The text of a cell, unquoted, blanks at its ends gone. */
  readonly cell: (row: number, column: number) => string
  readonly spanOf: (row: number, column: number) => Span
  readonly headerSpan: (column: number) => Span
}

export interface CsvRead {
  /** Null where there is no header. */
  readonly csv: Csv | null
  readonly diagnostics: readonly Diagnostic[]
}

/** Problems of one kind told one by one; the others are counted. */
const MOST_TOLD = 20

/** Reads a table whose first line names its columns. Lines that start with `#` and blank lines are skipped; rows with
 *  too few or too many cells are told and left out. The separator is the one that the first line has most of. Source of
 *  the quoting: RFC 4180. */
export function readCsv(text: string, file: string): CsvRead {
  const scan = scanCells(text, separatorOf(text))
  const tell = teller(text, file)
  if (scan.lineEnds.length === 0) {
    tell('empty-table', 'error', 'the table is empty', { offset: 0, length: 0 }, 'the first line names the columns')
    return { csv: null, diagnostics: tell.told() }
  }
  const width = defined(scan.lineEnds[0])
  const first: number[] = []
  for (let line = 1; line < scan.lineEnds.length; line++) {
    const from = defined(scan.lineEnds[line - 1])
    const count = defined(scan.lineEnds[line]) - from
    if (count === width) first.push(from)
    else {
      const span = {
        offset: defined(scan.starts[from]),
        length: defined(scan.ends[defined(scan.lineEnds[line]) - 1]) - defined(scan.starts[from]),
      }
      tell('ragged-row', 'error', `this row has ${count} ${cells(count)}, the header ${width}; it is left out`, span)
    }
  }
  const rowStart = Uint32Array.from(first)
  const span = (at: number): Span => ({
    offset: defined(scan.starts[at]),
    length: defined(scan.ends[at]) - defined(scan.starts[at]),
  })
  const read = (at: number): string => unquoted(text.slice(defined(scan.starts[at]), defined(scan.ends[at])))
  const header = Array.from({ length: width }, (_, column) => read(column))
  header.forEach((name, column) => {
    const twin = header.indexOf(name)
    if (twin < column) tell('twin-column', 'error', `a second column \`${name}\`: the first is used`, span(column))
  })
  const csv: Csv = {
    file,
    text,
    separator: scan.separator,
    header,
    rows: rowStart.length,
    cell: (row, column) => read(defined(rowStart[row]) + column),
    spanOf: (row, column) => span(defined(rowStart[row]) + column),
    headerSpan: span,
  }
  return { csv, diagnostics: tell.told() }
}

const cells = (count: number): string => (count === 1 ? 'cell' : 'cells')

interface Cells {
  readonly separator: Separator
  readonly starts: Uint32Array
  readonly ends: Uint32Array
  /** Index of the cell after the last one of each line. */
  readonly lineEnds: readonly number[]
}

const QUOTE = 34
const NEWLINE = 10
const RETURN = 13
const HASH = 35
const BLANK = 32

function scanCells(text: string, separator: Separator): Cells {
  const code = separator.charCodeAt(0)
  const starts = new Growing()
  const ends = new Growing()
  const lineEnds: number[] = []
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  while (at < text.length) {
    const end = lineEnd(text, at)
    if (text.charCodeAt(at) === HASH || text.slice(at, end).trim() === '') {
      at = end + 1
      continue
    }
    for (;;) {
      while (text.charCodeAt(at) === BLANK && code !== BLANK) at++
      const from = at
      if (text.charCodeAt(at) === QUOTE) at = afterQuote(text, at)
      for (let c = text.charCodeAt(at); at < text.length && c !== code && c !== NEWLINE; c = text.charCodeAt(at)) at++
      let to = at
      while (to > from && (text.charCodeAt(to - 1) === BLANK || text.charCodeAt(to - 1) === RETURN)) to--
      starts.push(from)
      ends.push(to)
      const more = text.charCodeAt(at) === code && at < text.length
      at++
      if (!more) break
    }
    lineEnds.push(starts.length)
  }
  return { separator, starts: starts.taken(), ends: ends.taken(), lineEnds }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

/** Place after the closing quote; the end of the text where none closes it. */
function afterQuote(text: string, from: number): number {
  for (let at = from + 1; ; at += 2) {
    const close = text.indexOf('"', at)
    if (close < 0) return text.length
    if (text.charCodeAt(close + 1) !== QUOTE) return close + 1
    at = close
  }
}

function unquoted(cell: string): string {
  return cell.startsWith('"') && cell.endsWith('"') && cell.length > 1
    ? cell.slice(1, -1).replaceAll('""', '"').trim()
    : cell
}

function separatorOf(text: string): Separator {
  const line = text.split('\n').find((one) => one.trim() !== '' && !one.startsWith('#')) ?? ''
  const bare = line.replace(/"[^"]*"/g, '')
  const count = (separator: Separator): number => bare.split(separator).length
  return ([',', ';', '\t'] as const).reduce((best, one) => (count(one) > count(best) ? one : best))
}

/** Whole numbers that grow in number. */
class Growing {
  #values = new Uint32Array(1024)
  length = 0
  push(value: number): void {
    if (this.length === this.#values.length) {
      const more = new Uint32Array(2 * this.length)
      more.set(this.#values)
      this.#values = more
    }
    this.#values[this.length++] = value
  }
  taken(): Uint32Array {
    return this.#values.subarray(0, this.length)
  }
}

export interface Teller {
  (code: string, severity: 'error' | 'warning', message: string, span: Span, help?: string): void
  /** What was told, with one line for those of a kind that were too many to tell. */
  readonly told: () => readonly Diagnostic[]
}

/** Collects diagnostics of a text: the first of each kind one by one, the others as a count. */
export function teller(text: string, file: string): Teller {
  let starts: readonly number[] | null = null
  const found: Diagnostic[] = []
  const counts = new Map<string, { count: number; last: Diagnostic }>()
  const tell = (code: string, severity: 'error' | 'warning', message: string, span: Span, help?: string): void => {
    const kind = counts.get(code)
    if (kind !== undefined && kind.count >= MOST_TOLD) {
      kind.count++
      return
    }
    starts ??= lineStarts(text)
    const { line, column } = placeAt(starts, span.offset)
    const one: Diagnostic = { code, severity, message: cut(message), file, line, column, length: span.length }
    const full = help === undefined ? one : { ...one, help: cut(help) }
    counts.set(code, { count: (kind?.count ?? 0) + 1, last: full })
    found.push(full)
  }
  const told = (): readonly Diagnostic[] => [
    ...found,
    ...[...counts.values()]
      .filter(({ count }) => count > MOST_TOLD)
      .map(({ count, last }) => ({
        ...last,
        message: `and ${count - MOST_TOLD} more of the kind above`,
      })),
  ]
  return Object.assign(tell, { told })
}
