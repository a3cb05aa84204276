import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { conflictsOf } from '../../../src/answers/survival/conflicts.ts'
import { durabilityEvidence } from '../../../src/answers/survival/durability-evidence.ts'
import { REFERENCE_CLASSES } from '../../../src/answers/survival/reference-classes.ts'
import { survive } from '../../../src/answers/survival/survive.ts'
import { asCeasefires, baseRates, overridden, truceTable } from '../../../src/answers/survival/truces.ts'
import { EPISODES, WARS } from '../../../src/case/war-end-record.ts'
import { warEnds } from '../../../src/answers/survival/war-ends.ts'
import { monthsBetween } from '../../../src/run/war-ends.ts'
import { readSurvivalTable } from '../../../src/formats/survival-table.ts'
import { load } from '../../../src/internal.ts'
import { readCsv } from '../../../src/text/csv.ts'
import { readFrame, readOracle } from '../../methods/survival/frame.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const dataOf = (path: string) => readCsv(readFileSync(`${root}data/${path}`, 'utf8'), path).csv!
const pairs = dataOf('truces/truces.csv')
const oracle = readOracle('oracle_interstate')

const rateOf = (name: string, unit: 'ceasefires' | 'pairs') =>
  baseRates(pairs, unit, 0).rates.find((rate) => rate.class.name === name)!

describe('the table of truces', () => {
  test('every row has a source, and is the pair that the fits were made from', () => {
    const frame = readFrame('test/fixtures/survival/dyads.csv')
    expect(pairs.rows).toBe(50)
    for (let row = 0; row < pairs.rows; row++) {
      const cell = (name: string) => pairs.cell(row, pairs.header.indexOf(name))
      expect(cell('source')).toMatch(/^COW Inter-State War v4.0, war \d+/)
      expect(cell('key')).toBe(frame.text('key')[row])
      expect(Number(cell('years'))).toBe(frame.number('t_years')[row])
      expect(Number(cell('guarantee'))).toBe(frame.number('guarantee')[row])
    }
  })

  test('base rates of pairs and of ceasefires are those of the oracles', () => {
    for (const [unit, rows] of [
      ['pairs', oracle.A_km_all],
      ['ceasefires', oracle.B_km],
    ] as const) {
      for (const point of rateOf('all', unit).at) {
        const row = rows.find(({ t }: { t: number }) => t === point.time)
        expect(point.survival).toBeCloseTo(row.S, 9)
        expect(point.low).toBeCloseTo(row.lo, 9)
        expect(point.high).toBeCloseTo(row.hi, 9)
      }
    }
  })

  test('subsets as the evidence has them', () => {
    expect(rateOf('without Israel', 'pairs')).toMatchObject({ count: 32, failed: 8 })
    expect(rateOf('after 1970', 'pairs')).toMatchObject({ count: 23, failed: 7 })
    expect(rateOf('ten thousand deaths or more', 'pairs')).toMatchObject({ count: 15, failed: 5 })
    expect(rateOf('stalemate or compromise', 'pairs')).toMatchObject({ count: 12, failed: 2 })
    expect(rateOf('all', 'ceasefires')).toMatchObject({ count: 34, failed: 15 })
  })

  test('no class claims certainty: where none or all failed the interval is still wide', () => {
    for (const unit of ['pairs', 'ceasefires'] as const) {
      const { rates } = baseRates(pairs, unit, 0)
      expect(rates).toHaveLength(REFERENCE_CLASSES.length)
      for (const { at } of rates) for (const { low, high } of at) expect(high - low).toBeGreaterThan(0.01)
    }
  })

  test('a second coder changes rows by key; wrong keys and columns are told', () => {
    const text = 'key,guarantee,garantee\n151/1/710-732,0,1\nnone,1,1\n152,,\n'
    const { csv, rows, diagnostics } = overridden(pairs, readCsv(text, 'b.csv').csv!)
    expect(rows).toBe(1)
    expect(diagnostics.map(({ code, line }) => [code, line])).toEqual([
      ['unknown-column', 1],
      ['unknown-key', 3],
      ['unknown-key', 4],
    ])
    const guaranteed = (of: typeof pairs) => truceTable(of, 'pairs', 'guarantee = 2')!.spells.time.length
    expect(guaranteed(csv)).toBe(guaranteed(pairs) - 1)
  })

  test('ceasefires fail when their first pair does', () => {
    const events = readFrame('test/fixtures/survival/events-25.csv')
    const ceasefires = asCeasefires(pairs)
    expect(ceasefires.rows).toBe(events.rows)
    for (let row = 0; row < ceasefires.rows; row++) {
      const cell = (name: string) => ceasefires.cell(row, ceasefires.header.indexOf(name))
      const at = events.text('event').indexOf(cell('event'))
      expect([cell('failed'), Number(cell('years'))]).toEqual([events.text('fail')[at], events.number('t_years')[at]])
      expect([cell('failed25'), Number(cell('years25'))]).toEqual([
        events.text('fail25')[at],
        events.number('t25_years')[at],
      ])
    }
  })
})

