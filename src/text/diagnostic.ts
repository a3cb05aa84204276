/** What is wrong, or doubtful, in a file, where, and what would mend it. */
import { defined } from '../case/defined.ts'

/** A stretch of a text, in UTF-16 units from its start. */
export interface Span {
  readonly offset: number
  readonly length: number
}

/** A sure repair: the text to put in the place of a span. */
export interface Fix extends Span {
  readonly text: string
}

/** What is wrong, or doubtful, in a file: where (line and column from 1), what, and the fix where it is sure. */
export interface Diagnostic {
  /** Stable name of the kind of problem, such as `unknown-actor`. */
  readonly code: string
  readonly severity: 'error' | 'warning'
  /** What is wrong, in lower case, names in backticks. */
  readonly message: string
  /** The likely fix. */
  readonly help?: string
  readonly file: string
  /** 1-based. */
  readonly line: number
  /** 1-based, in UTF-16 units. */
  readonly column: number
  /** Length of what is underlined, in UTF-16 units; it may run over the end of the line. */
  readonly length: number
  /** Present only where the repair is sure. */
  readonly fix?: Fix
}

/** Characters of a source line that are shown, and how many of them before the place. */
const SHOWN = 110
const SHOWN_BEFORE = 60
/** Most characters of a text from the file that a message repeats. */
const LONGEST_QUOTE = 60

/** Offsets at which the lines of a text start. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** 1-based line and column of an offset in a text whose lines start so. */
export function placeAt(starts: readonly number[], offset: number): { readonly line: number; readonly column: number } {
  let low = 0
  let high = starts.length
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (defined(starts[middle]) <= offset) low = middle
    else high = middle
  }
  return { line: low + 1, column: offset - defined(starts[low]) + 1 }
}

/** Order in the file; errors before warnings at the same place. */
export function byPlace(a: Diagnostic, b: Diagnostic): number {
  const rank = (one: Diagnostic): string => `${one.severity} ${one.code} ${one.message}`
  return a.line - b.line || a.column - b.column || (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0)
}

/** A text from the file as messages show it: in backticks, on one line, cut where it is long. */
export function quoted(text: string): string {
  const line = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text
  return `\`${visible(line.replace(/\s+/g, ' '))}\``
}

/** A diagnostic for the terminal: `file:line:column: error: message`, the line with the place marked, the help.
 *  Safe to print, whatever the file holds. @param text the file that the diagnostic is about.
 *  @example
 *  const wrong = 'armistice: 1\nid: mine\ntitle: Mine\nasOf: yesterday\n'
 *  const read = load(wrong, 'mine.yaml')
 *  renderDiagnostic(read.errors[0], wrong).split('\n')[0].startsWith('mine.yaml:4:7: error:') // → true
 */
export function renderDiagnostic(diagnostic: Diagnostic, text: string): string {
  const { line, column, severity, message, help, file } = diagnostic
  const source = lineOf(text, line)
  const from = source.length <= SHOWN ? 0 : Math.max(0, Math.min(column - 1 - SHOWN_BEFORE, source.length - SHOWN))
  const shown = source.slice(from, from + SHOWN)
  const before = Math.min(column - 1 - from, shown.length)
  const carets = Math.max(1, Math.min(diagnostic.length, shown.length - before))
  const gutter = ' '.repeat(String(line).length)
  return [
    `${visible(file)}:${line}:${column}: ${severity}: ${visible(message)}`,
    ` ${line} | ${visible(shown)}`,
    ` ${gutter} | ${' '.repeat(before)}${'^'.repeat(carets)}`,
    ...(help === undefined ? [] : [`  help: ${visible(help)}`]),
  ].join('\n')
}

function lineOf(text: string, line: number): string {
  let from = 0
  for (let k = 1; k < line; k++) {
    const end = text.indexOf('\n', from)
    if (end < 0) return ''
    from = end + 1
  }
  const end = text.indexOf('\n', from)
  return text.slice(from, end < 0 ? text.length : end).replace(/\r$/, '')
}

/** Control, bidirectional and invisible characters could forge what a terminal shows: each becomes one `�`, a tab one
 *  blank. */
function visible(text: string): string {
  return text.replace(/\t/g, ' ').replace(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu, '\ufffd')
}
