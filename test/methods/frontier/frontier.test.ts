import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FrontierResult, SettlementLimits } from '../../../src/methods/frontier/frontier.ts'
import { defaultLimits, frontier } from '../../../src/methods/frontier/frontier.ts'
import { paretoIndices } from '../../../src/methods/frontier/pareto.ts'
import type { PointSet } from '../../../src/methods/frontier/point-set.ts'
import { packagesAt, tieCounts } from '../../../src/methods/frontier/point-set.ts'
import type { Problem } from '../../../src/methods/frontier/problem.ts'
import { tabulate } from '../../../src/methods/frontier/problem.ts'
import { allPackages, dominates, naiveFrontier } from '../../reference/frontier.ts'
import { runs } from '../../properties.ts'

const byElimination: SettlementLimits = defaultLimits
const byEnumeration: SettlementLimits = { ...defaultLimits, combinations: 0 }

/** Few distinct points make ties; signs are mixed. */
const worth = fc.integer({ min: -4, max: 4 })

function tableIssues(issues: number): fc.Arbitrary<number[]> {
  return fc.uniqueArray(fc.integer({ min: 0, max: issues - 1 }), { minLength: 1, maxLength: Math.min(3, issues) })
}

const problems: fc.Arbitrary<Problem> = fc
  .tuple(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 6 }))
  .chain(([sizes, actors]) => {
    const size = (issues: number[]): number => issues.reduce((product, issue) => product * sizes[issue]!, 1)
    const row = (length: number): fc.Arbitrary<number[]> => fc.array(worth, { minLength: length, maxLength: length })
    const rules = fc.array(
      tableIssues(sizes.length).chain((issues) =>
        fc.record({
          issues: fc.constant(issues),
          allowed: fc
            .array(fc.constantFrom(0, 1, 1), { minLength: size(issues), maxLength: size(issues) })
            .map((a) => Uint8Array.from(a)),
        }),
      ),
      { maxLength: 3 },
    )
    const interactions = fc.array(
      tableIssues(sizes.length).chain((issues) =>
        fc.record({
          issues: fc.constant(issues),
          points: fc.array(
            row(size(issues)).map((a) => Float64Array.from(a)),
            { minLength: actors, maxLength: actors },
          ),
        }),
      ),
      { maxLength: 2 },
    )
    const points = fc.array(fc.tuple(...sizes.map(row)), { minLength: actors, maxLength: actors })
    return fc.record({ sizes: fc.constant(sizes), points, rules, interactions })
  })

function packagesOf(set: PointSet, issues: number): { options: number[]; utilities: number[] }[] {
  const found = []
  for (let point = 0; point < set.count; point++) {
    for (const options of packagesAt(set, point, issues)) {
      found.push({ options, utilities: set.columns.map((column) => column[point]!) })
    }
  }
  return found
}

const sorted = (packages: { options: number[] }[]): string[] => packages.map((p) => JSON.stringify(p)).sort()

function setOf(result: FrontierResult): PointSet {
  if (!('set' in result)) throw new Error(result.kind)
  return result.set
}

