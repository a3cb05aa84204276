/** Where the mistake is that a parser of YAML notices later: the line, up to the place where it stopped, that shows one
 *  of the slips that people make. */
import { defined } from '../case/defined.ts'
import type { Span } from './diagnostic.ts'
import { lineStarts } from './diagnostic.ts'
import type { Problem } from './limits.ts'

interface Line {
  /** Without comment, and without the blanks before it. */
  readonly text: string
  readonly offset: number
  readonly indent: number
}

/** Lines looked at before the place: what is further up has been read without a complaint. */
const MOST_LINES = 400

/** The slip behind a syntax error at an offset; null where none is recognised. */
export function slipBefore(text: string, offset: number): Problem | null {
  const lines = linesUpTo(text, offset)
  const bracket = openBracket(text, lines, offset)
  if (bracket !== null) return bracket
  for (const [k, line] of lines.entries()) {
    const slip = quoteSlip(line) ?? colonSlip(line, lines[k + 1] ?? null)
    if (slip !== null) return slip
  }
  return null
}

function linesUpTo(text: string, offset: number): readonly Line[] {
  const starts = lineStarts(text)
  let last = starts.findIndex((start) => start > offset)
  if (last < 0) last = starts.length
  const lines: Line[] = []
  for (let k = Math.max(0, last - MOST_LINES); k < Math.min(starts.length, last + 1); k++) {
    const raw = text.slice(defined(starts[k]), starts[k + 1] ?? text.length)
    const indent = defined(/^ */.exec(raw))[0].length
    const kept = raw
      .slice(indent)
      .replace(/(^|\s)#.*$/, '')
      .trimEnd()
    if (kept !== '') lines.push({ text: kept, offset: defined(starts[k]) + indent, indent })
  }
  return lines
}

function slip(line: Line, from: number, length: number, say: { message: string; help: string; put?: string }): Problem {
  const span: Span = { offset: line.offset + from, length }
  const { message, help, put } = say
  return {
    code: 'yaml',
    severity: 'error',
    message,
    help,
    span,
    ...(put === undefined ? {} : { fix: { ...span, text: put } }),
  }
}

/** Quotes that do not close on their line, and apostrophes inside single quotes. */
function quoteSlip(line: Line): Problem | null {
  const curly = /^(?:- )?(?:[^\s:'"{[]+: )?(?=[“„”«])/u.exec(line.text)
  if (curly !== null && line.text.slice(curly[0].length).includes(': '))
    return slip(line, curly[0].length, 1, {
      message: 'curly quotes are letters of the text: YAML knows straight ones only',
      help: 'write it in straight quotes: "…"',
    })
  const value = /^(?:- )?(?:[^\s:'"{[]+: )?(?=['"])/.exec(line.text)
  if (value === null) return null
  const from = value[0].length
  const quote = defined(line.text[from])
  const rest = line.text.slice(from + 1)
  if (quote === "'") {
    const apostrophe = /^(?:[^']|'')*?[\p{L}\p{N}]'(?=\p{L})/u.exec(rest)
    if (apostrophe !== null)
      return slip(line, from + apostrophe[0].length, 1, {
        message: 'this apostrophe ends the text in single quotes',
        help: "inside single quotes an apostrophe is written twice: ''",
      })
  }
  const ended = (quote === "'" ? /^(?:[^']|'')*'(?=\s+[^\s,}\]])/ : /^(?:[^"\\]|\\.)*"(?=\s*[^\s,}\]:])/).exec(rest)
  if (ended !== null)
    return slip(line, from + 1 + ended[0].length, rest.length - ended[0].length, {
      message: 'more text stands behind the quote that ends this one',
      help: 'put the quotes around the whole text, or take them away',
    })
  const isClosed = quote === "'" ? /^(?:[^']|'')*'\s*,?$/.test(rest) : /^(?:[^"\\]|\\.)*"\s*,?$/.test(rest)
  return isClosed
    ? null
    : slip(line, from, 1, {
        message: 'the text in quotes that starts here is not closed',
        help: `end it with ${quote}`,
      })
}

/** A colon, or the blank behind it or behind a dash, that is missing. */
function colonSlip(line: Line, next: Line | null): Problem | null {
  const tight = /^(?:- )?([\p{L}_][\p{L}\p{N}_-]*):(?=[^\s/:])/u.exec(line.text)
  if (tight !== null)
    return slip(line, tight[0].length - 1, 1, {
      message: 'a blank is missing behind this `:`',
      help: 'write `key: value`',
      put: ': ',
    })
  const dash = /^-(?=[\p{L}{])/u.exec(line.text)
  if (dash !== null)
    return slip(line, 0, 1, { message: 'a blank is missing behind this `-`', help: 'write `- item`', put: '- ' })
  const bare = /^(?:- )?[\p{L}_][\p{L}\p{N}_-]*$/u.exec(line.text)
  if (bare !== null && next !== null && next.indent > line.indent && /^(?:- |[^\s:]+:)/.test(next.text))
    return slip(line, 0, line.text.length, {
      message: 'a `:` is missing behind this key',
      help: `write \`${line.text}:\``,
    })
  const own = line.indent + (line.text.startsWith('- ') ? 2 : 0)
  const deeper = next !== null && next.indent > own && /^[^\s:]+:(?:\s|$)/.test(next.text)
  if (deeper && /^(?:- )?[^\s:]+: [^\s{["'|>&*!]/.test(line.text)) {
    const message = 'this line is indented further than the line above, which has its value already'
    return { ...slip(next, 0, 1, { message, help: 'keys of one map start in the same column' }), code: 'indent' }
  }
  const spaced = /^([\p{L}_][\p{L}\p{N}_-]*)\s+[^\s:]+/u.exec(line.text)
  if (
    spaced !== null &&
    !/[:{}[\],]/.test(line.text) &&
    next !== null &&
    next.indent <= line.indent &&
    /^[^\s:]+:(?:\s|$)/.test(next.text)
  )
    return slip(line, 0, defined(spaced[1]).length, {
      message: 'a `:` is missing behind this key',
      help: `write \`${defined(spaced[1])}: …\``,
    })
  return null
}

/** The bracket that is still open where a key of the block around it starts. */
function openBracket(text: string, lines: readonly Line[], offset: number): Problem | null {
  const open: { readonly line: Line; readonly at: number }[] = []
  for (const line of lines) {
    const outermost = open[0]
    if (
      outermost !== undefined &&
      line.indent <= outermost.line.indent &&
      /^(?:- )?[\p{L}_][\p{L}\p{N}_-]*:(?:\s|$)/u.test(line.text)
    )
      return unclosed(defined(open.at(-1)))
    const bare = line.text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g, (found) => '_'.repeat(found.length))
    for (let k = 0; k < bare.length; k++) {
      if (bare[k] === '{' || bare[k] === '[') open.push({ line, at: k })
      else if ((bare[k] === '}' || bare[k] === ']') && open.length > 0) {
        const { line: opened, at } = defined(open.pop())
        const wanted = opened.text[at] === '{' ? '}' : ']'
        if (bare[k] !== wanted)
          return slip(line, k, 1, {
            message: `\`${defined(bare[k])}\` does not close the \`${defined(opened.text[at])}\` that is open`,
            help: `write \`${wanted}\``,
          })
      }
    }
  }
  return open.length > 0 && offset >= text.trimEnd().length - 1 ? unclosed(defined(open.at(-1))) : null
}

function unclosed({ line, at }: { readonly line: Line; readonly at: number }): Problem {
  const [bracket, wanted] = line.text[at] === '{' ? ['{', '}'] : ['[', ']']
  return slip(line, at, 1, {
    message: `this \`${bracket}\` is not closed`,
    help: `write \`${wanted}\` behind its last item`,
  })
}
