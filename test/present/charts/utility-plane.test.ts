import { buildCase, UNCERTAIN } from '../../fixtures/build-case.ts'
import { issueAt } from '../../../src/case/indices.ts'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, it, test } from 'vitest'
import * as charts from '../../../present/charts/index.ts'
import { placeLabels } from '../../../present/charts/kit/index.ts'
import type { Box, Wanted } from '../../../present/charts/kit/index.ts'
import type { PlanePoint } from '../../../present/charts/utility-plane.ts'
import { compile, load, planesOf } from '../../../src/internal.ts'
import type { Case, WorldPlane } from '../../../src/internal.ts'

function caseIn(path: string): Case {
  const loaded = load(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'), path)
  if (!loaded.ok) throw new Error(`${path} does not load`)
  return loaded.case
}

function wellFormed(svg: string): void {
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.write(svg).close()
  expect(svg).not.toMatch(/NaN|undefined|Infinity/)
}

type Corner = readonly [number, number]

function plain(points: readonly Corner[], noDeal: readonly [number | null, number | null]): charts.Chart {
  const all = points.map(
    ([x, y], k): PlanePoint => ({
      key: `left:${k}`,
      worth: [x, y],
      says: '</title><script>',
      beats: true,
    }),
  )
  return charts.utilityPlane(
    {
      id: 'plain',
      title: '<script>alert("x")</script>',
      description: 'of & that',
      source: 's',
      actors: ['a & b', 'c'],
      unit: 'points',
      noDeal,
      frontiers: [{ name: '<b>', style: 'solid', points: all }],
      marks: all.slice(0, 1).map((point) => ({ names: ['Nash', '<i>'], point })),
      named: all.slice(1, 2).map((point) => ({ point, name: '<u>', struck: '<s>' })),
      chosen: 'left:0',
      within: null,
    },
    { width: 720 },
  )
}

describe('the plane of any two', () => {
  it.each<[string, readonly [number | null, number | null], readonly Corner[]]>([
    ['nothing', [null, null], []],
    ['one point', [null, null], [[3, 3]]],
    ['zero', [0, 0], [[0, 0]]],
    [
      'tiny',
      [0, 0],
      [
        [1e-9, 2e-9],
        [3e-9, 1e-9],
      ],
    ],
    [
      'huge',
      [-1e12, 0],
      [
        [1e12, 5],
        [2, 1e15],
      ],
    ],
    [
      'negative',
      [-9, -7],
      [
        [-3, -2],
        [-1, -5],
      ],
    ],
  ])('keeps everything inside the frame, and escapes whatever it is told: %s', (_, noDeal, points) => {
    const { svg } = plain(points, noDeal)
    wellFormed(svg)
    expect(svg).not.toMatch(/<script|<b>|<i>|<u>|<s>/)
    const [frame] = [
      ...svg.matchAll(/<clipPath[^>]*><rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g),
    ]
    const [left, top, width, height] = frame!.slice(1).map(Number) as [number, number, number, number]
    const dots = [...svg.matchAll(/<g data-key="[^"]*"><title>[^<]*<\/title><circle[^>]* cx="([^"]+)" cy="([^"]+)"/g)]
    expect(dots).toHaveLength(points.length)
    for (const [, x, y] of dots) {
      expect(Number(x)).toBeGreaterThanOrEqual(left)
      expect(Number(x)).toBeLessThanOrEqual(left + width)
      expect(Number(y)).toBeGreaterThanOrEqual(top)
      expect(Number(y)).toBeLessThanOrEqual(top + height)
    }
  })

  test('the line of a frontier never rises from left to right, and passes every point that no other beats for the two', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 })), { minLength: 1 }),
        (points) => {
          const { svg } = plain(points, [0, 0])
          const line = /<path class="l1" d="M([^"]+)"/
            .exec(svg)![1]!
            .split('L')
            .map((pair) => pair.split(',').map(Number))
          line.forEach(([x, y], k) => {
            const [beforeX, beforeY] = line[k - 1] ?? [Infinity, Infinity]
            // From right to left: it goes back and up the page.
            expect(x!).toBeLessThanOrEqual(beforeX!)
            expect(y!).toBeLessThanOrEqual(beforeY!)
          })
          const undominated = points.filter(([x, y]) => !points.some(([a, b]) => a >= x && b >= y && (a > x || b > y)))
          const distinct = new Set(undominated.map(String)).size
          expect(line.length).toBe(2 * distinct - 1)
        },
      ),
      { seed: 1, numRuns: 60 },
    )
  })

  test('of a frontier of a hundred thousand points all steps and a part of the rest are drawn, and the chart says so', () => {
    const points = Array.from({ length: 100_000 }, (_, k): Corner => [k % 317, (k * 7919) % 311])
    const { svg, table, description } = plain(points, [0, 0])
    expect(svg.length).toBeLessThan(1_000_000)
    expect(table.rows.length).toBeLessThan(2000)
    expect(description).toMatch(/further points are not drawn/)
  })
})

