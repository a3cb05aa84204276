import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Profile } from '../../../src/methods/frontier/domain.ts'
import { gridOfPoints, gridOfProfile } from '../../../src/methods/frontier/grid-points.ts'

const profile = (weights: number[], evaluations: number[][], noDeal: number | null = null): Profile => ({
  name: 'p',
  weights,
  evaluations,
  tops: null,
  noDeal,
  noDealPackage: null,
  discount: 1,
})

describe('gridOfProfile', () => {
  it('reads decimals as decimals, so that 0.1 + 0.2 ties with 0.3', () => {
    const { points, exact } = gridOfProfile(
      profile(
        [1, 1],
        [
          [0.1, 0.3],
          [0.2, 0],
        ],
      ),
      'raw',
    )
    expect(0.1 + 0.2).not.toBe(0.3)
    expect(points[0]![0]! + points[1]![0]!).toBe(points[0]![1]! + points[1]![1]!)
    expect(exact).toBe(true)
  })

  it('normalises as GENIUS does', () => {
    const { points, unit, exact } = gridOfProfile(
      profile(
        [1, 3],
        [
          [2, 8],
          [5, 10],
        ],
      ),
      'normalised',
    )
    const utility = (a: number, b: number): number => (points[0]![a]! + points[1]![b]!) * unit
    expect(utility(1, 1)).toBe(1)
    expect(utility(0, 0)).toBeCloseTo(0.25 * 0.25 + 0.75 * 0.5, 15)
    expect(exact).toBe(true)
  })

  it('compares with the no-deal value as exact fractions do', () => {
    const grid = gridOfProfile(
      profile(
        [1, 2],
        [
          [1, 3],
          [1, 3],
        ],
        1 / 3,
      ),
      'normalised',
    )
    const worst = grid.points[0]![0]! + grid.points[1]![0]!
    // 1/3 as written has 16 digits and lies just below a third, the worth of the worst package.
    expect(worst >= grid.noDeal).toBe(true)
    expect(
      gridOfProfile(
        profile(
          [1, 2],
          [
            [1, 3],
            [1, 3],
          ],
          0.3333333333333334,
        ),
        'normalised',
      ).noDeal > worst,
    ).toBe(true)
    expect(gridOfProfile(profile([1], [[1, 2]], 1), 'raw').noDeal).toBe(1)
    expect(gridOfProfile(profile([1], [[1, 2]]), 'raw').noDeal).toBe(-Infinity)
  })

  it('values a no-deal package to the last digit', () => {
    const grid = gridOfProfile(
      {
        ...profile(
          [0.35, 0.35, 0.3],
          [
            [0.25, 0.5],
            [0.667, 1],
            [0.333, 1],
          ],
        ),
        noDealPackage: [1, 0, 1],
      },
      'raw',
    )
    expect(grid.noDeal).toBe(grid.points[0]![1]! + grid.points[1]![0]! + grid.points[2]![1]!)
  })

  it('stays within a part in 2^40 of the numbers, on any profile, and says when it rounds', () => {
    const number = fc.double({ min: 0, max: 100, noNaN: true }).map((value) => (value < 1e-100 ? 0 : value))
    const rows = fc.array(fc.array(number, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 })
    const nine = fc.integer({ min: 0, max: 999_999_999 }).map((value) => value / 1e9)
    const short = fc.array(fc.array(fc.oneof(nine, fc.integer({ min: 0, max: 9 })), { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 4,
    })
    fc.assert(
      fc.property(fc.oneof(rows, short), fc.array(number, { minLength: 4, maxLength: 4 }), (evaluations, weights) => {
        const { points, unit } = gridOfProfile(profile(weights.slice(0, evaluations.length), evaluations), 'raw')
        const best = evaluations.reduce((sum, row, i) => sum + weights[i]! * Math.max(...row), 0)
        points.forEach((row, i) => {
          row.forEach((n, o) => {
            expect(Number.isSafeInteger(n)).toBe(true)
            // A bound of 2^-41 for each of up to four issues.
            expect(Math.abs(n * unit - weights[i]! * evaluations[i]![o]!)).toBeLessThanOrEqual(best * 2 ** -39)
          })
        })
      }),
    )
    expect(
      gridOfProfile(
        profile(
          [0.29617798029573816, 0.7],
          [
            [1 / 3, 0.7],
            [0.1234567890123456, 1],
          ],
        ),
        'raw',
      ).exact,
    ).toBe(false)
  })

  it('keeps the ties that evaluations make, even when weights are rounded', () => {
    const { points, exact } = gridOfProfile(
      profile(
        [0.29617798029573816, 0.29617798029573816],
        [
          [3, 4, 5],
          [4, 5, 3],
        ],
      ),
      'normalised',
    )
    expect(exact || points[0]![0]! + points[1]![1]! === points[0]![1]! + points[1]![0]!).toBe(true)
    expect(points[0]![2]! + points[1]![2]!).toBe(points[0]![1]! + points[1]![0]!)
  })

  it('gives nothing for weights that are all 0', () => {
    const grid = gridOfProfile(
      profile(
        [0, 0],
        [
          [1, 2],
          [3, 4],
        ],
        0.5,
      ),
      'normalised',
    )
    expect([...grid.points[0]!, ...grid.points[1]!]).toEqual([0, 0, 0, 0])
    expect(grid).toMatchObject({ noDeal: 0.5, unit: 1 })
  })
})

describe('gridOfPoints', () => {
  it('snaps to integers whose sums are exact', () => {
    const rows = fc.array(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 5 }), {
      minLength: 1,
      maxLength: 8,
    })
    fc.assert(
      fc.property(rows, (points) => {
        const grid = gridOfPoints(points, null)
        const reach = points.reduce((sum, row) => sum + Math.max(...row.map(Math.abs)), 0)
        let most = 0
        grid.points.forEach((row, i) => {
          most += Math.max(...row.map(Math.abs))
          row.forEach((n, o) => {
            expect(Number.isInteger(n)).toBe(true)
            expect(Math.abs(n * grid.unit - points[i]![o]!)).toBeLessThanOrEqual(reach * 2 ** -52)
          })
        })
        expect(most).toBeLessThan(2 ** 53)
      }),
    )
  })

  it('knows whether it rounded', () => {
    expect(
      gridOfPoints(
        [
          [1, 2.5],
          [0, 1024],
        ],
        3.5,
      ),
    ).toMatchObject({ exact: true })
    expect(gridOfPoints([[1e-30, 1]], null).exact).toBe(false)
    expect(() => gridOfPoints([[Number.NaN]], null)).toThrow(RangeError)
    expect(gridOfPoints([[0, 0]], 0)).toMatchObject({ exact: true, noDeal: 0 })
  })
})
