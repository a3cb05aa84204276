import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { evidenceCsv } from '../../../src/answers/evidence/csv.ts'
import { evidenceTablesOf } from '../../../src/answers/evidence/of-case.ts'
import { weigh } from '../../../src/answers/evidence/weigh.ts'
import { readAchMatrix } from '../../../src/formats/ach-matrix.ts'
import { load } from '../../../src/internal.ts'
import { DEFAULT_SCALE } from '../../../src/methods/evidence/inconsistency.ts'
import { readCsv } from '../../../src/text/csv.ts'

const QUESTION = { rule: { kind: 'strongest' }, scale: DEFAULT_SCALE, draws: 500, seed: 1 } as const
const matrix = (text: string) => weigh(readAchMatrix(readCsv(text, 'm.csv').csv!).table!, QUESTION)

describe('the flagship', () => {
  const file = fileURLToPath(new URL('../../../cases/bundled/ukraine-2025/case.yaml', import.meta.url))
  const loaded = load(readFileSync(file, 'utf8'), file)
  if (!loaded.ok) throw new Error('the flagship does not load')
  const motive = evidenceTablesOf(loaded.case).find(({ name }) => name === 'motive')!

  test('three items on stripped borders are one observation: 61 % instead of 81', () => {
    const record = weigh(motive, QUESTION)
    expect(record.hypotheses[0]!.posterior!).toBeCloseTo(0.613, 3)
    expect(record.ungrouped![0]!).toBeCloseTo(0.809, 3)
    expect(record.groups).toHaveLength(1)
    expect(record.groups[0]!.items).toEqual(['strippedBorders', 'finnishBorder', 'deployment2018'])
  })

  test('what the numbers of the case hang on is named, or that none does', () => {
    const feeds = Object.fromEntries(evidenceTablesOf(loaded.case).map(({ name, feeds: of }) => [name, of!.length > 0]))
    expect(feeds).toMatchObject({ shellPull: true })
  })
})

describe('the record of a matrix', () => {
  test('ratings become likelihoods by the scale, and scores follow Heuer', () => {
    const { hypotheses, items, bayesFactors } = matrix('item,A,B\nx,CC,I\ny,C,II\n')
    expect(items[0]!.likelihood).toEqual([1, 0.25])
    const odds = (1 / 0.25) * (0.75 / 0.05)
    expect(bayesFactors[0]![1]!).toBeCloseTo(odds, 10)
    expect(hypotheses.map(({ inconsistency }) => inconsistency)).toEqual([0, 3])
    expect(hypotheses[0]!.posterior!).toBeCloseTo(odds / (1 + odds), 12)
    expect(hypotheses.every(({ range }) => range === null)).toBe(true)
  })

  test('hypotheses that nothing tells apart are named; an item can exclude', () => {
    const record = matrix('item,A,B,C\nx,C,C,0\n')
    expect(record.unseparated).toEqual([['A', 'B']])
    expect(record.items[0]!.diagnosticity).toBeNull()
    expect(record.hypotheses[2]).toMatchObject({ posterior: 0, priorForHalf: null })
    expect(record.bayesFactors[0]![2]).toBeNull()
    expect(JSON.stringify(record)).not.toContain('NaN')
  })

  test('a matrix whose items exclude everything between them has no posterior, and says so', () => {
    const record = matrix('item,A,B\nx,0,1\ny,1,0\n')
    expect(record.hypotheses.map(({ posterior }) => posterior)).toEqual([null, null])
    expect(record.items[0]!.without).toEqual([1, 0])
  })

  test('ranges give an interval that holds the posterior at the means', () => {
    const { range, posterior } = matrix('item,A,B\nx,"uniform(0.2, 0.8)",0.3\n').hypotheses[0]!
    expect(range!.p05).toBeLessThan(posterior!)
    expect(range!.p95).toBeGreaterThan(posterior!)
    expect(range!.leads).toBeGreaterThan(0.7)
  })

  test('without items the posterior is the prior', () => {
    expect(matrix('item,A,B\nprior,0.3,0.7\n').hypotheses.map(({ posterior }) => posterior)).toEqual([0.3, 0.7])
  })

  test('the CSV has a row for each item, and ends with prior and posterior', () => {
    const lines = evidenceCsv(matrix('item,A,B\n"x, and more",CC,I\n')).trim().split('\n')
    expect(lines).toHaveLength(4)
    expect(lines[1]).toContain('"x, and more"')
    expect(lines[3]).toMatch(/^posterior/)
  })
})
