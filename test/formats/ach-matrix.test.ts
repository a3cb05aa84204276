import { describe, expect, test } from 'vitest'
import { readAchMatrix } from '../../src/formats/ach-matrix.ts'
import { readCsv } from '../../src/text/csv.ts'

function read(text: string) {
  const { table, diagnostics } = readAchMatrix(readCsv(text, 'm.csv').csv!)
  return { table, told: diagnostics.map(({ code, severity, line, column }) => `${line}:${column} ${severity} ${code}`) }
}

describe('matrices of competing hypotheses', () => {
  test('ratings, likelihoods, ranges, weights in words and numbers, groups, priors', () => {
    const { table, told } = read(
      'item,Credibility,relevance,group,A,B\nprior,,,,60%,40%\nx,high,0.5,g,CC,na\ny,,,,0.2 to 0.6,30%\n',
    )
    expect(told).toEqual([])
    expect(table!.hypotheses.map(({ name }) => name)).toEqual(['A', 'B'])
    expect(table!.hypotheses[0]!.prior).toEqual({ kind: 'fixed', value: 0.6 })
    expect(table!.items[0]).toMatchObject({
      cells: [{ kind: 'rating', rating: 'CC' }, { kind: 'notApplicable' }],
      credibility: { value: 1 },
      relevance: { value: 0.5 },
      group: 'g',
    })
    expect(table!.items[1]!.cells[0]).toMatchObject({ kind: 'likelihood', of: { kind: 'lognormal' } })
  })

  test('what is wrong is told where it stands, and the other items are read', () => {
    const { table, told } = read(
      'item,credibility,A,B\nprior,,50%,60%\nempty,,,\nnone,,0,0\nslip,,CX,C\nhalf,,C,\nbig,7,C,I\nover,,1.5,C\ngood,,C,I\n',
    )
    expect(told).toEqual([
      '2:12 warning priors',
      '3:1 error no-likelihoods',
      '4:1 error excludes-all',
      '5:7 error rating',
      '6:9 error missing',
      '7:5 error probability',
      '7:5 warning weight',
      '8:7 error probability',
    ])
    expect(table!.items.map(({ name }) => name)).toEqual(['big', 'good'])
  })

  test('one hypothesis, or a second row of priors', () => {
    expect(read('item,A\nx,C\n')).toMatchObject({ table: null, told: ['1:1 error too-few-hypotheses'] })
    expect(read('item,A,B\nprior,0.5,0.5\nprior,0.4,0.6\n').told).toEqual(['3:1 error twin-row'])
  })
})
