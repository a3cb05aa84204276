import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { briefLines, stepNames } from '../../present/words/index.ts'
import { compile, load, simulate, summarise } from '../../src/internal.ts'
import * as charts from '../../present/charts/index.ts'

const text = readFileSync(new URL('../../cases/teaching/ceasefire-first/case.yaml', import.meta.url), 'utf8')

test('the verdicts differ, and the brief says what comes of each step', () => {
  const loaded = load(text, 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors.map(({ message }) => message).join('\n'))
  expect(loaded.warnings).toEqual([])
  const model = compile(loaded.case, null, { worlds: 400, armWorlds: 250, seed: 4 })
  const summary = summarise(model, simulate(model, 0, 400), '0'.repeat(64))
  const verdicts = Object.fromEntries(summary.findings.map(({ claim, verdict }) => [claim, verdict]))
  expect(verdicts).toMatchObject({ V1: 'contradicted', V2: 'contradicted', V3: 'supported', V5: 'contradicted' })
  const [arm] = summary.arms
  const [pass, treaty] = arm!.steps!
  expect(pass!.reached).toBeCloseTo(arm!.dealBy.at(-1)!.estimate * arm!.worlds, 9)
  expect(treaty!.reached).toBeCloseTo(pass!.ends.taken.estimate * pass!.reached, 9)
  for (const { ends } of [pass!, treaty!])
    expect(Object.values(ends).reduce((sum, { estimate }) => sum + estimate, 0)).toBeCloseTo(1, 12)
  const brief = briefLines(loaded.case, summary)
    .map((line) => line.text)
    .join('\n')
  expect(brief).toMatch(/“The pass is opened” by month 24: \d+ %; it follows “A ceasefire” in \d+ %/)
  expect(brief).toMatch(/no terms suit all in \d+ %/)
  const chart = charts.stepCurve(arm!, { width: 500, names: stepNames(loaded.case) })
  expect(chart.table.columns).toHaveLength(1 + 3 * 3)
  expect(chart.table.rows).toHaveLength(24 + 9 + 18)
})
