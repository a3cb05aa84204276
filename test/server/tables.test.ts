/** Tables of an answer. */
import { expect, test } from 'vitest'
import { tablesOf } from '../../server/tables.ts'

const cells = (record: unknown, kind = 'any') =>
  tablesOf(kind, record).map(({ name, columns }) => [name, ...columns.map((column) => [column.name, ...column.cells])])

test('every list is a table, those near the top first; what is nested in a row is columns, what stands alone a table', () => {
  const record = {
    seed: 3,
    deep: { list: [{ b: null }] },
    top: [{ id: 'x', is: true, at: { low: 1, high: 2 }, all: [1, null] }, { id: 'y' }],
    matrix: [[1], [2]],
  }
  expect(cells(record)).toEqual([
    ['top', ['id', 'x', 'y'], ['is', 'true', null], ['at.low', 1, null], ['at.high', 2, null], ['all', '1; ', null]],
    ['deep.list', ['b', null]],
    ['values', ['what', 'seed'], ['value', 3]],
  ])
})

test('a list within rows is a table that says which row each entry is of', () => {
  expect(
    cells([
      { name: 'a', tests: [{ n: 1 }, { n: 2 }] },
      { name: 'b', tests: [] },
    ]),
  ).toEqual([
    ['rows', ['name', 'a', 'b']],
    ['tests', ['of', 'a', 'a'], ['n', 1, 2]],
  ])
  expect(
    cells([
      { month: 6, tests: [{ n: 1 }] },
      { month: 12, tests: [{ n: 2 }] },
    ])[1],
  ).toEqual(['tests', ['of', 1, 2], ['n', 1, 2]])
})

test('the main table is first, with what stands beside it', () => {
  const record = { sobol: { inputs: [{ total: 0.5 }] }, inputs: [{ id: 'a' }] }
  expect(cells(record, 'sensitivity')[0]).toEqual(['inputs', ['id', 'a'], ['sobol.total', 0.5]])
  expect(cells({ actors: [{ id: 'a' }], states: [{ id: 1 }] }, 'stability')[0]).toEqual(['states', ['id', 1]])
})
