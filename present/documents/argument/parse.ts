/** The text of an argument to blocks, with diagnostics that say where.
 *
 *  Headings (`#` to `###`), paragraphs, lists (`- `), `**strong**`, `*emphasis*`, `\` before a sign that is meant as
 *  such. `{claim C2}` is a claim in its own words, `[other words]{claim C2}` in others, `[part of
 *  them]{claim C2.1}` what its first test asks; `{slider usShells}` a number to
 *  move; `{dealBy 12}` and its like numbers of the run; `{chart war.line}` and `{map month=12}`, alone in a paragraph,
 *  pictures. */
import { cut, defined, MAX_DIAGNOSTICS, suggest, TOO_MANY } from '../../../src/internal.ts'
import type { Case, Diagnostic } from '../../../src/internal.ts'
import { testsOf } from '../../words/index.ts'
import { PICTURE_NAMES, pictureFits } from './pictures.ts'
import type { ArgumentBlock, ArgumentDocument, Inline } from './types.ts'
import { VALUE_NAMES, valueProblem } from './values.ts'

export interface ArgumentRead {
  readonly document: ArgumentDocument
  /** Blocks that are wrong are shown as they are written. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Characters beyond which a text is no argument. */
const LONGEST = 500_000

interface Reader {
  readonly text: string
  readonly case: Case
  readonly file: string
  readonly starts: readonly number[]
  readonly diagnostics: Diagnostic[]
}

/** @param file its name, for the diagnostics. */
export function parseArgument(text: string, file: string, theCase: Case): ArgumentRead {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]
  const reader: Reader = { text, case: theCase, file, starts, diagnostics: [] }
  if (text.length > LONGEST) {
    say(reader, 0, 1, 'too-long', `the document has more than ${LONGEST} characters`)
    return { document: { blocks: [] }, diagnostics: reader.diagnostics }
  }
  const blocks = stretchesOf(text).map(([from, to]) => blockOf(reader, from, to))
  return { document: { blocks }, diagnostics: reader.diagnostics }
}

function say(reader: Reader, offset: number, length: number, code: string, message: string, help?: string): void {
  if (reader.diagnostics.length > MAX_DIAGNOSTICS) return
  const [told, says] = reader.diagnostics.length === MAX_DIAGNOSTICS ? TOO_MANY : [code, message]
  let line = 1
  while (line < reader.starts.length && defined(reader.starts[line]) <= offset) line++
  reader.diagnostics.push({
    code: told,
    severity: 'error',
    message: cut(says),
    file: reader.file,
    line,
    column: offset - defined(reader.starts[line - 1]) + 1,
    length,
    ...(help === undefined || told !== code ? {} : { help: cut(help) }),
  })
}

/** Where paragraphs, headings and lists start and end: at blank lines, and around headings. */
function stretchesOf(text: string): [number, number][] {
  const found: [number, number][] = []
  let open: [number, number] | null = null
  let offset = 0
  for (const line of text.split('\n')) {
    const end = offset + line.length
    const isHeading = /^#{1,3} /.test(line)
    if (line.trim() === '' || isHeading) open = null
    if (isHeading) found.push([offset, end])
    else if (line.trim() !== '') {
      if (open) open[1] = end
      else found.push((open = [offset, end]))
    }
    offset = end + 1
  }
  return found
}

