import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DomainFormat } from '../../src/formats/negotiation-domain.ts'
import { formatOf, readDomain, readingOf, writeDomain } from '../../src/formats/negotiation-domain.ts'
import type { Domain } from '../../src/methods/frontier/domain.ts'
import { gridOfProfile } from '../../src/methods/frontier/grid-points.ts'
import { settleDomain } from '../../src/methods/frontier/settle-domain.ts'
import { genius, geniusweb, negmas } from './files.ts'
import { runs } from '../properties.ts'

function read(format: DomainFormat, files: Record<string, string>): Domain {
  const { domain, diagnostics } = readDomain(format, files)
  expect(diagnostics.filter((d) => d.severity === 'error')).toEqual([])
  return domain!
}

/** Utilities of every package for every profile, by plain arithmetic on the exact grid. */
function utilities(domain: Domain, reading: 'raw' | 'normalised'): number[][] {
  return domain.profiles.map((profile) => {
    const { points, unit } = gridOfProfile(profile, reading)
    return points.reduce<number[]>((sums, row) => sums.flatMap((sum) => [...row].map((p) => sum + p * unit)), [0])
  })
}

describe('GENIUS XML', () => {
  const domain = read('genius-xml', genius())

  it('is read by issue index, wherever that starts, in the order of the domain', () => {
    expect(domain.issues).toEqual([
      { name: 'Control', values: ['north', 'south', 'shared & rotating'] },
      { name: 'Fees', values: ['none', '10%'] },
      { name: 'Years', values: ['1', '2', '3', '4'] },
    ])
    expect(domain.profiles[1]).toEqual({
      name: 'south',
      weights: [0.6, 0.3, 0.1],
      evaluations: [
        [2, 8, 6],
        [4, 3],
        [1, 0.75, 0.5, 0.25],
      ],
      tops: [null, null, 1],
      noDeal: null,
      noDealPackage: null,
      discount: 1,
    })
    expect(domain.profiles[0]).toMatchObject({
      noDeal: 0.35,
      discount: 0.9,
      evaluations: [
        [10, 1, 6],
        [1, 5],
        [0.25, 0.5, 0.75, 1],
      ],
    })
  })

  it('warns of values that the domain lacks', () => {
    expect(readDomain('genius-xml', genius()).diagnostics).toEqual([
      {
        code: 'unknown-value',
        severity: 'warning',
        file: 'north.xml',
        line: 7,
        column: 30,
        length: 6,
        message: 'issue `Control` of the domain has no value `nobody`; it is left out',
        help: 'known are `north`, `south`, `shared & rotating`',
      },
    ])
  })

  it('is normalised, so that the best package is worth 1', () => {
    for (const all of utilities(domain, 'normalised')) expect(Math.max(...all)).toBeCloseTo(1, 12)
  })
})

describe('GeniusWeb JSON', () => {
  const domain = read('geniusweb-json', geniusweb())

  it('is read with its reservation bid; values left out count 0', () => {
    expect(domain).toEqual({
      name: 'shift',
      issues: [
        { name: 'hours', values: ['32', '36', '40'] },
        { name: 'pay', values: ['low', 'high'] },
      ],
      profiles: [
        {
          name: 'worker',
          weights: [0.4, 0.6],
          evaluations: [
            [1, 0.6, 0.2],
            [0.1, 1],
          ],
          tops: null,
          noDeal: null,
          noDealPackage: [1, 0],
          discount: 1,
        },
        {
          name: 'employer',
          weights: [0.5, 0.5],
          evaluations: [
            [0, 0.5, 1],
            [1, 0.3],
          ],
          tops: null,
          noDeal: null,
          noDealPackage: null,
          discount: 1,
        },
      ],
    })
    expect(readDomain('geniusweb-json', geniusweb()).diagnostics.map((d) => d.code)).toEqual(['missing-value'])
  })

  it('finds the domain inside a profile when it comes alone', () => {
    const { 'shift.json': _, ...profiles } = geniusweb()
    expect(read('geniusweb-json', profiles)).toEqual(domain)
  })
})

describe('NegMAS YAML', () => {
  it('is read; -.inf is no reservation value', () => {
    const domain = read('negmas-yaml', { ...negmas(), '_info.yml': 'rational_fraction: 1' })
    expect(domain.issues).toEqual([
      { name: 'Rent', values: ['900', '1000', '1100'] },
      { name: 'Pets', values: ['yes', 'no'] },
    ])
    expect(domain.profiles.map(({ noDeal }) => noDeal)).toEqual([0.25, null])
    expect(domain.profiles[0]!.evaluations).toEqual([
      [1, 0.5, 0],
      [1, 0],
    ])
  })
})

const names = fc
  .string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
  .map((s) => s.replace(/[\u0000-\u001f\u007f-\u009f\s]+/g, ' ').trim())
  .filter((s) => s !== '' && s !== '__proto__' && s !== 'constructor' && s !== 'prototype')
