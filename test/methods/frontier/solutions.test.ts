import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { egalitarian } from '../../../src/methods/frontier/egalitarian.ts'
import { individuallyRational } from '../../../src/methods/frontier/individually-rational.ts'
import { idealPoint, kalaiSmorodinsky } from '../../../src/methods/frontier/kalai-smorodinsky.ts'
import { asymmetricNash, nash } from '../../../src/methods/frontier/nash.ts'
import { paretoIndices } from '../../../src/methods/frontier/pareto.ts'
import type { Solution } from '../../../src/methods/frontier/solution.ts'
import { utilitarian } from '../../../src/methods/frontier/utilitarian.ts'
import { runs } from '../../properties.ts'

type Table = { columns: Float64Array[]; noDeal: number[] }

const columnsOf = (rows: readonly number[][]): Float64Array[] =>
  rows[0]!.map((_, k) => Float64Array.from(rows, (row) => row[k]!))

/** 2 to 6 actors, integer utilities with many ties, no-deal values that may lie below the worst package. */
const tables: fc.Arbitrary<Table> = fc.integer({ min: 2, max: 6 }).chain((actors) =>
  fc.record({
    columns: fc
      .array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: actors, maxLength: actors }), {
        minLength: 1,
        maxLength: 60,
      })
      .map(columnsOf),
    noDeal: fc.array(fc.integer({ min: -5, max: 6 }), { minLength: actors, maxLength: actors }),
  }),
)

const gains = ({ columns, noDeal }: Table, row: number): number[] =>
  columns.map((column, k) => column[row]! - noDeal[k]!)

/** The rows that maximise a worth of the gains, by definition, with exact arithmetic on small integers. */
function byDefinition(table: Table, worth: (gains: number[]) => number): number[] {
  const rational = [...table.columns[0]!.keys()].filter((row) => gains(table, row).every((gain) => gain >= 0))
  const best = Math.max(...rational.map((row) => worth(gains(table, row))))
  return rational.filter((row) => worth(gains(table, row)) === best)
}

const product = (of: number[]): number => of.reduce((a, b) => a * b, 1)
const sum = (of: number[]): number => of.reduce((a, b) => a + b, 0)

describe('each solution is its definition, ties included', () => {
  it.each<[string, (columns: Float64Array[], noDeal: number[]) => Solution, (gains: number[]) => number]>([
    ['nash', nash, product],
    ['egalitarian', egalitarian, (g) => Math.min(...g)],
    ['utilitarian', utilitarian, sum],
  ])('%s', (_, solve, worth) => {
    fc.assert(
      fc.property(tables, (table) => {
        expect(solve(table.columns, table.noDeal).rows).toEqual(byDefinition(table, worth))
      }),
      { numRuns: runs(300) },
    )
  })

  it('kalaiSmorodinsky, on a scale where relative gains are integers', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const ideal = idealPoint(table.columns, table.noDeal)
        const spans = ideal.map((most, k) => most - table.noDeal[k]!)
        const common = product(spans.filter((span) => span > 0))
        const relative = (g: number[]): number =>
          Math.min(common, ...g.flatMap((gain, k) => (spans[k]! > 0 ? [gain * (common / spans[k]!)] : [])))
        expect(kalaiSmorodinsky(table.columns, table.noDeal).rows).toEqual(byDefinition(table, relative))
      }),
      { numRuns: runs(300) },
    )
  })

  it('asymmetricNash, with small integer weights', () => {
    fc.assert(
      fc.property(
        tables,
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 6, maxLength: 6 }),
        (table, weights) => {
          const worth = (g: number[]): number => product(g.map((gain, k) => gain ** weights[k]!))
          const expected = byDefinition(table, worth)
          const { rows, value } = asymmetricNash(table.columns, table.noDeal, weights.slice(0, table.columns.length))
          if (value > -Infinity) expect(rows).toEqual(expected)
          else expect(expected.every((row) => worth(gains(table, row)) === 0)).toBe(true)
        },
      ),
      { numRuns: runs(300) },
    )
  })
})

