/** The intervals of findings hold what they promise: exact coverage, and published tables. */
import { describe, expect, test } from 'vitest'
import { estimatePair, leadInterval, pairedProportions } from '../../../src/stages/findings/verdict.ts'
import { newSum } from '../../../src/math/exact-sum.ts'

const logFactorial = (n: number): number =>
  Array.from({ length: n }, (_, k) => Math.log(k + 1)).reduce((a, b) => a + b, 0)

/** Exact coverage of the interval where `here` worlds in n are expected to happen in one arm alone, and a share of the
 *  rest in both. */
function coverage(n: number, here: number, inBoth: number): number {
  const p = here / n
  const q = (1 - p) * inBoth
  let covered = 0
  for (let x = 0; x <= Math.min(n, 12 * here + 12); x++) {
    const likely = Math.exp(
      logFactorial(n) - logFactorial(x) - logFactorial(n - x) + x * Math.log(p) + (n - x) * Math.log(1 - p),
    )
    const both = Math.round(((n - x) * q) / (1 - p))
    const { low, high } = pairedProportions({ hits: Float64Array.of(n - x - both, 0, x, both), n })
    if (low <= p && p <= high) covered += likely
  }
  return covered
}

describe('the difference of two scenarios on the same worlds', () => {
  test.each([
    [500, 3.01, 1],
    [500, 4, 0.3],
    [500, 10, 0.2],
    [100, 3.5, 0.5],
    [30, 3, 0.5],
  ])(
    'covers the truth in 95 %% of runs: %d worlds, %d expected to differ, %d of the rest in both',
    (n, here, inBoth) => {
      expect(coverage(n, here, inBoth)).toBeGreaterThan(0.935)
    },
  )

  test('stays within −1 and 1, and is symmetric', () => {
    const all = pairedProportions({ hits: Float64Array.of(0, 0, 30, 0), n: 30 })
    expect(all.high).toBeLessThanOrEqual(1)
    const [a, b] = [
      pairedProportions({ hits: Float64Array.of(200, 7, 21, 72), n: 300 }),
      pairedProportions({ hits: Float64Array.of(200, 21, 7, 72), n: 300 }),
    ]
    expect(a.low).toBeCloseTo(-b.high, 12)
    expect(a.high).toBeCloseTo(-b.low, 12)
  })

  test('is taken in pairs also where a condition holds in the same worlds of both', () => {
    const count = (n: number, ...hits: number[]) => ({
      n,
      hits: Float64Array.from(hits),
      sum: newSum(),
      squares: newSum(),
    })
    const pair = { here: count(1000, 520), there: count(1000, 500), both: count(1000, 480, 0, 20, 500) }
    const leaf = { kind: 'difference', given: { kind: 'deal', struck: true } } as unknown as Parameters<
      typeof estimatePair
    >[0]
    expect(estimatePair(leaf, pair)).toEqual(pairedProportions(pair.both))
    expect(estimatePair(leaf, pair)!.low).toBeGreaterThan(0)
  })
})

describe('the lead of the likeliest', () => {
  test.each([2, 3, 5, 10])('of %d events that tie, is contradicted in 2.5 %% of runs at most', (events) => {
    let state = 12345
    const next = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return state / 2 ** 32
    }
    const [runs, n] = [2000, 400]
    let contradicted = 0
    for (let run = 0; run < runs; run++) {
      const hits = new Float64Array(events)
      for (let world = 0; world < n; world++) hits[Math.floor(next() * events)]!++
      if (leadInterval({ hits, n }).high <= 0) contradicted++
    }
    expect(contradicted / runs).toBeLessThan(0.025 + 4 * Math.sqrt((0.025 * 0.975) / runs))
  })

  test('is that over the likeliest of the others', () => {
    expect(leadInterval({ hits: Float64Array.of(50, 30, 10), n: 100 }).estimate).toBeCloseTo(0.2, 12)
    expect(leadInterval({ hits: Float64Array.of(20, 30, 10), n: 100 }).estimate).toBeCloseTo(-0.1, 12)
  })
})