describe('names of marks', () => {
  const meet = (a: Box, b: Box): boolean =>
    a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height

  test('none covers another name or a mark, all stay in the frame, wherever the marks are', () => {
    const frame: Box = { left: 40, top: 30, width: 600, height: 400 }
    const mark = fc.record({
      x: fc.integer({ min: 60, max: 620 }),
      y: fc.integer({ min: 45, max: 410 }),
      width: fc.integer({ min: 8, max: 150 }),
    })
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 11 }), (marks) => {
        const wanted = marks.map(({ x, y, width }): Wanted => ({ x, y, reach: 8, width, height: 15 }))
        const boxes = placeLabels(wanted, frame)
        boxes.forEach((box, k) => {
          expect(box.left).toBeGreaterThanOrEqual(frame.left)
          expect(box.left + box.width).toBeLessThanOrEqual(frame.left + frame.width)
          expect(box.top).toBeGreaterThanOrEqual(frame.top)
          expect(box.top + box.height).toBeLessThanOrEqual(frame.top + frame.height)
          for (const other of boxes.slice(0, k)) expect(meet(box, other)).toBe(false)
          for (const { x, y, reach } of wanted)
            expect(meet(box, { left: x - reach, top: y - reach, width: 2 * reach, height: 2 * reach })).toBe(false)
        })
      }),
      { seed: 1, numRuns: 200 },
    )
  })

  test('where there is no room at all, every name still has a place', () => {
    const tight: Box = { left: 0, top: 0, width: 20, height: 20 }
    const wanted = Array.from({ length: 4 }, (): Wanted => ({ x: 10, y: 10, reach: 8, width: 100, height: 15 }))
    expect(placeLabels(wanted, tight)).toHaveLength(4)
  })
})

describe('the plane of a world', () => {
  const flagship = caseIn('cases/bundled/ukraine-2025/case.yaml')
  const planes = planesOf(compile(flagship, null, { worlds: 50, beside: [], seed: 2025 }))!
  const view = { across: 0, up: 1, seed: 2025, chosen: null, closeUp: false }

  test('whatever the world and the width, every mark has a place and every number of the table is that of the engine', () => {
    const cyprus = caseIn('cases/historical/cyprus-2004/case.yaml')
    // One in which a line that nothing moves is drawn through all there is.
    const toy = buildCase({ ...UNCERTAIN, 'firm.a': 1, 'firm.d': 1 })
    const all = { ...toy.redLines[1]!, rejects: { kind: 'chooses', issue: issueAt(1), options: [0, 1] } as const }
    const barred = { ...toy, redLines: [toy.redLines[0]!, all] }
    const kinds = new Set<string>()
    for (const [theCase, worlds] of [
      [cyprus, 30],
      [barred, 3],
    ] as const) {
      const of = planesOf(compile(theCase, null, { worlds: 50, beside: [], seed: 2025 }))!
      for (let world = 0; world < worlds; world++) {
        const plane = of.at(world)
        kinds.add(plane.left.length === 0 ? 'nothing' : plane.selected[0]!.beatsNoDeal ? 'open' : 'closed')
        for (const [width, closeUp] of [
          [280, false],
          [280, true],
          [900, false],
          [900, true],
        ] as const) {
          const chart = charts.worldPlane(theCase, plane, { ...view, closeUp, chosen: 'left:0' }, { width })
          wellFormed(chart.svg)
          for (const row of chart.table.rows) expect(row).toHaveLength(chart.table.columns.length)
          const frontier = chart.table.rows.slice(-plane.possible.length - plane.left.length)
          expect(frontier.map((row) => row[1])).toEqual(
            [...plane.left, ...plane.possible].map(({ gains }) => Number(gains[0]!.toPrecision(4))),
          )
          wellFormed(charts.selectedAcross(theCase, plane, { width }).svg)
        }
      }
    }
    expect([...kinds].sort()).toEqual(['closed', 'nothing', 'open'])
  })

  test('axes can be swapped, and follow the actors', () => {
    const plane = planes.at(planes.survey().middleOpen!)
    const there = charts.worldPlane(flagship, plane, view, { width: 600 }).table
    const back = charts.worldPlane(flagship, plane, { ...view, across: 1, up: 0 }, { width: 600 }).table
    expect(there.columns.slice(1, 3)).toEqual(['Russia', 'Ukraine'])
    expect(back.columns.slice(1, 3)).toEqual(['Ukraine', 'Russia'])
    expect(back.rows.map(([what, x, y]) => [what, y, x])).toEqual(there.rows.map(([what, x, y]) => [what, x, y]))
  })

  test('packages struck are hollow and say by what, those left are not', () => {
    const plane: WorldPlane = planes.at(planes.survey().middleOpen!)
    const { svg, table } = charts.worldPlane(flagship, plane, view, { width: 700 })
    for (const { id, struckBy } of plane.named) {
      const mark = svg.slice(svg.indexOf(`data-key="named:${id}"`)).slice(0, 2000)
      expect(/<rect ([^>]*)/.exec(mark)![1]).toContain(struckBy.length > 0 ? 'class="paper"' : 'class="two"')
    }
    const struck = plane.named.filter(({ struckBy }) => struckBy.length > 0)
    expect(struck.length).toBeGreaterThan(0)
    const said = [...flagship.rules, ...flagship.redLines]
    for (const { struckBy } of struck) {
      const by = said.find(({ id }) => id === struckBy[0]!.id)!.says.replace(/\.$/, '')
      expect(table.rows.some(([what]) => String(what).includes(by))).toBe(true)
    }
  })
})
