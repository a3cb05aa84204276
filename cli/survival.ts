/** `armistice survival FILE.csv`: curves, tests and fits of a survival table; and the project's own tables of truces
 *  and of how wars end. */
import { fileURLToPath } from 'node:url'
import {
  defined,
  baseRates,
  ceasefiresOf,
  durabilityEvidence,
  overridden,
  readCsv,
  readSurvivalTable,
  REFERENCE_CLASSES,
  suggest,
  TRUCE_CAVEATS,
  WAR_END_KEYS,
  warEnds,
} from '../src/internal.ts'
import type { Csv, Diagnostic, SurvivalCaveat, SurvivalColumns, SurvivalRecord, TableSubject } from '../src/internal.ts'
import { baseRatesText, durabilityEvidenceText, survivalText, warEndsText } from '../present/words/index.ts'
import { demandUnread, EXIT, UsageError } from './exit.ts'
import { askOfSubject } from './ask.ts'
import { tableAt, tableSubject, tellTables } from './tables.ts'
import { checkOutFile, writeWhole } from './write-file.ts'

export interface SurvivalOptions extends Omit<SurvivalColumns, 'where'> {
  readonly where?: string
  readonly at?: readonly number[]
  readonly family?: readonly string[]
  readonly ties?: string
  readonly class?: string
  readonly pairs?: boolean
  readonly override?: string
  readonly lasted?: number
  readonly without?: readonly string[]
  readonly json?: boolean
  readonly svg?: string
}

/** Bytes beyond which a table is not read. */
const LARGEST_TABLE = 512 * 1024 * 1024
const OWN_TABLES = "; the project's own tables are truces, war-ends and durability"
/** Pixels across: a page of print. */
const WIDTH = 720

const COLUMNS = ['time', 'event', 'by', 'covariates', 'cluster', 'where', 'at', 'family', 'ties']

/** What the project's own tables leave unread. */
const READ: Readonly<Record<string, Unread>> = {
  'war-ends': {
    unread: [...COLUMNS, 'class', 'pairs', 'override', 'svg'],
    why: '`war-ends` reads `--lasted` and `--without`',
  },
  truces: { unread: ['lasted', 'without'], why: 'it is of `war-ends`' },
  durability: {
    unread: [...COLUMNS, 'class', 'pairs', 'lasted', 'without', 'svg'],
    why: '`durability` reads `--override`',
  },
}

interface Unread {
  readonly unread: readonly string[]
  readonly why: string
}

function ofTable(file: string): Unread {
  return {
    unread: ['class', 'pairs', 'override', 'lasted', 'without'],
    why: `it is of the project's own tables, and \`${file}\` is none`,
  }
}

/** Prints what a table says; diagnostics go to stderr. @returns 1 where rows or columns are wrong, even where the rest
 *  was computed. @throws UsageError where options make no sense. */
export async function survivalCommand(file: string, options: SurvivalOptions): Promise<number> {
  checkOutFile(options.svg)
  const { unread, why } = READ[file] ?? ofTable(file)
  demandUnread(options, unread, why)
  switch (file) {
    case 'war-ends':
      return warEndsCommand(options)
    case 'truces':
      return trucesCommand(options)
    case 'durability':
      return durabilityCommand(options)
  }
  const subject = tableSubject(tableAt(file, LARGEST_TABLE, OWN_TABLES))
  return typeof subject === 'number' ? subject : tableCommand(subject, options, [])
}

function print(value: unknown, text: string, options: SurvivalOptions): void {
  process.stdout.write(`${options.json ? JSON.stringify(value, null, 2) : text}\n`)
}

function warEndsCommand(options: SurvivalOptions): number {
  const without = options.without ?? []
  const strange = without.find((key) => !WAR_END_KEYS.includes(key))
  if (strange !== undefined)
    throw new UsageError(`no row \`${strange}\` in the record of wars (data/war-ends/war-ends.csv)`)
  const ends = warEnds(options.lasted ?? 0, without)
  print(ends, warEndsText(ends), options)
  return EXIT.done
}

function durabilityCommand(options: SurvivalOptions): number {
  const { csv, diagnostics } = truces(options)
  const record = durabilityEvidence(csv)
  print(record, durabilityEvidenceText(record), options)
  return diagnostics.some(({ severity }) => severity === 'error') ? EXIT.input : EXIT.done
}

