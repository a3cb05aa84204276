/** An answer in the forms that people open: JSON as it is stored, a table as CSV or Parquet, a picture, a page. */
import { defined, compile, inputsOf, writeCsv } from '../src/internal.ts'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { sensitivityTornado, changeDots, tippingTornado } from '../present/charts/index.ts'
import { renderHtml } from '../present/documents/index.ts'
import type { Case, CaseSubject, Summary } from '../src/internal.ts'
import type { Form } from './forms.ts'

type Cell = string | number | null
interface Column {
  readonly name: string
  readonly cells: readonly Cell[]
}

/** What of an ask its forms hang on. */
export interface Rendered {
  readonly kind: string
  readonly scenario?: string | null
}

/** Pictures, pixels. */
const WIDTH = 720

/** The answer to an ask, in a form; null where it has no such form. */
export function rendered(ask: Rendered, body: Uint8Array, form: Form, subject: CaseSubject): Uint8Array | null {
  const { kind } = ask
  const record = JSON.parse(Buffer.from(body).toString()) as never
  const encoder = new TextEncoder()
  switch (form) {
    case 'json':
      return body
    case 'csv':
    case 'parquet': {
      const columns = tableOf(kind, record)
      if (!columns) return null
      return form === 'csv' ? encoder.encode(csv(columns)) : parquet(columns)
    }
    case 'svg': {
      const svg = svgOf(ask, record, subject.case)
      return svg === null ? null : encoder.encode(svg)
    }
    case 'html':
      return isRun(kind) ? encoder.encode(renderHtml(subject.case, record)) : null
  }
}

const isRun = (kind: string): boolean => kind === 'run' || kind === 'compare'

function svgOf(ask: Rendered, record: never, theCase: Case): string | null {
  switch (ask.kind) {
    case 'run':
    case 'compare':
      return changeDots(record, { width: WIDTH }).svg
    case 'tipping':
      return tippingTornado(record, { width: WIDTH })
    case 'sensitivity':
      return sensitivityTornado(theCase, record, inputsOf(compile(theCase, ask.scenario ?? null)), { width: WIDTH })
    default:
      return null
  }
}

/** One row a test of a claim; for other kinds the rows of the record's own list. */
function tableOf(kind: string, record: unknown): readonly Column[] | null {
  if (isRun(kind)) return findingsTable(record as Summary)
  const lists = Object.values(record as Record<string, unknown>).filter(
    (value): value is Record<string, unknown>[] =>
      Array.isArray(value) && value.length > 0 && typeof value[0] === 'object' && value[0] !== null,
  )
  const rows = lists[0]
  return rows ? plainColumns(rows) : null
}

function findingsTable({ findings, worlds, seed, engine }: Summary): readonly Column[] {
  const rows = findings.flatMap(({ claim, verdict, tests }) =>
    tests.map((test, k) => ({
      claim,
      test: k + 1,
      kind: test.test,
      verdict: test.verdict,
      claimVerdict: verdict,
      estimate: test.interval?.estimate ?? null,
      low: test.interval?.low ?? null,
      high: test.interval?.high ?? null,
      worldsWithCondition: test.n,
      worlds,
      seed,
      engine,
    })),
  )
  return plainColumns(rows)
}

/** Members of the rows that are plain values, as columns. */
function plainColumns(rows: readonly Readonly<Record<string, unknown>>[]): readonly Column[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const isPlain = (value: unknown): value is Cell | undefined | boolean =>
    value === undefined || value === null || typeof value !== 'object'
  return names
    .filter((name) => rows.every((row) => isPlain(row[name])))
    .map((name) => ({
      name,
      cells: rows.map((row): Cell => {
        const value = row[name]
        return typeof value === 'number' || typeof value === 'string'
          ? value
          : value === undefined || value === null
            ? null
            : String(value)
      }),
    }))
}

function csv(columns: readonly Column[]): string {
  const rows = Array.from({ length: columns[0]?.cells.length ?? 0 }, (_, k) =>
    columns.map(({ cells }) => defined(cells[k])),
  )
  return writeCsv([columns.map(({ name }) => name), ...rows])
}

function parquet(columns: readonly Column[]): Uint8Array {
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: columns.map(({ name, cells }) => {
        const numbers = cells.every((value) => value === null || typeof value === 'number')
        return {
          name,
          data: numbers ? [...cells] : cells.map((value) => (value === null ? null : String(value))),
          type: numbers ? ('DOUBLE' as const) : ('STRING' as const),
          nullable: true,
        }
      }),
    }),
  )
}
