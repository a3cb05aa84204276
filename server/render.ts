/** An answer in the forms that people open: JSON as it is stored, a table as CSV or Parquet, a picture, a page. */
import { compile, inputsOf, questionOfKind, writeCsv } from '../src/internal.ts'
import { parquetWriteBuffer } from 'hyparquet-writer'
import * as charts from '../present/charts/index.ts'
import type { Chart } from '../present/charts/index.ts'
import { renderHtml, renderRecord } from '../present/documents/index.ts'
import { tippingInWords } from '../present/words/index.ts'
import type { AskKind, Case, CaseSubject, EvidenceRecord, GameRecord } from '../src/internal.ts'
import type { PlaneRecord, Strikes, Summary, SurvivalRecord, TippingRecord } from '../src/internal.ts'
import type { Form } from './forms.ts'
import { columnsOf, rowsOf, tablesOf } from './tables.ts'
import type { Column, Table } from './tables.ts'

/** What of an ask its forms hang on. */
export interface Rendered {
  readonly kind: string
  readonly scenario?: string | null
  readonly seed?: number
}

/** Pictures, pixels: as they are served, and as a narrow window has them. */
const WIDTH = 720
const NARROW = 360

/** The answer to an ask, in a form; null where it has no such form. Only a picture may be wanting. */
export function rendered(ask: Rendered, body: Uint8Array, form: Form, subject: CaseSubject): Uint8Array | null {
  const record = JSON.parse(Buffer.from(body).toString()) as unknown
  const encoder = new TextEncoder()
  switch (form) {
    case 'json':
      return body
    case 'csv':
      return encoder.encode(csv(mainTable(ask.kind, record)))
    case 'parquet':
      return parquet(mainTable(ask.kind, record))
    case 'svg': {
      const svg = svgOf(ask, record, subject.case)
      return svg === null ? null : encoder.encode(svg)
    }
    case 'html':
      return encoder.encode(pageOf(ask, record, subject.case))
  }
}

const isRun = (kind: string): boolean => kind === 'run' || kind === 'compare'

function svgOf(ask: Rendered, record: unknown, theCase: Case): string | null {
  switch (ask.kind) {
    case 'tipping':
      return charts.tippingTornado(tippingInWords(record as TippingRecord, theCase), { width: WIDTH })
    case 'sensitivity': {
      const inputs = inputsOf(compile(theCase, ask.scenario ?? null))
      return charts.sensitivityTornado(theCase, record as never, inputs, { width: WIDTH })
    }
    default:
      return chartOf(ask, record, theCase, WIDTH)?.svg ?? null
  }
}

/** The picture of an answer, or null where it has none. */
function chartOf(ask: Rendered, record: unknown, theCase: Case, width: number): Chart | null {
  switch (ask.kind) {
    case 'run':
    case 'compare':
      return charts.changeDots(record as Summary, { width })
    case 'sensitivity': {
      const inputs = inputsOf(compile(theCase, ask.scenario ?? null))
      return charts.sobolBars(theCase, record as never, inputs, { width })
    }
    case 'space':
      return charts.waterfall(record as Strikes, { width })
    case 'plane': {
      const { plane } = record as PlaneRecord
      const view = { across: 0, up: 1, seed: ask.seed ?? 0, chosen: null, closeUp: false }
      return plane.actors.length > 1 ? charts.worldPlane(theCase, plane, view, { width }) : null
    }
    case 'evidence': {
      const [first] = record as readonly EvidenceRecord[]
      return first ? charts.achMatrix(first, { width }) : null
    }
    case 'stability': {
      const { graph } = record as GameRecord
      return graph && charts.stabilityGraphChart(graph, { width })
    }
    case 'survival': {
      const survival = record as SurvivalRecord
      return charts.kaplanMeierCurves(survival, survival.time, { width })
    }
    default:
      return null
  }
}

function pageOf(ask: Rendered, record: unknown, theCase: Case): string {
  if (isRun(ask.kind)) return renderHtml(theCase, record as Summary)
  const { kind, ...asked } = ask
  const wide = chartOf(ask, record, theCase, WIDTH)
  const narrow = chartOf(ask, record, theCase, NARROW)
  const chosen = Object.entries(asked).filter(([, value]) => Boolean(value) && String(value).length < LONG_WORD)
  return renderRecord(theCase, {
    says: questionOfKind(kind as AskKind).says,
    meta: [`As of ${theCase.asOf}`, ...chosen.map(([name, value]) => `${name} ${String(value)}`)].join(' · '),
    chart: wide && narrow && { wide, narrow },
    tables: tablesOf(kind, record).map(({ name, columns }) => ({
      name,
      columns: columns.map((column) => column.name),
      rows: rowsOf(columns),
    })),
  })
}

/** Characters from which on what was asked is a text, which the page leaves out as it does what was not wanted. */
const LONG_WORD = 80

/** One row a test of a claim; for other kinds the rows of the record's main list. */
function mainTable(kind: string, record: unknown): readonly Column[] {
  if (isRun(kind)) return findingsTable(record as Summary)
  return (tablesOf(kind, record)[0] satisfies Table | undefined)?.columns ?? []
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
  return columnsOf(rows)
}

function csv(columns: readonly Column[]): string {
  return writeCsv([columns.map(({ name }) => name), ...rowsOf(columns)])
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
