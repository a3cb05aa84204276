/** Numbers in order: each at least the one before in every world, all others as without it. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { armOf, compile, load } from '../../../src/internal.ts'
import { worlds } from '../../../src/run/simulate.ts'
import { drawer, newWorld, uniforms } from '../../../src/stages/worlds/draw.ts'
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

/** Pairs of the flagship of which one is the other and more, or the same with less. */
const AND_MORE = [
  ['scores.ukraine.territory.contactLine', 'scores.ukraine.territory.minorSwaps'],
  ['scores.russia.territory.minorSwaps', 'scores.russia.territory.contactLine'],
  ['scores.ukraine.guarantee.europeanTreaty', 'scores.ukraine.guarantee.usBacked'],
  ['durability.covariates.6.value', 'durability.covariates.7.value'],
  ['durability.support.0.share', 'durability.support.1.share'],
] as const

test('in no world of the flagship are swaps worth less than the line, or a treaty more believed without Washington', () => {
  const text = readFileSync(new URL('../../../cases/bundled/ukraine-2025/case.yaml', import.meta.url), 'utf8')
  const loaded = load(text, 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors[0]!.message)
  const [theCase, apart] = [loaded.case, { ...loaded.case, ordered: [] }]
  const place = (id: string): number => theCase.quantities.findIndex((one) => one.id === id)
  const arm = armOf(theCase, null)
  const counted = [theCase, apart].map((one) => {
    const [uniform, draw, world] = [uniforms(one, [arm], 2025), drawer(one, arm, new Map()), newWorld(one)]
    const against = AND_MORE.map(() => 0)
    for (let index = 0; index < 2000; index++) {
      uniform.draw(index)
      uniform.correlate()
      draw(uniform, index, world)
      AND_MORE.forEach(([less, more], k) => {
        if (world.values[place(less)]! > world.values[place(more)]!) against[k]! += 1
      })
    }
    return against.map((count) => count / 2000)
  })
  expect(counted[0]).toEqual(AND_MORE.map(() => 0))
  // Were they drawn apart, each would come the wrong way round.
  for (const share of counted[1]!) expect(share).toBeGreaterThan(0)
})
