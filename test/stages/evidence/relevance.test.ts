/** How far an item bears on the question is a factor of how far it is believed. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { load } from '../../../src/load/load.ts'
import { compile } from '../../../src/run/compile.ts'
import { simulate, worlds } from '../../../src/run/simulate.ts'
import { summarise } from '../../../src/run/summarise.ts'

const SMALL = readFileSync(new URL('../../fixtures/cases/small.yaml', import.meta.url), 'utf8')
const WORLDS = 400

/** The small case with its one item weighed by these. */
function weighed(weights: string): string {
  const written = '    credibility: 0.9\n'
  if (!SMALL.includes(written)) throw new Error('the small case weighs its item otherwise')
  return SMALL.replace(written, `    ${weights}\n`)
}

function modelOf(weights: string): ReturnType<typeof compile> {
  const loaded = load(weighed(weights), 'small.yaml')
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.errors))
  return compile(loaded.case, null, { worlds: WORLDS, seed: 5 })
}

const beliefs = (model: ReturnType<typeof compile>): number[] => {
  const each = worlds(model)
  return Array.from({ length: WORLDS }, (_, index) => each(index)[0]!.world.hypotheses[0]!)
}

test('half the relevance is half the credibility: in what is printed, and in every world', () => {
  const [half, less, whole] = ['credibility: 0.8\n    relevance: 0.5', 'credibility: 0.4', 'credibility: 0.8'].map(
    modelOf,
  )
  const told = [half!, less!, whole!].map((model) => summarise(model, simulate(model, 0, 60), 'd'))
  expect(told[0]!.hypotheses).toEqual(told[1]!.hypotheses)
  expect(told[0]!.evidence[0]).toMatchObject({ credibility: 0.8, relevance: 0.5 })
  expect(told[0]!.evidence[0]!.diagnosticity).toBe(told[1]!.evidence[0]!.diagnosticity)
  expect(told[1]!.evidence[0]).not.toHaveProperty('relevance')
  expect(beliefs(half!)).toEqual(beliefs(less!))
  expect(beliefs(half!)).not.toEqual(beliefs(whole!))
})

test('a relevance left out is a whole one', () => {
  expect(beliefs(modelOf('credibility: 0.9\n    relevance: 1'))).toEqual(beliefs(modelOf('credibility: 0.9')))
})

test.each([
  ['relevance: 1.5', 'out-of-range'],
  ['relevance: {when: {motive: greed}, is: 0.5}', 'unknown-key'],
])('%s is told', (field, code) => {
  const loaded = load(weighed(`credibility: 0.9\n    ${field}`), 'small.yaml')
  expect(loaded.ok ? [] : loaded.errors.map((one) => one.code)).toContain(code)
})

test('an item that bears on nothing is said to be read by nothing', () => {
  const loaded = load(weighed('credibility: 0.9\n    relevance: 0'), 'small.yaml')
  expect(loaded.ok && loaded.warnings.some(({ message }) => message.includes('its relevance is 0'))).toBe(true)
})
