/** The one writer of CSV for people: every table that leaves the program for a spreadsheet goes through it. */

export type CsvCell = string | number | null

/** What a spreadsheet takes for the start of a formula, full-width forms and leading blanks among it.
 *  Source: OWASP, CSV Injection. */
const FORMULA = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/

/** Texts that are plain numbers may start with a sign. */
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

/** Rows as a table, quoted where needed, each line ended by CR LF. A text that a spreadsheet would run gets an
 *  apostrophe in front. Null is an empty cell. Source of the quoting: RFC 4180. */
export function writeCsv(rows: readonly (readonly CsvCell[])[]): string {
  return rows.map((row) => `${row.map(written).join(',')}\r\n`).join('')
}

/** A line for readers above the table. It stays one line, and no part of it becomes a formula where a spreadsheet
 *  splits it at a separator. */
export function csvRemark(text: string): string {
  const line = text.replace(/[\r\n]+/g, ' ').replace(/([,;\t]\s*)(?=[=+\-@＝＋－＠])/g, "$1'")
  return `# ${line}\r\n`
}

function written(cell: CsvCell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
