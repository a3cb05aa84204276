/** The base rates of truces between states: reference classes of the project's own table, and what they say. */
import { defined } from '../../case/defined.ts'
import { readConditions, rowHolds } from '../../formats/conditions.ts'
import { readSurvivalTable } from '../../formats/survival-table.ts'
import type { SurvivalTable } from '../../formats/survival-table.ts'
import { readCsv, teller } from '../../text/csv.ts'
import type { Csv } from '../../text/csv.ts'
import type { Diagnostic } from '../../text/diagnostic.ts'
import { suggest } from '../../text/suggest.ts'
import { curveAt, kaplanMeier, withExactEnds } from '../../methods/survival/kaplan-meier.ts'
import type { CurvePoint } from '../../methods/survival/kaplan-meier.ts'
import { eventCount } from '../../methods/survival/spells.ts'
import { TRUCE_CAVEATS } from './caveats.ts'
import type { SurvivalCaveat } from './caveats.ts'
import type { ReferenceClass } from './reference-classes.ts'
import { REFERENCE_CLASSES } from './reference-classes.ts'

/** How truces are counted: by ceasefire (pairs of one ceasefire together), or by pair of states. */
export type TruceUnit = 'ceasefires' | 'pairs'

export interface BaseRate {
  readonly class: ReferenceClass
  readonly unit: TruceUnit
  readonly count: number
  readonly failed: number
  /** At 1, 2, 5, 10 and 20 years. */
  readonly at: readonly CurvePoint[]
}

export interface BaseRates {
  readonly kind: 'baseRates'
  readonly unit: TruceUnit
  /** Rows that a second coder changed. */
  readonly overridden: number
  readonly rates: readonly BaseRate[]
  readonly caveats: readonly SurvivalCaveat[]
}

export const BASE_RATE_YEARS: readonly number[] = [1, 2, 5, 10, 20]

/** The table as ceasefires: a row for each, failed where a pair of it failed, as long as the pair that failed first, or
 *  else was watched longest; terms by the most that a pair has. @param csv the table of pairs. */
export function asCeasefires(csv: Csv): Csv {
  const column = (name: string): number => csv.header.indexOf(name)
  const event = column('event')
  const byEvent = new Map<string, number[]>()
  for (let row = 0; row < csv.rows; row++) {
    const name = csv.cell(row, event)
    byEvent.set(name, [...(byEvent.get(name) ?? []), row])
  }
  const lines = [...byEvent.values()].map((rows) => csv.header.map((name) => together(csv, rows, name)))
  return tableFrom(csv, lines)
}

const LENGTHS: Readonly<Record<string, string>> = { years: 'failed', years25: 'failed25' }

function together(csv: Csv, rows: readonly number[], name: string): string {
  const at = csv.header.indexOf(name)
  const first = csv.cell(defined(rows[0]), at)
  const failedBy = LENGTHS[name]
  if (failedBy !== undefined) {
    const failed = rows.filter((row) => csv.cell(row, csv.header.indexOf(failedBy)) === '1')
    const lengths = (failed.length > 0 ? failed : rows).map((row) => Number(csv.cell(row, at)))
    return String(failed.length > 0 ? Math.min(...lengths) : Math.max(...lengths))
  }
  const numbers = rows.map((row) => csv.cell(row, at))
  return numbers.every((text) => text !== '' && Number.isFinite(Number(text)))
    ? String(Math.max(...numbers.map(Number)))
    : first
}

function tableFrom(csv: Csv, lines: readonly (readonly string[])[]): Csv {
  const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`
  const text = [csv.header, ...lines].map((line) => line.map(quoted).join(',')).join('\n')
  return defined(readCsv(text, csv.file).csv)
}

/** The table with a second coder's cells in place of ours. @param override a table with `key` and columns of ours. */
export function overridden(
  csv: Csv,
  override: Csv,
): { readonly csv: Csv; readonly rows: number; readonly diagnostics: readonly Diagnostic[] } {
  const tell = teller(override.text, override.file)
  const key = override.header.indexOf('key')
  if (key < 0) {
    tell('no-column', 'error', 'there is no column `key`', override.headerSpan(0), 'it names the rows to change')
    return { csv, rows: 0, diagnostics: tell.told() }
  }
  const ours = override.header.map((name) => csv.header.indexOf(name))
  override.header.forEach((name, column) => {
    if (defined(ours[column]) >= 0) return
    const near = suggest(name, csv.header)
    const help = near === null ? undefined : `did you mean \`${near.name}\`?`
    tell('unknown-column', 'error', `our table has no column \`${name}\``, override.headerSpan(column), help)
  })
  const lines = Array.from({ length: csv.rows }, (_, row) => csv.header.map((_, column) => csv.cell(row, column)))
  const rowOf = new Map(lines.map((line, row) => [defined(line[csv.header.indexOf('key')]), row]))
  const changed = new Set<number>()
  for (let row = 0; row < override.rows; row++) {
    const at = rowOf.get(override.cell(row, key))
    if (at === undefined) {
      tell('unknown-key', 'error', `our table has no row \`${override.cell(row, key)}\``, override.spanOf(row, key))
      continue
    }
    ours.forEach((column, k) => {
      const value = override.cell(row, k)
      if (column < 0 || k === key || value === '' || value === defined(lines[at])[column]) return
      defined(lines[at])[column] = value
      changed.add(at)
    })
  }
  return { csv: tableFrom(csv, lines), rows: changed.size, diagnostics: tell.told() }
}

/** The spells of a reference class. Null where it has none. */
export function truceTable(pairs: Csv, unit: TruceUnit, where: string): SurvivalTable | null {
  const kept = readSurvivalTable(pairs, { time: 'years', event: 'failed', where })
  if (kept.table === null || unit === 'pairs') return kept.table
  return readSurvivalTable(ceasefiresOf(pairs, where), { time: 'years', event: 'failed' }).table
}

/** The ceasefires of the pairs that meet the conditions. */
export function ceasefiresOf(pairs: Csv, where: string): Csv {
  return asCeasefires(filtered(pairs, where))
}

function filtered(csv: Csv, where: string): Csv {
  const read = readConditions(where, csv.header)
  if (!read.ok) return tableFrom(csv, [])
  const rows = Array.from({ length: csv.rows }, (_, row) => row).filter((row) => rowHolds(csv, row, read.conditions))
  return tableFrom(
    csv,
    rows.map((row) => csv.header.map((_, column) => csv.cell(row, column))),
  )
}

/** Base rates of every reference class. @param pairs the project's table, or a second coder's version of it. */
export function baseRates(pairs: Csv, unit: TruceUnit, changed: number): BaseRates {
  const rates = REFERENCE_CLASSES.flatMap((one): BaseRate[] => {
    const table = truceTable(pairs, unit, one.where)
    if (table === null) return []
    const curve = kaplanMeier(table.spells)
    const at = BASE_RATE_YEARS.map((years) => withExactEnds(curveAt(curve, years), table.spells.time.length))
    return [{ class: one, unit, count: table.spells.time.length, failed: eventCount(table.spells), at }]
  })
  const coder: SurvivalCaveat[] = changed > 0 ? [{ kind: 'secondCoder', rows: changed }] : []
  const caveats = [...TRUCE_CAVEATS, ...coder]
  return { kind: 'baseRates', unit, overridden: changed, rates, caveats }
}