describe('frontier', () => {
  it.each([
    ['elimination', byElimination],
    ['enumeration', byEnumeration],
  ] as const)('by %s is the naive frontier, ties included', (method, limits) => {
    fc.assert(
      fc.property(problems, (problem) => {
        const expected = naiveFrontier(allPackages(problem))
        const result = frontier(problem, limits)
        if (expected.length === 0) {
          expect(result.kind).toBe('empty')
          return
        }
        expect(result).toMatchObject({ kind: 'exact', method })
        const set = setOf(result)
        expect(sorted(packagesOf(set, problem.sizes.length))).toEqual(sorted(expected))
        expect(tieCounts(set).reduce((a, b) => a + b, 0n)).toBe(BigInt(expected.length))
      }),
      { numRuns: runs(400) },
    )
  })

  it('does not depend on the order of issues and actors', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const last = problem.sizes.length - 1
        const flip = <T extends { issues: readonly number[] }>(table: T): T => ({
          ...table,
          issues: table.issues.map((i) => last - i),
        })
        const flipped: Problem = {
          sizes: [...problem.sizes].reverse(),
          points: problem.points.map((sheet) => [...sheet].reverse()).reverse(),
          rules: problem.rules.map(flip),
          interactions: problem.interactions.map((table) => ({ ...flip(table), points: [...table.points].reverse() })),
        }
        const one = frontier(problem)
        const other = frontier(flipped)
        expect(other.kind).toBe(one.kind)
        if (!('set' in one)) return
        const back = packagesOf(setOf(other), problem.sizes.length).map(({ options, utilities }) => ({
          options: options.reverse(),
          utilities: utilities.reverse(),
        }))
        expect(sorted(back)).toEqual(sorted(packagesOf(one.set, problem.sizes.length)))
      }),
    )
  })

  it('no longer holds a package that a further rule bars, and then holds no dominated one', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const ban = tabulate(problem.sizes, [0], ([option]) => option !== 0)
        const result = frontier({ ...problem, rules: [...problem.rules, ban] })
        if (!('set' in result)) return
        const members = packagesOf(result.set, problem.sizes.length)
        expect(members.every(({ options }) => options[0] !== 0)).toBe(true)
        expect(members.some((p) => members.some((q) => dominates(q.utilities, p.utilities)))).toBe(false)
      }),
    )
  })

  it('counts ties that no list could hold', () => {
    const worthless = { sizes: Array.from({ length: 60 }, () => 3), rules: [], interactions: [] }
    const problem: Problem = { ...worthless, points: [0, 1].map(() => worthless.sizes.map(() => [0, 0, 0])) }
    const set = setOf(frontier(problem))
    expect(tieCounts(set)).toEqual([3n ** 60n])
    const first = packagesAt(set, 0, 60)
    expect(new Set([1, 2, 3, 4, 5].map(() => String(first.next().value))).size).toBe(5)
  })

  it('follows a chain of rules through 2^40 packages', () => {
    const sizes = Array.from({ length: 40 }, () => 2)
    const points = [sizes.map((_, i) => [0, 1 + (i % 3)]), sizes.map((_, i) => [1 + (i % 2), 0])]
    const rules = sizes.slice(1).map((_, i) => tabulate(sizes, [i, i + 1], ([a, b]) => a! + b! < 2))
    const result = frontier({ sizes, points, rules, interactions: [] })
    expect(result.kind).toBe('exact')
    const set = setOf(result)
    const chosen = Array.from({ length: set.count }, (_, point) => packagesAt(set, point, 40).next().value as number[])
    for (const options of chosen) expect(options.some((o, i) => o === 1 && options[i + 1] === 1)).toBe(false)
    // The best for the first actor alone, by dynamic programming over the chain.
    let [taken, left] = [0, 0]
    sizes.forEach((_, i) => {
      ;[taken, left] = [left + 1 + (i % 3), Math.max(taken, left)]
    })
    expect(set.columns[0]![0]).toBe(Math.max(taken, left))
  })
})

