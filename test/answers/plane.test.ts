import type { QuantityIndex } from '../../src/case/indices.ts'
import { actorAt, quantityAt, issueAt } from '../../src/case/indices.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holds, holdsFor } from '../../src/case/condition.ts'
import type { Case, RedLine, Rule } from '../../src/case/types.ts'
import { compile, load, planesOf, templateCase, worlds } from '../../src/internal.ts'
import type { Concept, PlanePackage, Planes, WorldPlane } from '../../src/internal.ts'
import { settlementStage } from '../../src/stages/settlement/settle.ts'
import { settlementTable } from '../../src/stages/settlement/table.ts'
import { nashDeal, nashProduct } from '../../src/stages/settlement/zopa.ts'
import { buildCase, UNCERTAIN } from '../fixtures/build-case.ts'
import type { Numbers } from '../fixtures/build-case.ts'
import { dominates } from '../reference/frontier.ts'
import { everyPackage, naiveSettlement } from '../reference/settlement.ts'
import type { NaivePackage } from '../reference/settlement.ts'

const WORLDS = 40
const NEAR = 1e-7
const nowhere = { source: [], kind: null, note: null, claims: [], place: { line: 1, column: 1 } } as const

/** A third party that decides as well, with wants of its own. */
function threeParties(): Case {
  const toy = buildCase({ ...UNCERTAIN, 'a.walkAway': 2, 'firm.a': 0.1, 'firm.d': 0.1 })
  const third = toy.scores[1]!.issues.map(({ weight, options }, issue) => ({
    weight,
    options: issue === 2 ? [...options].reverse() : [options.at(-1)!, ...options.slice(0, -1)],
  }))
  return {
    ...toy,
    actors: [...toy.actors.slice(0, 2), { ...toy.actors[1]!, id: 'ally', name: 'ally' }],
    vetoPlayers: [0, 1, 2].map(actorAt),
    scores: [...toy.scores, { ...toy.scores[1]!, actor: actorAt(2), issues: third }],
    bargaining: null,
  }
}

/** A rule that a consent turns against a package, and one that joins land and trade. */
function withRules(): Case {
  const toy = buildCase({ ...UNCERTAIN, 'a.walkAway': 3 })
  const against: Rule = {
    kind: 'hard',
    id: 'against',
    says: '',
    when: { kind: 'chooses', issue: issueAt(2), options: [0] },
    requires: { kind: 'not', of: { kind: 'consent', body: 0 } },
    provenance: nowhere,
  }
  const swap: Rule = {
    kind: 'hard',
    id: 'swap',
    says: '',
    when: { kind: 'chooses', issue: issueAt(2), options: [1] },
    requires: { kind: 'not', of: { kind: 'chooses', issue: issueAt(0), options: [0] } },
    provenance: nowhere,
  }
  return { ...toy, rules: [...toy.rules, against, swap] }
}

const CASES: readonly (readonly [string, () => Case])[] = [
  ['two parties', () => buildCase({ ...UNCERTAIN, 'a.walkAway': 2 })],
  ['rules of every kind', withRules],
  ['three parties', threeParties],
]

/** Worlds of a case by the definition: every package with its gains, and whether it is left. */
function naive(theCase: Case, visit: (world: number, packages: NaivePackage[], plane: WorldPlane) => void): void {
  const model = compile(theCase, null, { worlds: WORLDS, seed: 5 })
  const each = worlds(model)
  const planes = planesOf(model)!
  for (let index = 0; index < WORLDS; index++) {
    const { world, projection } = each(index)[0]!
    visit(index, naiveSettlement(theCase, world, projection!, 1), planes.at(index))
  }
}

/** Whether a package could be were everybody willing: each rule lets it pass for some consents. */
function isPossible(theCase: Case, options: readonly number[]): boolean {
  const passes = (rule: Rule, granted: boolean): boolean => {
    const check = (condition: Rule['when']): boolean =>
      holds(
        condition,
        (i) => options[i]!,
        () => granted,
      )
    return rule.kind === 'soft' || !check(rule.when) || check(rule.requires)
  }
  return theCase.rules.every((rule) => passes(rule, false) || passes(rule, true))
}

