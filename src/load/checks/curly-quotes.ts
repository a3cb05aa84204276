/** Quotes that a word processor has bent: to YAML they are letters of the text. */
import { warn } from '../../text/report.ts'
import type { Node, ScalarNode } from '../../text/tree.ts'
import type { Reading } from '../reading.ts'

/** A text between a pair of typographic quotes: English, German, French, Swedish. */
export const CURLY: RegExp = /^(?:“([^“”]*)”|„([^„“”]*)[“”]|‘([^‘]*)’|‚([^‚‘]*)[‘’]|«([^«»]*)»|»([^«»]*)«|”([^”]*)”)$/u

/** Warns of each bare text that stands whole in such quotes. */
export function warnCurlyQuotes(reading: Reading, node: Node): void {
  if (node.kind === 'list') for (const item of node.items) warnCurlyQuotes(reading, item)
  else if (node.kind === 'map') for (const { value } of node.entries) warnCurlyQuotes(reading, value)
  else if (!node.quoted && CURLY.test(node.text)) curly(reading, node)
}

function curly(reading: Reading, node: ScalarNode): void {
  const within = node.text.slice(1, -1)
  const straight = `'${within.replaceAll("'", "''")}'`
  // Where the text runs over several lines, or its ends are not letter by letter in the file, it is left to the writer.
  const whole = node.inner >= 0 && node.span.length === node.text.length
  warn(reading, node.span, 'curly-quotes', 'curly quotes are letters of the text: YAML knows straight ones only', {
    help: `write ${straight}`,
    fix: whole ? { ...node.span, text: straight } : undefined,
  })
}