async function trucesCommand(options: SurvivalOptions): Promise<number> {
  const { csv, diagnostics, rows } = truces(options)
  const unit = options.pairs ? 'pairs' : 'ceasefires'
  const wants = Object.entries(options).map(([name, value]) =>
    [...COLUMNS, 'class', 'svg'].includes(name) ? value : undefined,
  )
  if (wants.every((one) => one === undefined)) {
    const rates = baseRates(csv, unit, rows)
    print(rates, baseRatesText(rates), options)
    return diagnostics.some(({ severity }) => severity === 'error') ? EXIT.input : EXIT.done
  }
  const where = [classOf(options.class), options.where ?? ''].filter((one) => one !== '').join(', ')
  checkWhere(csv, where)
  const table = unit === 'pairs' ? csv : ceasefiresOf(csv, where)
  const more = { time: 'years', event: 'failed', ...options, where: unit === 'pairs' ? where : '' }
  const named: SurvivalCaveat[] = options.class === undefined ? [] : [{ kind: 'referenceClass', name: options.class }]
  const code = await tableCommand({ kind: 'table', csv: table, told: [] }, more, [...named, ...TRUCE_CAVEATS])
  return diagnostics.some(({ severity }) => severity === 'error') ? EXIT.input : code
}

/** A condition that cannot be read must not pass for a class without members. */
function checkWhere(csv: Csv, where: string): void {
  const { table, diagnostics } = readSurvivalTable(csv, { time: 'years', event: 'failed', where })
  if (table === null) throw new UsageError(diagnostics.map(({ message }) => message).join('; '))
}

function classOf(name: string | undefined): string {
  if (name === undefined) return ''
  const found = REFERENCE_CLASSES.find((one) => one.name === name)
  if (found !== undefined) return found.where
  const names = REFERENCE_CLASSES.map((one) => one.name)
  const near = suggest(name, names)
  throw new UsageError(
    `no reference class \`${name}\`; ${near === null ? `there are ${names.join('; ')}` : `did you mean \`${near.name}\`?`}`,
  )
}

function truces(options: SurvivalOptions): {
  readonly csv: Csv
  readonly diagnostics: readonly Diagnostic[]
  readonly rows: number
} {
  const file = fileURLToPath(new URL('../../data/truces/truces.csv', import.meta.url))
  const ours = defined(readCsv(tableAt(file, LARGEST_TABLE).text, file).csv)
  if (options.override === undefined) return { csv: ours, diagnostics: [], rows: 0 }
  const table = tableAt(options.override, LARGEST_TABLE, OWN_TABLES)
  const read = readCsv(table.text, table.file)
  const { csv, rows, diagnostics } =
    read.csv === null ? { csv: ours, rows: 0, diagnostics: [] } : overridden(ours, read.csv)
  const told = [...read.diagnostics, ...diagnostics]
  tellTables(told, { [table.file]: table })
  return { csv, rows, diagnostics: told }
}

async function tableCommand(
  subject: TableSubject,
  options: SurvivalOptions,
  caveats: readonly SurvivalCaveat[],
): Promise<number> {
  const { time, event, by, covariates, cluster, where, at, family, ties } = options
  const asked = { time, event, by, covariates, cluster, at, families: family, ties }
  const wanted = { kind: 'survival' as const, ...asked, where: where === '' ? undefined : where }
  const { file, text } = subject.csv
  const tables = { [file]: { file, text } }
  const found = await askOfSubject<'survival'>(subject, wanted, tables)
  if (typeof found === 'number') return found
  if (found.kind !== 'survival') throw new Error('a table is answered by its spells: a defect')
  const wrong = tellTables(found.told, tables)
  const record: SurvivalRecord = { ...found, caveats: [...found.caveats, ...caveats] }
  print(record, survivalText(record), options)
  if (options.svg !== undefined) writeWhole(options.svg, await curves(record))
  return wrong ? EXIT.input : EXIT.done
}

async function curves(record: SurvivalRecord): Promise<string> {
  // Pictures load only where one is asked for.
  const { kaplanMeierCurves } = await import('../present/charts/index.ts')
  return `${kaplanMeierCurves(record, record.time, { width: WIDTH }).svg}\n`
}
