/** The state of reading one file, and the ways of saying what is wrong with it. */
import type { ActorIndex, IssueIndex, QuantityIndex } from '../case/indices.ts'
import type { Quantity } from '../case/quantity.ts'
import { lineStarts, placeAt, quoted } from '../text/diagnostic.ts'
import type { Diagnostic, Fix, Span } from '../text/diagnostic.ts'
import { MAX_COMPARISONS, MAX_DIAGNOSTICS, refuse, TOO_MANY } from '../text/limits.ts'
import { CALLED, DECLARED } from '../text/names.ts'
import type { Names } from '../text/names.ts'
import type { NameKind } from '../text/shape.ts'
import { suggest } from '../text/suggest.ts'
import type { Node, ScalarNode } from '../text/tree.ts'

export interface Reading {
  readonly text: string
  readonly file: string
  readonly starts: readonly number[]
  readonly names: Names
  readonly diagnostics: Diagnostic[]
  /** What is left of the comparisons of names. */
  comparisons: number
  /** Grows as numbers are read. */
  readonly quantities: Quantity[]
  readonly indexOf: Map<string, QuantityIndex>
  /** Where the value of each quantity is written; `id/option` for the parts of a number given a hypothesis. */
  readonly spans: Map<string, Span>
  /** Quantities that no source stands behind, with where they are written. */
  readonly unsourced: Map<QuantityIndex, Span>
  /** The engine's unit of each quantity that a field has claimed, and the index of those named under `quantities`. */
  readonly units: Map<QuantityIndex, string>
  readonly named: Map<string, QuantityIndex>
  /** Rows of the claims ledger that something in the file encodes. */
  readonly encoded: Set<string>
}

export function newReading(text: string, file: string, names: Names): Reading {
  return {
    text,
    file,
    names,
    starts: lineStarts(text),
    diagnostics: [],
    comparisons: MAX_COMPARISONS,
    quantities: [],
    indexOf: new Map(),
    spans: new Map(),
    unsourced: new Map(),
    units: new Map(),
    named: new Map(),
    encoded: new Set(),
  }
}

export interface More {
  readonly help?: string | undefined
  readonly fix?: Fix | undefined
}

export function fail(reading: Reading, span: Span, code: string, message: string, more: More = {}): void {
  report(reading, 'error', span, code, message, more)
}

export function warn(reading: Reading, span: Span, code: string, message: string, more: More = {}): void {
  report(reading, 'warning', span, code, message, more)
}

function report(
  reading: Reading,
  severity: 'error' | 'warning',
  span: Span,
  code: string,
  message: string,
  more: More,
): void {
  if (severity === 'error' && reading.diagnostics.length >= MAX_DIAGNOSTICS && errorsOf(reading) >= MAX_DIAGNOSTICS)
    refuse(...TOO_MANY, span)
  reading.diagnostics.push(diagnosticAt(reading, { code, severity, message, span, ...more }))
}

function errorsOf(reading: Reading): number {
  return reading.diagnostics.reduce((count, one) => (one.severity === 'error' ? count + 1 : count), 0)
}

/** Gives a problem its line and column. */
export function diagnosticAt(
  reading: { readonly file: string; readonly starts: readonly number[] },
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
    message,
    file: reading.file,
    ...placeAt(reading.starts, span.offset),
    length: span.length,
    ...(help === undefined ? {} : { help }),
    ...(fix === undefined ? {} : { fix }),
  }
}

/** The span of the letters of a scalar, without its quotes where they can be told apart. */
export function inside(node: Node): Span {
  return node.kind === 'scalar' && node.inner >= 0 && node.text !== ''
    ? { offset: node.inner, length: node.text.length }
    : node.span
}

/** "Did you mean", with the fix where it is sure; else the list of what is known, or `otherwise`. */
export function hint(
  reading: Reading,
  written: string,
  span: Span,
  known: readonly string[],
  otherwise?: string,
): More {
  reading.comparisons -= known.length
  const near = reading.comparisons >= 0 ? suggest(written, known) : null
  if (near !== null) {
    const fits = near.sure && span.length === written.length
    return { help: `did you mean \`${near.name}\`?`, fix: fits ? { ...span, text: near.name } : undefined }
  }
  if (otherwise !== undefined) return { help: otherwise }
  return {
    help:
      known.length > 0 && known.length <= SHORT_LIST
        ? `known are ${known.map((one) => quoted(one)).join(', ')}`
        : undefined,
  }
}

/** Names that fit into a help line. */
const SHORT_LIST = 12

/** What an index into the things of a kind is. */
export type IndexOf<Kind extends NameKind> = Kind extends 'actor'
  ? ActorIndex
  : Kind extends 'issue'
    ? IssueIndex
    : Kind extends 'quantity'
      ? QuantityIndex
      : number

/** Index of the thing that a text names, −1 with an error where there is none. */
export function lookUp<Kind extends NameKind>(reading: Reading, kind: Kind, node: ScalarNode): IndexOf<Kind> {
  return lookUpText(reading, kind, node.text, inside(node))
}

export function lookUpText<Kind extends NameKind>(
  reading: Reading,
  kind: Kind,
  written: string,
  span: Span,
): IndexOf<Kind> {
  const known = reading.names.of[kind]
  const index = known.indexOf(written) as IndexOf<Kind>
  if (index < 0) {
    const code = `unknown-${kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
    fail(
      reading,
      span,
      code,
      `unknown ${CALLED[kind]} ${quoted(written)}`,
      hint(reading, written, span, known, `declare it under \`${DECLARED[kind]}\``),
    )
  }
  return index
}
