import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import * as charts from '../../../present/charts/index.ts'
import type { Chart, Geography } from '../../../present/charts/index.ts'
import { compile, load, simulate, strikes, summarise } from '../../../src/internal.ts'
import type { ArmSummary, Strikes, Summary } from '../../../src/internal.ts'

const geography = JSON.parse(
  readFileSync(new URL('../../../cases/bundled/ukraine-2025/geography.json', import.meta.url), 'utf8'),
) as Geography

function run(seed: number, worlds: number): Summary {
  const loaded = load(readFileSync(new URL('../../fixtures/cases/small.yaml', import.meta.url), 'utf8'), 'small.yaml')
  if (!loaded.ok) throw new Error('the small case does not load')
  const model = compile(loaded.case, null, { worlds, armWorlds: worlds, seed })
  return summarise(model, simulate(model, 0, worlds), 'd'.repeat(64))
}

function drawn(of: Summary, width: number): Chart[] {
  const size = { width }
  const [arm, twin] = [of.arms[0]!, of.arms[1]!]
  return [
    charts.dealCurve(of.arms, size),
    charts.openByMonth(arm, size),
    charts.survivalCurves(arm, size, 'the record'),
    ...(Object.keys(arm.war) as (keyof ArmSummary['war'])[]).map((series) =>
      charts.warFan(arm, series, { ...size, twin }),
    ),
    charts.acceptanceMatrix(arm, size),
    charts.compareDots(of, size),
    charts.ledgerDots(arm, size),
    charts.changeDots(of, size),
    charts.whyBars(arm, size),
    charts.evidenceMatrix(of, size),
    charts.priorPosterior(of, size),
    charts.parallelMargins(arm, size),
    charts.tradeOffs(arm, 'north', 'south', size),
    charts.mapOfControl(arm, geography, 0, { ...size, twin }),
  ]
}

test('whatever the run, down to a single world, no chart has a mark without a place', () => {
  fc.assert(
    fc.property(
      fc.nat(1e6),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 280, max: 1000 }),
      (seed, worlds, width) => {
        for (const chart of drawn(run(seed, worlds), width)) {
          const parser = new SaxesParser()
          parser.on('error', (error) => {
            throw error
          })
          parser.write(chart.svg).close()
          expect(chart.svg, chart.id).not.toMatch(/NaN|undefined|Infinity/)
          for (const row of chart.table.rows) {
            expect(row.length, chart.id).toBe(chart.table.columns.length)
            for (const value of row) if (typeof value === 'number') expect(Number.isFinite(value), chart.id).toBe(true)
          }
        }
      },
    ),
    { numRuns: 12, seed: 1 },
  )
})

test('curves of survival never rise', () => {
  fc.assert(
    fc.property(fc.nat(1e6), (seed) => {
      const rows = charts.survivalCurves(run(seed, 20).arms[0]!, { width: 500 }, 'the record').table.rows
      for (const column of [1, 4]) {
        const values = rows.map((row) => row[column]).filter((value) => typeof value === 'number')
        values.forEach((value, k) => {
          if (k > 0) expect(value).toBeLessThanOrEqual(values[k - 1]!)
        })
      }
    }),
    { numRuns: 10, seed: 1 },
  )
})

describe('two maps, one below the other', () => {
  const arm = { ...run(3, 20).arms[0]! }
  const held = [{ p05: 400, p50: 422, p95: 430 }]
  const regions = [
    { id: 'crimea', name: 'Crimea', iso: 'UA-43', areaKm2: 26_081, held: [{ p05: 26_081, p50: 26_081, p95: 26_081 }] },
  ]
  const spread = { n: 20, mean: 422, p25: 410, p75: 425, ...held[0]! }
  const own: ArmSummary = { ...arm, regions, war: { ...arm.war, foothold: [spread] } }
  const map = charts.mapOfControl(own, geography, 0, { width: 800, twin: { ...own, scenario: 'other' } })

  test('keep within their frames: a neighbour of the lower one covers nothing of the upper one', () => {
    const height = Math.round(800 * 0.66)
    const outlines = [...map.svg.matchAll(/<path d="([^"]*)"/g)].map(([, outline]) => outline!)
    expect(outlines.length).toBeGreaterThan(60)
    for (const outline of outlines) {
      for (const [, x, y] of outline.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)) {
        expect(Number(x)).toBeGreaterThanOrEqual(-0.1)
        expect(Number(x)).toBeLessThanOrEqual(800.1)
        expect(Number(y)).toBeGreaterThanOrEqual(-0.1)
        expect(Number(y)).toBeLessThanOrEqual(height + 0.1)
      }
    }
  })

  test('say which is which, and mark what the defender holds beyond its border', () => {
    for (const said of ['as written', 'other', 'Kursk 422 km²', '100 %']) expect(map.svg).toContain(said)
    expect(map.table.rows.map((row) => row[0])).toEqual([
      'Crimea, as written',
      'Crimea, other',
      'Kursk, held by the defender',
    ])
  })
})