describe('how wars end', () => {
  const table = dataOf('war-ends/war-ends.csv')

  test('the engine counts the rows of the table', () => {
    const codes = ['', 'deal', 'break', 'other']
    const written = Array.from({ length: table.rows }, (_, row) =>
      ['record', 'days', 'ended', 'intensity', 'key'].map((name) => table.cell(row, table.header.indexOf(name))),
    )
    const counted = [...WARS.map((row) => ['wars', row] as const), ...EPISODES.map((row) => ['episodes', row] as const)]
    expect(
      counted.map(([record, [days, end, intensity, key]]) => [
        record,
        String(days),
        codes[end],
        String(intensity),
        key,
      ]),
    ).toEqual(written)
  })

  test('of the wars that lasted three years, one in four ended within the fourth', () => {
    const { tables } = warEnds(36)
    expect(tables[0]).toMatchObject({ record: 'wars', atRisk: 4 })
    const year = tables[0]!.rows[1]!
    expect(year.any.chance).toBe(0.25)
    expect(year.deal.count).toBe(1)
    expect(year.break).toMatchObject({ chance: 0, low: 0 })
    expect(year.break.high).toBeCloseTo(1 - 0.025 ** 0.25, 12)
  })

  test('chances grow with the window, ends add up, and a war longer than any leaves no row', () => {
    for (const lasted of [0, 1, 6, 12, 24, 36]) {
      for (const { rows } of warEnds(lasted).tables) {
        rows.forEach((row, k) => {
          expect(row.deal.chance + row.break.chance + row.other.chance).toBeCloseTo(row.any.chance, 12)
          if (k > 0) expect(row.any.chance).toBeGreaterThanOrEqual(rows[k - 1]!.any.chance)
        })
      }
    }
    expect(warEnds(2000).tables.every(({ atRisk, rows }) => atRisk === 0 && rows.length === 0)).toBe(true)
  })
})

describe('a war left out of its own base rate', () => {
  const korean = ['cow-151/1/1953-07-27', 'ucdp-235-1949-05-31']

  test('is one war at risk less, in each record that has it', () => {
    const [all, less] = [warEnds(23), warEnds(23, korean)]
    expect(less.tables.map(({ atRisk }) => atRisk)).toEqual(all.tables.map(({ atRisk }) => atRisk - 1))
    expect(less.without).toEqual(korean)
  })

  test('that had ended before then changes nothing but what is said', () => {
    const short = ['cow-148/2/1948-10-31']
    expect(warEnds(23, short)).toEqual({ ...warEnds(23), without: short })
  })
})

