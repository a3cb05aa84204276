/** YAML text → tree of nodes with spans, in bounded time and memory. The only file that knows the YAML library. */
import { defined } from '../case/defined.ts'
import { Composer, isAlias, isMap, isScalar, isSeq, Lexer, Parser } from 'yaml'
import type { CST, Document, ParsedNode, YAMLError } from 'yaml'
import type { Fix, Span } from './diagnostic.ts'
import { lineStarts, placeAt, quoted } from './diagnostic.ts'
import {
  MAX_ALIASES,
  MAX_DEPTH,
  MAX_DIAGNOSTICS,
  MAX_LENGTH,
  MAX_NODES,
  MAX_SCALAR,
  MAX_TOKENS,
  Refusal,
  refuse,
  TOO_MANY,
} from './limits.ts'
import type { Problem } from './limits.ts'
import { slipBefore } from './slips.ts'
import { joinEntries, joinItems } from './split-texts.ts'
import type { Entry, Node, ScalarNode } from './tree.ts'

export interface Parsed {
  /** Null where nothing could be read. */
  readonly root: Node | null
  readonly problems: readonly Problem[]
}

/** Keys that mean something to JavaScript objects. */
const RESERVED_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype']

/** Whether a file cannot have it as a key. */
export function isReservedKey(name: string): boolean {
  return RESERVED_KEYS.includes(name)
}
const START: Span = { offset: 0, length: 1 }

export function parseYaml(text: string): Parsed {
  const refused = refusal(text)
  if (refused !== null) return { root: null, problems: [refused] }
  try {
    return compose(text)
  } catch (thrown) {
    return { root: null, problems: [surprise(thrown)] }
  }
}

