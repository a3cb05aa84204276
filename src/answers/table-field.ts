/** Texts of tables in an ask, and what is wrong with one, as a problem of its field. */
import type { Diagnostic } from '../text/diagnostic.ts'
import type { AskProblem, Field } from './fields.ts'

/** Characters of a table in an ask: thousands of rows, and no more than a request may carry. */
const LONGEST_TABLE = 400_000

/** The text of a file, not its name: an ask is answered where there may be no files. */
export function tableText(says: string): Field<string> {
  return {
    says,
    schema: { type: 'string', maxLength: LONGEST_TABLE },
    fallback: undefined,
    read: (value) =>
      typeof value === 'string' && value !== '' && value.length <= LONGEST_TABLE
        ? { ok: true, value }
        : { ok: false, expected: `the text of a table, at most ${LONGEST_TABLE} characters` },
  }
}

/** Why a table cannot be read at all: its errors, with their places. */
export function problemsIn(at: string, diagnostics: readonly Diagnostic[]): AskProblem[] {
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map((diagnostic) => {
      const { line, column, message } = diagnostic
      return { at, says: `${line}:${column}: ${message}`, diagnostic }
    })
}

/** A table of which nothing is left to compute with. @param none what to say where no error was told. */
export function unreadable(
  at: string,
  diagnostics: readonly Diagnostic[],
  none: string,
): { readonly kind: 'wrong'; readonly problems: readonly AskProblem[] } {
  const problems = problemsIn(at, diagnostics)
  return { kind: 'wrong', problems: problems.length > 0 ? problems : [{ at, says: none }] }
}
