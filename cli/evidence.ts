/** `armistice evidence FILE|CASE`: rival hypotheses against evidence, from a case or a CSV matrix. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import {
  defined,
  DEFAULT_SCALE,
  evidenceCsv,
  evidenceTablesOf,
  RATINGS,
  readAchMatrix,
  readCsv,
  renderDiagnostic,
  suggest,
  weigh,
} from '../src/internal.ts'
import type { Diagnostic, EvidenceRecord, EvidenceTable, GroupRule, RatingScale } from '../src/internal.ts'
import { evidenceText } from '../present/words/index.ts'
import { EXIT, UsageError } from './exit.ts'
import { checkOutFile, writeWhole } from './write-file.ts'
import { printDiagnostics, readCase } from './read-case.ts'

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

const DRAWS = 4000
const WIDTH = 760
/** Bytes beyond which a matrix is not read. */
const LARGEST_MATRIX = 16 * 1024 * 1024

interface Tables {
  readonly tables: readonly EvidenceTable[]
  readonly wrong: boolean
}

/** @returns 1 where the file is wrong, even where the rest was computed. @throws UsageError where options make no
 *  sense. */
export async function evidenceCommand(name: string, options: EvidenceOptions): Promise<number> {
  checkOutFile(options.svg)
  if (options.json && options.csv) throw new UsageError('choose one of `--json` and `--csv`')
  const question = {
    rule: ruleOf(options.count),
    scale: scaleOf(options.scale ?? []),
    draws: options.draws ?? DRAWS,
    seed: options.seed ?? 1,
  }
  const { tables, wrong } = tablesOf(name)
  const chosen = chosenOf(tables, options.set).map((table) => dropped(table, options.without ?? []))
  if (chosen.length === 0) {
    process.stderr.write('there are no hypotheses to weigh\n')
    return EXIT.input
  }
  const records = chosen.map((table) => weigh(table, question))
  process.stdout.write(written(records, options))
  if (options.svg !== undefined) writeWhole(options.svg, await matrix(records))
  return wrong ? EXIT.input : EXIT.done
}

function written(records: readonly EvidenceRecord[], options: EvidenceOptions): string {
  if (options.json) return `${JSON.stringify(records.length === 1 ? records[0] : records, null, 2)}\n`
  if (options.csv) return records.map(evidenceCsv).join('\n')
  return `${records.map(evidenceText).join('\n\n')}\n`
}

async function matrix(records: readonly EvidenceRecord[]): Promise<string> {
  if (records.length > 1) throw new UsageError(`a picture shows one set: name it with \`--set\` (${names(records)})`)
  const { achMatrix } = await import('../present/charts/index.ts')
  return `${achMatrix(defined(records[0]), { width: WIDTH }).svg}\n`
}

const names = (of: readonly { readonly name: string }[]): string => of.map(({ name }) => name).join(', ')

function tablesOf(name: string): Tables {
  if (/\.(csv|tsv)$/i.test(name)) return matrixTables(name)
  const { text, loaded } = readCase(name)
  printDiagnostics(loaded.ok ? loaded.warnings : [...loaded.errors, ...loaded.warnings], text)
  if (!loaded.ok) return { tables: [], wrong: true }
  return { tables: evidenceTablesOf(loaded.case).filter(({ items }) => items.length > 0), wrong: false }
}

function matrixTables(file: string): Tables {
  if (!existsSync(file) || !statSync(file).isFile()) throw new UsageError(`no file \`${file}\``)
  if (statSync(file).size > LARGEST_MATRIX) throw new UsageError(`${file} is too large for a matrix`)
  const text = readFileSync(file, 'utf8')
  const { csv, diagnostics } = readCsv(text, file)
  const read = csv === null ? { table: null, diagnostics: [] } : readAchMatrix(csv)
  const all: readonly Diagnostic[] = [...diagnostics, ...read.diagnostics]
  for (const one of all) process.stderr.write(`${renderDiagnostic(one, text)}\n`)
  return { tables: read.table === null ? [] : [read.table], wrong: all.some(({ severity }) => severity === 'error') }
}

function chosenOf(tables: readonly EvidenceTable[], set: string | undefined): readonly EvidenceTable[] {
  if (set === undefined) return tables
  const found = tables.filter(({ name }) => name === set)
  if (found.length === 0) throw new UsageError(`no set \`${set}\`; there are ${names(tables)}`)
  return found
}

function dropped(table: EvidenceTable, without: readonly string[]): EvidenceTable {
  for (const name of without) {
    if (table.items.some((item) => item.name === name || item.group === name)) continue
    const near = suggest(
      name,
      table.items.map((item) => item.name),
    )
    throw new UsageError(`no item or group \`${name}\`${near === null ? '' : `; did you mean \`${near.name}\`?`}`)
  }
  return {
    ...table,
    items: table.items.filter(({ name, group }) => !without.includes(name) && !without.includes(group)),
  }
}

function ruleOf(text: string | undefined): GroupRule {
  if (text === undefined || text === 'strongest') return { kind: 'strongest' }
  if (text === 'mean') return { kind: 'mean' }
  const correlation = Number(text)
  if (!(correlation >= 0 && correlation <= 1) || text.trim() === '') {
    throw new UsageError('`--count` is strongest, mean, or a correlation from 0 (independent) to 1')
  }
  return { kind: 'correlated', correlation }
}

/** `CC=1`, `II=0.02`: a likelihood for a rating. */
function scaleOf(parts: readonly string[]): RatingScale {
  const scale: Record<string, number> = { ...DEFAULT_SCALE }
  for (const part of parts) {
    const [rating, value] = part.split('=')
    const likelihood = Number(value)
    if (!(RATINGS as readonly string[]).includes(defined(rating)) || !(likelihood > 0 && likelihood <= 1)) {
      throw new UsageError(`\`--scale\` takes such as CC=1,C=0.75,N=0.5,I=0.25,II=0.05, not \`${part}\``)
    }
    scale[defined(rating)] = likelihood
  }
  return scale as unknown as RatingScale
}
