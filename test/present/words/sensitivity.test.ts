/** The table of a sensitivity analysis says what its numbers mean, and which of them are noise. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sensitivityLines } from '../../../present/words/index.ts'
import { compile, load } from '../../../src/index.ts'
import {
  analyse,
  DEFAULT_ANALYSIS,
  inputsOf,
  modelFor,
  questionOf,
  rowsOf,
  sensitivityCsv,
  sensitivityRecord,
} from '../../../src/internal.ts'
import type { SensitivityRecord } from '../../../src/internal.ts'

const strike = readFileSync(new URL('../../../cases/teaching/strike-for-class/case.yaml', import.meta.url), 'utf8')

async function analysed(): Promise<SensitivityRecord> {
  const loaded = load(strike, 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors[0]!.message)
  const compiled = compile(loaded.case, null, { seed: 5, beside: [] })
  const question = questionOf(compiled, 'dealBy:6')
  if (!('output' in question)) throw new Error('no such output')
  const model = modelFor(compiled, question.output)
  const plan = { ...DEFAULT_ANALYSIS, inputs: 8, basePoints: 128, pawn: true }
  const found = await analyse(model, question, plan, (_, job, count) => {
    const row = rowsOf(job)
    return Promise.resolve(Array.from({ length: count }, (__, k) => row(k)))
  })
  if (found === null || 'reason' in found) throw new Error('no analysis')
  return sensitivityRecord(model, null, loaded.digest, { ...found, question, all: inputsOf(model) })
}

test('an index of PAWN within its noise stands in brackets, and a line says what they mean', async () => {
  const found = await analysed()
  if (found.pawn?.kind !== 'pawn') throw new Error('no PAWN')
  // The first input as if it did nothing.
  const inputs = found.pawn.inputs.map((one, k) => {
    if (one.kind !== 'pawn' || k > 0) return one
    const { index } = one.median
    return { ...one, median: { index, noise: index.estimate + 0.01, aboveNoise: false } }
  })
  const pawn = { ...found.pawn, inputs }
  const record = { ...found, pawn }
  const lines = sensitivityLines(record, 'case.yaml')
  const above = pawn.inputs.map((one) => (one.kind === 'pawn' ? one.median.aboveNoise : null))
  expect(above).toEqual(expect.arrayContaining([true, false]))
  record.inputs.forEach(({ id }, k) => {
    const line = lines.find((one) => one.startsWith(id.slice(0, 30)))!
    expect(/\[[^\]]*to[^\]]*\]/.test(line)).toBe(above[k] === false)
  })
  expect(lines.join('\n')).toMatch(/an input that does nothing would exceed .* once in twenty/)
  expect(lines.join('\n')).toContain('share of the variance that remains if everything but the input were known')
  const [head, first] = sensitivityCsv(record).split('\r\n')
  expect(head).toMatch(/pawn,pawn_low,pawn_high,pawn_noise$/)
  expect(Number(first!.split(',').at(-1))).toBeGreaterThan(0)
})
