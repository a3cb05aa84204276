/** One HTML file: light and dark, printable, no request. */
import type { Case, Summary } from '../../src/internal.ts'
import { counted, percent } from '../words/index.ts'
import { escapeHtml } from './escape.ts'
import { paperStyle } from './paper.ts'

const STYLE = `:root{color-scheme:light dark;--paper:#fff;--panel:#f4f5f7;--ink:#1a1d21;--muted:#565d66;--rule:#c9ced6;--defender:#0072b2;--attacker:#d55e00;--mark:#35424f;--mark-2:#7b8590;font-family:system-ui,sans-serif}
@media (prefers-color-scheme:dark){:root{--paper:#14171b;--panel:#1d2228;--ink:#eceff3;--muted:#a9b2bd;--rule:#3b434d;--defender:#56b4e9;--attacker:#f0a45d;--mark:#d3dbe4;--mark-2:#8f9aa6}}
body{max-width:760px;margin:0 auto;padding:24px 16px;background:var(--paper);color:var(--ink);line-height:1.5}
h1{line-height:1.25}h2{margin-top:40px;border-bottom:1px solid var(--rule)}figure{margin:24px 0}figcaption,.meta{color:var(--muted);font-size:14px}svg{max-width:100%;height:auto}.narrow{display:none}@media screen and (max-width:711px){.wide{display:none}.narrow{display:block}}
table{border-collapse:collapse;width:100%;font-size:14px}th,td{text-align:left;vertical-align:top;padding:4px 8px;border-bottom:1px solid var(--rule)}.long{overflow-wrap:anywhere}.scroll{overflow-x:auto}
pre{white-space:pre-wrap;background:var(--panel);padding:12px}summary{cursor:pointer;padding:4px 0}.lead{font-size:1.15rem}
.term{color:inherit;text-decoration:underline dotted;text-underline-offset:3px}.glossary dt{font-weight:600;margin-top:8px}.glossary dd{margin:0}:target{background:var(--panel)}
.said{text-decoration:underline 2px;text-underline-offset:3px}.said.supported{text-decoration-color:var(--ink)}.said.contradicted{text-decoration-color:var(--ink);text-decoration-style:dashed}.said.depends{text-decoration-color:var(--ink);text-decoration-style:double}.said.undecided{text-decoration-color:var(--muted);text-decoration-style:dotted}.said.untestable,.said.untested,.said.pending{text-decoration:none}
.mark{color:var(--muted);font-size:.7em;margin-left:2px}.value{font-variant-numeric:tabular-nums;border-bottom:1px solid var(--rule)}.card{border-left:3px solid var(--rule);padding:0 12px;font-size:14px;margin:4px 0}.card p{margin:4px 0}.card ul{margin:0;padding-left:20px}
@media print{:root{color-scheme:light;--paper:#fff;--panel:#fff;--ink:#000;--muted:#333;--rule:#999;--defender:#0072b2;--attacker:#d55e00;--mark:#35424f;--mark-2:#7b8590}.card[open]{display:block}.scroll{overflow-x:visible}figure,tr,svg{break-inside:avoid}h2,figcaption,caption,thead,dt{break-after:avoid}svg{max-height:190mm}table{font-size:8.5pt}body{max-width:none}details:not([open]){display:none}}`

/** What makes a page run by itself: the program, and what it starts from. */
export interface Live {
  /** A module without imports. */
  readonly script: string
  readonly style: string
  /** Plain JSON. */
  readonly start: unknown
}

export interface Page {
  readonly title: string
  readonly heading: string | null
  /** What every page of print has at its top. */
  readonly paper: string
  readonly meta: string
  /** Where the page can be opened as a case to change; null where it has no address. */
  readonly link?: string | null
  /** HTML, escaped. */
  readonly main: string
  /** Null for a page of text and pictures alone. */
  readonly live: Live | null
}

/** What every page of print of a case has at its top. */
export function paperName({ title, asOf }: Case): string {
  return `${title}, as of ${asOf}`
}

/** Where the numbers of a page come from, in one line. */
export function metaOf(theCase: Case, summary: Summary): string {
  return `As of ${theCase.asOf} · seed ${summary.seed} · ${counted(summary.worlds, 'world')} · engine ${summary.engine} · case ${summary.case.digest.slice(0, 12)}${summary.scenario ? ` · scenario ${summary.scenario}` : ''}${summary.partial ? ` · partial: ${percent(summary.worlds / summary.asked)} of the worlds asked for` : ''}`
}

export function htmlPage({ title, heading, paper, meta, link = null, main, live }: Page): string {
  return (
    `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style>${STYLE}${paperStyle(paper)}</style>${live ? `<style>${live.style.replaceAll('</style', '<\\/style')}</style>` : ''}</head>` +
    `<body>${live ? '<div id="root">' : ''}<header>${heading === null ? '' : `<h1>${escapeHtml(heading)}</h1>`}<p class="meta">${escapeHtml(meta)}</p>${link === null ? '' : `<p class="meta"><a href="${escapeHtml(link)}">Open this case, as it is here, to doubt and change it</a></p>`}</header><main>${main}</main>${live ? `</div>${programOf(live)}` : ''}</body></html>\n`
  )
}

/** The program and its start, neither of which can end its element early. */
function programOf({ script, start }: Live): string {
  const json = JSON.stringify(start).replaceAll('<', '\\u003c')
  const safe = script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')
  return `<script type="application/json" id="start">${json}</script>\n<script type="module">${safe}</script>`
}
