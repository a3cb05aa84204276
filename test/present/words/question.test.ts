/** The question of a case: its own, else by what it has to ask of. */
import { expect, test } from 'vitest'
import { questionOf } from '../../../present/words/index.ts'
import type { Case } from '../../../src/internal.ts'
import { load } from '../../../src/index.ts'

const HEAD = 'armistice: 1\nid: q\ntitle: A case\nasOf: 2020-01-01\n'
const SETS =
  'hypotheses:\n  why:\n    says: Why.\n    options:\n      a: {says: One., prior: 50%}\n      b: {says: Other., prior: 50%}\n'
const TALKS = `actors:
  north: {name: North, role: party, noDealValue: 20}
  south: {name: South, role: party, noDealValue: 30}
issues:
  land: {says: Land., options: {none: {says: Nothing.}, half: {says: Half.}}, noDeal: none}
scores:
  north: {issues: {land: {weight: 100, options: {none: 0, half: 100}}}}
  south: {issues: {land: {weight: 100, options: {none: 0, half: 100}}}}
bargaining: {months: 12, pace: 2%}
`

function read(text: string): Case {
  const loaded = load(text, 'q.yaml')
  if (!loaded.ok) throw new Error(loaded.errors.map(({ message }) => message).join('; '))
  return loaded.case
}

test('a case states its question, in one line, or it is asked by its kind', () => {
  expect(questionOf(read(`${HEAD}question: '  Who wins? '\n${SETS}`))).toBe('Who wins?')
  expect(questionOf(read(`${HEAD}${SETS}`))).toBe('Which explanation does the evidence bear out?')
  expect(questionOf(read(`${HEAD}${TALKS}`))).toBe('Is there a deal that all prefer to no deal, on which terms?')
})
