/** The one way in which a reader says what is wrong with a file: where, what, the likely fix. It is bounded: a file
 *  is data from anybody, and what is said of it costs memory and somebody's time. */
import { lineStarts, placeAt, quoted } from './diagnostic.ts'
import type { Diagnostic, Fix, Span } from './diagnostic.ts'
import { LONGEST_MESSAGE, MAX_COMPARISONS, MAX_DIAGNOSTICS, Refusal, refuse, TOO_MANY } from './limits.ts'
import { suggest } from './suggest.ts'
import type { Node } from './tree.ts'

/** One file being read, and what was found wrong with it so far. */
export interface Reporter {
  readonly file: string
  readonly text: string
  readonly starts: readonly number[]
  readonly found: Diagnostic[]
  /** What is left of the comparisons of names. */
  comparisons: number
}

/** Something written in a file, with its place. */
export interface Placed<T> {
  readonly value: T
  readonly at: Span
}

export interface More {
  readonly help?: string | undefined
  readonly fix?: Fix | undefined
}

export function reporterOf(file: string, text: string): Reporter {
  return { file, text, starts: lineStarts(text), found: [], comparisons: MAX_COMPARISONS }
}

/** Reports what stops the file from being used. @param code such as `unknown-actor`: what is the matter, then with
 *  what. @param more the likely fix, in words or with a sure repair. @throws Refusal after too many errors. */
export function fail(to: Reporter, span: Span, code: string, message: string, more: More | string | null = {}): void {
  if (to.found.length >= MAX_DIAGNOSTICS && countOf(to, 'error') >= MAX_DIAGNOSTICS) refuse(...TOO_MANY, span)
  to.found.push(diagnosticAt(to, { code, severity: 'error', message, span, ...moreOf(more) }))
}

/** As {@link fail}, for what can be read all the same. After too many warnings the rest go unsaid, and that is said. */
export function warn(to: Reporter, span: Span, code: string, message: string, more: More | string | null = {}): void {
  const count = to.found.length < MAX_DIAGNOSTICS ? 0 : countOf(to, 'warning')
  if (count > MAX_DIAGNOSTICS) return
  const said =
    count < MAX_DIAGNOSTICS
      ? { code, message, ...moreOf(more) }
      : { code: 'too-many', message: `there are more than ${MAX_DIAGNOSTICS} warnings; the rest go unsaid` }
  to.found.push(diagnosticAt(to, { severity: 'warning', span, ...said }))
}

function moreOf(more: More | string | null): More {
  return typeof more === 'string' ? { help: more } : (more ?? {})
}

function countOf(to: Reporter, severity: Diagnostic['severity']): number {
  return to.found.reduce((count, one) => (one.severity === severity ? count + 1 : count), 0)
}

/** Reads some files with their reporters. Where that is broken off at a limit, the file that went over it says so.
 *  @returns null then. */
export function within<T>(files: readonly Reporter[], read: () => T): T | null {
  try {
    return read()
  } catch (thrown) {
    const file = files.find((one) => countOf(one, 'error') >= MAX_DIAGNOSTICS) ?? files[0]
    if (!(thrown instanceof Refusal) || file === undefined) throw thrown
    file.found.push(diagnosticAt(file, thrown.problem))
    return null
  }
}

/** Gives a problem its line and column. */
export function diagnosticAt(
  file: { readonly file: string; readonly starts: readonly number[] },
  problem: {
    readonly code: string
    readonly severity: 'error' | 'warning'
    readonly message: string
    readonly span: Span
  } & More,
): Diagnostic {
  const { code, severity, message, span, help, fix } = problem
  return {
    code,
    severity,
    message: cut(message),
    file: file.file,
    ...placeAt(file.starts, span.offset),
    length: span.length,
    ...(help === undefined ? {} : { help: cut(help) }),
    ...(fix === undefined ? {} : { fix }),
  }
}

/** A message as far as it is told. */
export function cut(text: string): string {
  return text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE)}…` : text
}

/** The span of the letters of a scalar, without its quotes where they can be told apart. */
export function inside(node: Node): Span {
  return node.kind === 'scalar' && node.inner >= 0 && node.text !== ''
    ? { offset: node.inner, length: node.text.length }
    : node.span
}

/** Names that fit into a help line. */
const SHORT_LIST = 12

/** "Did you mean", with the fix where it is sure; else the list of what is known, or `otherwise`. */
export function hint(to: Reporter, written: string, span: Span, known: readonly string[], otherwise?: string): More {
  to.comparisons -= known.length
  const near = to.comparisons >= 0 ? suggest(written, known) : null
  if (near !== null) {
    const fits = near.sure && span.length === written.length
    return { help: `did you mean \`${near.name}\`?`, fix: fits ? { ...span, text: near.name } : undefined }
  }
  if (otherwise !== undefined) return { help: otherwise }
  if (known.length === 0 || known.length > SHORT_LIST) return {}
  return { help: `known are ${known.map((one) => quoted(one)).join(', ')}` }
}

/** The help that names the candidate most like a name, if one is near. */
export function didYouMean(name: string, candidates: readonly string[]): string | null {
  const near = suggest(name, candidates)
  return near === null ? null : `did you mean \`${near.name}\`?`
}
