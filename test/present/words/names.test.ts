/** Names keep their capitals where a sentence becomes part of another; one of a thing is one. */
import { expect, test } from 'vitest'
import { counted } from '../../../present/words/numbers.ts'
import { changeText } from '../../../present/words/unlock.ts'
import { withoutCapital } from '../../../present/words/names.ts'
import { load } from '../../../src/index.ts'
import { twoParties } from '../../fixtures/two-parties.ts'

const loaded = load(
  twoParties({
    more: 'packages:\n  p: {says: "Water goes by Toktogul, and guarantees count.", options: {pay: lo, hours: few}, source: x}',
  }),
  'case.yaml',
)
if (!loaded.ok) throw new Error(loaded.errors[0]!.message)
const theCase = loaded.case

test.each([
  ['Toktogul releases water', 'Toktogul releases water'],
  ['Addis Ababa leads the talks', 'Addis Ababa leads the talks'],
  ['NATO membership', 'NATO membership'],
  ['Guarantees by others', 'guarantees by others'],
  ['All NATO troops leave', 'all NATO troops leave'],
  ['The line stays', 'the line stays'],
  ['Ceasefire at once', 'ceasefire at once'],
  ['2,000 men', '2,000 men'],
])('%s → %s', (text, wanted) => {
  expect(withoutCapital(theCase, text)).toBe(wanted)
})

test('one world, several worlds', () => {
  expect([counted(1, 'world'), counted(0, 'world'), counted(1500, 'world')]).toEqual([
    '1 world',
    '0 worlds',
    '1,500 worlds',
  ])
})

test('`unlock` calls parties by their names', () => {
  const { provenance } = theCase.actors[0]!
  const change = { kind: 'payment', id: 'u', says: '', actor: 'u', by: 3, chance: null, provenance } as const
  const { id, name } = theCase.actors.find((one) => one.id === 'u')!
  expect(name).not.toBe(id)
  expect(changeText(theCase, change)).toBe(`3 points to ${name}`)
  expect(changeText(theCase, { ...change, kind: 'bluff', id: 'r' })).toBe(`${name}'s red line r bends`)
})
