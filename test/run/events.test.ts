/** Dated changes: one that never comes changes nothing, one that comes at once is the scenario that sets it, and what
 *  is foreseen is counted in at its chance. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DatedChange } from '../../src/case/dated-change.ts'
import { quantityAt } from '../../src/case/indices.ts'
import type { Case, Scenario } from '../../src/case/types.ts'
import { load } from '../../src/load/load.ts'
import { compile } from '../../src/run/compile.ts'
import { simulate, worlds } from '../../src/run/simulate.ts'
import { summarise } from '../../src/run/summarise.ts'
import type { Outcome } from '../../src/stages/findings/outcome.ts'
import { viewIn } from '../../src/stages/worlds/courses.ts'
import { buildCase, UNCERTAIN } from '../fixtures/build-case.ts'
import { twoParties } from '../fixtures/two-parties.ts'
import { runs } from '../properties.ts'

const provenance = { source: [], kind: null, note: null, claims: [], place: { line: 1, column: 1 } } as const
const WORLDS = 120

/** What an entry of a third party and a new government change: numbers of the war, of the wants and of the lines. */
const SET = {
  'defender.shells.aid': 4e5,
  'attacker.men.losses': 30_000,
  'a.cost': 90,
  'scores.a.guarantee.weight': 10,
  'cost.a': 1,
  'dur.stillborn': 0.2,
  'consent.ally': 0.95,
  pace: 0.05,
} as const

interface Dated {
  readonly from: number
  readonly to?: number
  readonly probability?: number | null
  readonly foreseen?: boolean
  readonly set?: Readonly<Record<string, number>>
}

/** The toy war with one dated change, and the scenario that sets the same. */
function withEvent(event: Dated | null): Case {
  const numbers = {
    ...UNCERTAIN,
    'break.a': 0.004,
    'break.d': 0.004,
    'cost.a': 3,
    'cost.d': 3,
    pace: 0.02,
    'event.probability': event?.probability ?? 1,
  }
  const toy = buildCase(numbers)
  const index = (id: string): ReturnType<typeof quantityAt> => quantityAt(toy.quantities.findIndex((q) => q.id === id))
  const set = Object.entries(event?.set ?? SET).map(([id, value]) => ({
    quantity: index(id),
    spread: { kind: 'plain', of: { kind: 'fixed', value } } as const,
  }))
  const scenario: Scenario = { id: 'atOnce', says: '', set, priors: null, provenance }
  const events: DatedChange[] = event
    ? [
        {
          id: 'entry',
          says: '',
          from: event.from,
          to: event.to ?? event.from,
          probability: event.probability == null ? null : index('event.probability'),
          foreseen: event.foreseen ?? true,
          set,
          shares: [],
          provenance,
        },
      ]
    : []
  return { ...toy, scenarios: [scenario], events }
}

function look<T>(theCase: Case, read: (outcome: Outcome) => T, scenario: string | null = null): T[] {
  const each = worlds(compile(theCase, scenario, { worlds: WORLDS, seed: 4, armWorlds: 0, beside: [] }))
  return Array.from({ length: WORLDS }, (_, index) => read(each(index)[0]!))
}

const noDealIn =
  (month: number) =>
  ({ settlement }: Outcome): number[] =>
    Array.from(settlement!.in(month).noDeal)
const everything = ({ settlement, talks, projection, named }: Outcome): unknown => ({
  noDeal: [1, 5, 12, 24].map((month) => Array.from(settlement!.in(month).noDeal)),
  deal: [talks!.month, talks!.package, talks!.why, talks!.least, talks!.brokenMonth],
  line: Array.from(projection!.line),
  named: named.map(({ appraisal, accepts }) => [Array.from(appraisal.gain), Array.from(accepts), appraisal.survival]),
})