/** The frontier found is that of the definition: no package beats one of it, and whatever is on it is there. */
function expectFrontier(found: readonly PlanePackage[], packages: readonly NaivePackage[]): void {
  const below = (gains: readonly number[]): number[] => gains.map((gain) => gain - NEAR)
  const above = (gains: readonly number[]): number[] => gains.map((gain) => gain + NEAR)
  for (const { options, gains } of found) {
    const same = packages.find((p) => p.options.every((option, issue) => option === options[issue]))
    expect(same, 'the package is left').toBeDefined()
    gains.forEach((gain, i) => {
      expect(gain).toBeCloseTo(same!.gains[i]!, 7)
    })
    expect(packages.some((p) => dominates(below(p.gains), gains))).toBe(false)
  }
  for (const { gains } of packages) {
    const isMatched = found.some((p) => above(p.gains).every((gain, i) => gain >= gains[i]!))
    expect(isMatched, 'every package left is matched by one of the frontier').toBe(true)
  }
  expect(new Set(found.map(({ gains }) => gains.join())).size).toBe(found.length)
}

test.each(CASES)('%s: both frontiers are those of all packages, world by world', (_, make) => {
  const theCase = make()
  let [some, none] = [0, 0]
  naive(theCase, (_world, packages, plane) => {
    const left = packages.filter(({ allowed }) => allowed)
    expectFrontier(plane.left, left)
    expectFrontier(
      plane.possible,
      packages.filter(({ options }) => isPossible(theCase, options)),
    )
    for (const { gains, margins } of [...plane.left, ...plane.possible])
      gains.forEach((gain, i) => {
        expect(gain - margins[i]!).toBeLessThanOrEqual(plane.walkAway[i]! + 1e-9)
      })
    if (left.length > 0) some++
    else none++
  })
  expect(some).toBeGreaterThan(5)
  expect(some + none).toBe(WORLDS)
})

/** What each concept maximises, over packages that beat no deal for everybody. */
const CRITERIA: Readonly<Record<Concept, (gains: readonly number[], ideal: readonly number[]) => number>> = {
  nash: (gains) => gains.reduce((product, gain) => product * gain, 1),
  kalaiSmorodinsky: (gains, ideal) =>
    Math.min(...gains.flatMap((gain, i) => (ideal[i]! > 0 ? [gain / ideal[i]!] : []))),
  egalitarian: (gains) => Math.min(...gains),
  utilitarian: (gains) => gains.reduce((sum, gain) => sum + gain, 0),
}

test.each(CASES)('%s: each solution point is the best of all packages by its own definition', (_, make) => {
  let open = 0
  naive(make(), (_world, packages, plane) => {
    const left = packages.filter(({ allowed }) => allowed)
    const acceptable = left.filter(({ gains }) => gains.every((gain) => gain >= 0))
    if (left.length === 0) {
      expect(plane.selected).toEqual([])
      return
    }
    if (acceptable.length > 0) open++
    const ideal = left[0]!.gains.map((__, i) => Math.max(...acceptable.map(({ gains }) => gains[i]!)))
    for (const { concept, points, beatsNoDeal } of plane.selected) {
      expect(beatsNoDeal).toBe(acceptable.length > 0)
      const among = acceptable.length > 0 ? acceptable : left
      if (acceptable.length === 0 && (concept === 'nash' || concept === 'kalaiSmorodinsky')) {
        expect(points).toEqual([])
        continue
      }
      const worth = (gains: readonly number[]): number => CRITERIA[concept](gains, ideal)
      const best = Math.max(...among.map(({ gains }) => worth(gains)))
      expect(points.length, concept).toBeGreaterThan(0)
      for (const point of points) expect(worth(plane.left[point]!.gains)).toBeCloseTo(best, 5)
    }
  })
  expect(open).toBeGreaterThan(3)
})