describe('the model of durability against the record', () => {
  const record = durabilityEvidence(pairs)

  test('shares of belief lie between 0 and 1 and fall as beliefs widen', () => {
    const effects = record.widths[0]!.effects.map((_, j) => record.widths.map(({ effects: of }) => of[j]!.beliefShare))
    for (const shares of effects) {
      shares.forEach((share, k) => {
        expect(share).toBeGreaterThan(0)
        expect(share).toBeLessThanOrEqual(1)
        if (k > 0) expect(share).toBeLessThan(shares[k - 1]!)
      })
    }
    for (const { effects: of } of record.sets.slice(-1))
      for (const { beliefShare } of of) expect(beliefShare).toBeGreaterThan(0.99)
  })

  test('leaving out a conflict leaves out all its ceasefires, and the first is that of Israel and its neighbours', () => {
    const conflicts = conflictsOf(pairs)
    expect(conflicts.reduce((sum, { events }) => sum + events.size, 0)).toBe(34)
    expect(record.leaveOut[0]).toMatchObject({ ceasefires: 8, failed: 7 })
    expect(record.leaveOut.reduce((sum, { failed }) => sum + failed, 0)).toBe(15)
  })

  test('packages whose bands overlap are said to', () => {
    for (const { packages, pairs: all, apart } of record.packages) {
      expect(all).toBe(21)
      expect(apart + packages.reduce((sum, { notAbove }) => sum + notAbove.length, 0)).toBe(all)
      packages.forEach((one, k) => {
        for (const other of packages.slice(k + 1)) {
          expect(one.notAbove.includes(other.name)).toBe(other.high >= one.low)
          expect(one.middle).toBeGreaterThanOrEqual(other.middle)
        }
      })
    }
    expect(record.packages.find(({ priors }) => priors === 'flat')!.apart).toBe(0)
  })
})

describe('the answer of a table', () => {
  const answer = (text: string, covariates: readonly string[]) => {
    const { table } = readSurvivalTable(readCsv(text, 'a.csv').csv!, { covariates })
    return survive(table!, { families: ['weibull', 'lognormal'], ties: 'efron' })
  }

  test('all censored: curves and a bound for the rate, no fits', () => {
    const record = answer('time,event,x\n1,0,1\n3,0,2\n', ['x'])
    expect(record).toMatchObject({ events: 0, families: [], cox: null, tests: [] })
    expect(record.curves[0]!.rateBelow).toBeCloseTo(Math.log(20) / 4, 12)
    expect(record.curves[0]!.at[0]).toMatchObject({ survival: 1, high: 1 })
    expect(record.curves[0]!.at[0]!.low).toBeCloseTo(Math.sqrt(0.025), 12)
  })

  test('constant and separating covariates are told at their columns, and the others fitted', () => {
    const rows = Array.from(
      { length: 30 },
      (_, k) => `${k + 1},${k % 2},7,${k % 2 === 1 ? 0 : k % 4 === 0 ? 1 : 0},${(k * 7) % 5}`,
    )
    const record = answer(`time,event,same,parts,x\n${rows.join('\n')}\n`, ['same', 'parts', 'x'])
    expect(record.told.map(({ code, line, column }) => [code, line, column])).toEqual([
      ['left-out', 1, 12],
      ['no-finite-value', 1, 17],
    ])
    expect(record.cox!.terms.map(({ state }) => state)).toEqual(['left out', 'no finite value', 'ok'])
    expect(Number.isFinite(record.cox!.terms[2]!.estimate)).toBe(true)
    expect(JSON.stringify(record)).not.toContain('null,"high":null')
  })
})

describe('months that a war has lasted', () => {
  test('days are counted as the calendar has them', () => {
    expect(monthsBetween('2022-02-24', '2025-03-01')).toBeCloseTo((1101 * 12) / 365.2425, 12)
    expect(monthsBetween('2000-02-28', '2000-03-01') * 365.2425).toBeCloseTo(24, 9)
    expect(monthsBetween('1900-02-28', '1900-03-01') * 365.2425).toBeCloseTo(12, 9)
    expect(monthsBetween('1999-12-31', '2000-01-01') * 365.2425).toBeCloseTo(12, 9)
  })

  test('days since 1946 are those of the calendar', () => {
    for (let day = 0; day < 20000; day += 137) {
      const date = new Date(Date.UTC(1946, 0, 1) + day * 86_400_000).toISOString().slice(0, 10)
      expect((monthsBetween('1946-01-01', date) * 365.2425) / 12).toBeCloseTo(day, 6)
    }
  })

  test('a war that begins after the date of the case is an error where it says so', () => {
    const file = `${root}cases/bundled/ukraine-2025/case.yaml`
    const text = readFileSync(file, 'utf8').replace('began: 2022-02-24', 'began: 2025-03-02')
    const loaded = load(text, 'case.yaml')
    expect(loaded.ok).toBe(false)
    if (!loaded.ok) expect(loaded.errors.map(({ code }) => code)).toEqual(['after-date'])
  })
})
