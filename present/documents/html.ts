/** Blocks to one HTML file: no script, no request, light and dark, printable. Everything that came from a case is escaped. */
import { grouped, percent } from '../words/index.ts'
import type { Case, Summary } from '../../src/internal.ts'
import { blocksOf, NO_EXTRAS } from './blocks.ts'
import type { Block, Extras } from './blocks.ts'

const STYLE = `:root{color-scheme:light dark;--paper:#fff;--panel:#f4f5f7;--ink:#1a1d21;--muted:#565d66;--rule:#c9ced6;--defender:#0072b2;--attacker:#d55e00;font-family:system-ui,sans-serif}
@media (prefers-color-scheme:dark){:root{--paper:#14171b;--panel:#1d2228;--ink:#eceff3;--muted:#a9b2bd;--rule:#3b434d;--defender:#56b4e9;--attacker:#f0a45d}}
body{max-width:760px;margin:0 auto;padding:24px 16px;background:var(--paper);color:var(--ink);line-height:1.5}
h1{line-height:1.25}h2{margin-top:40px;border-bottom:1px solid var(--rule)}figure{margin:24px 0}figcaption,.meta{color:var(--muted);font-size:14px}svg{max-width:100%;height:auto}.narrow{display:none}@media screen and (max-width:711px){.wide{display:none}.narrow{display:block}}
table{border-collapse:collapse;width:100%;font-size:14px}th,td{text-align:left;vertical-align:top;padding:4px 8px;border-bottom:1px solid var(--rule)}.long{overflow-wrap:anywhere}.scroll{overflow-x:auto}
pre{white-space:pre-wrap;background:var(--panel);padding:12px}summary{cursor:pointer;padding:4px 0}.lead{font-size:1.15rem}
@media print{.scroll{overflow-x:visible}figure,tr,svg{break-inside:avoid}h2,figcaption{break-after:avoid}svg{max-height:215mm}body{max-width:none}details{display:none}}`

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

export function renderHtml(theCase: Case, summary: Summary, extras: Extras = NO_EXTRAS): string {
  const meta = `As of ${theCase.asOf} · seed ${summary.seed} · ${grouped(summary.worlds)} worlds · engine ${summary.engine} · case ${summary.case.digest.slice(0, 12)}${summary.scenario ? ` · scenario ${summary.scenario}` : ''}${summary.partial ? ` · partial: ${percent(summary.worlds / summary.asked)} of the worlds asked for` : ''}`
  return (
    `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(theCase.title)}: the brief</title><style>${STYLE}</style></head>` +
    `<body><header><h1>${escapeHtml(theCase.title)}</h1><p class="meta">${escapeHtml(meta)}</p></header><main>${blocksOf(theCase, summary, extras).map(blockHtml).join('\n')}</main></body></html>\n`
  )
}

function blockHtml(block: Block, index: number): string {
  switch (block.kind) {
    case 'heading':
      return `<h2>${escapeHtml(block.text)}</h2>`
    case 'text':
      return `<p${index === 0 ? ' class="lead"' : ''}>${escapeHtml(block.text)}</p>`
    case 'plain':
      return `<pre>${escapeHtml(block.text)}</pre>`
    case 'chart':
      return chartHtml(block)
    case 'table':
      return table(block.title, block.columns, block.rows)
  }
}

function chartHtml(block: Extract<Block, { kind: 'chart' }>): string {
  const { chart } = block
  const rows = chart.table.rows.map((row) => row.map(String))
  return (
    `<figure><figcaption><strong>${escapeHtml(chart.title)}.</strong> ${escapeHtml(chart.caption)}</figcaption><div class="wide">${chart.svg}</div><div class="narrow">${block.narrow.svg}</div><p class="meta">${escapeHtml(chart.source)}</p>` +
    `<details><summary>The numbers</summary>${table(chart.title, chart.table.columns, rows)}</details></figure>`
  )
}

/** Characters of a word, such as an address, that may be broken anywhere, so that it widens no column. */
const LONG_WORD = /\S{24}/

function table(title: string, columns: readonly string[], rows: readonly (readonly string[])[]): string {
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
