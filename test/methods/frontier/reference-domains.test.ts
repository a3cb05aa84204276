import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { egalitarian } from '../../../src/methods/frontier/egalitarian.ts'
import { nash } from '../../../src/methods/frontier/nash.ts'
import type { Domain, Profile } from '../../../src/methods/frontier/domain.ts'
import type { Reading } from '../../../src/methods/frontier/grid-points.ts'
import { packagesAt, tieCounts } from '../../../src/methods/frontier/point-set.ts'
import type { DomainSettlement } from '../../../src/methods/frontier/settle-domain.ts'
import { plainQuestion, settleDomain } from '../../../src/methods/frontier/settle-domain.ts'

/** What NegMAS 0.15.7 gives (its frontier, Nash and Kalai points, welfare), and the max-min relative gain computed
 *  beside it. */
interface Expected {
  readonly rational: number
  readonly points: number
  readonly packages: number
  readonly nash: number[][]
  readonly kalai: number[][]
  readonly ksMaxMin: number
  readonly ksMaxMinAt: number[]
  readonly spread: number[][]
  readonly welfare: number[][]
}

interface Reference {
  readonly domain: string
  readonly sizes: number[]
  readonly profiles: Pick<Profile, 'weights' | 'evaluations' | 'noDeal' | 'noDealPackage'>[]
  readonly raw: Expected
  readonly normalised?: Expected
}

const file = new URL('../../fixtures/negotiation/reference-domains.json', import.meta.url)
const { domains } = JSON.parse(readFileSync(file, 'utf8')) as { domains: Reference[] }

function domainOf(reference: Reference): Domain {
  return {
    name: reference.domain,
    issues: reference.sizes.map((size, i) => ({
      name: `issue ${i}`,
      values: Array.from({ length: size }, (_, o) => `value ${o}`),
    })),
    profiles: reference.profiles.map((profile, k) => ({ ...profile, name: `profile ${k}`, tops: null, discount: 1 })),
  }
}

const cases = domains.flatMap((reference) =>
  (['raw', 'normalised'] as const).flatMap((reading) => {
    const expected = reference[reading]
    return expected === undefined ? [] : [{ name: `${reference.domain}, ${reading}`, reference, reading, expected }]
  }),
)

function settled(reference: Reference, reading: Reading): DomainSettlement {
  return settleDomain(domainOf(reference), { ...plainQuestion, reading })
}

const at = (result: DomainSettlement, row: number): number[] => result.utilities.map((column) => column[row]!)

const isClose = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((value, k) => Math.abs(value - b[k]!) < 1e-9)

function expectPoints(found: readonly number[][], expected: readonly number[][]): void {
  expect(found.length).toBe(expected.length)
  for (const point of expected) expect(found.some((other) => isClose(other, point))).toBe(true)
}

/** Contributions to utility by actor, issue and option, in plain floating point. */
function contributions(reference: Reference, reading: Reading): number[][][] {
  return reference.profiles.map(({ weights, evaluations }) => {
    const total = reading === 'raw' ? 1 : weights.reduce((a, b) => a + b, 0)
    const top = (row: readonly number[]): number => (reading === 'raw' ? 1 : Math.max(...row) || 1)
    return evaluations.map((row, i) => row.map((e) => ((weights[i]! / total) * e) / top(row)))
  })
}

function lowest(reference: Reference, reading: Reading): number[] {
  return contributions(reference, reading).map((rows) => rows.reduce((sum, row) => sum + Math.min(...row), 0))
}

function allUtilities(reference: Reference, reading: Reading): number[][] {
  const sheets = contributions(reference, reading)
  return reference.sizes.reduce<number[][]>(
    (partial, size, i) =>
      partial.flatMap((us) => Array.from({ length: size }, (_, o) => us.map((u, actor) => u + sheets[actor]![i]![o]!))),
    [sheets.map(() => 0)],
  )
}

