/** CSV tables as tests use them: header and rows of texts. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export interface Frame {
  readonly rows: number
  text(name: string): string[]
  number(name: string): Float64Array
}

const root = fileURLToPath(new URL('../../../', import.meta.url))

export function readFrame(path: string): Frame {
  const lines = readFileSync(path.startsWith('/') ? path : `${root}${path}`, 'utf8')
    .trim()
    .split('\n')
  const cells = lines.map((line) =>
    [...line.matchAll(/"([^"]*)"|([^,]+)|(?<=,|^)(?=,|$)/g)].map((m) => m[1] ?? m[2] ?? ''),
  )
  const header = cells[0]!
  const column = (name: string): number => {
    const at = header.indexOf(name)
    if (at < 0) throw new Error(`no column ${name}`)
    return at
  }
  const text = (name: string): string[] => cells.slice(1).map((row) => row[column(name)]!)
  return {
    rows: lines.length - 1,
    text,
    number: (name) => Float64Array.from(text(name), (cell) => (cell === '' || cell === 'NA' ? NaN : Number(cell))),
  }
}

export function readOracle(name: string): any {
  return JSON.parse(readFileSync(`${root}test/fixtures/survival/${name}.json`, 'utf8'))
}
