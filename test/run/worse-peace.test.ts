/** What must hold of a peace and of leverage whatever the numbers: random toy wars, and the flagship world by world. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compile } from '../../src/run/compile.ts'
import { worlds } from '../../src/run/simulate.ts'
import type { Outcome } from '../../src/stages/findings/outcome.ts'
import { UNCERTAIN, buildCase } from '../fixtures/build-case.ts'
import type { Numbers } from '../fixtures/build-case.ts'
import { AS_IT_IS, caseOf, changedWorlds } from '../fixtures/changed-worlds.ts'
import type { Replaced } from '../fixtures/changed-worlds.ts'

const WORLDS = 20

function look<T>(numbers: Numbers, read: (outcome: Outcome) => T): T[] {
  const each = worlds(compile(buildCase({ ...UNCERTAIN, ...numbers }), null, { worlds: WORLDS, seed: 8 }))
  return Array.from({ length: WORLDS }, (_, index) => read(each(index)[0]!))
}

const between = (low: number, high: number): fc.Arbitrary<number> =>
  fc.double({ min: low, max: high, noNaN: true, noDefaultInfinity: true })

/** A war and a peace at random: who advances and breaks, what lines cost, what a pause, a guarantor and a lost opening
 *  are worth. */
const random = fc.record({
  'front.rate': between(-300, 600),
  'break.a': between(0, 0.01),
  'break.d': between(0, 0.01),
  'dur.logit': between(-1, 3),
  'dur.guarantee': between(-2, 0),
  'dur.rearming': between(0, 0.05),
  'dur.blow': between(0, 1),
  'support.some': between(0, 0.15),
  'a.walkAway': between(0, 4),
  'd.walkAway': between(0, 4),
  'cost.a': between(0, 6),
  'cost.d': between(0, 6),
  'd.cost': between(0, 90),
  'd.optimism': between(-900, 300),
})
const PRICED: Numbers = { 'firm.a': 0, 'firm.d': 0, pace: 0.03 }

const talksOf = ({ talks }: Outcome): { month: number; open: number[] } => ({
  month: talks!.month === 0 ? Infinity : talks!.month,
  open: Array.from(talks!.open),
})
type Talk = ReturnType<typeof talksOf>

/** How many deals came later; none may come sooner, nor terms open that were not. */
function laterAlone(before: readonly Talk[], after: readonly Talk[]): number {
  before.forEach(({ month, open }, k) => {
    expect(after[k]!.month).toBeGreaterThanOrEqual(month)
    after[k]!.open.forEach((flag, m) => expect(flag).toBeLessThanOrEqual(open[m]!))
  })
  return before.filter(({ month }, k) => after[k]!.month > month).length
}

/** Of a named package, to the defender: its gain, and by how much its points beat the war. */
const toDefender =
  (index: number, player = 1) =>
  ({ named }: Outcome): { gain: number; surplus: number } => {
    const { gain, points, value, margin } = named[index]!.appraisal
    return { gain: gain[player]!, surplus: points[player]! - (value[player]! - margin[player]!) }
  }

describe('whatever the numbers of a war', () => {
  test('a likelier stillbirth brings no deal sooner and opens no terms, in no world', () => {
    let later = 0
    const odds = fc.tuple(between(0, 1), between(0, 1)).map((both) => both.sort((a, b) => a - b))
    fc.assert(
      fc.property(random, odds, (numbers, [low, high]) => {
        const [before, after] = [low, high].map((p) => look({ ...PRICED, ...numbers, 'dur.stillborn': p! }, talksOf))
        later += laterAlone(before!, after!)
      }),
      { numRuns: 30 },
    )
    expect(later).toBeGreaterThan(30)
  })

  test('where nothing shifts meanwhile, nor does a peace that breaks sooner, and no guarantee is worth less to the defender for being believed', () => {
    const still = { 'dur.rearming': 0, 'support.some': 0, 'support.strong': 0 }
    let [later, rises] = [0, 0]
    fc.assert(
      fc.property(random, between(0.2, 2), between(0, 0.5), between(0.5, 1), (numbers, sooner, low, high) => {
        const base = { ...PRICED, ...numbers, ...still }
        later += laterAlone(look(base, talksOf), look({ ...base, 'dur.logit': numbers['dur.logit'] - sooner }, talksOf))
        const [doubted, believed] = [low, high].map((x) => look({ ...base, 'credibility.some': x }, toDefender(0)))
        doubted!.forEach(({ gain, surplus }, k) => {
          if (surplus < 0) return
          expect(believed![k]!.gain).toBeGreaterThanOrEqual(gain - 1e-9)
          if (believed![k]!.gain > gain + 0.1) rises++
        })
      }),
      { numRuns: 25 },
    )
    expect(later).toBeGreaterThan(25)
    expect(rises).toBeGreaterThan(50)
  })
})

