import { quantityAt } from '../../../src/case/indices.ts'
import type { QuantityIndex } from '../../../src/case/indices.ts'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Case } from '../../../src/case/types.ts'
import { load } from '../../../src/load/load.ts'
import { compile } from '../../../src/run/compile.ts'
import { worlds } from '../../../src/run/simulate.ts'
import { strikes } from '../../../src/answers/space/strikes.ts'
import { MOST_PAIRS, pairCounter } from '../../../src/stages/settlement/count-pairs.ts'
import { settlementStage } from '../../../src/stages/settlement/settle.ts'
import { strikerOf } from '../../../src/stages/settlement/strikes.ts'
import type { WorldStrikes } from '../../../src/stages/settlement/strikes.ts'
import { settlementTable } from '../../../src/stages/settlement/table.ts'
import { LARGEST_SIDE, allOf, sumsOf, twoSides } from '../../../src/stages/settlement/two-sides.ts'
import { findAcceptable } from '../../../src/stages/settlement/zopa.ts'
import { buildCase, UNCERTAIN } from '../../fixtures/build-case.ts'
import { randomCase, randomFrom } from '../../fixtures/random-case.ts'
import { naiveSettlement } from '../../reference/settlement.ts'
import { naiveStrikes } from '../../reference/strikes.ts'

const WORLDS = 6

/** Each world of a case: its counts, and whatever else a test wants to know of it. */
function byWorld(theCase: Case, count = WORLDS) {
  const model = compile(theCase, null, { worlds: count, seed: 5, beside: [] })
  const table = settlementTable(theCase)
  const striker = strikerOf(model, table)
  const stage = settlementStage(model, table)
  const each = worlds(model)
  return Array.from({ length: count }, (_, index) => {
    const { world, projection } = each(index)[0]!
    const settlement = stage.prepare(world, projection)
    const isOpen = findAcceptable(settlement.in(1).gains) !== null
    const packages = projection ? naiveSettlement(theCase, world, projection, 1) : []
    return {
      striker,
      seen: striker.count(world, projection),
      naive: naiveStrikes(theCase, world, packages, striker.steps),
      isOpen,
      footholdStands: projection
        ? projection.foothold[1]! >= (world.values[theCase.war?.foothold?.least ?? -1] ?? 0)
        : true,
    }
  })
}

describe.each([2, 3] as const)('with %i veto players', (players) => {
  test('counts are those of every package looked at one by one', () => {
    let open = 0
    let closed = 0
    for (let seed = 0; seed < 40; seed++) {
      const theCase = randomCase(randomFrom(seed), players)
      byWorld(theCase).forEach(({ seen, naive, isOpen, striker }, index) => {
        expect(seen, `case ${seed}, world ${index}`).toEqual(naive)
        expect(striker.packages).toBe(108)
        expect(seen.left.at(-1)! > 0).toBe(isOpen)
        if (isOpen) open++
        else closed++
      })
    }
    expect(open).toBeGreaterThan(20)
    expect(closed).toBeGreaterThan(20)
  })
})

function onlyFalls({ left }: WorldStrikes, packages: number): void {
  left.forEach((count, step) => {
    expect(count).toBeLessThanOrEqual(step === 0 ? packages : left[step - 1]!)
  })
}

test('no step adds a package, and none that stands aside takes one away', () => {
  fc.assert(
    fc.property(fc.nat(1e6), fc.constantFrom(2 as const, 3 as const), (seed, players) => {
      for (const { seen, striker } of byWorld(randomCase(randomFrom(seed), players), 3)) {
        onlyFalls(seen, striker.packages)
        for (const back of seen.last) expect(back!).toBeGreaterThanOrEqual(0)
      }
    }),
    { numRuns: 30, seed: 2 },
  )
})

test('a red line that is firmer never leaves more', () => {
  for (let seed = 0; seed < 15; seed++) {
    const theCase = randomCase(randomFrom(seed), 2)
    const firmer: Case = {
      ...theCase,
      quantities: theCase.quantities.map((quantity) =>
        quantity.id === 'firm.1'
          ? { ...quantity, spread: { kind: 'plain', of: { kind: 'fixed', value: 1 } } }
          : quantity,
      ),
    }
    const [before, after] = [theCase, firmer].map((one) => byWorld(one, 12).map(({ seen }) => seen))
    after!.forEach(({ left, alone }, world) => {
      left.forEach((count, step) => {
        expect(count!).toBeLessThanOrEqual(before![world]!.left[step]!)
        expect(alone[step]!).toBeGreaterThanOrEqual(before![world]!.alone[step]!)
      })
    })
  }
})

