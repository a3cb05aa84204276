/** Numbers that a case places by path alone are read in its words. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { assumptionLabel, quantityLabel } from '../../../present/words/index.ts'
import { load } from '../../../src/index.ts'

const text = readFileSync(new URL('../../fixtures/cases/valley-war/case.yaml', import.meta.url), 'utf8')
const loaded = load(text, 'valley.yaml')
if (!loaded.ok) throw new Error(loaded.errors[0]?.message)
const theCase = loaded.case

test('every number of a case with every section has a label that is no path', () => {
  const own = theCase.quantities.filter((one) => one.id.includes('.'))
  expect(own.length).toBeGreaterThan(100)
  for (const one of own) expect(quantityLabel(theCase, one), one.id).not.toMatch(/^\w+\.\w+/)
})

test('numbers of events and of steps are named by what they are about', () => {
  for (const [name, label] of [
    ['historical/iran-iraq-1988', /^chance that it happens: The states of the Gulf stop paying/],
    ['teaching/ceasefire-first', /^chance that it is taken up: \w+ \w+/],
  ] as const) {
    const read = load(readFileSync(new URL(`../../../cases/${name}/case.yaml`, import.meta.url), 'utf8'), 'case.yaml')
    if (!read.ok) throw new Error(read.errors[0]?.message)
    const own = read.case.quantities.filter(({ id }) => /^(?:events|steps)\./.test(id))
    expect(own.map((one) => quantityLabel(read.case, one)).join('\n')).toMatch(new RegExp(label, 'm'))
  }
})

test('labels tell numbers apart: no two of a case share one', () => {
  const labels = theCase.quantities.map((one) => quantityLabel(theCase, one))
  expect(labels.filter((label, k) => labels.indexOf(label) !== k)).toEqual([])
})

test('an assumption that hangs on an explanation says on which', () => {
  const [set] = theCase.hypotheses
  const option = set!.options[0]!
  const quantity = theCase.quantities.find(({ id }) => id === 'war.front.pull')!
  expect(assumptionLabel(theCase, `war.front.pull/${option.id}`)).toBe(
    `${quantityLabel(theCase, quantity)}, if “${(option.says || option.id).replace(/\.$/, '')}”`,
  )
  expect(assumptionLabel(theCase, 'no such')).toBe('no such')
})
