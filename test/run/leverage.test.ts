/** Positions answer to leverage: on common worlds, one number changed, each world looked at before and after. */
import { describe, expect, test } from 'vitest'
import { actorAt, quantityAt } from '../../src/case/indices.ts'
import type { Case } from '../../src/case/types.ts'
import { compile } from '../../src/run/compile.ts'
import { worlds } from '../../src/run/simulate.ts'
import type { Outcome } from '../../src/stages/findings/outcome.ts'
import { breakHazard, strength } from '../../src/stages/war/breaks.ts'
import { UNCERTAIN, buildCase } from '../fixtures/build-case.ts'
import type { Numbers } from '../fixtures/build-case.ts'
import { AS_IT_IS, caseOf, changedWorlds } from '../fixtures/changed-worlds.ts'
import type { Replaced } from '../fixtures/changed-worlds.ts'

const WORLDS = 100

/** A toy war that can break, with priced lines, an opening blow, and a pace that follows the gains. */
const LEVERAGE: Numbers = {
  ...UNCERTAIN,
  'break.a': { kind: 'uniform', low: 0.001, high: 0.006 },
  'break.d': { kind: 'uniform', low: 0.001, high: 0.006 },
  'front.strength': 250,
  'front.forceAtDate': 1.5,
  'dur.blow': { kind: 'uniform', low: 0.1, high: 0.6 },
  'cost.a': { kind: 'uniform', low: 0, high: 4 },
  'cost.d': { kind: 'uniform', low: 0, high: 4 },
  'a.walkAway': 2,
  'd.walkAway': 2,
  'firm.a': 0,
  'firm.d': 0,
  pace: 0.03,
}

function look<T>(theCase: Case, read: (outcome: Outcome) => T, count = WORLDS): T[] {
  const each = worlds(compile(theCase, null, { worlds: count, seed: 8 }))
  return Array.from({ length: count }, (_, index) => read(each(index)[0]!))
}

function pairs<T>(changes: Numbers, read: (outcome: Outcome) => T, base: Numbers = {}): [T, T][] {
  const before = look(buildCase({ ...LEVERAGE, ...base }), read)
  const after = look(buildCase({ ...LEVERAGE, ...base, ...changes }), read)
  return before.map((value, k) => [value, after[k]!])
}

const noDeal =
  (month: number) =>
  ({ settlement }: Outcome): number[] =>
    Array.from(settlement!.in(month).noDeal)
const readTalks = ({ talks }: Outcome): { month: number; open: number[] } => ({
  month: talks!.month === 0 ? Infinity : talks!.month,
  open: Array.from(talks!.open),
})
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

describe('a worse peace', () => {
  test.each([0.2, 0.5, 0.9])('that is stillborn with %d brings no deal sooner and opens nothing, in no world', (p) => {
    let differ = 0
    for (const [before, after] of pairs({ 'dur.stillborn': p }, readTalks)) {
      expect(after.month).toBeGreaterThanOrEqual(before.month)
      after.open.forEach((open, month) => expect(open).toBeLessThanOrEqual(before.open[month]!))
      if (after.month > before.month) differ++
    }
    expect(differ).toBeGreaterThan(10)
  })

  test('that breaks sooner neither, where nothing shifts meanwhile', () => {
    const still = { 'dur.rearming': 0, 'support.some': 0, 'support.strong': 0 }
    let differ = 0
    for (const [before, after] of pairs({ 'dur.logit': -1 }, readTalks, still)) {
      expect(after.month).toBeGreaterThanOrEqual(before.month)
      if (after.month > before.month) differ++
    }
    expect(differ).toBeGreaterThan(10)
  })

  test('that never holds is no deal, whatever it brings', () => {
    for (const { month, open } of look(buildCase({ ...LEVERAGE, 'dur.stillborn': 1 }), readTalks)) {
      expect(month).toBe(Infinity)
      expect(Math.max(...open)).toBe(0)
    }
  })
})