test('the weighted Nash point is the deal that the bargaining stage would strike', () => {
  const theCase = buildCase({ ...UNCERTAIN, 'weight.a': { kind: 'uniform', low: 0.5, high: 3 }, 'weight.d': 1 }, {})
  const n = (id: string): QuantityIndex => quantityAt(theCase.quantities.findIndex((quantity) => quantity.id === id))
  const weighted: Case = {
    ...theCase,
    bargaining: { ...theCase.bargaining!, weights: [n('weight.a'), n('weight.d')] },
  }
  const model = compile(weighted, null, { worlds: WORLDS, seed: 5 })
  const stage = settlementStage(model, settlementTable(weighted))
  const each = worlds(model)
  const planes = planesOf(model)!
  let compared = 0
  for (let index = 0; index < WORLDS; index++) {
    const { world, projection } = each(index)[0]!
    const weights = Float64Array.from(weighted.bargaining!.weights!, (q) => world.values[q]!)
    const settlement = stage.prepare(world, projection)
    const deal = nashDeal(settlement.in(1).gains, weights)
    const plane = planes.at(index)
    expect(plane.weighted).toBe(true)
    const points = plane.selected.find(({ concept }) => concept === 'nash')?.points ?? []
    expect(points.length > 0).toBe(deal !== null)
    for (const point of points) {
      expect(nashProduct(Float64Array.from(plane.left[point]!.gains), weights).scaled).toBeCloseTo(deal!.value, 6)
      compared++
    }
  }
  expect(compared).toBeGreaterThan(5)
})

const SHEET = ['back', 'contact', 'all', 'none', 'some', 'strong', 'closed', 'openTrade'].map((id) => `scores.a.${id}`)
const COSTS = ['a.cost', 'a.perThousand', 'a.walkAway']
const FIXED: Numbers = { 'a.walkAway': 2, 'firm.a': 0, 'firm.d': 0, 'consent.ally': 1 }

/** The packages that Nash and Kalai–Smorodinsky select in the first worlds. */
function scaleFree(numbers: Numbers): string[] {
  const planes = planesOf(compile(buildCase(numbers), null, { worlds: 8, seed: 5 }))!
  return Array.from({ length: 8 }, (_, index) => {
    const { left, selected } = planes.at(index)
    return selected
      .filter(({ concept }) => concept === 'nash' || concept === 'kalaiSmorodinsky')
      .map(({ points }) => points.map((point) => left[point]!.options.join('')).join('+'))
      .join(' ')
  })
}

test('an actor measured on another scale: Nash and Kalai–Smorodinsky select the same packages', () => {
  const base: Numbers = { ...UNCERTAIN, ...FIXED, 'a.cost': 60 }
  const toy = buildCase(base)
  const valueOf = (id: string): number => {
    const { spread } = toy.quantities.find((quantity) => quantity.id === id)!
    if (spread.kind !== 'plain' || spread.of.kind !== 'fixed') throw new Error(`${id} is not certain`)
    return spread.of.value
  }
  const before = scaleFree(base)
  expect(before.some((packages) => packages.trim() !== '')).toBe(true)
  fc.assert(
    fc.property(
      fc.double({ min: 0.05, max: 20, noNaN: true }),
      fc.double({ min: -50, max: 50, noNaN: true }),
      (a, b) => {
        const moved = Object.fromEntries([
          ...SHEET.map((id) => [id, a * valueOf(id) + b]),
          ...COSTS.map((id) => [id, a * valueOf(id)]),
        ]) as Numbers
        expect(scaleFree({ ...base, ...moved })).toEqual(before)
      },
    ),
    { numRuns: 25, seed: 1 },
  )
})

test('where red lines leave nothing there is no frontier and no solution, but what would be possible is still told', () => {
  const toy = buildCase({ ...UNCERTAIN, 'firm.a': 1, 'firm.d': 1 })
  const all: RedLine = { ...toy.redLines[1]!, rejects: { kind: 'chooses', issue: issueAt(1), options: [0, 1] } }
  const closed: Case = { ...toy, redLines: [toy.redLines[0]!, all] }
  const planes = planesOf(compile(closed, null, { worlds: 20, seed: 5 }))!
  for (const world of [0, 7, 19]) {
    const plane = planes.at(world)
    expect(plane.left).toEqual([])
    expect(plane.selected).toEqual([])
    expect(plane.possible.length).toBeGreaterThan(0)
    for (const { struckBy } of plane.named) expect(struckBy.map(({ kind }) => kind)).toContain('redLine')
  }
  expect(planes.survey()).toMatchObject({ worlds: 20, left: 0, open: 0, middleOpen: null })
})