describe.each(cases)('$name', ({ reference, reading, expected }) => {
  const result = settled(reference, reading)
  const set = 'set' in result.result ? result.result.set : null

  it('has the frontier, ties included', () => {
    expect(result.result.kind).toBe('exact')
    expect(result.rational.length).toBe(expected.points)
    const ties = tieCounts(set!)
    expect(result.rational.reduce((sum, row) => sum + Number(ties[row]!), 0)).toBe(expected.packages)
  })

  it('lists packages that are worth what the points say', () => {
    const sheets = contributions(reference, reading)
    for (let row = 0; row < set!.count; row++) {
      for (const options of packagesAt(set!, row, reference.sizes.length)) {
        const utilities = sheets.map((sheet) => options.reduce((sum, o, i) => sum + sheet[i]![o]!, 0))
        expect(isClose(utilities, at(result, row))).toBe(true)
      }
    }
  })

  // NegMAS raises a no-deal value below the worst package to the worst package. The definitions take it as it is, so
  // its points are reproduced from its no-deal values, and ours are held against the definitions, package by package.
  const worst = lowest(reference, reading)
  const raised = result.noDeal.map((value, actor) => Math.max(value, worst[actor]!))

  it('has the Nash points, from the no-deal values of NegMAS', () => {
    expectPoints(
      nash(result.utilities, raised).rows.map((row) => at(result, row)),
      expected.nash,
    )
  })

  it('has the egalitarian points, from the no-deal values of NegMAS', () => {
    expectPoints(
      egalitarian(result.utilities, raised).rows.map((row) => at(result, row)),
      expected.kalai,
    )
  })

  // The reference relates gains to the best of all packages. Kalai and Smorodinsky relate them to the best of those
  // that beat no deal for all, which is less in some domains.
  it('has the max-min relative gain, from the no-deal values of NegMAS and the best of all packages', () => {
    const relative = result.rational.map((row) =>
      Math.min(
        ...result.utilities.map(
          (column, actor) => (column[row]! - raised[actor]!) / (Math.max(...column) - raised[actor]!),
        ),
      ),
    )
    const top = Math.max(...relative)
    expect(top).toBeCloseTo(expected.ksMaxMin, 9)
    expect(
      result.rational.some((row, k) => relative[k]! > top - 1e-9 && isClose(at(result, row), expected.ksMaxMinAt)),
    ).toBe(true)
  })

  it.runIf(reference.sizes.reduce((a, b) => a * b, 1) < 30_000)('meets the definitions over all packages', () => {
    const { nash: n, egalitarian: e, kalaiSmorodinsky: ks, utilitarian: u } = result.solutions
    const rational = allUtilities(reference, reading).filter((us) =>
      us.every((value, actor) => value >= result.noDeal[actor]! - 1e-12),
    )
    const ideal = result.noDeal.map((_, actor) => Math.max(...rational.map((us) => us[actor]!)))
    const best = (worth: (gains: number[]) => number): number =>
      Math.max(...rational.map((us) => worth(us.map((value, actor) => value - result.noDeal[actor]!))))
    const worthAt = (row: number, worth: (gains: number[]) => number): number =>
      worth(at(result, row).map((value, actor) => value - result.noDeal[actor]!))
    const close = (rows: readonly number[], worth: (gains: number[]) => number): void => {
      expect(rows.length).toBeGreaterThan(0)
      const top = best(worth)
      for (const row of rows)
        expect(Math.abs(worthAt(row, worth) - top)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(top)))
    }
    close(n.rows, (gains) => gains.reduce((a, b) => a * b, 1))
    close(e.rows, (gains) => Math.min(...gains))
    close(ks.rows, (gains) => Math.min(...gains.map((gain, actor) => gain / (ideal[actor]! - result.noDeal[actor]!))))
    close(u.rows, (gains) => gains.reduce((a, b) => a + b, 0))
  })

  it('has the greatest sum of utilities', () => {
    const sums = expected.welfare.map((point) => point.reduce((a, b) => a + b, 0))
    const { rows } = result.solutions.utilitarian
    for (const row of rows) expect(at(result, row).reduce((a, b) => a + b, 0)).toBeCloseTo(sums[0]!, 9)
    expect(rows.length).toBe(expected.welfare.length)
  })
})
