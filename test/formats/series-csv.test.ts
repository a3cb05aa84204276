import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readSeriesCsv } from '../../src/formats/series-csv.ts'
import { renderDiagnostic } from '../../src/text/diagnostic.ts'

const told = (text: string, until: string | null = null): string[] =>
  readSeriesCsv(text, 'f.csv', until).diagnostics.map(
    ({ line, column, severity, code, message }) => `${line}:${column} ${severity} ${code}: ${message}`,
  )
const changesOf = (text: string, until: string | null = null): number[] => [
  ...readSeriesCsv(text, 'f.csv', until).series!.changes,
]

test('the series of the flagship: 27 months, each with a ratio of fire', () => {
  const text = readFileSync(new URL('../../cases/bundled/ukraine-2025/front.csv', import.meta.url), 'utf8')
  const { series, diagnostics } = readSeriesCsv(text, 'front.csv', '2025-03-01')
  expect(diagnostics).toEqual([])
  expect([series!.months[0], series!.months.at(-1), series!.months.length]).toEqual(['2022-12', '2025-02', 27])
  const fixture = JSON.parse(
    readFileSync(new URL('../fixtures/war/front-posteriors.json', import.meta.url), 'utf8'),
  ) as { isw: { changes: number[] }; fireRatio: number[] }
  expect([...series!.changes]).toEqual(fixture.isw.changes)
  expect([...series!.fireRatio!]).toEqual(fixture.fireRatio)
})

describe('areas', () => {
  test('differences of areas, the last day of each month, in km²', () => {
    const text = 'date,area_m2\n2024-01-30,9e9\n2024-01-31,10e9\n2024-02-29,10.5e9\n'
    expect(changesOf(text)).toEqual([500])
    expect(told(text)).toEqual(['1:6 warning other-unit: `m2` are taken into km²'])
  })
})

describe('what is wrong is told with its place, and the rest is read', () => {
  test.each([
    [
      'month,change_km2\n2024-01,1\n2024-03,3\n',
      [1, Number.NaN, 3],
      '3:1 warning gap: 1 month is missing before 2024-03',
    ],
    [
      'month,change_km2\n2024-02,2\n2024-01,1\n',
      [1, 2],
      '3:1 warning unsorted: 2024-01 stands behind a later one; the rows are put in order',
    ],
    [
      'month,change_km2\n2024-01,1\n2024-01,1\n2024-02,2\n',
      [1, 2],
      '3:1 warning twin-month: 2024-01 is there twice, with the same value: it counts once',
    ],
    [
      'month,change_km2\n2024-01,1\n2024-01,7\n2024-02,2\n',
      [Number.NaN, 2],
      '3:1 error twin-month: 2024-01 is there twice, with another value: the month counts as missing',
    ],
    [
      'month,change_km2\n2024-01,1\n2024-02,many\n2024-03,3\n',
      [1, Number.NaN, 3],
      '3:9 error bad-number: `many` is no number; the month counts as missing',
    ],
    ['month,change_km2\n2024-01,1\n2024-13,2\n', [1], '3:1 error bad-date: `2024-13` is no month; the row is left out'],
    ['month,change\n2024-01,1\n', [1], '1:7 warning no-unit: the column does not say its unit: km² are assumed'],
    [
      'month,change_km2,fire_ratio\n2024-01,1,-2\n',
      [1],
      '2:11 error bad-ratio: a ratio is above 0; it counts as missing',
    ],
  ])('%j', (text, changes, said) => {
    expect(told(text)).toEqual([said])
    expect(changesOf(text)).toEqual(changes)
  })

  test('a missing cell is a missing month, and nothing is wrong', () => {
    expect(told('month,change_km2\n2024-01,1\n2024-02,\n2024-03,NA\n')).toEqual([])
  })

  test('a month that ends after the date of the case is refused', () => {
    const text = 'month,change_km2\n2025-02,1\n2025-03,2\n'
    expect(told(text, '2025-03-01')).toEqual([
      '3:1 error after-as-of: 2025-03 is later than the date of the case, 2025-03-01; the row is refused',
    ])
    expect(changesOf(text, '2025-03-01')).toEqual([1])
    expect(told(text, '2025-03-31')).toEqual([])
  })

  test.each([
    ['month,change_acres\n2024-01,1\n', '1:7 error unknown-unit: `acres` is no unit of area known here'],
    ['month,gain_km2\n2024-01,1\n', '1:1 error no-column: no column says what changed'],
    ['year,change_km2\n2024,1\n', '1:1 error no-column: no column says the month'],
    ['month,area_km2\n2024-01,1\n', '2:1 error no-rows: one area makes no change: a second month is needed'],
    ['month,change_km2\n1024-01,1\n2024-01,1\n', '3:1 error bad-date: the series spans 12001 months with 2 rows'],
    ['', '1:1 error empty-table: the table is empty'],
  ])('nothing can be read of %j', (text, said) => {
    const { series, diagnostics } = readSeriesCsv(text, 'f.csv')
    expect(series).toBeNull()
    expect(told(text)).toContain(said)
    for (const one of diagnostics) expect(renderDiagnostic(one, text)).toContain('f.csv')
  })
})
