/** Numbers in order: each at least the one before in every world, all others as without it. */
import { expect, test } from 'vitest'
import { compile, load } from '../../../src/internal.ts'
import { worlds } from '../../../src/run/simulate.ts'
import { twoParties } from '../../fixtures/two-parties.ts'

const more = (order: string): string => `quantities:
  x: {value: 'normal(30, 10)', source: x, kind: judgement}
  y: {value: 'normal(33, 10)', source: x, kind: judgement}
  z: {value: 'uniform(10, 60)', source: x, kind: judgement}
  other: {value: 'uniform(0, 60)', source: x, kind: judgement}
${order}`

function valuesWith(order: string): (world: number) => number[] {
  const loaded = load(twoParties({ more: more(order) }), 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors[0]!.message)
  const at = worlds(compile(loaded.case, null, { worlds: 200, seed: 9 }))
  const ids = loaded.case.quantities.map(({ id }) => id)
  const shown = ['x', 'y', 'z', 'other'].map((id) => ids.indexOf(id))
  return (world) => {
    const { values } = at(world)[0]!.world
    return shown.map((q) => values[q]!)
  }
}

test.each(['ordered: [x, y, z]', 'ordered:\n  - [x, y, z]\n'])('%s', (order) => {
  const [free, tied] = [valuesWith(''), valuesWith(order)]
  let moved = 0
  for (let world = 0; world < 200; world++) {
    const [before, after] = [free(world), tied(world)]
    expect(after.slice(0, 3)).toEqual(before.slice(0, 3).sort((a, b) => a - b))
    expect(after[3]).toBe(before[3])
    if (after[0] !== before[0]) moved++
  }
  expect(moved).toBeGreaterThan(20)
})

test.each([
  ['ordered: [x]', 'wrong-kind'],
  ['ordered: [x, nowhere]', 'unknown-quantity'],
  ['ordered: [[x, y], [y, z]]', 'ordered'],
  ['ordered: [x, x]', 'ordered'],
])('%s is refused', (order, code) => {
  const loaded = load(twoParties({ more: more(order) }), 'case.yaml')
  expect(loaded.ok ? [] : loaded.errors.map((one) => one.code)).toContain(code)
})
