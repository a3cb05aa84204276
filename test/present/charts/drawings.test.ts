import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { flipMapSvg as drawFlipMap } from '../../../present/charts/flip-map.ts'
import type { FlipMapPicture } from '../../../present/charts/flip-map.ts'
import { linearScale, lines } from '../../../present/charts/kit/index.ts'
import { short } from '../../../present/words/index.ts'
import type { Tornado } from '../../../present/charts/tornado.ts'
import { tornadoSvg as drawTornado } from '../../../present/charts/tornado.ts'
import { flipMap, flipMapPoint, flipMapPoints } from '../../../src/methods/sensitivity/flip-map.ts'
import type { FlipMap } from '../../../src/methods/sensitivity/flip-map.ts'
import { levelRegions } from '../../../src/methods/sensitivity/marching-squares.ts'

const tornadoSvg = (tornado: Tornado): string => drawTornado(tornado, { width: 390 })
const flipMapSvg = (map: FlipMap, of: FlipMapPicture): string => drawFlipMap(map, of, { width: 390 })

interface Parsed {
  readonly names: string[]
  readonly texts: string[]
  readonly attributes: Record<string, string>[]
}

/** Elements, texts and attributes; throws where the document is not well-formed XML. */
function parse(svg: string): Parsed {
  const parsed: Parsed = { names: [], texts: [], attributes: [] }
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    parsed.names.push(name)
    parsed.attributes.push(attributes as Record<string, string>)
  })
  parser.on('text', (text) => {
    parsed.texts.push(text)
  })
  parser.write(svg).close()
  return parsed
}

const end = (value: string, estimate: number): Tornado['bars'][number]['low'] => ({
  value,
  estimate,
  low: estimate - 0.03,
  high: estimate + 0.03,
})
const tornado: Tornado = {
  id: 'tornado-1',
  title: 'What it hangs on',
  axis: 'Probability of a ceasefire',
  scale: 'share',
  baseline: 0.4,
  threshold: 0.5,
  bars: [
    { name: 'Shells a year', low: end('0.9M', 0.2), high: end('3.1M', 0.6) },
    { name: 'Exchange rate', low: end('90', 0.42), high: end('120', 0.38) },
  ],
}

const plan = {
  x: { low: 0, high: 4, count: 9 },
  y: { low: 0, high: 1, count: 7 },
  threshold: 0.5,
  level: 0.95,
  worlds: 100,
  seed: 1,
}
function mapOf(f: (x: number, y: number) => number): FlipMap {
  const points = Array.from({ length: flipMapPoints(plan) }, (_, index) => flipMapPoint(plan, index))
  const map = flipMap(
    plan,
    points.map(({ x, y }) => ({ estimate: f(x, y), standardError: 0.02 })),
  )
  if (map.kind !== 'map') throw new Error(map.reason)
  return map
}
const picture: FlipMapPicture = {
  id: 'map-1',
  title: 'Two assumptions',
  x: { title: 'Shells a year', percent: false },
  y: { title: 'Firmness', percent: true },
  above: 'likely',
  below: 'unlikely',
  now: { x: 1, y: 0.5 },
}

test("drawings name themselves, say what they show, and follow the page's colours", () => {
  for (const svg of [
    tornadoSvg(tornado),
    flipMapSvg(
      mapOf((x, y) => x / 4 - y / 3),
      picture,
    ),
  ]) {
    const { names, texts, attributes } = parse(svg)
    expect(attributes[0]).toMatchObject({ role: 'img' })
    expect(names).toContain('title')
    expect(names).toContain('desc')
    const style = texts.find((text) => text.includes('var(--paper,#fff)'))
    expect(style).toContain('#0072b2')
  }
})

test('the tornado shows its axis, names, values and a way to tell low from high without colour', () => {
  const { names, texts, attributes } = parse(tornadoSvg(tornado))
  for (const said of ['Probability of a ceasefire', 'Shells a year', '0.9M to 3.1M', 'solid line: as it is, 40 %']) {
    expect(texts).toContain(said)
  }
  expect(names.filter((name) => name === 'circle')).toHaveLength(3)
  expect(attributes.filter(({ style }) => style === 'fill:url(#tornado-1-hatch)')).toHaveLength(3)
  expect(texts.join(' ')).toContain('Shells a year: 20 % at 0.9M, 60 % at 3.1M.')
})

test('bars are as long as the outputs they stand for', () => {
  const bars = parse(tornadoSvg(tornado))
    .attributes.filter((a) => a['class'] === 'first' && a['height'] === '9')
    .slice(1)
  // Low ends at 0.2 and 0.42 from the baseline 0.4.
  expect(Number(bars[0]!['width']) / Number(bars[1]!['width'])).toBeCloseTo(10, 1)
})

