/** Worlds are played in an order that gives an answer early, and each of them once. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerFirst, openWorlds } from '../../runner/thread-orders.ts'
import type { Order } from '../../runner/chunks.ts'
import type { Model } from '../../src/internal.ts'

const worldsOf = (stretches: readonly Order[]): number[] =>
  stretches.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, k) => from + k))

const modelOf = (armWorlds: number, arms: number): Pick<Model, 'armWorlds' | 'arms'> => ({
  armWorlds,
  arms: Array.from({ length: arms }) as never,
})

test('every world that is open is played once, whatever was kept', () => {
  const stretch = fc.tuple(fc.nat(2000), fc.nat(300)).map(([from, length]) => ({ from, to: from + length }))
  const cases = fc.record({ worlds: fc.nat(2000), dear: fc.nat(800), arms: fc.integer({ min: 1, max: 9 }) })
  const by = fc.record({ threads: fc.integer({ min: 1, max: 20 }), some: fc.integer({ min: 10, max: 60 }) })
  fc.assert(
    fc.property(cases, by, fc.array(stretch, { maxLength: 4 }), ({ worlds, dear, arms }, taken, kept) => {
      const open = openWorlds(worlds, kept)
      const played = worldsOf(answerFirst(open, modelOf(dear, arms), taken))
      expect([...played].sort((a, b) => a - b)).toEqual(worldsOf(open))
    }),
  )
})

test('most worlds of one arm come before those of all, where there are any', () => {
  const two = { threads: 2, some: 50 }
  expect(answerFirst([{ from: 0, to: 10_000 }], modelOf(500, 9), two)).toEqual([
    { from: 0, to: 2 },
    { from: 500, to: 548 },
    { from: 2, to: 4 },
    { from: 548, to: 596 },
    { from: 596, to: 900 },
    { from: 4, to: 500 },
    { from: 900, to: 10_000 },
  ])
  const order = answerFirst([{ from: 0, to: 600 }], modelOf(600, 9), two)
  expect(worldsOf(order)).toEqual(worldsOf([{ from: 0, to: 600 }]))
  expect(answerFirst([{ from: 0, to: 600 }], modelOf(60, 1), two)).toEqual([{ from: 0, to: 600 }])
})
