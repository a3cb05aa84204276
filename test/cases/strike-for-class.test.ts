import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compile, load, modelFor, questionOf, simulate, summarise } from '../../src/internal.ts'
import { briefLines } from '../../present/words/index.ts'
import { worldEvaluator } from '../../src/answers/sensitivity/inputs.ts'
import type { Case, Summary } from '../../src/internal.ts'

const text = readFileSync(new URL('../../cases/teaching/strike-for-class/case.yaml', import.meta.url), 'utf8')

function read(source: string): Case {
  const loaded = load(source, 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors.map(({ line, message }) => `${line}: ${message}`).join('\n'))
  expect(loaded.warnings).toEqual([])
  return loaded.case
}

function run(source: string, worlds = 1000): Summary {
  const model = compile(read(source), null, { worlds, armWorlds: 500, seed: 4 })
  return summarise(model, simulate(model, 0, worlds), '0'.repeat(64))
}

const verdictOf = (summary: Summary, id: string): string | undefined =>
  summary.findings.find(({ claim }) => claim === id)?.verdict

test('each claim has its verdict, for and against', () => {
  const { findings } = run(text)
  const verdicts = Object.fromEntries(findings.map(({ claim, verdict }) => [claim, verdict]))
  expect(verdicts).toEqual({
    S1: 'contradicted',
    S2: 'supported',
    S3: 'contradicted',
    S4: 'supported',
    S5: 'supported',
    S6: 'supported',
    S7: 'supported',
  })
})

test('speaks of a deal and of none, never of a ceasefire or of a peace', () => {
  const brief = briefLines(read(text), run(text, 500)).map((line) => line.text)
  expect(brief.join('\n')).toMatch(/A deal within 12 months: \d+ %/)
  expect(brief.join('\n')).not.toMatch(/ceasefire|fighting|holds|base rate|optimism/i)
})

test('says nothing of how long a deal holds, since the file says nothing', () => {
  const [arm] = run(text, 500).arms
  expect(arm!.survival).toEqual({ years: [], deals: [], baseRate: [] })
  expect(arm!.renewed).toEqual([])
  expect(arm!.families[0]!.survivalFiveYears).toBeNull()
})

test('all its scenarios are run beside, though claims ask for two', () => {
  expect(run(text, 100).changes.map(({ scenario }) => scenario)).toEqual([
    'emptyFund',
    'shipsLeave',
    'councilRefuses',
    'mediatorStays',
  ])
})

// The questions of its README have the answers that a teacher would give.
test('rosters leave the deals once they cost the company what they are worth to the union', () => {
  const dear = text.replace('rosters: {weight: 3 to 8,', 'rosters: {weight: 15 to 25,')
  expect(dear).not.toBe(text)
  expect(verdictOf(run(dear), 'S4')).toBe('contradicted')
})

test('the strike hangs on the town once no guarantee can stand in for training', () => {
  const lost = (source: string): number =>
    run(source).changes.find(({ scenario }) => scenario === 'councilRefuses')!.difference.estimate
  const without = text
    .replace('rejects: {cranes: [none, quarter]}', 'rejects: {any: [{cranes: [none, quarter]}, {jobs: guarantee}]}')
    .replace('cost: {value: 1.5 to 8, unit: points,', 'firm: {value: 100%,')
  expect(lost(text)).toBeGreaterThan(-0.1)
  expect(lost(without)).toBeLessThan(-0.3)
})

test('twice all weights of the union change no deal: weights count against each other', () => {
  const [before, rest] = text.split('  company:\n    source: exercise\n    kind: judgement\n    note: rosters')
  const twice = before!.replace(
    /weight: (\d+) to (\d+)/g,
    (_, low, high) => `weight: ${2 * Number(low)} to ${2 * Number(high)}`,
  )
  expect(twice).not.toBe(before)
  const doubled = `${twice}  company:\n    source: exercise\n    kind: judgement\n    note: rosters${rest}`
  expect(run(doubled, 800).arms[0]!.dealBy).toEqual(run(text, 800).arms[0]!.dealBy)
})

test('a claim that compares a scenario compares it with the case as written, whatever scenario the run is of', () => {
  const theCase = read(text)
  const of = (scenario: string | null): unknown => {
    const model = compile(theCase, scenario, { worlds: 300, armWorlds: 300, seed: 4 })
    const { findings } = summarise(model, simulate(model, 0, 300), '0'.repeat(64))
    return findings.find(({ claim }) => claim === 'S2')!.tests[0]!.interval
  }
  expect(of('councilRefuses')).toEqual(of(null))
  expect(of('emptyFund')).toEqual(of(null))
})

test('the chance of a deal that sensitivity looks at has the mean of the run, with a proposal on the table too', () => {
  const proposal = `  pace: talks
  proposals:
    - id: paper
      says: The mediator puts the paper to both.
      by: [union, company]
      month: 2
      options: {pay: six, rosters: fourWeeks, cranes: half, jobs: training}
      probability: {value: 60%, kind: judgement, source: exercise}
      source: exercise`
  for (const source of [text, text.replace('  pace: talks', proposal)]) {
    const model = compile(read(source), null, { worlds: 1000, seed: 6, beside: [] })
    const asked = questionOf(model, 'dealBy:3')
    if (!('output' in asked)) throw new Error('no such output')
    const each = worldEvaluator(modelFor(model, asked.output), asked.output)
    const chances = Array.from({ length: 1000 }, (_, world) => each(world))
    const mean = chances.reduce((sum, chance) => sum + chance, 0) / 1000
    const run = summarise(model, simulate(model, 0, 1000), '0'.repeat(64)).arms[0]!.dealBy[2]!.estimate
    // On the same worlds the two differ by the arrival of the deal alone.
    expect(Math.abs(mean - run)).toBeLessThan(4 * Math.sqrt((run * (1 - run)) / 1000))
    expect(run).toBeGreaterThan(source === text ? 0.3 : 0.5)
  }
})