test('the defender’s gain never falls in the credibility of a guarantee that it would take', () => {
  const read = ({ named }: Outcome): { gain: number; surplus: number } => {
    const { gain, points, value, margin } = named[0]!.appraisal
    return { gain: gain[1]!, surplus: points[1]! - (value[1]! - margin[1]!) }
  }
  const base = { 'dur.guarantee': { kind: 'uniform', low: -2, high: 0 } } as const
  let rises = 0
  for (const [low, high] of [
    [0.05, 0.4],
    [0.4, 0.95],
  ]) {
    for (const [before, after] of pairs({ 'credibility.some': high! }, read, { ...base, 'credibility.some': low! })) {
      if (before.surplus < 0) continue
      expect(after.gain).toBeGreaterThanOrEqual(before.gain - 1e-9)
      if (after.gain > before.gain + 0.1) rises++
    }
  }
  expect(rises).toBeGreaterThan(WORLDS / 4)
})

describe('what fighting on is worth', () => {
  test.each<[string, Numbers, 'attacker' | 'defender']>([
    ['more recruits for the attacker', { 'attacker.men.production': 60_000 }, 'attacker'],
    ['more men for the defender', { 'defender.men.stock': 5.5e5 }, 'defender'],
    ['more shells for the attacker', { 'attacker.shells.production': 5e5 }, 'attacker'],
    ['more aid for the defender', { 'defender.shells.aid': 3e5 }, 'defender'],
    ['a defender likelier to break', { 'break.d': 0.02 }, 'attacker'],
    ['an attacker likelier to break', { 'break.a': 0.02 }, 'defender'],
  ])('%s moves both sides’ in opposite directions', (_, changes, favours) => {
    for (const month of [1, 12]) {
      let moved = 0
      for (const [[a, d], [newA, newD]] of pairs(changes, noDeal(month)) as [[number, number], [number, number]][]) {
        const sign = favours === 'attacker' ? 1 : -1
        expect(sign * (newA - a)).toBeGreaterThanOrEqual(-1e-9)
        expect(sign * (newD - d)).toBeLessThanOrEqual(1e-9)
        if (Math.abs(newA - a) > 0.05) moved++
      }
      expect(moved).toBeGreaterThan(WORLDS / 10)
    }
  })

  test('is what it is in a war that nobody can break, where the hazards are 0', () => {
    const { 'break.a': _a, 'break.d': _d, 'dur.blow': _blow, ...unbreakable } = LEVERAGE
    for (const month of [1, 6, 24]) {
      const without = look(buildCase(unbreakable), noDeal(month))
      const withZero = look(buildCase({ ...LEVERAGE, 'break.a': 0, 'break.d': 0 }), noDeal(month))
      expect(withZero).toEqual(without)
    }
  })

  test('knows of an announced end of aid from the first month, of a surprise when it comes', () => {
    const end = (surprise: boolean | null): number[][][] => {
      const toy = buildCase({ ...LEVERAGE, share: surprise === null ? 1 : 0 })
      const share = quantityAt(toy.quantities.findIndex(({ id }) => id === 'share'))
      const { provenance } = toy.issues[0]!
      const turn = { id: 'end', says: '', month: 6, giver: 'ally', share, surprise: surprise ?? false, provenance }
      const theCase = { ...toy, war: { ...toy.war!, turns: [turn] } }
      return [1, 5, 6, 12].map((month) => look(theCase, noDeal(month)))
    }
    const [goesOn, announced, surprise] = [end(null), end(false), end(true)]
    expect(mean(announced[0]!.map(([, d], k) => d! - goesOn[0]![k]![1]!))).toBeLessThan(-0.2)
    for (const k of [0, 1]) expect(surprise[k]).toEqual(goesOn[k])
    for (const k of [2, 3]) expect(surprise[k]).toEqual(announced[k])
  })
})

