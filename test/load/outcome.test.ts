/** `outcome`: read, checked, and no part of any result. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compile, load, simulate, summarise } from '../../src/index.ts'
import type { Loaded } from '../../src/index.ts'

const at = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
const WHOLE = at('fixtures/cases/small.yaml')
/** The small case before anything came. */
const SMALL = WHOLE.slice(0, WHOLE.indexOf('\noutcome:'))
const ASOF = /^asOf: (\S+)/m.exec(SMALL)![1]!
const LATER = '2099-01-02'
const withOutcome = (fields: string): Loaded => load(`${SMALL}\noutcome: {${fields}}\n`, 'small.yaml')
const codes = (loaded: Loaded): string[] => (loaded.ok ? [] : loaded.errors.map(({ code }) => code))

test('what came is read: terms by issue, what is left out as −1', () => {
  const loaded = withOutcome(`says: Signed., date: ${LATER}, month: 4, terms: {guarantee: treaty}, source: the text`)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.errors))
  const { outcome, issues } = loaded.case
  expect(outcome).toMatchObject({ says: 'Signed.', date: LATER, month: 4, later: null, url: null })
  expect(outcome!.provenance.source).toEqual(['the text'])
  expect(outcome!.terms).toEqual(
    issues.map(({ id, options }) => (id === 'guarantee' ? options.findIndex((one) => one.id === 'treaty') : -1)),
  )
})

test.each([
  ['a day that the case knows already', `says: x, date: ${ASOF}, source: s`, 'outcome-before-case'],
  ['terms without a month', `says: x, date: ${LATER}, source: s, terms: {guarantee: treaty}`, 'missing-key'],
  [
    'an option that there is not',
    `says: x, date: ${LATER}, source: s, month: 1, terms: {guarantee: tretay}`,
    'unknown-option',
  ],
  ['no source', `says: x, date: ${LATER}`, 'missing-key'],
  ['month 0', `says: x, date: ${LATER}, source: s, month: 0`, 'out-of-range'],
])('%s is told', (_, fields, code) => {
  expect(codes(withOutcome(fields))).toEqual([code])
})

test('a run does not know what came: the same numbers with and without', () => {
  const text = at('../cases/historical/korea-1952/case.yaml')
  const [known, unknown] = [text, text.slice(0, text.indexOf('\noutcome:'))].map((one) => {
    const loaded = load(one, 'case.yaml')
    if (!loaded.ok) throw new Error('does not load')
    const model = compile(loaded.case, null, { worlds: 60, seed: 3 })
    return { case: loaded.case, summary: summarise(model, simulate(model, 0, 60), 'same digest') }
  })
  expect(known!.case.outcome).not.toBeNull()
  expect(unknown!.case.outcome).toBeNull()
  expect(JSON.stringify(known!.summary)).toBe(JSON.stringify(unknown!.summary))
})

test.each(['korea-1952', 'cyprus-2004', 'tigray-2022', 'iran-iraq-1988', 'syr-darya-1998'])(
  '%s: what came is told after its date, with a source, and its month is that of the date',
  (id) => {
    const loaded = load(at(`../cases/historical/${id}/case.yaml`), 'case.yaml')
    if (!loaded.ok) throw new Error('does not load')
    const { outcome, asOf } = loaded.case
    expect(outcome!.date > asOf).toBe(true)
    expect(outcome!.provenance.source[0]).toMatch(/\w/)
    if (outcome!.month === null) return
    const [from, to] = [new Date(asOf), new Date(outcome!.date)] as const
    const months = 12 * (to.getUTCFullYear() - from.getUTCFullYear()) + to.getUTCMonth() - from.getUTCMonth()
    expect(outcome!.month).toBe(months + (to.getUTCDate() > from.getUTCDate() ? 1 : 0))
  },
)
