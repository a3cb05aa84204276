import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { geoArea, geoContains } from 'd3-geo'
import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { feature } from 'topojson-client'
import { describe, expect, test } from 'vitest'
import { classEnds, classOf } from '../../../present/charts/givers-map.ts'
import { giversMap } from '../../../present/charts/index.ts'
import type { World } from '../../../present/charts/index.ts'
import { load } from '../../../src/internal.ts'
import type { Giver, Givers } from '../../../src/internal.ts'

const FILE = new URL('../../../cases/world.json', import.meta.url)
const bytes = readFileSync(FILE)
const world = JSON.parse(bytes.toString()) as World
const { features } = feature(world, world.objects.countries)

function givers(figures: Readonly<Record<string, number>>): Givers {
  const provenance = {
    source: ['S'],
    kind: 'party claim' as const,
    note: null,
    claims: [],
    place: { line: 1, column: 1 },
  }
  const giver = ([country, military]: readonly [string, number]): Giver => ({
    country,
    name: country,
    military,
    asOf: '2025-01-01',
    url: null,
    provenance,
  })
  return { to: 'UA', unit: 'bn EUR', since: '2022-02-24', countries: Object.entries(figures).map(giver), provenance }
}

describe('the countries of the world', () => {
  test.each([
    ['Simferopol', 34.1, 44.95, 'UA'],
    ['Sevastopol', 33.52, 44.6, 'UA'],
    ['Kerch', 36.47, 45.35, 'UA'],
    ['Yalta', 34.16, 44.5, 'UA'],
    ['Donetsk', 37.8, 48.0, 'UA'],
    ['Taman, across the strait', 37.0, 45.15, 'RU'],
    ['Laayoune', -13.2, 27.15, 'EH'],
    ['Kyrenia', 33.32, 35.28, 'CY'],
    ['Hargeisa', 44.06, 9.56, 'SO'],
    ['Tiraspol', 29.6, 46.84, 'MD'],
    ['Luxembourg', 6.13, 49.6, 'LU'],
    ['Valletta', 14.45, 35.89, 'MT'],
  ] as const)('have %s in one country, the right one', (_, longitude, latitude, code) => {
    expect(features.filter((one) => geoContains(one, [longitude, latitude])).map(({ id }) => id)).toEqual([code])
  })

  test('are each there once, none turned inside out', () => {
    expect(new Set(features.map(({ id }) => id)).size).toBe(features.length)
    // Russia, the largest, has 17 million of the Earth's 510 million km².
    for (const one of features) expect(geoArea(one), String(one.id)).toBeLessThan((4 * Math.PI * 18) / 510)
    const ukraine = features.find(({ id }) => id === 'UA')!
    expect((geoArea(ukraine) * 510.07e6) / (4 * Math.PI)).toBeGreaterThan(590_000)
    expect((geoArea(ukraine) * 510.07e6) / (4 * Math.PI)).toBeLessThan(612_000)
  })

  test('fit into 60 kB packed, and are what the script makes of the atlas', () => {
    expect(gzipSync(bytes).length).toBeLessThan(60_000)
    const folder = mkdtempSync(join(tmpdir(), 'armistice-'))
    const target = join(folder, 'world.json')
    execFileSync(process.execPath, [
      fileURLToPath(new URL('../../../scripts/build-world.mjs', import.meta.url)),
      target,
    ])
    expect(readFileSync(target).equals(bytes)).toBe(true)
    rmSync(folder, { recursive: true })
  })
})

describe('classes', () => {
  test('go 1, 3, 10, 30 between the least and the most', () => {
    expect(classEnds([63.4, 28, 9.4, 0.18, 0.5, 2])).toEqual([0.3, 1, 3, 10, 30])
    expect(classEnds([5, 6])).toEqual([])
    expect(classEnds([0, 0])).toEqual([])
    expect(classEnds([1, 3])).toEqual([3])
    expect(classEnds([])).toEqual([])
  })

  test('hold every value once, the first and the last never empty', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.001, max: 999, noNaN: true }), { minLength: 1, maxLength: 40 }),
        (values) => {
          const ends = classEnds(values)
          expect([...ends].sort((a, b) => a - b)).toEqual(ends)
          // By definition: a value is in the class whose ends enclose it.
          for (const value of values) {
            const bounds = [-Infinity, ...ends, Infinity]
            const within = bounds.slice(0, -1).flatMap((low, k) => (value >= low && value < bounds[k + 1]! ? [k] : []))
            expect(within).toEqual([classOf(value, ends)])
          }
          expect(classOf(Math.min(...values), ends)).toBe(0)
          expect(classOf(Math.max(...values), ends)).toBe(ends.length)
        },
      ),
    )
  })
})

