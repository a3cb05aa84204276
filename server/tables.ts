/** The tables of an answer: every list of its record with a row an entry, and what stands alone. */

export type Cell = string | number | null

export interface Column {
  readonly name: string
  readonly cells: readonly Cell[]
}

export interface Table {
  /** Where in the record it stands, such as `plane.left`. */
  readonly name: string
  readonly columns: readonly Column[]
}

type Members = Readonly<Record<string, unknown>>

/** Lists that are the table of an answer; of other kinds the first is, those nearest to the top coming first. */
const MAIN: Readonly<Record<string, string>> = {
  stability: 'states',
  plane: 'plane.left',
  survival: 'curves',
  score: 'horizons.scores',
  near: 'steps.terms',
  unlock: 'opening.singles.changes',
  evidence: 'hypotheses',
}

/** A list whose entries are of the entries of the main one, in their order, and stand beside them. */
const BESIDE: Readonly<Record<string, string>> = { sensitivity: 'sobol.inputs' }

/** What stands alone, by its place. */
const ALONE = 'values'

/** All tables of an answer, the main one first. A list within rows is a table of its own, whose column `of` says which
 *  row each entry is of. Matrices are in none. */
export function tablesOf(kind: string, record: unknown): readonly Table[] {
  const [lists, alone]: [Table[], Members[]] = [[], []]
  gather('', record, lists, alone)
  const depth = ({ name }: Table): number => name.split('.').length
  const sorted = lists.sort((a, b) => depth(a) - depth(b))
  const main = sorted.find(({ name }) => name === MAIN[kind]) ?? sorted[0]
  const rest = sorted.filter((table) => table !== main)
  const values = alone.length > 0 ? [{ name: ALONE, columns: columnsOf(alone) }] : []
  return [
    ...(main
      ? [
          besides(
            main,
            rest.find(({ name }) => name === BESIDE[kind]),
          ),
        ]
      : []),
    ...rest,
    ...values,
  ]
}

function besides(main: Table, beside: Table | undefined): Table {
  if (beside?.columns[0]?.cells.length !== main.columns[0]?.cells.length) return main
  const [part] = beside?.name.split('.') ?? []
  const more = (beside?.columns ?? []).map(({ name, cells }) => ({ name: `${part}.${name}`, cells }))
  return { name: main.name, columns: [...main.columns, ...more] }
}

function gather(place: string, value: unknown, lists: Table[], alone: Members[]): void {
  if (isRows(value)) {
    const columns = columnsOf(value.map((row) => flat('', row)))
    if (columns.length > 0) lists.push({ name: place === '' ? 'rows' : place, columns })
    for (const name of new Set(value.flatMap((row) => Object.keys(row)))) {
      const within = value.flatMap((row, k) => rowsWithin(row, k, name))
      if (within.length > 0) gather(joined(place, name), within, lists, alone)
    }
  } else if (isMembers(value))
    for (const [name, member] of Object.entries(value)) gather(joined(place, name), member, lists, alone)
  else {
    const cell = cellOf(value)
    if (cell !== undefined) alone.push({ what: place, value: cell })
  }
}

/** Entries of a list within a row, with the name of the row, its first text, or else its number from 1. */
function rowsWithin(row: Members, k: number, name: string): readonly Members[] {
  const list = row[name]
  if (!isRows(list)) return []
  const of = Object.values(flat('', row)).find((cell) => typeof cell === 'string') ?? k + 1
  return list.map((entry) => ({ of, ...entry }))
}

const joined = (place: string, name: string): string => (place === '' ? name : `${place}.${name}`)

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isRows = (value: unknown): value is readonly Members[] =>
  Array.isArray(value) && value.length > 0 && value.every(isMembers)

/** A row with what is nested in it as columns of its own, such as `interval.low`. */
function flat(place: string, row: Members): Members {
  const cells: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(row)) {
    const at = joined(place, name)
    if (isMembers(value)) Object.assign(cells, flat(at, value))
    else if (cellOf(value) !== undefined) cells[at] = cellOf(value)
  }
  return cells
}

/** A value as one cell, a list of plain values joined; undefined for what is no cell. */
function cellOf(value: unknown): Cell | undefined {
  if (value === null || value === undefined) return null
  if (typeof value === 'number' || typeof value === 'string') return value
  if (!Array.isArray(value)) return typeof value === 'boolean' ? String(value) : undefined
  const isList = value.length > 0 && value.every((one) => one === null || typeof one !== 'object')
  return isList ? value.map((one) => (one === null ? '' : String(one))).join('; ') : undefined
}

/** Rows as columns, in the order in which their names come up. */
export function columnsOf(rows: readonly Members[]): readonly Column[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return names.map((name) => ({ name, cells: rows.map((row) => cellOf(row[name]) ?? null) }))
}

/** Rows of a table. */
export function rowsOf(columns: readonly Column[]): readonly (readonly Cell[])[] {
  const count = columns[0]?.cells.length ?? 0
  return Array.from({ length: count }, (_, k) => columns.map(({ cells }) => cells[k] ?? null))
}
