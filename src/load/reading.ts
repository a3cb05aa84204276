/** The state of reading one case. */
import type { TermsQuestion } from '../case/claim-test.ts'
import type { ActorIndex, IssueIndex, QuantityIndex } from '../case/indices.ts'
import type { Derived, Quantity } from '../case/quantity.ts'
import { quoted } from '../text/diagnostic.ts'
import type { Span } from '../text/diagnostic.ts'
import { CALLED, DECLARED } from '../text/names.ts'
import type { Names } from '../text/names.ts'
import type { NameKind } from '../text/shape.ts'
import { fail, hint, inside, reporterOf } from '../text/report.ts'
import type { Reporter } from '../text/report.ts'
import type { ScalarNode } from '../text/tree.ts'

export interface Reading extends Reporter {
  readonly names: Names
  /** Grows as numbers are read. */
  readonly quantities: Quantity[]
  readonly indexOf: Map<string, QuantityIndex>
  /** Where the value of each quantity is written; `id/option` for the parts of a number given a hypothesis. */
  readonly spans: Map<string, Span>
  /** Where the value of each number that the file writes stands, whether a source stands behind it, and the part of
   *  the file that could say so for all of its numbers, '' where there is none. */
  readonly written: Map<QuantityIndex, WrittenAt>
  /** The engine's unit of each quantity that a field has claimed, and the index of those named under `quantities`. */
  readonly units: Map<QuantityIndex, string>
  readonly named: Map<string, QuantityIndex>
  /** Ids of numbers that could not be read: what names one of them is right. */
  readonly unread: Set<string>
  /** Words that could stand where one does that means nothing, by its offset. */
  readonly words: Map<number, readonly string[]>
  /** Numbers that the file writes by others, to be made once all are read. */
  readonly derived: Map<QuantityIndex, WrittenDerived>
  /** Worth of amounts between two points of a sheet, made of both once all numbers are read. */
  readonly between: Map<QuantityIndex, Derived['terms']>
  /** What events of claims ask about any package with some terms. */
  readonly questions: TermsQuestion[]
  /** Rows of the claims ledger that something in the file encodes. */
  readonly encoded: Set<string>
}

export interface WrittenAt {
  readonly span: Span
  readonly section: string
  readonly isSourced: boolean
}

/** `times · Σ of + plus`, as written. */
export interface WrittenDerived {
  readonly of: readonly ScalarNode[]
  readonly times: number
  readonly plus: number
}

export function newReading(text: string, file: string, names: Names): Reading {
  return {
    ...reporterOf(file, text),
    names,
    quantities: [],
    indexOf: new Map(),
    spans: new Map(),
    written: new Map(),
    units: new Map(),
    named: new Map(),
    unread: new Set(),
    words: new Map(),
    derived: new Map(),
    between: new Map(),
    questions: [],
    encoded: new Set(),
  }
}

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
  if (index < 0 && !reading.names.lost.has(kind)) {
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
