import { readFileSync } from 'node:fs'
import { SaxesParser } from 'saxes'
import { beforeAll, describe, expect, test } from 'vitest'
import * as charts from '../../../present/charts/index.ts'
import type { Chart, Geography } from '../../../present/charts/index.ts'
import { NO_EXTRAS, renderHtml, renderMarkdown } from '../../../present/documents/index.ts'
import { compile, load, simulate, strikes, summarise } from '../../../src/internal.ts'
import type { Case, Strikes, Summary } from '../../../src/internal.ts'

const HOSTILE = '<script>alert("1")</script> & \'x\' <img src=x onerror=alert(1)>'
let theCase: Case
let summary: Summary
let struck: Strikes
let hostile: { case: Case; summary: Summary; struck: Strikes }
const geography = JSON.parse(
  readFileSync(new URL('../../../cases/bundled/ukraine-2025/geography.json', import.meta.url), 'utf8'),
) as Geography

beforeAll(() => {
  const text = readFileSync(new URL('../../fixtures/cases/small.yaml', import.meta.url), 'utf8')
  const loaded = load(text, 'small.yaml')
  if (!loaded.ok) throw new Error('the small case does not load')
  theCase = loaded.case
  const model = compile(theCase, null, { worlds: 300, armWorlds: 60, seed: 3 })
  const tally = simulate(model, 0, 300)
  summary = summarise(model, tally, 'd'.repeat(64))
  struck = strikes({ ...model, worlds: 40 })
  const named = {
    ...theCase,
    title: HOSTILE,
    summary: HOSTILE,
    packages: theCase.packages.map((entry) => ({ ...entry, says: HOSTILE })),
    evidence: theCase.evidence.map((item) => ({ ...item, says: HOSTILE })),
    claims: theCase.claims.map((claim) => ({ ...claim, says: HOSTILE, rival: HOSTILE })),
    scenarios: theCase.scenarios.map((scenario) => ({ ...scenario, says: HOSTILE })),
    rules: theCase.rules.map((rule) => ({ ...rule, says: HOSTILE })),
    consents: theCase.consents.map((body) => ({ ...body, says: HOSTILE })),
    actors: theCase.actors.map((actor) => ({ ...actor, name: HOSTILE })),
    issues: theCase.issues.map((issue) => ({
      ...issue,
      options: issue.options.map((option) => ({ ...option, says: HOSTILE })),
    })),
  }
  hostile = {
    case: named,
    summary: summarise({ ...model, case: named }, tally, 'd'.repeat(64)),
    struck: strikes({ ...model, case: named, worlds: 10 }),
  }
})

function every(of: Summary, found: Strikes, width: number): Chart[] {
  const arm = of.arms[0]!
  const twin = of.arms[1]!
  const size = { width }
  return [
    charts.dealCurve([arm], size),
    charts.dealCurve(of.arms, size),
    charts.openByMonth(arm, size),
    charts.survivalCurves(arm, size, 'the record'),
    charts.warFan(arm, 'line', size),
    charts.warFan(arm, 'lossesAttacker', { ...size, twin }),
    charts.acceptanceMatrix(arm, size),
    charts.compareDots(of, size),
    charts.ledgerDots(arm, size),
    charts.changeDots(of, size),
    charts.whyBars(arm, size),
    charts.evidenceMatrix(of, size),
    charts.priorPosterior(of, size),
    charts.parallelMargins(arm, size),
    charts.tradeOffs(arm, 'north', 'south', size),
    charts.mapOfControl(arm, geography, 3, { ...size, twin }),
    charts.waterfall(found, size),
  ]
}

function parse(svg: string): void {
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.write(svg).close()
}

describe('every chart', () => {
  test.each([300, 760])('at %i pixels is well-formed, named, and has a place for every mark', (width) => {
    for (const chart of every(summary, struck, width)) {
      parse(chart.svg)
      expect(chart.svg, chart.id).not.toMatch(/NaN|undefined|Infinity/)
      expect(chart.svg, chart.id).toMatch(/role="img"[^>]*>?.*<title>.+<\/title><desc>.+<\/desc>/s)
      for (const row of chart.table.rows) expect(row.length, chart.id).toBe(chart.table.columns.length)
    }
  })

  test('escapes whatever a case says', () => {
    for (const chart of every(hostile.summary, hostile.struck, 500)) {
      parse(chart.svg)
      expect(chart.svg, chart.id).not.toContain('<script')
      expect(chart.svg, chart.id).not.toContain('<img')
    }
  })
})