describe('the map of givers', () => {
  const figures = { US: 63.4, DE: 28, CZ: 0.25, HR: 0.18, FR: 3, AU: 0.78, IE: 0, VA: 1 }
  const outlines = (svg: string, code: string): string[] =>
    [...svg.matchAll(/<path [^>]*data-country="(\w\w)"[^>]*>/g)].flatMap(([mark, found]) =>
      found === code ? [mark] : [],
    )

  test.each([300, 700, 980])(
    'at %i pixels shades by class, hatches what has no figure, and leaves a stated zero blank',
    (width) => {
      const { svg } = giversMap(givers(figures), world, { width })
      const of = (code: string): string => outlines(svg, code).join(' ')
      expect(of('DE')).toContain('data-class="4"')
      expect(of('US')).toContain('data-class="5"')
      expect(of('HR')).toContain('data-class="0"')
      expect(of('FR')).toContain('data-class="3"')
      expect(of('ES')).toContain(`url(#no-figure-${width})`)
      expect(of('RU')).toContain(`url(#no-figure-${width})`)
      expect(of('IE')).toContain('class="paper"')
      expect(of('IE')).not.toContain('url(')
      expect(of('UA')).not.toMatch(/data-class|url\(/)
      expect(svg).toContain(`<pattern id="no-figure-${width}"`)
      for (const said of ['30 and more', 'under 0.3', 'no figure in the file', 'none given'])
        expect(svg).toContain(said)
      // The policy may run over several lines.
      expect(svg.replace(/<\/text><text[^>]*>/g, ' ')).toContain(
        'recognised borders: Crimea and Sevastopol are shown as Ukraine',
      )
    },
  )

  test('shades darken from class to class', () => {
    const { svg } = giversMap(givers(figures), world, { width: 700 })
    const shades = ['HR', 'AU', 'FR', 'DE', 'US'].map((code) =>
      Number(/fill-opacity="([\d.]+)"/.exec(outlines(svg, code)[0]!)![1]),
    )
    shades.forEach((shade, k) => {
      if (k > 0) expect(shade).toBeGreaterThan(shades[k - 1]!)
    })
  })

  test('has every figure in its table, the largest first, and names those too small to be drawn', () => {
    const chart = giversMap(givers(figures), world, { width: 700 })
    expect(chart.table.rows.map((row) => [row[0], row[1]])).toEqual(
      Object.entries(figures).sort(([, a], [, b]) => b - a),
    )
    expect(chart.table.rows.map((row) => row[2])).toEqual([
      '30 and more',
      '10 to 30',
      '3 to 10',
      '1 to 3',
      '0.3 to 1',
      'under 0.3',
      'under 0.3',
      'none given',
    ])
    expect(chart.caption).toContain('Too small for this map: VA')
  })

  test('is well-formed and keeps its marks within its frames, whatever is given', () => {
    const codes = features.map(({ id }) => String(id))
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...codes), fc.double({ min: 0, max: 999, noNaN: true }), { maxKeys: 20 }),
        fc.integer({ min: 280, max: 980 }),
        (some, width) => {
          const { svg } = giversMap(givers(some), world, { width })
          const parser = new SaxesParser()
          parser.on('error', (error) => {
            throw error
          })
          parser.write(svg).close()
          expect(svg).not.toMatch(/NaN|undefined|Infinity/)
          for (const [, x, y] of svg.matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g)) {
            expect(Number(x)).toBeGreaterThanOrEqual(-0.1)
            expect(Number(x)).toBeLessThanOrEqual(width + 0.1)
            expect(Number(y)).toBeGreaterThanOrEqual(-0.1)
          }
        },
      ),
      { numRuns: 10, seed: 1 },
    )
  })

  test('escapes whatever a case says', () => {
    const hostile = '<script>alert("1")</script> & \'x\''
    const some = givers({ DE: 1, FR: 2 })
    const chart = giversMap(
      { ...some, countries: some.countries.map((giver) => ({ ...giver, name: hostile })) },
      world,
      { width: 400 },
    )
    expect(chart.svg).not.toContain('<script')
  })

  test('shows the flagship: each giver is on it', () => {
    const loaded = load(
      readFileSync(new URL('../../../cases/bundled/ukraine-2025/case.yaml', import.meta.url), 'utf8'),
      'case.yaml',
    )
    if (!loaded.ok) throw new Error('the flagship does not load')
    const { svg, caption } = giversMap(loaded.case.givers!, world, { width: 900 })
    for (const { country } of loaded.case.givers!.countries)
      expect(outlines(svg, country).length, country).toBeGreaterThan(0)
    expect(caption).not.toContain('Too small')
  })
})