function blockOf(reader: Reader, from: number, to: number): ArgumentBlock {
  const stretch = reader.text.slice(from, to)
  const heading = /^(#{1,3}) +/.exec(stretch)
  if (heading)
    return {
      kind: 'heading',
      level: defined(heading[1]).length as 1 | 2 | 3,
      inlines: inlinesOf(reader, from + heading[0].length, to),
    }
  if (/^\s*- /.test(stretch)) return { kind: 'list', items: itemsOf(reader, from, to) }
  const alone = /^\s*\{([^{}]*)\}\s*$/.exec(stretch)
  const picture = alone ? pictureOf(reader, from + stretch.indexOf('{'), defined(alone[1])) : null
  return picture ?? { kind: 'paragraph', inlines: inlinesOf(reader, from, to) }
}

function itemsOf(reader: Reader, from: number, to: number): Inline[][] {
  const starts = [...reader.text.slice(from, to).matchAll(/(^|\n)\s*- /g)].map(({ index, 0: sign }) => ({
    before: from + index,
    after: from + index + sign.length,
  }))
  return starts.map(({ after }, k) => inlinesOf(reader, after, starts[k + 1]?.before ?? to))
}

/** A chart or a map that stands alone; null where the block is of another kind. */
function pictureOf(reader: Reader, at: number, written: string): ArgumentBlock | null {
  const [name, ...args] = written.trim().split(/\s+/)
  const length = written.length + 2
  if (name === 'chart') {
    const chart = args[0] ?? ''
    if (!PICTURE_NAMES.includes(chart) && !pictureFits(reader.case, chart))
      say(reader, at, length, 'unknown-chart', `there is no chart \`${chart}\``, nearest(chart, PICTURE_NAMES))
    else if (!pictureFits(reader.case, chart))
      say(reader, at, length, 'nothing-to-draw', `the case lacks what \`${chart}\` shows`)
    else return { kind: 'chart', name: chart }
    return { kind: 'paragraph', inlines: [{ kind: 'text', text: `{${written}}` }] }
  }
  if (name !== 'map') return null
  const [, month] = /^month=(\d{1,3})$/.exec(args[0] ?? 'month=0') ?? []
  if (month !== undefined && reader.case.war) return { kind: 'map', month: Number(month) }
  say(
    reader,
    at,
    length,
    'bad-map',
    '`{map}` wants `month=` and a number, in a case with `war`',
    'write `{map month=12}`',
  )
  return { kind: 'paragraph', inlines: [{ kind: 'text', text: `{${written}}` }] }
}

function inlinesOf(reader: Reader, from: number, to: number): Inline[] {
  const { inlines, at } = run(reader, from, to, '')
  return at < to ? [...inlines, ...inlinesOf(reader, at, to)] : inlines
}

/** Inlines up to a closing sign. @returns them, and where reading goes on; `closed` where the sign was found. */
function run(
  reader: Reader,
  from: number,
  to: number,
  closing: string,
): { readonly inlines: Inline[]; readonly at: number; readonly closed: boolean } {
  const inlines: Inline[] = []
  let plain = ''
  const flush = (): void => {
    if (plain !== '') inlines.push({ kind: 'text', text: plain.replace(/\s+/g, ' ') })
    plain = ''
  }
  let at = from
  while (at < to) {
    if (closing !== '' && reader.text.startsWith(closing, at)) {
      flush()
      return { inlines, at: at + closing.length, closed: true }
    }
    const next = specialAt(reader, at, to)
    if (next) {
      flush()
      inlines.push(...next.inlines)
      at = next.at
    } else {
      if (reader.text[at] === '\\' && at + 1 < to) at++
      plain += defined(reader.text[at])
      at++
    }
  }
  flush()
  return { inlines, at, closed: false }
}

function specialAt(
  reader: Reader,
  at: number,
  to: number,
): { readonly inlines: readonly Inline[]; readonly at: number } | null {
  const { text } = reader
  switch (text[at]) {
    case '*': {
      const sign = text.startsWith('**', at) ? '**' : '*'
      const inner = run(reader, at + sign.length, to, sign)
      if (!inner.closed || inner.inlines.length === 0) return null
      return { inlines: [{ kind: sign === '**' ? 'strong' : 'emphasis', inlines: inner.inlines }], at: inner.at }
    }
    case '[': {
      const end = /\]\{\s*claim\s+([^\s{}]+)\s*\}/.exec(text.slice(at, to))
      if (!end || text.slice(at + 1, at + end.index).includes('[')) return null
      const after = at + end.index + end[0].length
      const found = claimAt(reader, at + end.index + 1, end[0].length - 1, defined(end[1]))
      const words = inlinesOf(reader, at + 1, at + end.index)
      return { inlines: found ? [{ kind: 'claim', ...found, words }] : words, at: after }
    }
    case '{':
      return blockAt(reader, at, to)
    default:
      return null
  }
}

