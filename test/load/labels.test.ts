/** A quantity says what it is called: readers see the label in the place of the id. */
import { expect, test } from 'vitest'
import { inputName, quantityLabel } from '../../present/words/index.ts'
import { load } from '../../src/internal.ts'
import { twoParties } from '../fixtures/two-parties.ts'

const WITH = twoParties({
  more: 'quantities: {pace: {value: 10% to 20%, label: how fast talks go, source: x, kind: judgement}}',
})

test('a label is read, shown, and changes nothing else', () => {
  const loaded = load(WITH, 't.yaml')
  const without = load(WITH.replace(' label: how fast talks go,', ''), 't.yaml')
  if (!loaded.ok || !without.ok) throw new Error('does not load')
  const [first, k] = [
    loaded.case.quantities.find(({ id }) => id === 'pace'),
    loaded.case.quantities.findIndex(({ id }) => id === 'pace'),
  ]
  if (!first) throw new Error('no such quantity')
  expect(quantityLabel(loaded.case, first)).toBe('how fast talks go')
  expect(inputName(loaded.case, { kind: 'quantity', quantity: k } as Parameters<typeof inputName>[1])).toBe(
    'how fast talks go',
  )
  const { label, ...rest } = first
  expect(label).toBe('how fast talks go')
  expect(without.case.quantities[k]).toMatchObject({ id: rest.id, spread: rest.spread })
  expect(quantityLabel(without.case, without.case.quantities[k]!)).toBe('pace')
})

test('a label that is no text is refused with its line', () => {
  const loaded = load(WITH.replace('label: how fast talks go', 'label: [a, b]'), 't.yaml')
  expect(loaded.ok).toBe(false)
  if (!loaded.ok) expect(loaded.errors[0]).toMatchObject({ code: 'wrong-kind', severity: 'error' })
})
