/** What a case file may cost to read. A file is data from anybody: each limit bounds time or memory, far above any
 *  case written by hand. */
import type { Span } from './diagnostic.ts'

/** UTF-16 units of a file. */
export const MAX_LENGTH = 5_000_000
/** UTF-16 units of one text in it. */
export const MAX_SCALAR = 100_000
/** Lexical tokens. A case of a thousand lines has some 30,000. */
export const MAX_TOKENS = 150_000
/** Lists and maps inside each other. */
export const MAX_DEPTH = 100
/** Maps, lists and texts, aliases expanded. */
export const MAX_NODES = 100_000
/** Uses of aliases. */
export const MAX_ALIASES = 100
/** Things of one kind: actors, issues, options of an issue, scenarios, claims, and so on. */
export const MAX_NAMES = 1_000
/** Issues and actors, which multiply: each sheet scores each option of each issue. */
export const MAX_ISSUES = 200
/** Numbers, those of issues that a score sheet leaves out included. */
export const MAX_QUANTITIES = 20_000
/** Correlations: the check that they fit together takes time in the cube of their number. */
export const MAX_CORRELATIONS = 200
/** Errors after which the reading stops. */
export const MAX_DIAGNOSTICS = 500
/** UTF-16 units of a message or of its help. */
export const LONGEST_MESSAGE = 600
/** Names compared for "did you mean" in all: each comparison takes time in the product of the lengths. */
export const MAX_COMPARISONS = 40_000
/** Code and message of the last error of a file that has too many. */
export const TOO_MANY: readonly [code: string, message: string] = [
  'too-many',
  `there are more than ${MAX_DIAGNOSTICS} errors; the rest is left unread`,
]

/** What is wrong, and where in the text. */
export interface Problem {
  readonly code: string
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly help?: string
  readonly span: Span
  readonly fix?: Span & { readonly text: string }
}

/** Thrown to stop reading a file that goes over a limit; `load` turns it into its diagnostic. */
export class Refusal {
  readonly problem: Problem
  constructor(problem: Problem) {
    this.problem = problem
  }
}

/** Stops the reading. */
export function refuse(code: string, message: string, span: Span): never {
  throw new Refusal({ code, severity: 'error', message, span })
}