test('the table of a chart holds the numbers of the run', () => {
  const arm = summary.arms[0]!
  const { rows } = charts.dealCurve([arm], { width: 500 }).table
  rows.forEach((row, m) => {
    expect(row[1]).toBeCloseTo(arm.dealBy[m]!.estimate, 3)
  })
  const survival = charts.survivalCurves(arm, { width: 500 }, 'the record').table.rows.map((row) => Number(row[1]))
  survival.forEach((value, k) => {
    if (k > 0) expect(value).toBeLessThanOrEqual(survival[k - 1]!)
  })
})

test('the band over readings begins where it stands out of its noise: a spread of none is no certainty', () => {
  const arm = summary.arms[0]!
  const spread = (sd: number): NonNullable<(typeof arm)['dealByReadings'][number]> => ({
    pairs: 500,
    sd,
    varianceError: 0.001,
    p05: 0.1,
    p25: 0.2,
    p75: 0.4,
    p95: 0.5,
  })
  const told = { ...arm, dealByReadings: arm.dealBy.map((_, m) => spread(m < 4 ? 0 : 0.2)) }
  const { table, svg } = charts.dealCurve([told], { width: 500 })
  expect(table.columns.slice(-2)).toEqual(['half of the readings, low', 'half of the readings, high'])
  expect(table.rows.map((row) => row.slice(-2))).toEqual(told.dealBy.map((_, m) => (m < 4 ? ['', ''] : [0.2, 0.4])))
  expect(svg).not.toContain('NaN')
  const untold = {
    ...told,
    dealByReadings: told.dealByReadings.map((at, m) => (m < told.dealBy.length - 1 ? at : spread(0))),
  }
  expect(charts.dealCurve([untold], { width: 500 }).table.columns).toHaveLength(4)
})

describe('the map', () => {
  /** Even-odd rule. */
  function contains(rings: number[][][], [x, y]: readonly [number, number]): boolean {
    return rings.reduce(
      (inside, ring) =>
        ring.reduce((state, [ax, ay], k) => {
          const [bx, by] = ring[(k + 1) % ring.length] as [number, number]
          return ay! > y !== by > y && x < ((bx - ax!) * (y - ay!)) / (by - ay!) + ax! ? !state : state
        }, inside),
      false,
    )
  }

  test.each([
    ['Simferopol', 34.1, 44.95],
    ['Sevastopol', 33.6, 44.6],
    ['Kerch', 36.42, 45.33],
    ['Kyiv', 30.52, 50.45],
    ['Donetsk', 37.8, 48.0],
  ] as const)('has %s in Ukraine', (_, longitude, latitude) => {
    const found = geography.features.filter(({ geometry }) =>
      (geometry as { coordinates: number[][][][] }).coordinates.some((polygon) =>
        contains(polygon, [longitude, latitude]),
      ),
    )
    expect(found.map(({ properties }) => properties.iso.slice(0, 2))).toContain('UA')
    expect(found.map(({ properties }) => properties.iso.slice(0, 2))).not.toContain('RU')
  })

  test('prints its policy on borders', () => {
    expect(charts.mapOfControl(summary.arms[0]!, geography, 0, { width: 700 }).svg).toContain('recognised borders')
  })
})

describe('the report', () => {
  test('asks nothing of the network, runs nothing, and escapes whatever a case says', () => {
    const html = renderHtml(hostile.case, hostile.summary, { ...NO_EXTRAS, geography })
    expect(html).not.toMatch(/<script|<img|<link|<iframe|<[a-z]+[^>]*\s(?:src|href)=(?!"#)|@import|url\((?!#)/)
    expect(html.length).toBeLessThan(1_500_000)
    // Lines set in by four spaces are code, where nothing is markup.
    const prose = renderMarkdown(hostile.case, hostile.summary)
      .split('\n')
      .filter((line) => !line.startsWith('    '))
    for (const line of prose) expect(line).not.toMatch(/(?<!\\)</)
  })

  test('says how it came about', () => {
    const html = renderHtml(theCase, summary)
    for (const said of ['seed 3', 'engine', 'dddddddddddd', 'it does not replace it', 'Sources'])
      expect(html).toContain(said)
  })
})