/** A claim by its id, or one of its tests by a number behind it; null where there is none, which is said. */
function claimAt(
  reader: Reader,
  at: number,
  length: number,
  written: string,
): { readonly claim: string; readonly test: number | null } | null {
  const { claims } = reader.case
  if (claims.some(({ id }) => id === written)) return { claim: written, test: null }
  const [, id = '', place = '0'] = /^(.+)\.(\d{1,2})$/.exec(written) ?? []
  const claim = claims.find((one) => one.id === id)
  const tests = claim ? testsOf(claim.test).length : 0
  if (Number(place) >= 1 && Number(place) <= tests) return { claim: id, test: Number(place) - 1 }
  const known = claims.map((one) => one.id)
  if (claim) say(reader, at, length, 'unknown-claim', `claim \`${id}\` has ${tests} tests, not \`${written}\``)
  else say(reader, at, length, 'unknown-claim', `there is no claim \`${written}\``, nearest(written, known))
  return null
}

function nearest(written: string, names: readonly string[]): string | undefined {
  const near = suggest(written, names)
  return near
    ? `did you mean \`${near.name}\`?`
    : names.length > 0 && names.length < 24
      ? `there are ${names.join(', ')}`
      : undefined
}

function blockAt(
  reader: Reader,
  at: number,
  to: number,
): { readonly inlines: readonly Inline[]; readonly at: number } | null {
  const end = reader.text.indexOf('}', at)
  if (end < 0 || end >= to) {
    say(
      reader,
      at,
      1,
      'unclosed-block',
      'a block that is not closed',
      'write `}` at its end, or `\\{` for the sign itself',
    )
    return null
  }
  const written = reader.text.slice(at + 1, end)
  const [name = '', ...args] = written.trim().split(/\s+/)
  const inline = inlineOf(reader, { at, length: end + 1 - at, name, args })
  return { inlines: [inline ?? { kind: 'text', text: `{${written}}` }], at: end + 1 }
}

interface Written {
  readonly at: number
  readonly length: number
  readonly name: string
  readonly args: readonly string[]
}

/** Null where it is wrong; why is said. */
function inlineOf(reader: Reader, { at, length, name, args }: Written): Inline | null {
  const [first = ''] = args
  switch (name) {
    case 'claim': {
      const found = claimAt(reader, at, length, first)
      return found && { kind: 'claim', ...found, words: null }
    }
    case 'slider': {
      const known = movable(reader.case)
      if (known.includes(first)) return { kind: 'slider', quantity: first }
      say(reader, at, length, 'unknown-quantity', `there is no number \`${first}\` to move`, nearest(first, known))
      return null
    }
    case 'chart':
    case 'map':
      say(reader, at, length, 'picture-in-text', `\`{${name}}\` stands in a paragraph of its own`)
      return null
    default: {
      if (!VALUE_NAMES.includes(name)) {
        const known = [...VALUE_NAMES, 'claim', 'slider', 'chart', 'map']
        say(reader, at, length, 'unknown-block', `there is no block \`${name}\``, nearest(name, known))
        return null
      }
      const problem = valueProblem(reader.case, name, args)
      if (problem === null) return { kind: 'value', name, args }
      say(reader, at, length, 'bad-block', problem)
      return null
    }
  }
}

/** Ids that `{slider}` takes: quantities, with the option behind a stroke where they hang on a hypothesis. */
export function movable(theCase: Case): string[] {
  return theCase.quantities.flatMap(({ id, spread }) =>
    spread.kind === 'plain'
      ? [id]
      : defined(theCase.hypotheses[spread.set]).options.map((option) => `${id}/${option.id}`),
  )
}