test('what exists only with the foothold goes when it is lost', () => {
  const toy = buildCase({
    ...UNCERTAIN,
    'foothold.area': 100,
    'foothold.lost': 0,
    'foothold.least': { kind: 'uniform', low: 0, high: 200 },
  })
  const n = (id: string): QuantityIndex => quantityAt(toy.quantities.findIndex((quantity) => quantity.id === id))
  const foothold = {
    id: 'hold',
    name: 'Hold',
    area: n('foothold.area'),
    lostPerMonth: n('foothold.lost'),
    least: n('foothold.least'),
    provenance: toy.issues[0]!.provenance,
  }
  const theCase: Case = {
    ...toy,
    war: { ...toy.war!, foothold },
    issues: toy.issues.map((issue, k) => (k === 2 ? { ...issue, whileFoothold: { otherwise: 0 } } : issue)),
  }
  const left = byWorld(theCase, 30).map(({ seen, striker, isOpen, footholdStands }) => {
    expect(striker.steps[0]).toEqual({ kind: 'foothold' })
    expect(seen.left.at(-1)! > 0).toBe(isOpen)
    expect(seen.left[0]).toBe(footholdStands ? 18 : 9)
    return seen.left[0]
  })
  expect(new Set(left)).toEqual(new Set([18, 9]))
})

describe('the flagship', () => {
  const loaded = load(
    readFileSync(new URL('../../../cases/bundled/ukraine-2025/case.yaml', import.meta.url), 'utf8'),
    'case.yaml',
  )
  if (!loaded.ok) throw new Error('the flagship does not load')
  const theCase = loaded.case

  test('something is left after the last step in the worlds with a ZOPA and in no others', () => {
    const model = compile(theCase, null, { worlds: 120, seed: 7, beside: [] })
    const table = settlementTable(theCase)
    const striker = strikerOf(model, table)
    const stage = settlementStage(model, table)
    const each = worlds(model)
    let open = 0
    for (let index = 0; index < 120; index++) {
      const { world, projection } = each(index)[0]!
      const isOpen = findAcceptable(stage.prepare(world, projection).in(1).gains) !== null
      const seen = striker.count(world, projection)
      expect(seen.left.at(-1)! > 0).toBe(isOpen)
      onlyFalls(seen, striker.packages)
      if (isOpen) open++
    }
    expect(open).toBeGreaterThan(20)
    expect(open).toBeLessThan(100)
  })

  test('the record names each step where the file speaks of it, and its shares add up', () => {
    const model = compile(theCase, null, { worlds: 60, seed: 7, beside: [] })
    const found = strikes(model)
    expect(found).toEqual(strikes(model))
    expect(found.packages).toBe(theCase.issues.reduce((count, { options }) => count * options.length, 1))
    expect(new Set(found.steps.map(({ kind }) => kind))).toEqual(
      new Set(['rule', 'foothold', 'consent', 'redLines', 'acceptance']),
    )
    const lines = readFileSync(new URL('../../../cases/bundled/ukraine-2025/case.yaml', import.meta.url), 'utf8').split(
      '\n',
    )
    for (const { kind, id, provenance } of found.steps) {
      const mark =
        kind === 'redLines'
          ? new RegExp(`^  - id: ${theCase.redLines.find(({ actor }) => theCase.actors[actor]!.id === id)!.id}$`)
          : new RegExp(`\\b${id}\\b`)
      expect(lines.slice(provenance.place.line - 1, provenance.place.line + 1).join('\n'), id).toMatch(
        new RegExp(mark.source, 'm'),
      )
    }
    const struck = found.steps.reduce((sum, step) => sum + step.strikes!, 0)
    expect(struck + found.steps.at(-1)!.left!.mean).toBeCloseTo(1, 12)
    for (const { left, anyLeft } of found.steps) {
      expect(left!.p05).toBeLessThanOrEqual(left!.p95)
      expect(left!.mean > 0).toBe(anyLeft!.estimate > 0)
    }
  })
})

