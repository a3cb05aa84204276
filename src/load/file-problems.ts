import type { Diagnostic } from './diagnostic.ts'
import { suggest } from './suggest.ts'

/** A stretch of a file's text, in UTF-16 units from its start. */
export interface Span {
  readonly offset: number
  readonly length: number
}

/** One file being read, and what was found wrong with it so far. */
export interface FileProblems {
  readonly file: string
  readonly text: string
  readonly found: Diagnostic[]
}

/** A problem with its code, as in `weight-negative`, and perhaps the likely fix. */
export interface Problem {
  readonly code: string
  readonly message: string
  readonly help?: string
}

export function fileProblems(file: string, text: string): FileProblems {
  return { file, text, found: [] }
}

export function addError(to: FileProblems, at: Span, problem: Problem): void {
  add(to, at, { ...problem, severity: 'error' })
}

export function addWarning(to: FileProblems, at: Span, problem: Problem): void {
  add(to, at, { ...problem, severity: 'warning' })
}

function add(to: FileProblems, at: Span, problem: Problem & Pick<Diagnostic, 'severity'>): void {
  to.found.push({ ...problem, file: to.file, ...placeAt(to.text, at.offset), length: Math.max(1, at.length) })
}

/** `help` naming the candidate most like a name, if one is near. */
export function didYouMean(name: string, candidates: readonly string[]): { readonly help?: string } {
  const near = suggest(name, candidates)
  return near === null ? {} : { help: `did you mean \`${near.name}\`?` }
}

/** Line and column, from 1, of an offset in a text. An offset outside the text counts as its nearest end. */
export function placeAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, Math.max(0, Math.min(offset, text.length)))
  const start = before.lastIndexOf('\n') + 1
  let line = 1
  for (let at = before.indexOf('\n'); at >= 0; at = before.indexOf('\n', at + 1)) line++
  return { line, column: before.length - start + 1 }
}
