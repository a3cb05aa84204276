import { describe, expect, test } from 'vitest'
import { readSurvivalTable } from '../../src/formats/survival-table.ts'
import type { SurvivalColumns } from '../../src/formats/survival-table.ts'
import { readCsv } from '../../src/text/csv.ts'

function read(text: string, wanted: SurvivalColumns = {}) {
  const { table, diagnostics } = readSurvivalTable(readCsv(text, 'a.csv').csv!, wanted)
  return { table, told: diagnostics.map(({ code, severity, line, column }) => `${line}:${column} ${severity} ${code}`) }
}

describe('survival tables', () => {
  test('usual column names are found, texts become levels, conditions take rows', () => {
    const { table, told } = read('years,failed,kind,g\n1,1,b,x\n2,0,a,x\n3,1,c,y\n', {
      covariates: ['kind'],
      cluster: 'g',
      by: 'kind',
      where: 'years < 3',
    })
    expect(told).toEqual([])
    expect(Array.from(table!.spells.time)).toEqual([1, 2])
    expect(table!.terms.map(({ name, place }) => [name, place])).toEqual([
      ['kind=b', { line: 1, column: 14, length: 4 }],
    ])
    expect(Array.from(table!.columns[0]!)).toEqual([1, 0])
    expect(table!.groups!.names).toEqual(['a', 'b'])
    expect(table!.clusters!.count).toBe(1)
  })

  test('negative, missing, unreadable and zero lengths: told where they are, the rest is read', () => {
    const { table, told } = read('time,event,x\n-1,1,1\n,1,1\nlong,1,1\n0,1,1\n2,maybe,1\n3,0,NA\n4,1,2\n', {
      covariates: ['x'],
    })
    expect(told).toEqual([
      '2:1 error negative-time',
      '3:1 warning missing',
      '4:1 error not-a-number',
      '5:1 warning zero-time',
      '6:3 error event-code',
      '7:5 warning missing',
    ])
    expect(Array.from(table!.spells.time)).toEqual([0, 4])
    expect(table!.leftOut).toBe(5)
  })

  test('unknown columns are told with a likely name, missing ones with the flag that names them', () => {
    const { diagnostics } = readSurvivalTable(readCsv('time,event,guarantee\n1,1,0\n', 'a.csv').csv!, {
      covariates: ['guarante'],
    })
    expect(diagnostics[0]).toMatchObject({ code: 'unknown-column', help: 'did you mean `guarantee`?' })
    expect(read('a,event\n1,1\n').told).toEqual(['1:1 error no-column'])
  })

  test('all censored is told at the column, and the table is still there', () => {
    const { table, told } = read('time,event\n1,0\n2,0\n')
    expect(told).toEqual(['1:6 warning all-censored'])
    expect(table!.spells.time.length).toBe(2)
  })

  test('codes of 1 and 2 are read as R has them; no rows are an error', () => {
    expect(Array.from(read('time,status\n1,1\n2,2\n').table!.spells.event)).toEqual([0, 1])
    expect(read('time,status\n1,1\n', { where: 'time > 5' }).told).toEqual(['1:1 error no-rows'])
    expect(read('time,status\n1,1\n', { where: 'tim > 5' }).told).toEqual(['1:1 error condition'])
  })

  test('decimal commas where semicolons part the cells', () => {
    expect(Array.from(read('time;event\n1,5;1\n').table!.spells.time)).toEqual([1.5])
  })

  test('a column of names is no covariate; a stray text in numbers costs its row', () => {
    const names = Array.from({ length: 40 }, (_, k) => `${k + 1},1,name${k},${k === 7 ? 'oops' : k}`).join('\n')
    const { table, told } = read(`time,event,who,x\n${names}\n`, { covariates: ['who', 'x'] })
    expect(told).toEqual(['1:12 error too-many-levels', '9:11 error not-a-number'])
    expect(table!.spells.time.length).toBe(39)
    expect(table!.terms.map(({ name }) => name)).toEqual(['x'])
  })
})