test('no issues, no scores: no plane', () => {
  expect(planesOf(compile(buildCase({}, { scores: [] })))).toBeNull()
})

test('a package named in the case is struck exactly where it is not left', () => {
  const theCase = withRules()
  let struck = 0
  naive(theCase, (_world, packages, plane) => {
    for (const { options, gains, margins, struckBy } of plane.named) {
      const same = packages.find((p) => p.options.join() === options.join())!
      expect(struckBy.length === 0).toBe(same.allowed)
      gains.forEach((gain, i) => {
        expect(gain).toBeCloseTo(same.gains[i]!, 7)
        expect(gain - margins[i]!).toBeLessThanOrEqual(plane.walkAway[i]! + 1e-9)
      })
      if (struckBy.length > 0) struck++
    }
  })
  expect(struck).toBeGreaterThan(0)
})

test('the middle world is nearest the medians of no-deal values, and the middle open one is open', () => {
  const count = 60
  const planes: Planes = planesOf(compile(buildCase({ ...UNCERTAIN }), null, { worlds: count, seed: 9 }))!
  const { middle, middleOpen, left, open, worlds: seen } = planes.survey()
  expect(seen).toBe(count)
  const all = Array.from({ length: count }, (_, index) => planes.at(index))
  const scale = [0, 1].map((i) => {
    const sorted = all.map(({ noDeal }) => noDeal[i]!).sort((a, b) => a - b)
    const at = (p: number): number => {
      const k = Math.floor(p * (count - 1))
      return sorted[k]! + (p * (count - 1) - k) * (sorted[k + 1]! - sorted[k]!)
    }
    return { middle: at(0.5), spread: at(0.75) - at(0.25) }
  })
  const away = all.map(({ noDeal }) =>
    noDeal.reduce((sum, w, i) => sum + ((w - scale[i]!.middle) / scale[i]!.spread) ** 2, 0),
  )
  expect(away[middle]).toBe(Math.min(...away))
  const isOpen = ({ selected }: WorldPlane): boolean => selected.some(({ beatsNoDeal }) => beatsNoDeal)
  expect(all.filter(isOpen).length).toBe(open)
  expect(all.filter((plane) => plane.left.length > 0).length).toBe(left)
  expect(isOpen(all[middleOpen!]!)).toBe(true)
})

test('a case without a war: points on the sheets against the no-deal values given, less the price of what they cross', () => {
  const loaded = load(templateCase('t', 'T', '2025-01-01'), 't.yaml')
  if (!loaded.ok) throw new Error('the template does not load')
  const model = compile(loaded.case, null, { worlds: 5, seed: 1 })
  const each = worlds(model)
  const planes = planesOf(model)!
  for (let index = 0; index < 5; index++) {
    const { values } = each(index)[0]!.world
    const plane = planes.at(index)
    const points = (sheet: Case['scores'][number], options: readonly number[]): number => {
      const total = sheet.issues.reduce((sum, { weight }) => sum + values[weight]!, 0)
      return options.reduce(
        (sum, option, issue) =>
          sum + (values[sheet.issues[issue]!.weight]! / total) * values[sheet.issues[issue]!.options[option]!]!,
        0,
      )
    }
    const priceOf = (sheet: Case['scores'][number], options: readonly number[]): number =>
      loaded.case.redLines
        .filter(({ actor, rejects }) => actor === sheet.actor && holdsFor(rejects, options))
        .reduce((sum, { cost }) => sum + (cost === null ? 0 : values[cost]!), 0)
    expectFrontier(
      plane.possible,
      everyPackage(loaded.case)
        .filter((options) => isPossible(loaded.case, options))
        .map((options) => ({
          options,
          allowed: true,
          gains: loaded.case.scores.map(
            (sheet, i) => points(sheet, options) - plane.noDeal[i]! - priceOf(sheet, options),
          ),
        })),
    )
    expect(plane.walkAway).toEqual([0, 0])
  }
})

test('worlds are counted from 0 upward', () => {
  const planes = planesOf(compile(buildCase()))!
  for (const wrong of [-1, 0.5, NaN]) expect(() => planes.at(wrong)).toThrow(RangeError)
})
