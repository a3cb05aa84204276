import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { reachTornado, sobolBars } from '../../../present/charts/index.ts'
import {
  analyse,
  compile,
  DEFAULT_ANALYSIS,
  inputsOf,
  load,
  modelFor,
  questionOf,
  rowsOf,
  sensitivityRecord,
} from '../../../src/internal.ts'
import type { Case, Input, SensitivityRecord } from '../../../src/internal.ts'
import { studied } from './every.ts'

const HOSTILE = `</text><script>alert("x")</script>&`

interface Analysed {
  readonly theCase: Case
  readonly record: SensitivityRecord
  readonly inputs: readonly Input[]
}

async function analysed(text: string): Promise<Analysed> {
  const loaded = load(text, 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors[0]!.message)
  const compiled = compile(loaded.case, null, { seed: 5, beside: [] })
  const question = questionOf(compiled, 'dealBy:12')
  if (!('output' in question)) throw new Error('no such output')
  const model = modelFor(compiled, question.output)
  const found = await analyse(model, question, { ...DEFAULT_ANALYSIS, inputs: 8, basePoints: 64 }, (_, job, count) => {
    const row = rowsOf(job)
    return Promise.resolve(Array.from({ length: count }, (__, k) => row(k)))
  })
  if (found === null || 'reason' in found) throw new Error('no analysis')
  const record = sensitivityRecord(model, null, loaded.digest, { ...found, question, all: inputsOf(model) })
  return { theCase: loaded.case, record, inputs: found.inputs }
}

const words = HOSTILE.replaceAll('"', '')
const strike = readFileSync(new URL('../../../cases/teaching/strike-for-class/case.yaml', import.meta.url), 'utf8')
// A line that is either absolute or not is named in its own words.
const firm = strike.replace(
  'rejects: {pay: [asItIs, three, six]}',
  'rejects: {pay: [asItIs, three, six]}\n    firm: 30%',
)
const hostile = firm.replace(/^( {4}says: ).*$/gm, `$1'${words.replaceAll("'", "''")}'`)

describe('bars of Sobol indices', () => {
  test.each([320, 700])(
    'lie in their frame at %i pixels, every index in the table, the weightiest first',
    async (width) => {
      const { case: theCase, sensitivity } = await studied('valley-war', true)
      const { record, inputs } = sensitivity!
      const { svg, table } = sobolBars(theCase, record, inputs, { width })
      expect(svg).not.toMatch(/NaN|Infinity|undefined/)
      const bars = [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"/g)].map(
        ([, x, , w]) => Number(x) + Number(w),
      )
      expect(bars.length).toBeGreaterThan(8)
      expect(Math.max(...bars)).toBeLessThanOrEqual(width)
      const totals = table.rows.map((row) => Number(row[1]))
      expect(totals).toHaveLength(record.sobol.inputs.filter(({ kind }) => kind === 'indices').length)
      expect(totals).toEqual([...totals].sort((a, b) => b - a))
      const tornado = reachTornado(theCase, record, inputs, { width })
      expect(tornado.table.rows).toHaveLength(record.reaches.length)
      expect(tornado.svg).not.toMatch(/NaN|Infinity|undefined/)
    },
  )

  test('say hostile words as words', async () => {
    expect(firm).not.toBe(strike)
    expect(hostile).not.toBe(firm)
    const { theCase, record, inputs } = await analysed(hostile)
    const { svg, table } = sobolBars(theCase, record, inputs, { width: 600 })
    expect(JSON.stringify(table)).toContain('<script>')
    expect(svg).not.toContain('<script')
  })
})
