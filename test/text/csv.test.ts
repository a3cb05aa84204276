import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCsv } from '../../src/text/csv.ts'
import { csvRemark, writeCsv } from '../../src/text/write-csv.ts'

const cellsOf = (text: string): string[][] => {
  const { csv } = readCsv(text, 'a.csv')
  return [
    [...csv!.header],
    ...Array.from({ length: csv!.rows }, (_, row) => csv!.header.map((_, column) => csv!.cell(row, column))),
  ]
}

describe('tables as text', () => {
  test('any cells survive being quoted and read, and stand where their span says', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.trim())
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 5 })
          .chain((width) =>
            fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
          ),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        (rows, separator, newline) => {
          const names = rows[0]!.map((_, k) => `c${k}`)
          const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
          const lines = [names.join(separator), ...rows.map((row) => row.map(quoted).join(separator))]
          const text = lines.join(newline)
          fc.pre(names.length > 1 || separator === ',')
          const { csv } = readCsv(text, 'a.csv')
          rows.forEach((row, r) =>
            row.forEach((value, c) => {
              expect(csv!.cell(r, c)).toBe(value)
              const { offset, length } = csv!.spanOf(r, c)
              expect(text.slice(offset, offset + length)).toBe(quoted(value))
            }),
          )
        },
      ),
    )
  })

  test('comments, blank lines, a byte order mark and blanks round cells do no harm', () => {
    expect(cellsOf('\ufeff# note, with a comma\na , b\n\n1,  2\n')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
  })

  test('rows of another width, twin columns and empty tables are told with their place', () => {
    const { csv, diagnostics } = readCsv('a,b,a\n1,2,3\n1,2\n4,5,6', 'a.csv')
    expect(csv!.rows).toBe(2)
    expect(diagnostics.map(({ code, line, column }) => [code, line, column])).toEqual([
      ['ragged-row', 3, 1],
      ['twin-column', 1, 5],
    ])
    expect(readCsv('  \n', 'a.csv')).toMatchObject({ csv: null, diagnostics: [{ code: 'empty-table' }] })
  })

  test('of very many problems of a kind the first are told, the others counted', () => {
    const { diagnostics } = readCsv(`a,b\n${'1\n'.repeat(500)}`, 'a.csv')
    expect(diagnostics.length).toBe(21)
    expect(diagnostics[20]!.message).toContain('480 more')
  })

  test('an open quote ends with the text', () => {
    expect(cellsOf('a,b\n1,"2')).toEqual([
      ['a', 'b'],
      ['1', '"2'],
    ])
  })
})

describe('tables for spreadsheets', () => {
  const FORMULAS = ['=1+1', '+A1', '-A1', '@SUM(A1)', '\t=1', '\r=1', '  =1', '＝1', '=HYPERLINK("http://x","y")', '-']

  test.each(FORMULAS)('%j does not run: an apostrophe stands before it', (text) => {
    expect(writeCsv([[text]]).replace(/^"/, '')[0]).toBe("'")
  })

  test.each([['-3.5'], ['+2e-7'], ['.5'], ['a = b'], ['']])('%j stands as it is', (text) => {
    expect(writeCsv([[text, -1, null]])).toBe(`${text},-1,\r\n`)
  })

  test('what is written is read back, but for the guard', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 8 }).map((one) => one.trim())
    const row = fc.array(text, { minLength: 2, maxLength: 4 })
    fc.assert(
      fc.property(row, (cells) => {
        const head = ['x', ...cells.map((_, k) => `c${k}`)]
        const read = cellsOf(writeCsv([head, ['x', ...cells]]))
        expect(read[1]!.slice(1).map((cell, k) => (cell === `'${cells[k]!}` ? cells[k] : cell))).toEqual(cells)
      }),
    )
  })

  test('a remark stays one line, and none of its parts is a formula', () => {
    expect(csvRemark('A\n=1,=2; +3')).toBe("# A =1,'=2; '+3\r\n")
  })
})
