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

/** Errors in a table, with their places; none where it can be read as it is. */
export function problemsIn(at: string, diagnostics: readonly Diagnostic[]): AskProblem[] {
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ line, column, message }) => ({ at, says: `${line}:${column}: ${message}` }))
}
