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
  fc.assert(
    fc.property(cases, fc.array(stretch, { maxLength: 4 }), ({ worlds, dear, arms }, kept) => {
      const open = openWorlds(worlds, kept)
      const played = worldsOf(answerFirst(open, modelOf(dear, arms)))
      expect([...played].sort((a, b) => a - b)).toEqual(worldsOf(open))
    }),
  )
})

test('worlds of one arm come before those of all, where there are any', () => {
  expect(answerFirst([{ from: 0, to: 10_000 }], modelOf(500, 9))).toEqual([
    { from: 500, to: 900 },
    { from: 0, to: 500 },
    { from: 900, to: 10_000 },
  ])
  expect(answerFirst([{ from: 0, to: 600 }], modelOf(600, 9))).toEqual([{ from: 0, to: 600 }])
  expect(answerFirst([{ from: 0, to: 600 }], modelOf(60, 1))).toEqual([{ from: 0, to: 600 }])
})