test('whatever a case calls its assumptions, the document is well-formed and holds no element of theirs', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constant('</text><script>alert(1)</script>'),
    fc.constant('"\'&\u0000\ud800'),
  )
  fc.assert(
    fc.property(hostile, hostile, hostile, (a, b, c) => {
      const svgs = [
        tornadoSvg({ ...tornado, title: a, axis: b, bars: [{ name: c, low: end(a, 0.2), high: end(b, 0.5) }] }),
        flipMapSvg(
          mapOf((x) => x / 4),
          { ...picture, title: a, x: { title: b, percent: false }, above: c, below: a },
        ),
      ]
      for (const svg of svgs) {
        const known = [
          'svg',
          'title',
          'desc',
          'style',
          'defs',
          'pattern',
          'path',
          'rect',
          'circle',
          'line',
          'text',
          'g',
        ]
        expect(parse(svg).names.filter((name) => !known.includes(name))).toEqual([])
      }
    }),
  )
  expect(() => tornadoSvg({ ...tornado, id: 'x" onload="' })).toThrow(RangeError)
})

test('outputs that are no number are not drawn, and the note says how many', () => {
  const broken = { name: 'broken', low: end('1', Number.NaN), high: end('2', 0.5) }
  const svg = tornadoSvg({ ...tornado, bars: [...tornado.bars, broken] })
  expect(svg).not.toContain('NaN')
  expect(svg).toContain('1 not drawn: no finite output')
  const empty = tornadoSvg({ ...tornado, bars: [], threshold: null })
  expect(empty).not.toMatch(/NaN|Infinity/)
  expect(empty).toContain('No assumption can be drawn.')
})

test('texts stay inside the width of a telephone', () => {
  const long = Array.from({ length: 30 }, (_, k) => `word${k}`).join(' ')
  const svg = tornadoSvg({ ...tornado, title: long, axis: long, bars: [{ ...tornado.bars[0]!, name: long }] })
  // About 6.5 units a character of 12-unit text, 8 of the title's.
  const texts = [...svg.matchAll(/<text[^>]*?(class="title")?[^>]*>([^<]*)<\/text>/g)]
  expect(texts.length).toBeGreaterThan(8)
  for (const [, , content] of texts) expect(content!.length * 6.5).toBeLessThan(390)
})

test('regions cover what is above the line: the area of a half plane and of a disc', () => {
  const area = (polygons: ReturnType<typeof levelRegions>): number =>
    polygons.reduce(
      (sum, polygon) =>
        sum +
        polygon.reduce((part, { x, y }, k) => {
          const next = polygon[(k + 1) % polygon.length]!
          return part + (x * next.y - next.x * y) / 2
        }, 0),
      0,
    )
  const axis = Float64Array.from({ length: 41 }, (_, k) => (k - 20) / 10)
  const grid = (f: (x: number, y: number) => number): Parameters<typeof levelRegions>[0] => ({
    xs: axis,
    ys: axis,
    values: Float64Array.from([...axis].flatMap((y) => [...axis].map((x) => f(x, y)))),
  })
  expect(
    area(
      levelRegions(
        grid((x, y) => x + 2 * y + 0.3),
        0,
      ),
    ),
  ).toBeCloseTo(8 + (0.3 * 4) / 2, 9)
  expect(
    Math.abs(
      area(
        levelRegions(
          grid((x, y) => 1 - x * x - y * y),
          0,
        ),
      ) - Math.PI,
    ),
  ).toBeLessThan(0.02)
  expect(
    area(
      levelRegions(
        grid(() => 1),
        0,
      ),
    ),
  ).toBeCloseTo(16, 9)
  expect(
    levelRegions(
      grid(() => -1),
      0,
    ),
  ).toEqual([])
})

test('what is above and what is below make up the whole, saddles included', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 12, maxLength: 12 }), (numbers) => {
      const xs = Float64Array.of(0, 1, 2, 3),
        ys = Float64Array.of(0, 1, 2)
      const area = (sign: number): number =>
        levelRegions({ xs, ys, values: Float64Array.from(numbers, (v) => sign * (v + 0.4)) }, 0).reduce(
          (sum, polygon) =>
            sum +
            polygon.reduce((part, { x, y }, k) => {
              const next = polygon[(k + 1) % polygon.length]!
              return part + (x * next.y - next.x * y) / 2
            }, 0),
          0,
        )
      expect(area(1) + area(-1)).toBeCloseTo(6, 9)
    }),
  )
})

test('ticks are round numbers inside the range', () => {
  const numbers = fc.double({ min: -1e6, max: 1e6, noNaN: true })
  fc.assert(
    fc.property(numbers, fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (low, span) => {
      const { ticks, at } = linearScale([low, low + span], [10, 20], 4, String)
      expect(ticks.length).toBeGreaterThanOrEqual(2)
      expect(ticks.length).toBeLessThanOrEqual(11)
      for (const tick of ticks) expect(at(tick) > 9.99 && at(tick) < 20.01).toBe(true)
    }),
  )
  expect(linearScale([0.1, 0.62], [0, 1], 4, String).ticks).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
})

test('numbers and names are shortened', () => {
  expect([short(1_600_000), short(25_300), short(0.1 + 0.2), short(-4200), short(0)]).toEqual([
    '1.6M',
    '25.3k',
    '0.3',
    '−4,200',
    '0',
  ])
  expect(lines('one two three', 36, 12, 2)).toEqual(['one', 'two…'])
})
