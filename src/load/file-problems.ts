import type { Diagnostic, Span } from './diagnostic.ts'
import { lineStarts, placeAt } from './diagnostic.ts'
import { suggest } from './suggest.ts'

/** One file being read, and what was found wrong with it so far. */
export interface FileProblems {
  readonly file: string
  readonly text: string
  readonly starts: readonly number[]
  readonly found: Diagnostic[]
}

/** A problem with its code, as in `weight-negative`, and perhaps the likely fix. */
export interface Problem {
  readonly code: string
  readonly message: string
  readonly help?: string
}

export function fileProblems(file: string, text: string): FileProblems {
  return { file, text, starts: lineStarts(text), found: [] }
}

export function addError(to: FileProblems, at: Span, problem: Problem): void {
  add(to, at, { ...problem, severity: 'error' })
}

export function addWarning(to: FileProblems, at: Span, problem: Problem): void {
  add(to, at, { ...problem, severity: 'warning' })
}

function add(to: FileProblems, at: Span, problem: Problem & Pick<Diagnostic, 'severity'>): void {
  to.found.push({ ...problem, file: to.file, ...placeAt(to.starts, Math.min(at.offset, to.text.length)), length: Math.max(1, at.length) })
}

/** `help` naming the candidate most like a name, if one is near. */
export function didYouMean(name: string, candidates: readonly string[]): { readonly help?: string } {
  const near = suggest(name, candidates)
  return near === null ? {} : { help: `did you mean \`${near.name}\`?` }
}