/** Even a fault of the reader ends in a diagnostic. */
export function surprise(thrown: unknown): Problem {
  if (thrown instanceof Refusal) return thrown.problem
  const exhausted = thrown instanceof RangeError && /call stack/i.test(thrown.message)
  if (exhausted) return error('too-deep', 'the file nests too deeply', START)
  return error(
    'internal',
    `the reader failed on this file: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
    START,
    'this is a defect of Armistice; please report it with the file',
  )
}

function error(code: string, message: string, span: Span, help?: string, fix?: Fix): Problem {
  return {
    code,
    severity: 'error',
    message,
    span,
    ...(help === undefined ? {} : { help }),
    ...(fix === undefined ? {} : { fix }),
  }
}

/** What can be told without parsing, the length first. */
function refusal(text: string): Problem | null {
  if (text.length > MAX_LENGTH) {
    const size = (text.length / 1e6).toFixed(1)
    return error(
      'too-large',
      `the file has ${size} million characters; at most ${MAX_LENGTH / 1e6} million are read`,
      START,
      'a case is text of some hundred kilobytes: is this the right file?',
    )
  }
  const control = text.search(/(?![\t\n\r\u0085])\p{Cc}/u)
  if (control >= 0) {
    const code = text.charCodeAt(control).toString(16).toUpperCase().padStart(4, '0')
    return error('binary', `the file holds the control character U+${code}, so it is not YAML text`, {
      offset: control,
      length: 1,
    })
  }
  if (/^[\s\ufeff]*$/.test(text)) {
    return error('empty', 'the file is empty', START, '`armistice new NAME` writes a case to start from')
  }
  return null
}

/** Marks of the lexer that stand for no character: start of a document, of an unclosed flow, of a text. */
const MARKS: readonly string[] = ['\u0002', '\u0018', '\u001f']

/** The tokens of the text, counted and measured, so that no structure is built from a bomb. @throws Refusal */
function* lexemes(text: string): Generator<{ readonly token: string; readonly at: Span }> {
  let offset = 0
  let tokens = 0
  let flow = 0
  let signs = 0
  for (const token of new Lexer().lex(text)) {
    const at = { offset, length: 1 }
    if (++tokens > MAX_TOKENS) refuse('too-large', `the file has more than ${MAX_TOKENS} tokens`, at)
    if (token.length > MAX_SCALAR && token.trim() !== '') {
      refuse('too-large', `a text of more than ${MAX_SCALAR} characters starts here`, at)
    }
    if (token === '[' || token === '{') flow++
    else if (token === ']' || token === '}') flow--
    if (token === '-' || token === '?' || token === ':') signs++
    else if (token.includes('\n') || token.trim() !== '') signs = 0
    if (flow > MAX_DEPTH || signs > MAX_DEPTH) throw new Refusal(tooDeep(at))
    yield { token, at }
    if (!MARKS.includes(token)) offset += token.length
  }
}

function tooDeep(span: Span): Problem {
  return error('too-deep', `lists and maps nest more than ${MAX_DEPTH} deep here`, span)
}

function compose(text: string): Parsed {
  const parser = new Parser()
  const composer = new Composer({
    schema: 'failsafe',
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    keepSourceTokens: false,
  })
  const problems: Problem[] = []
  const documents: Document.Parsed[] = []
  function* tokens(): Generator<CST.Token> {
    for (const { token, at } of lexemes(text)) {
      yield* parser.next(token)
      if (parser.stack.length > MAX_DEPTH + 2) throw new Refusal(tooDeep(at))
    }
    yield* parser.end()
  }
  for (const document of composer.compose(tokens(), true, text.length)) {
    documents.push(document)
    if (documents.length > 1) break
  }
  const first = defined(documents[0])
  for (const flaw of [...first.errors, ...first.warnings].slice(0, MAX_DIAGNOSTICS + 1)) {
    if (flaw.code !== 'TAG_RESOLVE_FAILED') problems.push(translate(flaw, text))
  }
  const broken = syntaxError(text, problems)
  if (broken !== null) return { root: null, problems: [broken] }
  if (problems.length > MAX_DIAGNOSTICS) {
    const { span } = defined(problems[MAX_DIAGNOSTICS])
    return { root: null, problems: [...problems.slice(0, MAX_DIAGNOSTICS), error(...TOO_MANY, span)] }
  }
  const second = documents[1]
  if (second !== undefined) {
    problems.push(
      error(
        'many-documents',
        'a case file holds one document; a second one starts here',
        spanOf(text, second.range[0], second.range[0] + 3),
        'remove the `---` or put the rest in a file of its own',
      ),
    )
  }
  const builder = new Builder(text, problems)
  const root = first.contents === null ? null : builder.build(first.contents, 0)
  // What a merge key would have brought is missing everywhere: to say so of each field would bury the cause.
  const merges = problems.filter(({ code }) => code === 'merge-key')
  if (merges.length > 0) return { root: null, problems: merges }
  return { root, problems }
}

/** The first thing that makes the text no YAML, at the mistake behind it: all that a parser says after it is
 *  guesswork. */
function syntaxError(text: string, problems: readonly Problem[]): Problem | null {
  const first = problems
    .filter(({ severity, code }) => severity === 'error' && SYNTAX.includes(code))
    .reduce<Problem | null>((a, b) => (a === null || b.span.offset < a.span.offset ? b : a), null)
  if (first === null || first.code === 'tab') return first
  return slipBefore(text, first.span.offset) ?? first
}

const SYNTAX: readonly string[] = ['yaml', 'indent', 'tab']

/** Clamps a span into the text. */
function spanOf(text: string, from: number, to: number): Span {
  const offset = Math.max(0, Math.min(from, text.length))
  return { offset, length: Math.max(0, Math.min(to, text.length) - offset) }
}

/** Codes of the YAML library and what to say instead. */
const SAYINGS: Readonly<Record<string, readonly [code: string, message: string, help: string]>> = {
  TAB_AS_INDENT: ['tab', 'a tab cannot indent YAML', 'use two blanks'],
  BAD_INDENT: [
    'indent',
    'this line is indented differently from its neighbours',
    'keys of one map start in the same column',
  ],
  BAD_SCALAR_START: ['yaml', 'a text cannot start with this character', 'put the text in quotes'],
  BAD_DQ_ESCAPE: [
    'yaml',
    'there is no such escape inside double quotes',
    'single quotes take every character as it is',
  ],
  MULTILINE_IMPLICIT_KEY: ['yaml', 'a key has to stand on one line', 'is a `:` missing, or a quote not closed?'],
  BLOCK_AS_IMPLICIT_KEY: ['yaml', 'a second `key: value` cannot start here', 'put texts that hold `: ` in quotes'],
}

function translate(flaw: YAMLError, text: string): Problem {
  const span = spanOf(text, flaw.pos[0], flaw.pos[1])
  const known = SAYINGS[flaw.code]
  if (known === undefined) {
    if (/^missing closing .quote/i.test(flaw.message)) return error('yaml', 'a text in quotes is not closed', span)
    const message = flaw.message.charAt(0).toLowerCase() + flaw.message.slice(1)
    return { code: 'yaml', severity: 'error', message: `not valid YAML: ${message}`, span }
  }
  const [code, message, help] = known
  if (code !== 'tab') return error(code, message, span, help)
  const tabs = /^\t+/.exec(text.slice(span.offset))?.[0].length ?? 0
  return error(
    code,
    message,
    span,
    help,
    ...(tabs > 0 ? [{ offset: span.offset, length: tabs, text: '  '.repeat(tabs) }] : []),
  )
}

/** Turns composed nodes into the loader's own, aliases expanded. It has identity: the anchors and budgets of one
 *  document. */
class Builder {
  readonly #text: string
  readonly #starts: readonly number[]
  readonly #problems: Problem[]
  readonly #anchors = new Map<string, ParsedNode>()
  readonly #open = new Set<unknown>()
  #nodes = 0
  #aliases = 0

  constructor(text: string, problems: Problem[]) {
    this.#text = text
    this.#starts = lineStarts(text)
    this.#problems = problems
  }

  build(node: ParsedNode, depth: number): Node {
    const span = this.#span(node)
    if (++this.#nodes > MAX_NODES)
      refuse('too-large', `the file has more than ${MAX_NODES} values, aliases expanded`, span)
    if (depth > MAX_DEPTH) throw new Refusal(tooDeep(span))
    if (isAlias(node)) return this.#alias(node.source, span, depth)
    if (node.tag !== undefined && node.tag !== '!') this.#tag(node, span)
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, node)
    if (this.#open.has(node)) refuse('cycle', `the alias ${quoted(`*${node.anchor}`)} contains itself`, span)
    this.#open.add(node)
    const built = this.#content(node, span, depth)
    this.#open.delete(node)
    return built
  }

  #content(node: ParsedNode, span: Span, depth: number): Node {
    if (isMap(node)) return { kind: 'map', span, entries: this.#entries(node, depth) }
    if (isSeq(node)) {
      const items = node.items.map((item) => this.build(item as ParsedNode, depth + 1))
      return { kind: 'list', span, items: node.flow === true ? joinItems(this.#text, items, this.#problems) : items }
    }
    return this.#scalar(node, span)
  }

  #scalar(node: ParsedNode, span: Span): ScalarNode {
    const text = isScalar(node) && typeof node.value === 'string' ? node.value : ''
    const isQuoted = isScalar(node) && node.type !== 'PLAIN' && node.type !== undefined
    const start = span.offset + (node.anchor === undefined && isQuoted ? 1 : 0)
    const verbatim = this.#text.startsWith(text, start) && node.tag === undefined && !text.includes('\n')
    return { kind: 'scalar', span, text, quoted: isQuoted, inner: verbatim ? start : -1 }
  }

  #entries(map: ParsedNode & { items: unknown[]; flow?: boolean }, depth: number): Entry[] {
    const entries: Entry[] = []
    for (const item of map.items as { key: ParsedNode | null; value: ParsedNode | null }[]) {
      const key = item.key
      if (key === null || !isScalar(key)) {
        const span = key === null ? this.#span(map) : this.#span(key)
        this.#problems.push(
          error('bad-key', 'a key has to be a text', span, 'quote texts that start with `{`, `[` or `*`'),
        )
        continue
      }
      const keySpan = this.#span(key)
      if (key.value === '<<' && keySpan.length === 2)
        this.#problems.push(
          error(
            'merge-key',
            'merge keys (`<<`) are no part of YAML 1.2 and are not read',
            keySpan,
            'write the fields out; an alias alone, `*name`, stands for a whole value',
          ),
        )
      const value = item.value === null ? empty(keySpan.offset + keySpan.length) : this.build(item.value, depth + 1)
      entries.push({ key: String(key.value ?? ''), keySpan, value })
    }
    return this.#distinct(map.flow === true ? joinEntries(this.#text, entries, this.#problems) : entries)
  }

  /** Leaves out reserved keys and repeated ones, and says so. */
  #distinct(entries: readonly Entry[]): Entry[] {
    const seen = new Map<string, Entry>()
    for (const entry of entries) {
      if (this.#problems.length > MAX_DIAGNOSTICS) refuse(...TOO_MANY, entry.keySpan)
      if (isReservedKey(entry.key)) {
        this.#problems.push(
          error('reserved-key', `${quoted(entry.key)} cannot be a key`, entry.keySpan, 'choose another name'),
        )
      } else if (seen.has(entry.key)) {
        const { line } = placeAt(this.#starts, defined(seen.get(entry.key)).keySpan.offset)
        this.#problems.push(
          error('duplicate-key', `the key ${quoted(entry.key)} is already there, in line ${line}`, entry.keySpan),
        )
      } else seen.set(entry.key, entry)
    }
    return [...seen.values()]
  }

  #alias(name: string, span: Span, depth: number): Node {
    if (++this.#aliases > MAX_ALIASES) refuse('too-large', `the file uses more than ${MAX_ALIASES} aliases`, span)
    const target = this.#anchors.get(name)
    if (target === undefined) {
      this.#problems.push(error('unknown-alias', `no anchor ${quoted(`&${name}`)} stands before this alias`, span))
      return empty(span.offset)
    }
    if (this.#open.has(target)) refuse('cycle', `the alias ${quoted(`*${name}`)} contains itself`, span)
    return this.build(target, depth)
  }

  #tag(node: ParsedNode, span: Span): void {
    const name = (node.tag ?? '').replace('tag:yaml.org,2002:', '!!')
    this.#problems.push(
      error('tag', `tags such as ${quoted(name)} are not allowed`, span, 'write the value without the tag'),
    )
  }

  #span(node: ParsedNode): Span {
    return spanOf(this.#text, node.range[0], node.range[1])
  }
}

function empty(offset: number): ScalarNode {
  return { kind: 'scalar', span: { offset, length: 0 }, text: '', quoted: false, inner: -1 }
}
