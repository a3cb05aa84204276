import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Points2 } from '../../src/settlement/merge-frontier-2.ts'
import { mergeFrontiers2, newMergeWork2, sweepFrontier2 } from '../../src/settlement/merge-frontier-2.ts'
import { dominates, naiveFrontier } from '../reference/frontier.ts'

type Row = { utilities: number[] }

/** A frontier as the kernel wants it: x falling, ties together. */
const frontierOf = (rows: readonly Row[]): Row[] =>
  naiveFrontier([...rows]).sort((a, b) => b.utilities[0]! - a.utilities[0]!)

const points2 = (rows: readonly Row[]): Points2 => ({
  x: Float64Array.from(rows, (row) => row.utilities[0]!), y: Float64Array.from(rows, (row) => row.utilities[1]!),
    count: rows.length,
})

const rowsOf = (value: fc.Arbitrary<number>): fc.Arbitrary<Row[]> =>
  fc.array(fc.tuple(value, value).map((utilities) => ({ utilities })), { minLength: 1, maxLength: 20 })

function merge(a: readonly Row[], b: readonly Row[]): { utilities: number[]; from: [number, number] }[] {
  const room = a.length * b.length
  const out = { x: new Float64Array(room), y: new Float64Array(room), fromA: new Uint32Array(room),
    fromB: new Uint32Array(room) }
  const count = mergeFrontiers2(points2(a), points2(b), newMergeWork2(b.length), out)
  return Array.from({ length: count },
    (_, k) => ({ utilities: [out.x[k]!, out.y[k]!], from: [out.fromA[k]!, out.fromB[k]!] }))
}

describe('mergeFrontiers2', () => {
  it('is the naive frontier of all sums, ties included', () => {
    const small = rowsOf(fc.integer({ min: 0, max: 12 }))
    fc.assert(fc.property(small, small, (left, right) => {
      const [a, b] = [frontierOf(left), frontierOf(right)]
      const all = a.flatMap((p, i) => b.map((q, j) =>
        ({ utilities: p.utilities.map((u, k) => u + q.utilities[k]!), from: [i, j] as [number, number] })))
      const text = (rows: object[]): string[] => rows.map((row) => JSON.stringify(row)).sort()
      expect(text(merge(a, b))).toEqual(text(naiveFrontier(all)))
    }), { numRuns: 300 })
  })

  it('is a frontier that misses nothing when sums round', () => {
    const rough = rowsOf(fc.constantFrom(0, 1e-17, 0.1, 0.2, 0.3, 1e16, 1e16 + 2, 3))
    fc.assert(fc.property(rough, rough, (left, right) => {
      const [a, b] = [frontierOf(left), frontierOf(right)]
      const found = merge(a, b)
      const all = a.flatMap((p) => b.map((q) => ({ utilities: p.utilities.map((u, k) => u + q.utilities[k]!) })))
      expect(found.some((p) => found.some((q) => dominates(q.utilities, p.utilities)))).toBe(false)
      for (const one of naiveFrontier(all)) expect(found.some((p) =>
        String(p.utilities) === String(one.utilities))).toBe(true)
    }), { numRuns: 300 })
  })

  it('gives nothing for an empty side', () => {
    expect(merge([], [{ utilities: [1, 1] }])).toEqual([])
  })
})

describe('sweepFrontier2', () => {
  it('leaves the naive frontier at the front of the order', () => {
    fc.assert(fc.property(rowsOf(fc.integer({ min: 0, max: 9 })), (rows) => {
      const { x, y } = points2(rows)
      const order = Uint32Array.from([...rows.keys()].sort((i, j) => x[j]! - x[i]! || y[j]! - y[i]!))
      const count = sweepFrontier2(x, y, order, rows.length)
      const expected = [...rows.keys()].filter((k) =>
        !rows.some((other) => dominates(other.utilities, rows[k]!.utilities)))
      expect([...order.slice(0, count)].sort((i, j) => i - j)).toEqual(expected)
    }))
  })
})
