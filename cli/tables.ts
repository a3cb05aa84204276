/** Tables that commands take: read whole, and what is wrong in them told on stderr under the names of their files. */
import { readCsv, renderDiagnostic } from '../src/internal.ts'
import type { Diagnostic, TableSubject } from '../src/internal.ts'
import { statSync } from 'node:fs'
import { EXIT, UsageError } from './exit.ts'
import { readText } from './read-text.ts'

export interface Table {
  readonly file: string
  readonly text: string
}

/** By the names under which diagnostics know them. */
export type Tables = Readonly<Record<string, Table>>

/** @param most bytes beyond which it is not read. @param help what else could be named. @throws UsageError where there
 *  is no such file. */
export function tableAt(file: string, most: number, help = ''): Table {
  const found = statSync(file, { throwIfNoEntry: false })
  if (found === undefined || !found.isFile()) throw new UsageError(`no file \`${file}\`${help}`)
  if (found.size > most) throw new UsageError(`${file} has ${found.size} bytes; at most ${most} are read`)
  return { file, text: readText(file) }
}

/** A table as what is asked about; an exit code where it has not even a header, which is then told. */
export function tableSubject(table: Table): TableSubject | number {
  const { csv, diagnostics } = readCsv(table.text, table.file)
  if (csv !== null) return { kind: 'table', csv, told: diagnostics }
  tellTables(diagnostics, { [table.file]: table })
  return EXIT.input
}

/** Tells what is wrong. @returns whether any of it is an error. */
export function tellTables(diagnostics: readonly Diagnostic[], tables: Tables): boolean {
  for (const one of diagnostics) {
    const { file, text } = tables[one.file] ?? { file: one.file, text: '' }
    process.stderr.write(`${renderDiagnostic({ ...one, file }, text)}\n`)
  }
  return diagnostics.some(({ severity }) => severity === 'error')
}
