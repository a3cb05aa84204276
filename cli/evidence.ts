/** `armistice evidence FILE|CASE`: rival hypotheses against evidence, from a case or a CSV matrix. */
import { defined, evidenceCsv } from '../src/internal.ts'
import type { EvidenceRecord } from '../src/internal.ts'
import { evidenceText } from '../present/words/index.ts'
import { askOf, askOfSubject, subjectOf } from './ask.ts'
import { EXIT, UsageError } from './exit.ts'
import { printDiagnostics, readCase } from './read-case.ts'
import { tableAt, tableSubject, tellTables } from './tables.ts'
import type { Tables } from './tables.ts'
import { checkOutFile, writeWhole } from './write-file.ts'

export interface EvidenceOptions {
  readonly set?: string
  readonly count?: string
  readonly scale?: readonly string[]
  readonly without?: readonly string[]
  readonly draws?: number
  readonly seed?: number
  readonly json?: boolean
  readonly csv?: boolean
  readonly svg?: string
}

const WIDTH = 760
/** Bytes beyond which a matrix is not read. */
const LARGEST_MATRIX = 16 * 1024 * 1024

/** @returns 1 where the file is wrong, even where the rest was computed. @throws UsageError where options make no
 *  sense. */
export async function evidenceCommand(name: string, options: EvidenceOptions): Promise<number> {
  checkOutFile(options.svg)
  if (options.json && options.csv) throw new UsageError('choose one of `--json` and `--csv`')
  const { set, scale, without, draws, seed } = options
  const wanted = { kind: 'evidence' as const, set, count: countOf(options.count), scale, without, draws, seed }
  askOf(wanted)
  const asked = /\.(csv|tsv)$/i.test(name) ? matrixAt(name) : caseAt(name)
  if (asked === null) return EXIT.input
  const records = await askOfSubject<'evidence'>(asked.subject, wanted, asked.tables)
  if (typeof records === 'number') return records
  const wrong = tellTables(defined(records[0]).told, asked.tables)
  process.stdout.write(written(records, options))
  if (options.svg !== undefined) writeWhole(options.svg, await matrix(records))
  return wrong ? EXIT.input : EXIT.done
}

interface Asked {
  readonly subject: Parameters<typeof askOfSubject>[0]
  readonly tables: Tables
}

function caseAt(name: string): Asked | null {
  const { text, loaded } = readCase(name)
  printDiagnostics(loaded.ok ? loaded.warnings : [...loaded.errors, ...loaded.warnings], text)
  return loaded.ok ? { subject: subjectOf(loaded), tables: {} } : null
}

function matrixAt(file: string): Asked | null {
  const table = tableAt(file, LARGEST_MATRIX)
  const subject = tableSubject(table)
  return typeof subject === 'number' ? null : { subject, tables: { [file]: table } }
}

function written(records: readonly EvidenceRecord[], options: EvidenceOptions): string {
  if (options.json) return `${JSON.stringify(records.length === 1 ? records[0] : records, null, 2)}\n`
  if (options.csv) return records.map(evidenceCsv).join('\n')
  return `${records.map(evidenceText).join('\n\n')}\n`
}

async function matrix(records: readonly EvidenceRecord[]): Promise<string> {
  const names = records.map(({ name }) => name).join(', ')
  if (records.length > 1) throw new UsageError(`a picture shows one set: name it with \`--set\` (${names})`)
  const { achMatrix } = await import('../present/charts/index.ts')
  return `${achMatrix(defined(records[0]), { width: WIDTH }).svg}\n`
}

/** A rule by its name, or a correlation. */
function countOf(text: string | undefined): string | number | undefined {
  return text === undefined || text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text)
}
