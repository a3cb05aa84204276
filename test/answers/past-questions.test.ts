/** Questions about what came and what comes before: seal, score, fit, survival and evidence, asked as every shell asks
 *  them. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { answer, askDigest, checkSeal, load, readAsk, readCsv } from '../../src/internal.ts'
import type { Answer, Ask, AskKind, CaseSubject, RecordOf } from '../../src/internal.ts'

const root = new URL('../../', import.meta.url)
const textAt = (path: string): string => readFileSync(new URL(path, root), 'utf8')

function subject(path: string): CaseSubject {
  const loaded = load(textAt(`cases/${path}/case.yaml`), 'case.yaml')
  if (!loaded.ok) throw new Error('the case does not load')
  return { kind: 'case', case: loaded.case, digest: loaded.digest }
}

async function asked<K extends AskKind>(
  of: CaseSubject,
  json: { kind: K } & Record<string, unknown>,
): Promise<Answer<RecordOf<K>>> {
  const read = readAsk(json)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return answer<K>(of, read.ask as Extract<Ask, { readonly kind: K }>)
}

async function record<K extends AskKind>(
  of: CaseSubject,
  json: { kind: K } & Record<string, unknown>,
): Promise<RecordOf<K>> {
  const found = await asked(of, json)
  if (found.kind !== 'answer') throw new Error(JSON.stringify(found))
  return found.record
}

const strike = subject('teaching/strike-for-class')
const korea = subject('historical/korea-1952')
const flagship = subject('bundled/ukraine-2025')
const AT = '2025-03-03T08:00:00Z'

test('a sealed forecast is whole, is scored as it was sealed, and only for the text that it was sealed for', async () => {
  const seal = await record(strike, { kind: 'seal', at: AT, worlds: 300 })
  expect(checkSeal(seal)).toEqual({ kind: 'whole' })
  const outcomes = 'what,value\nS1,no\n'
  const score = await record(strike, { kind: 'score', seal: JSON.stringify(seal), outcomes })
  expect(score.sealed).toEqual({ seal: seal.seal, at: AT })
  const probability = seal.claims.find(({ claim }) => claim === 'S1')!.probability!
  expect(score.claims!.scored).toMatchObject([{ claim: 'S1', happened: false, brier: probability ** 2 }])
  const changed = JSON.stringify({ ...seal, claims: [] })
  expect(await asked(strike, { kind: 'score', seal: changed, outcomes })).toMatchObject({
    kind: 'wrong',
    problems: [{ at: '/seal' }],
  })
  expect(await asked(korea, { kind: 'score', seal: JSON.stringify(seal), outcomes })).toMatchObject({
    kind: 'wrong',
    problems: [{ at: '/seal' }],
  })
})

test('what is scored without a seal says so, and nothing to score by is told', async () => {
  const score = await record(strike, { kind: 'score', worlds: 200, outcomes: 'what,value\nS1,yes\n' })
  expect(score.sealed).toBeNull()
  expect(score.remarks[0]).toContain('nothing was sealed')
  expect(await asked(strike, { kind: 'score' })).toMatchObject({ kind: 'wrong', problems: [{ at: '/observed' }] })
  expect(await asked(flagship, { kind: 'score', worlds: 20, observed: 'month,value\n2025-03,many\n' })).toMatchObject({
    kind: 'wrong',
  })
})

test('a fit refuses months after the date of the case, and a case without a war', async () => {
  const series = `${textAt('cases/bundled/ukraine-2025/front.csv').trimEnd()}\n`
  const last = series.trimEnd().split('\n').at(-1)!
  const after = `${series}${last.replace(/^[^,]*/, '2025-03')}\n`
  const fitted = await record(flagship, { kind: 'fit', series: after })
  expect(fitted.series.to).toBe('2025-02')
  expect(fitted.told).toMatchObject([{ severity: 'error', file: 'series.csv', line: 33, column: 1 }])
  expect(await asked(flagship, { kind: 'fit', series: 'month,change_km2\n2025-03,1\n' })).toMatchObject({
    kind: 'wrong',
    problems: [{ at: '/series' }, { at: '/series', diagnostic: { code: 'after-as-of', line: 2, column: 1 } }],
  })
  expect((await asked(strike, { kind: 'fit', series: 'month,km2\n2024-01,1\n2024-02,2\n' })).kind).not.toBe('answer')
})

test('a series that looks like another unit is fitted, and the column is named', async () => {
  const rows = Array.from({ length: 8 }, (_, k) => `2024-0${k + 1},${30_000 + 1000 * k}`)
  const { told } = await record(flagship, { kind: 'fit', series: `month,change_km2\n${rows.join('\n')}\n` })
  expect(told).toMatchObject([{ code: 'suspect-unit', severity: 'warning', file: 'series.csv', line: 1, column: 7 }])
})

test('without a table the record of wars is read, the war itself left out; a case without one has none', async () => {
  const ends = await record(korea, { kind: 'survival' })
  expect(ends).toMatchObject({ kind: 'warEnds', without: korea.case.baseRate!.without })
  expect((await asked(strike, { kind: 'survival' })).kind).toBe('none')
})

test('with a table spells are counted, and what is wrong in it has its place', async () => {
  const table = 'time,event,side\n1,1,a\n2,0,a\n3,1,b\n4,1,b\n'
  const found = await record(strike, { kind: 'survival', table, by: 'side' })
  expect(found).toMatchObject({ kind: 'survival', rows: 4, events: 3 })
  const broken = await record(strike, { kind: 'survival', table: table.replace('3,1', '-3,1') })
  expect(broken).toMatchObject({ rows: 3, told: [{ severity: 'error', file: 'table.csv', line: 4 }] })
  expect(await asked(strike, { kind: 'survival', table, by: 'sides' })).toMatchObject({
    kind: 'wrong',
    problems: [{ at: '/table', diagnostic: { code: 'unknown-column', help: 'did you mean `side`?' } }],
  })
  const one = readAsk({ kind: 'survival', table })
  const other = readAsk({ kind: 'survival', table, covariates: [] })
  if (one.ok && other.ok) expect(askDigest(one.ask)).toBe(askDigest(other.ask))
})

test('evidence of a case and of a matrix are one question, and what is wrong in a matrix has its place', async () => {
  const [motive] = await record(flagship, { kind: 'evidence', set: 'motive', count: 0, draws: 0 })
  expect(motive!.hypotheses[0]!.posterior).toBeCloseTo(0.809, 3)
  expect((await asked(flagship, { kind: 'evidence', set: 'motif' })).kind).toBe('wrong')
  const { csv } = readCsv('item,A,B\nx,CC,I\ny,CX,C\n', 'm.csv')
  const read = readAsk({ kind: 'evidence', scale: ['I=0.5'] })
  if (!read.ok) throw new Error('the ask is as it should be')
  const found = await answer<'evidence'>({ kind: 'table', csv: csv!, told: [] }, read.ask as never)
  if (found.kind !== 'answer') throw new Error(JSON.stringify(found))
  expect(found.record[0]!.hypotheses[0]!.posterior).toBeCloseTo(2 / 3, 12)
  expect(found.record[0]!.told).toMatchObject([{ file: 'm.csv', line: 3, column: 3, severity: 'error' }])
  expect(readAsk({ kind: 'evidence', scale: ['X=1'], count: 2 }).ok).toBe(false)
})
