/** Blocks to Markdown; charts as their numbers. */
import type { Case, Summary } from '../../src/internal.ts'
import { counted, meaningOf, termsOf } from '../words/index.ts'
import { blocksOf, NO_EXTRAS } from './blocks.ts'
import type { Block, Extras } from './blocks.ts'

/** Rows of a chart's table that a reader of text can take in. */
const MOST_ROWS = 30

export function renderMarkdown(theCase: Case, summary: Summary, extras: Extras = NO_EXTRAS): string {
  const meta = `As of ${theCase.asOf}, seed ${summary.seed}, ${counted(summary.worlds, 'world')}, engine ${summary.engine}, case ${summary.case.digest.slice(0, 12)}`
  const blocks = blocksOf(theCase, summary, extras)
  return `# ${escapeMarkdown(theCase.title)}\n\n${meta}\n\n${[...blocks.map(blockText), ...termList(blocks)].join('\n\n')}\n`
}

/** The terms of art that the text uses. */
function termList(blocks: readonly Block[]): string[] {
  const said = blocks.flatMap((block) => {
    if (block.kind === 'text') return [block.text]
    return block.kind === 'chart' ? [block.chart.title, block.chart.caption, block.chart.source] : []
  })
  const terms = termsOf(said.join('\n'))
  if (terms.length === 0) return []
  return [
    '## Terms',
    terms.map((term) => `- **${escapeMarkdown(term.name)}**: ${escapeMarkdown(meaningOf(term))}`).join('\n'),
  ]
}

/** Characters that Markdown or the HTML within it would take as its own. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>|#]/g, (character) => `\\${character}`).replaceAll('\n', ' ')
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `## ${escapeMarkdown(block.text)}`
    case 'text':
      return escapeMarkdown(block.text)
    case 'plain':
      return block.text
        .split('\n')
        .map((line) => `    ${line}`)
        .join('\n')
    case 'chart':
      return `**${escapeMarkdown(block.chart.title)}.** ${escapeMarkdown(block.chart.caption)}\n\n${table(block.chart.table.columns, block.chart.table.rows.slice(0, MOST_ROWS))}\n\n${escapeMarkdown(block.chart.source)}`
    case 'table':
      return table(block.columns, block.rows)
  }
}

function table(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string =>
    `| ${cells.map((cell) => escapeMarkdown(String(cell))).join(' | ')} |`
  return [line(columns), `|${columns.map(() => '---|').join('')}`, ...rows.map(line)].join('\n')
}
