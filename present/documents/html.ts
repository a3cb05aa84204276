/** Blocks to one HTML file: no script, no request, light and dark, printable. Everything that came from a case is
 *  escaped. */
import type { Case, Summary } from '../../src/internal.ts'
import type { Chart } from '../charts/index.ts'
import { blocksOf, NO_EXTRAS } from './blocks.ts'
import type { Block, Extras } from './blocks.ts'
import { escapeHtml } from './escape.ts'
import { htmlPage, metaOf, paperName } from './page.ts'
import { termLinks } from './term-links.ts'
import type { TermLinks } from './term-links.ts'

/** The brief of a run as one HTML file. */
export function renderHtml(theCase: Case, summary: Summary, extras: Extras = NO_EXTRAS): string {
  const terms = termLinks()
  return htmlPage({
    title: `${theCase.title}: the brief`,
    heading: theCase.title,
    paper: paperName(theCase),
    meta: metaOf(theCase, summary),
    link: extras.link ?? null,
    main: `${blocksOf(theCase, summary, extras)
      .map((block, k) => blockHtml(block, k, terms))
      .join('\n')}\n${terms.entries()}`,
    live: null,
  })
}

function blockHtml(block: Block, index: number, terms: TermLinks): string {
  switch (block.kind) {
    case 'heading':
      return `<h2>${escapeHtml(block.text)}</h2>`
    case 'text':
      return `<p${index === 0 ? ' class="lead"' : ''}>${terms.html(block.text)}</p>`
    case 'plain':
      return `<pre>${escapeHtml(block.text)}</pre>`
    case 'chart':
      return chartHtml(block.chart, block.narrow, terms)
    case 'table':
      return tableHtml(block.title, block.columns, block.rows)
  }
}

/** A picture for wide windows and one for narrow ones, with its numbers. */
export function chartHtml(chart: Chart, narrow: Chart, terms: TermLinks): string {
  const rows = chart.table.rows.map((row) => row.map(String))
  return (
    `<figure><figcaption><strong>${terms.html(chart.title)}.</strong> ${terms.html(chart.caption)}</figcaption><div class="wide">${chart.svg}</div><div class="narrow">${narrow.svg}</div><p class="meta">${terms.html(chart.source)}</p>` +
    `<details><summary>The numbers</summary>${tableHtml(chart.title, chart.table.columns, rows)}</details></figure>`
  )
}

/** Characters of a word, such as an address, that may be broken anywhere, so that it widens no column. */
const LONG_WORD = /\S{24}/

export function tableHtml(title: string, columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join('')
  const body = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('')
  const name = escapeHtml(title)
  return (
    `<div class="scroll" role="region" aria-label="${name}" tabindex="0"><table><caption class="meta">${name}</caption>` +
    `<thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`
  )
}

function cell(text: string, column: number): string {
  const look = LONG_WORD.test(text) ? ' class="long"' : ''
  return column === 0 ? `<th scope="row"${look}>${escapeHtml(text)}</th>` : `<td${look}>${escapeHtml(text)}</td>`
}