describe('the frontier suffices', () => {
  it('for what all packages give, dominated ties apart', () => {
    fc.assert(
      fc.property(tables, ({ columns, noDeal }) => {
        const rows = [...paretoIndices(columns)]
        const front = columns.map((column) => Float64Array.from(rows, (row) => column[row]!))
        const onFront = new Set(rows)
        for (const solve of [nash, egalitarian, utilitarian, kalaiSmorodinsky]) {
          const whole = solve(columns, noDeal)
          const part = solve(front, noDeal)
          expect(part.value).toBe(whole.value)
          expect(part.rows.map((row) => rows[row])).toEqual(whole.rows.filter((row) => onFront.has(row)))
          if (solve === utilitarian || (solve === nash && whole.value > 0))
            expect(part.rows.length).toBe(whole.rows.length)
        }
      }),
      { numRuns: runs(300) },
    )
  })
})

describe('invariance', () => {
  it('nash and kalaiSmorodinsky do not change with the actors’ units', () => {
    const units = fc.array(
      fc.record({ factor: fc.constantFrom(0.25, 0.5, 2, 8, 1024), shift: fc.integer({ min: -9, max: 9 }) }),
      { minLength: 6, maxLength: 6 },
    )
    fc.assert(
      fc.property(tables, units, ({ columns, noDeal }, scale) => {
        const scaled = columns.map((column, k) => column.map((u) => u * scale[k]!.factor + scale[k]!.shift))
        const floor = noDeal.map((u, k) => u * scale[k]!.factor + scale[k]!.shift)
        expect(nash(scaled, floor).rows).toEqual(nash(columns, noDeal).rows)
        expect(kalaiSmorodinsky(scaled, floor).rows).toEqual(kalaiSmorodinsky(columns, noDeal).rows)
      }),
    )
  })

  it('asymmetricNash with equal weights is nash, and leans to the heavier actor', () => {
    const columns = columnsOf([
      [1, 9],
      [4, 6],
      [5, 5],
      [6, 4],
      [9, 1],
    ])
    expect(asymmetricNash(columns, [0, 0], [7, 7]).rows).toEqual(nash(columns, [0, 0]).rows)
    expect(asymmetricNash(columns, [0, 0], [9, 1]).rows).toEqual([4])
    expect(asymmetricNash(columns, [0, 0], [0, 1]).rows).toEqual([0])
  })
})

describe('edges', () => {
  it('takes a no-deal value below the worst package as it is', () => {
    // With no deal at (0, 0.5) the second is right: 0.5 · 0.4 > 0.6 · 0.12. Raised to the worst, 0.5, gives the first.
    const columns = columnsOf([
      [0.6, 0.62],
      [0.5, 0.9],
    ])
    expect(nash(columns, [0, 0.5]).rows).toEqual([1])
    expect(nash(columns, [0.5, 0.5]).rows).toEqual([0])
  })

  it('selects nothing where no package beats no deal for all', () => {
    const columns = columnsOf([
      [1, 9],
      [9, 1],
    ])
    for (const solve of [nash, egalitarian, utilitarian, kalaiSmorodinsky]) {
      expect(solve(columns, [5, 5])).toEqual({ value: Number.NaN, rows: [] })
    }
    expect(individuallyRational(columns, [5, 5])).toEqual([])
    expect(individuallyRational(columns, [-Infinity, 1])).toEqual([0, 1])
  })

  it('leaves an actor that cannot gain out of relative gains', () => {
    const columns = columnsOf([
      [3, 1, 5],
      [3, 2, 4],
      [3, 4, 1],
    ])
    expect(kalaiSmorodinsky(columns, [3, 0, 0]).rows).toEqual([1])
  })

  it('refuses weights and no-deal values without meaning', () => {
    const columns = columnsOf([[1, 2]])
    for (const weights of [[0, 0], [-1, 2], [1], [Number.NaN, 1], [Infinity, 1]]) {
      expect(() => asymmetricNash(columns, [0, 0], weights)).toThrow(RangeError)
    }
    expect(() => nash(columns, [-Infinity, 0])).toThrow(RangeError)
    expect(() => nash(columns, [0])).toThrow(RangeError)
  })
})