describe('a mirror', () => {
  test('the order of the sides in the file changes nothing', () => {
    const toy = buildCase(LEVERAGE)
    const other = (actor: number) => actorAt(actor < 2 ? 1 - actor : actor)
    const swapped: Case = {
      ...toy,
      actors: [toy.actors[1]!, toy.actors[0]!, toy.actors[2]!],
      scores: [
        { ...toy.scores[1]!, actor: actorAt(0) },
        { ...toy.scores[0]!, actor: actorAt(1) },
      ],
      redLines: toy.redLines.map((line) => ({ ...line, actor: other(line.actor) })),
      war: {
        ...toy.war!,
        attacker: { ...toy.war!.attacker, actor: actorAt(1) },
        defender: { ...toy.war!.defender, actor: actorAt(0) },
      },
      bargaining: { ...toy.bargaining!, proposals: [] },
    }
    const read = ({ talks: of, settlement }: Outcome): unknown => [
      of!.month,
      of!.package,
      of!.why,
      of!.broken,
      Array.from(settlement!.in(3).noDeal, (w) => w.toFixed(9)).sort(),
    ]
    expect(look(swapped, read)).toEqual(look({ ...toy, bargaining: { ...toy.bargaining!, proposals: [] } }, read))
  })

  test('what makes one side stronger makes the other weaker by as much', () => {
    const [fire, force] = [
      { log: 0.7, atDate: 0.2 },
      { log: -0.1, atDate: 0.4 },
    ]
    const turned = ({ log, atDate }: typeof fire): typeof fire => ({ log: -log, atDate: -atDate })
    const ahead = strength(0.4, fire, force)
    expect(strength(0.4, turned(fire), turned(force))).toBeCloseTo(-ahead, 12)
    const [one, two] = [breakHazard(0.003, 2, ahead, 1, 0), breakHazard(0.003, 2, -ahead, 1, 0)]
    expect(one * two).toBeCloseTo(0.003 ** 2, 12)
  })
})

describe('the flagship', () => {
  const theCase = caseOf('bundled/ukraine-2025')
  const COUNT = 200
  const flagship = <T>(set: Replaced, read: (outcome: Outcome) => T): T[] => changedWorlds(theCase, COUNT, set, read)

  const points = ({ talks: of }: Outcome): number[] | null => (of!.appraisal ? Array.from(of!.appraisal.points) : null)
  const russia = (): number =>
    theCase.vetoPlayers.indexOf(actorAt(theCase.actors.findIndex(({ id }) => id === 'russia')))

  test('leverage moves terms: who has no shells loses a point and more of what is agreed, the other gains it', () => {
    const asIs = flagship(AS_IT_IS, points)
    for (const [side, loses] of [
      ['defender', 1 - russia()],
      ['attacker', russia()],
    ] as const) {
      const none = flagship((id) => {
        const shells = new RegExp(`^war\\.${side}\\.shells\\.(production|deliveries)`).test(id)
        return shells || (side === 'defender' && /^(us|eu)Shells$/.test(id)) ? 0 : null
      }, points)
      const both = asIs.flatMap((before, k) => (before && none[k] ? [[before, none[k]] as const] : []))
      expect(both.length).toBeGreaterThan(20)
      const change = (player: number): number => mean(both.map(([before, after]) => after[player]! - before[player]!))
      expect(change(loses)).toBeLessThan(-1)
      expect(change(1 - loses)).toBeGreaterThan(1)
    }
  }, 120_000)

  test('a pain that both share brings a deal sooner on average', () => {
    const struck = ({ talks: of }: Outcome): number => (of!.month > 0 && of!.month <= 12 ? 1 : 0)
    const dear = flagship((id) => (/^actors\..*\.fightingCost$/.test(id) ? 80 : null), struck)
    expect(mean(dear)).toBeGreaterThan(mean(flagship(AS_IT_IS, struck)) + 0.1)
  }, 120_000)

  test('with no friction left and fighting costly, terms are open in every world', () => {
    const open = flagship(
      (id) => {
        if (/^actors\..*\.optimism$/.test(id)) return 0
        if (/^actors\..*\.fightingCost$/.test(id)) return 60
        if (/^redLines\..*\.(cost|firm)$/.test(id)) return 0
        if (/^consents\./.test(id) || id === 'usBackstop') return 1
        if (id === 'durability.stillborn') return 0
        return id === 'durability.logitFiveYears' ? 60 : null
      },
      ({ talks: of }) => of!.open[1],
    )
    expect(open.filter((flag) => flag !== 1)).toEqual([])
  }, 120_000)
})
