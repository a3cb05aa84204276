/** Lists of packages: the frontier is what a plain comparison of all pairs leaves, in the same order. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addLists, newEntries, newSieving, prune, resize } from '../../../src/stages/settlement/rest.ts'
import type { Entries } from '../../../src/stages/settlement/rest.ts'
import type { Tradeoffs } from '../../../src/stages/settlement/corners.ts'

interface Drawn {
  readonly players: number
  readonly tradeoffs: Tradeoffs
  readonly points: readonly (readonly number[])[]
  readonly costs: readonly (readonly number[])[]
}

const few = fc.constantFrom(0, 0.1, 0.2, 0.30000000000000004, 1, 2, 2.5)

const drawn: fc.Arbitrary<Drawn> = fc
  .record({ players: fc.integer({ min: 1, max: 3 }), burdens: fc.integer({ min: 0, max: 4 }), count: fc.nat(40) })
  .chain(({ players, burdens, count }) =>
    fc.record({
      players: fc.constant(players),
      tradeoffs: fc.record({
        burdens: fc.array(
          fc.nat(players - 1).map((player) => ({ player, because: 'audience' as const, lines: [] })),
          { minLength: burdens, maxLength: burdens },
        ),
        most: fc.array(fc.constantFrom(0, 0.5, 1.3), { minLength: burdens, maxLength: burdens }),
      }),
      points: columns(players, count, fc.oneof(few, fc.double({ min: 0, max: 3, noNaN: true }))),
      costs: columns(burdens, count, fc.oneof(fc.constant(0), few)),
    }),
  )

function columns(width: number, length: number, of: fc.Arbitrary<number>): fc.Arbitrary<number[][]> {
  return fc.array(fc.array(of, { minLength: length, maxLength: length }), { minLength: width, maxLength: width })
}

function listOf({ players, points, costs }: Drawn): Entries {
  const list = newEntries(players, costs.length)
  resize(list, points[0]!.length)
  points.forEach((column, i) => list.points[i]!.set(column))
  costs.forEach((column, b) => list.costs[b]!.set(column))
  for (let k = 0; k < list.count; k++) list.parts[k] = k
  return list
}

/** Numbers of the entries that no other beats, in descending order: of two coordinates by the first, then the second,
 *  of others by their sum. */
function plainly({ points, costs, tradeoffs: { burdens, most } }: Drawn): number[] {
  const coordinates = points.flatMap((column, player) => {
    let corners = [[...column]]
    burdens.forEach((burden, b) => {
      if (burden.player !== player || most[b] === 0 || costs[b]!.every((cost) => cost === 0)) return
      corners = corners.flatMap((corner) => [corner, corner.map((x, k) => x - most[b]! * costs[b]![k]!)])
    })
    return corners
  })
  const sum = points[0]!.map((_, k) => coordinates.slice(1).reduce((total, c) => total + c[k]!, coordinates[0]![k]!))
  const [x, y] = coordinates
  const before = (a: number, b: number): number =>
    coordinates.length === 2 ? x![b]! - x![a]! || y![b]! - y![a]! || a - b : sum[b]! - sum[a]! || a - b
  const order = points[0]!.map((_, k) => k).sort(before)
  return order.filter(
    (k, at) => !order.slice(0, at).some((j) => coordinates.every((coordinate) => coordinate[j]! >= coordinate[k]!)),
  )
}

test('the frontier is what comparing all pairs leaves, in the same order', () => {
  const room = newSieving(4)
  fc.assert(
    fc.property(drawn, (of) => {
      const list = listOf(of)
      const out = newEntries(of.players, of.costs.length)
      prune(list, of.tradeoffs, room, out)
      const kept = plainly(of)
      expect(Array.from(out.parts.subarray(0, out.count))).toEqual(kept)
      of.points.forEach((column, i) =>
        expect(Array.from(out.points[i]!.subarray(0, out.count))).toEqual(kept.map((k) => column[k])),
      )
      of.costs.forEach((column, b) =>
        expect(Array.from(out.costs[b]!.subarray(0, out.count))).toEqual(kept.map((k) => column[k])),
      )
    }),
    { numRuns: 400, seed: 11 },
  )
})

test('a sum of lists has every pair, those of the first list outermost', () => {
  const [a, b, out] = [2, 3, 0].map((count) => {
    const list = newEntries(1, 1)
    resize(list, count)
    for (let k = 0; k < count; k++) {
      list.points[0]![k] = k + 1
      list.costs[0]![k] = 10 * k
      list.parts[k] = 100 * k
    }
    return list
  }) as [Entries, Entries, Entries]
  addLists(a, b, out)
  expect(Array.from(out.points[0]!.subarray(0, 6))).toEqual([2, 3, 4, 3, 4, 5])
  expect(Array.from(out.costs[0]!.subarray(0, 6))).toEqual([0, 10, 20, 10, 20, 30])
  expect(Array.from(out.parts.subarray(0, 6))).toEqual([0, 100, 200, 100, 200, 300])
})