const number = fc.oneof(
  fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000),
  fc.double({ min: 0.001, max: 1, noNaN: true }),
)

const domains: fc.Arbitrary<Domain> = fc.uniqueArray(names, { minLength: 1, maxLength: 4 }).chain((issues) =>
  fc
    .tuple(
      ...issues.map((name) =>
        fc.uniqueArray(names, { minLength: 1, maxLength: 4 }).map((values) => ({ name, values })),
      ),
    )
    .chain((list) => {
      const profile = fc.record({
        name: fc.constantFrom('a', 'b'),
        tops: fc.constant(null),
        weights: fc.array(
          number.map((n) => n + 0.01),
          { minLength: list.length, maxLength: list.length },
        ),
        evaluations: fc.tuple(
          ...list.map(({ values }) =>
            fc.array(
              number.map((n) => n + 0.001),
              { minLength: values.length, maxLength: values.length },
            ),
          ),
        ),
        noDeal: fc.option(number, { nil: null }),
        noDealPackage: fc.constant(null),
        discount: fc.constant(1),
      })
      return fc.record({
        name: fc.constant('d'),
        issues: fc.constant(list),
        profiles: fc.array(profile, { minLength: 1, maxLength: 3 }),
      })
    }),
)

describe('round trips', () => {
  it.each(['genius-xml', 'negmas-yaml'] as const)(
    '%s: what is written in the own reading is read back the same',
    (format) => {
      fc.assert(
        fc.property(domains, (domain) => {
          const { files, lost } = writeDomain(format, domain, readingOf(format))
          expect(lost).toEqual([])
          const back = read(format, { ...files })
          expect({ issues: back.issues, profiles: back.profiles.map((p) => ({ ...p, name: '' })) }).toEqual({
            issues: domain.issues,
            profiles: domain.profiles.map((p) => ({ ...p, name: '' })),
          })
        }),
        { numRuns: runs(150) },
      )
    },
  )

  it('geniusweb-json: utilities survive up to the factor stated', () => {
    fc.assert(
      fc.property(domains, (domain) => {
        const plain = {
          ...domain,
          profiles: domain.profiles.map((p) => ({ ...p, noDeal: null, noDealPackage: domain.issues.map(() => 0) })),
        }
        const { files, lost } = writeDomain('geniusweb-json', plain, 'raw')
        const back = read('geniusweb-json', { ...files })
        expect(back.issues).toEqual(domain.issues)
        expect(back.profiles.map((p) => p.noDealPackage)).toEqual(plain.profiles.map((p) => p.noDealPackage))
        const [before, after] = [utilities(plain, 'raw'), utilities(back, 'raw')]
        before.forEach((row, k) => {
          const factor = after[k]![0]! / row[0]!
          row.forEach((u, n) => {
            expect(after[k]![n]!).toBeCloseTo(u * factor, 9)
          })
          if (!lost.some((text) => text.includes('multiplied'))) expect(factor).toBeCloseTo(1, 9)
        })
      }),
      { numRuns: runs(150) },
    )
  })

  it.each([
    ['genius-xml', genius],
    ['geniusweb-json', geniusweb],
    ['negmas-yaml', negmas],
  ] as const)('from %s into every format, the frontier keeps its packages', (from, files) => {
    const domain = read(from, files())
    const reading = readingOf(from)
    const ask = (of: Domain, meant: 'raw' | 'normalised'): unknown => {
      const { result } = settleDomain(of, {
        reading: meant,
        weights: null,
        limits: { points: 1e5, candidates: 1e6, combinations: 1e5, packages: 1e5 },
      })
      return 'set' in result ? result.set.count : result.kind
    }
    for (const to of ['genius-xml', 'geniusweb-json', 'negmas-yaml'] as const) {
      const { files: written } = writeDomain(to, domain, reading)
      const back = read(to, { ...written })
      expect(back.issues).toEqual(domain.issues)
      expect(ask(back, readingOf(to))).toBe(ask(domain, reading))
    }
  })

  it('says what a format cannot hold', () => {
    const domain = read('genius-xml', genius())
    expect(writeDomain('geniusweb-json', domain, 'normalised').lost).toEqual([
      'the discount factor of `north`, 0.9',
      'the reservation value of `north`, 0.35: the format holds a bid only',
    ])
    expect(writeDomain('genius-xml', read('geniusweb-json', geniusweb()), 'raw').lost[0]).toBe(
      'the no-deal package of `worker` is written as its utility',
    )
  })
})

describe('formatOf', () => {
  it('goes by the ending', () => {
    expect([['a.XML'], ['a.json'], ['b.yml'], ['c.yaml'], ['d.txt'], []].map(formatOf)).toEqual([
      'genius-xml',
      'geniusweb-json',
      'negmas-yaml',
      'negmas-yaml',
      null,
      null,
    ])
  })
})
