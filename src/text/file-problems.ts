/** Other names of the one reporter (`report.ts`). */
import type { Span } from './diagnostic.ts'
import { fail, reporterOf, warn } from './report.ts'
import type { Reporter } from './report.ts'
import { suggest } from './suggest.ts'

export type { Placed } from './report.ts'
export type FileProblems = Reporter

export function fileProblems(file: string, text: string): Reporter {
  return reporterOf(file, text)
}

export function addError(to: Reporter, at: Span, code: string, message: string, help: string | null = null): void {
  fail(to, at, code, message, help)
}

export function addWarning(to: Reporter, at: Span, code: string, message: string, help: string | null = null): void {
  warn(to, at, code, message, help)
}

/** The help that names the candidate most like a name, if one is near. */
export function didYouMean(name: string, candidates: readonly string[]): string | null {
  const near = suggest(name, candidates)
  return near === null ? null : `did you mean \`${near.name}\`?`
}