describe('a bounded frontier', () => {
  it('lists real packages, and one near every package, within the loss stated', () => {
    fc.assert(
      fc.property(problems, fc.integer({ min: 1, max: 5 }), (problem, points) => {
        const result = frontier(problem, { ...defaultLimits, points, candidates: 40 })
        if (!('set' in result)) return
        const all = allPackages(problem)
        const loss = result.kind === 'within' ? result.loss : problem.points.map(() => 0)
        const known = new Set(sorted(all))
        const listed = packagesOf(result.set, problem.sizes.length)
        for (const one of sorted(listed)) expect(known.has(one)).toBe(true)
        for (const { utilities } of all) {
          expect(
            listed.some((near) => near.utilities.every((u, actor) => u >= utilities[actor]! - loss[actor]! - 1e-9)),
          ).toBe(true)
        }
      }),
    )
  })

  it('leaves out the rules that couple too much, and says which', () => {
    const sizes = [4, 4, 4, 4]
    const points = [sizes.map(() => [0, 1, 2, 3]), sizes.map(() => [3, 2, 0, 0])]
    const wide = tabulate(sizes, [0, 1, 2, 3], (options) => options.reduce((a, b) => a + b, 0) !== 12)
    const narrow = tabulate(sizes, [0], ([option]) => option !== 2)
    const result = frontier(
      { sizes, points, rules: [wide, narrow], interactions: [] },
      { ...defaultLimits, combinations: 64, packages: 100 },
    )
    expect(result).toMatchObject({ kind: 'relaxed', ignored: [0] })
    const listed = packagesOf(setOf(result), 4)
    const allowed = listed.filter(({ options }) => options.reduce((a, b) => a + b, 0) !== 12)
    const truth = sorted(naiveFrontier(allPackages({ sizes, points, rules: [wide, narrow], interactions: [] })))
    for (const one of sorted(allowed)) expect(truth).toContain(one)
    expect(listed.length).toBeGreaterThan(allowed.length)
  })

  it('refuses what interactions couple beyond every limit', () => {
    const sizes = [4, 4, 4, 4]
    const meet = { issues: [0, 1, 2, 3], points: [new Float64Array(256)] }
    const result = frontier(
      { sizes, points: [sizes.map(() => [0, 1, 2, 3])], rules: [], interactions: [meet] },
      { ...defaultLimits, combinations: 64, packages: 100 },
    )
    expect(result.kind).toBe('refused')
  })
})

describe('paretoIndices', () => {
  it('is the naive frontier of any table, ties kept', () => {
    const tables = fc.integer({ min: 1, max: 6 }).chain((actors) =>
      fc.array(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: actors, maxLength: actors }), {
        minLength: 1,
        maxLength: 120,
      }),
    )
    fc.assert(
      fc.property(tables, (rows) => {
        const columns = rows[0]!.map((_, actor) => Float64Array.from(rows, (row) => row[actor]!))
        const expected = [...rows.keys()].filter((k) => !rows.some((other) => dominates(other, rows[k]!)))
        expect([...paretoIndices(columns)]).toEqual(expected)
      }),
      { numRuns: runs(500) },
    )
  })

  // More rows than the tree is laid out over, so that its leaves fill unevenly.
  it.each([3, 4, 5, 6])('is the naive frontier of 6,000 rows for %i actors', (actors) => {
    let state = actors
    const next = (): number => {
      state = (state * 16807) % 2147483647
      return Math.floor((state / 2147483647) * 200)
    }
    const rows = Array.from({ length: 6000 }, () => {
      const others = Array.from({ length: actors - 1 }, next)
      return [700 - others.reduce((a, b) => a + b, 0) - Math.floor(next() / 2), ...others]
    })
    const columns = rows[0]!.map((_, actor) => Float64Array.from(rows, (row) => row[actor]!))
    const archive: number[] = []
    const bySum = [...rows.keys()].sort((a, b) => rows[b]!.reduce((x, y) => x + y) - rows[a]!.reduce((x, y) => x + y))
    for (const k of bySum) if (!archive.some((other) => dominates(rows[other]!, rows[k]!))) archive.push(k)
    expect([...paretoIndices(columns)]).toEqual(archive.sort((a, b) => a - b))
    expect(archive.length).toBeGreaterThan(100)
    expect(archive.length).toBeLessThan(6000)
  })

  it('is empty for an empty table and refuses no actors', () => {
    expect([...paretoIndices([new Float64Array(0), new Float64Array(0)])]).toEqual([])
    expect(() => paretoIndices([])).toThrow(RangeError)
  })
})