describe('a dated change', () => {
  test.each([true, false])('of probability 0 changes no byte (foreseen: %s)', (foreseen) => {
    const bytes = (theCase: Case): string => {
      const model = compile(theCase, null, { worlds: 300, seed: 4, armWorlds: 300 })
      const { arms, ...rest } = summarise(model, simulate(model, 0, 300), '')
      const numbers = { ...rest, arms: arms.map(({ events: _, ...arm }) => arm) }
      return JSON.stringify(numbers)
    }
    expect(bytes(withEvent({ from: 6, to: 9, probability: 0, foreseen })) === bytes(withEvent(null))).toBe(true)
  })

  test.each([true, false])('that comes for sure in month 1 is the scenario that sets it (foreseen: %s)', (foreseen) => {
    const atOnce = look(withEvent(null), everything, 'atOnce')
    expect(look(withEvent({ from: 1, foreseen }), everything)).toEqual(atOnce)
    expect(look(withEvent({ from: 1, probability: 1, foreseen }), everything)).toEqual(atOnce)
    expect(look(withEvent(null), everything)).not.toEqual(atOnce)
  })

  test('that nobody sees coming leaves all months before it as they were', () => {
    const months = [1, 4, 7]
    const before = ({ settlement, projection, talks }: Outcome): unknown => [
      months.map((month) => Array.from(settlement!.in(month).noDeal)),
      Array.from(projection!.line.subarray(0, 8)),
      talks!.month < 8 ? talks!.month : 0,
    ]
    expect(look(withEvent({ from: 8, foreseen: false }), before)).toEqual(look(withEvent(null), before))
  })

  test('that is foreseen moves expectations before its month, and nothing else', () => {
    const [seen, unseen] = [true, false].map((foreseen) => withEvent({ from: 8, probability: 0.5, foreseen })) as [
      Case,
      Case,
    ]
    const path = ({ projection, world }: Outcome): unknown => [
      Array.from(projection!.line),
      Array.from(projection!.defender.lost),
      Array.from(world.values),
      [...(world.courses?.real.months ?? [])],
    ]
    expect(look(seen, path)).toEqual(look(unseen, path))
    for (const month of [8, 12, 24]) expect(look(seen, noDealIn(month))).toEqual(look(unseen, noDealIn(month)))
    expect(look(seen, noDealIn(3))).not.toEqual(look(unseen, noDealIn(3)))
  })

  test('is counted in at its chance: W is the mean of what it would be with and without it', () => {
    const [maybe, sure, never] = [
      look(withEvent({ from: 8, probability: 0.4 }), noDealIn(3)),
      look(withEvent({ from: 8 }), noDealIn(3)),
      look(withEvent(null), noDealIn(3)),
    ]
    maybe!.forEach((worth, k) => {
      worth.forEach((w, i) => expect(w).toBeCloseTo(0.4 * sure![k]![i]! + 0.6 * never![k]![i]!, 9))
    })
  })

  test('in a window comes in each of its months as often, and all that may come adds up to 1', () => {
    const theCase = withEvent({ from: 6, to: 10, probability: 0.4 })
    const each = worlds(compile(theCase, null, { worlds: 3000, seed: 4, armWorlds: 0, beside: [] }))
    const counts = new Float64Array(11)
    for (let index = 0; index < 400; index++) {
      const { courses } = each(index)[0]!.world
      counts[courses!.real.months[0]!]!++
      for (let month = 0; month <= 24; month++) {
        const { prospects } = viewIn(courses!, month)
        expect(prospects.reduce((sum, { chance }) => sum + chance(month), 0)).toBeCloseTo(1, 12)
      }
    }
    expect(Math.abs(counts[0]! / 400 - 0.6)).toBeLessThan(4 * Math.sqrt(0.24 / 400))
    for (let month = 6; month <= 10; month++)
      expect(Math.abs(counts[month]! / 400 - 0.08)).toBeLessThan(4 * Math.sqrt((0.08 * 0.92) / 400))
  })

  test('that has not come while its window passes grows less expected, and with the window is gone', () => {
    const theCase = withEvent({ from: 6, to: 9, probability: 0.5, set: { 'a.cost': 90 } })
    const plain = look(withEvent(null), (outcome) => [6, 7, 9, 12].map((month) => noDealIn(month)(outcome)))
    const seen = look(theCase, (outcome) => ({
      came: outcome.world.courses!.real.months[0]!,
      worth: [6, 7, 9, 12].map((month) => noDealIn(month)(outcome)),
    }))
    let checked = 0
    seen.forEach(({ came, worth }, k) => {
      if (came > 0) return
      const gap = worth.map(([a], m) => plain[k]![m]![0]! - a!)
      expect(gap[0]).toBeGreaterThan(gap[1]!)
      expect(gap[1]).toBeGreaterThan(gap[2]!)
      expect(gap[2]).toBeCloseTo(0, 9)
      expect(gap[3]).toBeCloseTo(0, 9)
      checked++
    })
    expect(checked).toBeGreaterThan(30)
  })
})

describe('without a war', () => {
  const read = (more: string, parts: { readonly noDeal?: readonly [string, string] } = {}): Case => {
    const loaded = load(twoParties({ more, ...parts }), 'case.yaml')
    if (!loaded.ok) throw new Error(loaded.errors[0]!.message)
    return loaded.case
  }
  const event = (actor: string, value: string, more = ''): string =>
    `events: [{id: e, says: E., month: 4, probability: 50%, foreseen: yes, set: {actors.${actor}.noDealValue: ${value}}, source: x, kind: judgement}]\n${more}`

  test('what no deal is worth counts the change at its chance until it comes or does not', () => {
    const seen = look(read(event('u', '50')), (outcome) => ({
      came: outcome.world.courses!.real.months[0]! > 0,
      worth: [1, 3, 4, 6].map((month) => noDealIn(month)(outcome)[0]),
    }))
    for (const { came, worth } of seen) expect(worth).toEqual(came ? [40, 40, 50, 50] : [40, 40, 30, 30])
  })

  test('a change on one side mirrors the same change on the other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 90 }), (now, then) => {
        const months = ({ talks }: Outcome): number => talks!.month
        const mine = look(read(event('u', String(then)), { noDeal: [String(now), '30'] }), months)
        const theirs = look(read(event('c', String(then)), { noDeal: ['30', String(now)] }), months)
        expect(mine).toEqual(theirs)
      }),
      { numRuns: runs(10) },
    )
  })

  test('a scenario makes it certain by its probability, or rules it out', () => {
    const theCase = read(
      event(
        'u',
        '50',
        'scenarios: {sure: {says: It comes., source: x, set: {events.e.probability: 100%}}, never: {says: It does not., source: x, set: {events.e.probability: 0%}}}',
      ),
    )
    const came = (scenario: string): (readonly number[])[] =>
      look(theCase, ({ world }) => [...world.courses!.real.months], scenario)
    expect(new Set(came('sure').flat())).toEqual(new Set([4]))
    expect(new Set(came('never').flat())).toEqual(new Set([0]))
  })

  test('a claim asks whether it comes, and a run says how often', () => {
    const theCase = read(
      event(
        'u',
        '50',
        'claims: {E1: {kind: fact, says: It comes., where: x, test: {probability: {comes: {event: e, atMost: 4}}, above: 30%}}}',
      ),
    )
    const model = compile(theCase, null, { worlds: 1000, seed: 4 })
    const [finding] = summarise(model, simulate(model, 0, 1000), '').findings
    expect(Math.abs(finding!.tests[0]!.interval!.estimate - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / 1000))
  })
})