test('where there are too many packages, acceptance says so and the rest is counted all the same', () => {
  const toy = buildCase(UNCERTAIN)
  const filler = Array.from({ length: 20 }, (_, k) => ({
    ...toy.issues[2]!,
    id: `more-${k}`,
    options: [0, 1, 2, 3].map((o) => ({ ...toy.issues[2]!.options[0]!, id: `o${o}` })),
  }))
  const theCase: Case = {
    ...toy,
    bargaining: null,
    packages: [],
    issues: [...toy.issues, ...filler],
    scores: toy.scores.map((sheet) => ({
      ...sheet,
      issues: [
        ...sheet.issues,
        ...filler.map(() => ({ ...sheet.issues[2]!, options: [0, 1, 2, 3].map(() => sheet.issues[2]!.options[0]!) })),
      ],
    })),
  }
  const { steps, packages } = strikes(compile(theCase, null, { worlds: 4, beside: [] }))
  expect(packages).toBe(18 * 4 ** 20)
  for (const { kind, left, anyLeft, strikes: struck, alone, last } of steps) {
    const counted = kind !== 'acceptance'
    expect([left, anyLeft, struck, alone].map((value) => value !== null)).toEqual([counted, counted, counted, counted])
    expect(last).toBeNull()
  }
})

describe('pairs of sums', () => {
  const list = fc.array(fc.tuple(fc.nat(6), fc.nat(6), fc.nat(6), fc.nat(6), fc.boolean()), { maxLength: 25 })
  test('reach a least sum as often as looking at each pair says, ties included', () => {
    fc.assert(
      fc.property(
        list,
        list,
        fc.array(fc.nat(12), { minLength: 4, maxLength: 4 }),
        fc.subarray([0, 1, 2, 3]),
        (a, b, least, which) => {
          const columns = (rows: typeof a): Float64Array[] =>
            [0, 1, 2, 3].map((i) => Float64Array.from(rows, (row) => Number(row[i])))
          const flags = (rows: typeof a): Uint8Array => Uint8Array.from(rows, (row) => Number(row[4]))
          const naive = a.flatMap((x) =>
            b.filter((y) => x[4] && y[4] && which.every((i) => Number(x[i]) + Number(y[i]) >= least[i]!)),
          )
          expect(pairCounter(columns(a), columns(b), least).count(flags(a), flags(b), which)).toBe(naive.length)
        },
      ),
      { numRuns: 400, seed: 1 },
    )
  })

  test('of three coordinates are not counted where there are too many', () => {
    const size = Math.ceil(Math.sqrt(MOST_PAIRS)) + 1
    const column = new Float64Array(size)
    const all = new Uint8Array(size).fill(1)
    const counter = pairCounter([column, column, column], [column, column, column], [0, 0, 0])
    expect(counter.count(all, all, [0, 1, 2])).toBeNull()
    expect(counter.count(all, all, [0, 1])).toBe(size * size)
  })
})

describe('two sides', () => {
  test('hold every list once, the first on the first side, and are given up where one is too large', () => {
    expect(twoSides([450, 24, 3, 2, 3], 1)).toEqual([[0], [2, 3, 4, 1]])
    expect(twoSides([1], -1)).toEqual([[0], []])
    expect(twoSides([2, ...new Array<number>(10).fill(3)], -1)!.map((side) => side.length)).toEqual([6, 5])
    expect(twoSides([LARGEST_SIDE, LARGEST_SIDE], -1)).toEqual([[0], [1]])
    expect(twoSides([LARGEST_SIDE + 1], -1)).toBeNull()
  })

  test('number sums and flags alike', () => {
    expect([
      ...sumsOf([
        [1, 2],
        [10, 20, 30],
      ]),
    ]).toEqual([11, 12, 21, 22, 31, 32])
    expect([...allOf([Uint8Array.of(1, 0), Uint8Array.of(0, 1, 1)])]).toEqual([0, 0, 1, 0, 1, 0])
    expect([...sumsOf([])]).toEqual([0])
    expect([...allOf([])]).toEqual([1])
  })
})
