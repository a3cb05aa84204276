// TODO(author of the YAML loader): this file was overwritten by mistake at 03:23 by the settlement helper and rebuilt from its
// uses in parse.ts and tree.ts. Put your own version back if you have it; nothing of the settlement code needs more than `Diagnostic`.
/** Something wrong, or doubtful, at a place in a file. Lines and columns count from 1; columns and lengths are UTF-16 units. */
export interface Diagnostic {
  readonly code: string
  readonly severity: 'error' | 'warning'
  /** What is wrong, in lower case, names in backticks. */
  readonly message: string
  /** The likely fix. */
  readonly help?: string
  readonly file: string
  readonly line: number
  readonly column: number
  /** Length of the place on its line. */
  readonly length: number
  /** Replaces the place by the likely right text, where that is sure. */
  readonly fix?: Fix
}

/** A stretch of a file's text, in UTF-16 units from its start. */
export interface Span {
  readonly offset: number
  readonly length: number
}

/** A sure repair: the text to put in the place of a span. */
export interface Fix {
  readonly offset: number
  readonly length: number
  readonly text: string
}

/** Most characters of a name that a message repeats. */
const LONGEST_QUOTE = 60

/** A name as messages show it: in backticks, on one line, cut where it is long. */
export function quoted(name: string): string {
  const line = name.replace(/\s+/g, ' ')
  return `\`${line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line}\``
}

/** Offsets at which the lines of a text start. */
export function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** Line and column, from 1, of an offset in a text whose lines start so. */
export function placeAt(starts: readonly number[], offset: number): { readonly line: number; readonly column: number } {
  let low = 0
  let high = starts.length
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (starts[middle]! <= offset) low = middle
    else high = middle
  }
  return { line: low + 1, column: Math.max(0, offset - starts[low]!) + 1 }
}

/** `file:line:column: error: message`, the line of the source with the place marked, and the help.
 *  @param text the file that the diagnostic is about. */
export function renderDiagnostic(diagnostic: Diagnostic, text: string): string {
  const { file, line, column, severity, message, help, length } = diagnostic
  const source = (text.split('\n')[line - 1] ?? '').replace(/\r$/, '')
  const gutter = `${line}`
  const indent = source.slice(0, column - 1).replace(/[^\t]/g, ' ')
  const marked = '^'.repeat(Math.max(1, Math.min(length, source.length - column + 1)))
  return [
    `${file}:${line}:${column}: ${severity}: ${message}`,
    ` ${gutter} | ${source}`,
    ` ${' '.repeat(gutter.length)} | ${indent}${marked}`,
    ...(help === undefined ? [] : [`  help: ${help}`]),
  ].join('\n')
}