describe('on the flagship, world by world', () => {
  const theCase = caseOf('bundled/ukraine-2025')
  const COUNT = 60
  const flagship = <T>(set: Replaced, read: (outcome: Outcome) => T): T[] => changedWorlds(theCase, COUNT, set, read)
  const player = (actor: string): number =>
    theCase.vetoPlayers.findIndex((index) => theCase.actors[index]!.id === actor)
  const [russia, ukraine] = [player('russia'), player('ukraine')]
  const one =
    (id: string, value: number): Replaced =>
    (of) =>
      of === id ? value : null

  test('a likelier stillbirth brings no deal sooner and opens nothing, and a peace that never holds is no deal', () => {
    const [likely, doubtful, none] = [0.05, 0.3, 1].map((p) => flagship(one('durability.stillborn', p), talksOf))
    expect(laterAlone(likely!, doubtful!)).toBeGreaterThan(10)
    expect(none!.filter(({ month, open }) => month < Infinity || open.includes(1))).toEqual([])
  })

  test('no package with a guarantee is worth less to Ukraine for its guarantee being believed', () => {
    const believed = new Set(
      theCase
        .durability!.covariates.filter(({ effect }) => effect === 'guarantee')
        .map(({ value }) => theCase.quantities[value]!.id),
    )
    const gains = (x: number): number[][] =>
      flagship(
        (id) => (believed.has(id) ? x : null),
        (outcome) => outcome.named.map((_, k) => toDefender(k, ukraine)(outcome).gain),
      )
    const [none, half, full] = [0, 0.5, 1].map(gains)
    for (const [before, after] of [
      [none!, half!],
      [half!, full!],
    ] as const)
      before.forEach((row, w) => row.forEach((gain, k) => expect(after[w]![k]!).toBeGreaterThanOrEqual(gain - 1e-9)))
    const mean = (rows: readonly number[][], k: number): number => rows.reduce((sum, row) => sum + row[k]!, 0) / COUNT
    const treaty = theCase.packages.findIndex(({ id }) => id === 'freezeAsNato')
    expect(mean(full!, treaty)).toBeGreaterThan(mean(none!, treaty) + 1)
  })

  test.each([
    ['more Russian recruits', 'war.attacker.men.production', 60_000, 1],
    ['more Ukrainian men', 'war.defender.men.stock', 600_000, -1],
    ['a Ukraine likelier to break', 'war.breaks.defender.hazard', 0.01, 1],
    ['a Russia likelier to break', 'war.breaks.attacker.hazard', 0.01, -1],
  ] as const)('%s move what fighting on is worth in opposite directions', (_, id, value, favours) => {
    // Where fire or men are believed to pull the front the wrong way, more of them is no advantage.
    const pulls: Replaced = (of) => (of === 'war.front.pull' ? 150 : of === 'war.front.strength' ? 250 : null)
    const noDeal = ({ settlement }: Outcome): number[] => [1, 12].flatMap((m) => Array.from(settlement!.in(m).noDeal))
    const before = flagship(pulls, noDeal)
    const after = flagship((of) => (of === id ? value : pulls(of)), noDeal)
    const moved = before.flatMap((row, k) =>
      [0, 2].map((at) => ({
        russia: favours * (after[k]![at + russia]! - row[at + russia]!),
        ukraine: favours * (after[k]![at + ukraine]! - row[at + ukraine]!),
      })),
    )
    expect(moved.filter((by) => by.russia < -1e-9 || by.ukraine > 1e-9).length).toBeLessThanOrEqual(moved.length / 50)
    expect(moved.filter((by) => by.russia > 0.2 && by.ukraine < -0.2).length).toBeGreaterThan(moved.length / 2)
  })

  test('an announced end of American shells is in what fighting on is worth from the first month', () => {
    const first = ({ settlement }: Outcome): number[] => Array.from(settlement!.in(1).noDeal)
    const [goesOn, announced] = [flagship(AS_IT_IS, first), flagship(one('war.turns.usShellsStop.share', 0), first)]
    const change = (of: number): number =>
      goesOn.reduce((sum, row, k) => sum + announced[k]![of]! - row[of]!, 0) / COUNT
    expect(change(ukraine)).toBeLessThan(-0.1)
    expect(change(russia)).toBeGreaterThan(0.1)
  })
})