test('a picture alone is dark on white, whatever the theme of its reader, and follows the page where that has colours', () => {
  for (const { svg } of drawn(run(3, 20), 400)) {
    expect(svg).not.toContain('prefers-color-scheme')
    expect(svg).toContain('--c-paper:var(--paper,#fff)')
    expect(svg).toContain('<rect class="paper"')
  }
})

test('a cross marks what an actor prefers and yet refuses, and nothing else', () => {
  const arm = run(3, 20).arms[0]!
  const [actor] = Object.keys(arm.noDeal) as [string]
  const spread = { n: 20, mean: 5, p05: 1, p25: 3, p50: 5, p75: 7, p95: 9 }
  const crosses = (estimate: number, shift: number): number => {
    const moved = Object.fromEntries(
      Object.entries(spread).map(([key, value]) => [key, key === 'n' ? value : value - shift]),
    )
    const named = {
      ...arm.named[0]!,
      margins: { [actor]: moved as unknown as typeof spread },
      accepts: { [actor]: { estimate, low: estimate, high: estimate } },
    }
    return (
      charts.acceptanceMatrix({ ...arm, named: [named], families: [] }, { width: 500 }).svg.split('class="x"').length -
      1
    )
  }
  expect(crosses(0.1, 0)).toBe(1)
  expect(crosses(0.95, 0)).toBe(0)
  // Below zero it refuses because it would rather fight, which the bar already says.
  expect(crosses(0, 10)).toBe(0)
})

test('what the attacker does is orange, what the defender does is blue', () => {
  const arm = run(3, 20).arms[0]!
  const kinds = (series: keyof ArmSummary['war']): (string | undefined)[] =>
    [...charts.warFan(arm, series, { width: 500 }).svg.matchAll(/<path class="(\w+)"/g)].map(([, kind]) => kind)
  expect(kinds('lossesAttacker')).toEqual(['ba1', 'ba2', 'la'])
  expect(kinds('lossesDefender')).toEqual(['bd1', 'bd2', 'ld'])
  expect(kinds('line')).toEqual(['b1', 'b2', 'l1'])
})

describe('the waterfall', () => {
  function struck(seed: number, worlds: number): Strikes {
    const loaded = load(readFileSync(new URL('../../fixtures/cases/small.yaml', import.meta.url), 'utf8'), 'small.yaml')
    if (!loaded.ok) throw new Error('the small case does not load')
    return strikes(compile(loaded.case, null, { worlds, beside: [], seed }))
  }
  const bars = (svg: string): { kind: string; left: number; right: number }[] =>
    [
      ...svg.matchAll(
        /<rect class="(left|rule|consent|redLines|acceptance)" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/g,
      ),
    ].map(([, kind, x, width]) => ({ kind: kind!, left: Number(x), right: Number(x) + Number(width) }))

  test('falls from bar to bar, what is struck ending where the bar before did, whatever the width and down to one world', () => {
    fc.assert(
      fc.property(
        fc.nat(1e6),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 280, max: 1000 }),
        (seed, worlds, width) => {
          const found = struck(seed, worlds)
          const { svg, table } = charts.waterfall(found, { width })
          expect(svg).not.toMatch(/NaN|undefined|Infinity/)
          let [before, now] = [Infinity, Infinity]
          // The first hatches are those of the legend.
          for (const { kind, left, right } of bars(svg).slice(4)) {
            expect(right).toBeLessThanOrEqual(width)
            if (kind === 'left') {
              expect(right).toBeLessThanOrEqual(now + 0.01)
              ;[before, now] = [now, right]
            } else {
              expect(left).toBeCloseTo(now, 1)
              expect(right).toBeCloseTo(before, 1)
            }
          }
          expect(table.rows.length).toBe(found.steps.length + 1)
          for (const row of table.rows) expect(row.length).toBe(table.columns.length)
        },
      ),
      { numRuns: 12, seed: 1 },
    )
  })

  test('gives each kind of step a hatch of its own, and says where it did not count', () => {
    const found = struck(3, 20)
    const kinds = ['rule', 'foothold', 'consent', 'redLines', 'acceptance'] as const
    const left = (mean: number) => ({ n: 20, mean, p05: 0, p25: 0, p50: mean, p75: mean, p95: mean })
    const steps = kinds.map((kind, k) => ({ ...found.steps[0]!, kind, left: left(1 / 2 ** (k + 1)) }))
    const marks = bars(charts.waterfall({ ...found, steps }, { width: 500 }).svg).map(({ kind }) => kind)
    expect(marks.slice(4).filter((kind) => kind !== 'left')).toEqual([
      'rule',
      'rule',
      'consent',
      'redLines',
      'acceptance',
    ])
    const uncounted = [
      ...steps.slice(0, 4),
      { ...steps[4]!, left: null, anyLeft: null, strikes: null, alone: null, last: null },
    ]
    const { svg, table } = charts.waterfall({ ...found, steps: uncounted }, { width: 500 })
    expect(svg).toContain('not counted')
    expect(table.rows.at(-1)!.slice(1)).toEqual(Array.from({ length: 7 }, () => 'not counted'))
  })
})
