/** An answer that is no run as one HTML file: what was asked, its picture where it has one, and its tables. */
import type { Case } from '../../src/internal.ts'
import { grouped } from '../words/index.ts'
import type { Chart } from '../charts/index.ts'
import { chartHtml, tableHtml } from './html.ts'
import { escapeHtml } from './escape.ts'
import { htmlPage, paperName } from './page.ts'
import { termLinks } from './term-links.ts'

export interface RecordTable {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

export interface RecordPage {
  /** What was asked, in words. */
  readonly says: string
  /** What the asker chose, and the engine. */
  readonly meta: string
  /** The picture for wide and narrow windows. */
  readonly chart: { readonly wide: Chart; readonly narrow: Chart } | null
  readonly tables: readonly RecordTable[]
}

/** Rows of a table that a page shows; the rest is in the other forms. */
const MOST_ROWS = 500

export function renderRecord(theCase: Case, { says, meta, chart, tables }: RecordPage): string {
  const terms = termLinks()
  const picture = chart ? chartHtml(chart.wide, chart.narrow, terms) : ''
  const main = `<p class="lead">${escapeHtml(says.charAt(0).toUpperCase() + says.slice(1))}.</p>\n${picture}\n${tables.map(section).join('\n')}`
  return htmlPage({
    title: `${theCase.title}: ${says}`,
    heading: theCase.title,
    paper: paperName(theCase),
    meta,
    main: `${main}\n${terms.entries()}`,
    live: null,
  })
}

function section({ name, columns, rows }: RecordTable): string {
  const shown = rows.slice(0, MOST_ROWS).map((row) => row.map((cell) => (cell === null ? '' : wordOf(cell))))
  const more = rows.length - shown.length
  const rest = more > 0 ? `<p class="meta">${grouped(more)} more rows are in the JSON.</p>` : ''
  return `<h2>${escapeHtml(name)}</h2>${tableHtml(name, columns, shown)}${rest}`
}

/** A number to six digits: the whole of it is in the other forms. */
const wordOf = (cell: string | number): string =>
  typeof cell === 'number' ? String(Number(cell.toPrecision(6))) : cell
