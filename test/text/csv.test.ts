import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCsv } from '../../src/text/csv.ts'

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
