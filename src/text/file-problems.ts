import type { Diagnostic, Span } from './diagnostic.ts'
import { lineStarts, placeAt } from './diagnostic.ts'
import { suggest } from './suggest.ts'

/** Something written in a file, with its place. */
export interface Placed<T> {
  readonly value: T
  readonly at: Span
}

/** One file being read, and what was found wrong with it so far. */
export interface FileProblems {
  readonly file: string
  readonly text: string
  readonly starts: readonly number[]
  readonly found: Diagnostic[]
}

export function fileProblems(file: string, text: string): FileProblems {
  return { file, text, starts: lineStarts(text), found: [] }
}

/** @param code such as `weight-negative`. @param help the likely fix, if there is one. */
export function addError(to: FileProblems, at: Span, code: string, message: string, help: string | null = null): void {
  to.found.push({ ...placed(to, at), code, severity: 'error', message, ...(help === null ? {} : { help }) })
}

/** As {@link addError}, for what can be read all the same. */
export function addWarning(
  to: FileProblems,
  at: Span,
  code: string,
  message: string,
  help: string | null = null,
): void {
  to.found.push({ ...placed(to, at), code, severity: 'warning', message, ...(help === null ? {} : { help }) })
}

function placed(to: FileProblems, at: Span): Pick<Diagnostic, 'file' | 'line' | 'column' | 'length'> {
  return { file: to.file, ...placeAt(to.starts, Math.min(at.offset, to.text.length)), length: Math.max(1, at.length) }
}

/** The help that names the candidate most like a name, if one is near. */
export function didYouMean(name: string, candidates: readonly string[]): string | null {
  const near = suggest(name, candidates)
  return near === null ? null : `did you mean \`${near.name}\`?`
}
