/** A case mirrored gives mirrored results: who attacks defends and the other way round, with all that belongs to them,
 *  and whatever counts in land for the attacker changes its sign. Numbers keep their names, so that both cases see the
 *  same draws; two draws belong to a role and not to a number, those of who breaks. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Case, Quantity, SideSpec } from '../../src/case/types.ts'
import type { Distribution } from '../../src/math/distribution.ts'
import { compile } from '../../src/run/compile.ts'
import { worlds } from '../../src/run/simulate.ts'
import type { Outcome } from '../../src/stages/findings/outcome.ts'
import { UNCERTAIN, buildCase } from '../fixtures/build-case.ts'
import type { Numbers } from '../fixtures/build-case.ts'
import { runs } from '../properties.ts'

/** What speaks for one role alone: what a pause buys the attacker, and the support that terms give the defender. */
const EVEN: Numbers = {
  'dur.rearming': 0,
  'support.some': 0,
  'support.strong': 0,
  'a.walkAway': 2,
  'd.walkAway': 3,
  'cost.a': { kind: 'uniform', low: 0, high: 8 },
  'cost.d': { kind: 'uniform', low: 0, high: 8 },
  'a.erosion': 0.5,
  'd.erosion': 0.3,
  'firm.a': 0.1,
  'firm.d': 0.1,
  pace: 0.02,
  'front.strength': 250,
}

/** Numbers in land for the attacker, and how far the front is thrown; ratios of the attacker to the defender. */
const SIGNED = /^(front\.(rate|level|shock)|line\.|[ad]\.optimism$)/
const RATIOS = ['front.fireAtDate', 'front.forceAtDate']

function mirrored(theCase: Case): Case {
  const war = theCase.war!
  const turned = (quantity: Quantity): Quantity => {
    if (SIGNED.test(quantity.id)) return { ...quantity, factor: -quantity.factor }
    if (!RATIOS.includes(quantity.id)) return quantity
    const { spread } = quantity
    if (spread.kind !== 'plain' || spread.of.kind !== 'fixed') throw new Error('a ratio that varies')
    const of: Distribution = { kind: 'fixed', value: 1 / spread.of.value }
    return { ...quantity, spread: { kind: 'plain', of } }
  }
  const [attacker, defender]: [SideSpec, SideSpec] = [war.defender, war.attacker]
  return {
    ...theCase,
    quantities: theCase.quantities.map(turned),
    war: {
      ...war,
      attacker,
      defender,
      breaks: war.breaks && { ...war.breaks, attacker: war.breaks.defender, defender: war.breaks.attacker },
    },
  }
}

const bare = (numbers: Numbers): Case => {
  const toy = buildCase({ ...UNCERTAIN, ...EVEN, ...numbers })
  return { ...toy, bargaining: { ...toy.bargaining!, proposals: [] } }
}

function look<T>(theCase: Case, read: (outcome: Outcome) => T, count: number): T[] {
  const each = worlds(compile(theCase, null, { worlds: count, seed: 8 }))
  return Array.from({ length: count }, (_, index) => read(each(index)[0]!))
}

const between = (low: number, high: number): fc.Arbitrary<number> => fc.integer({ min: low, max: high })
const numbers = fc.record({
  'attacker.men.stock': between(100_000, 900_000),
  'defender.men.stock': between(100_000, 900_000),
  'attacker.men.losses': between(0, 40_000),
  'defender.men.losses': between(0, 40_000),
  'attacker.shells.production': between(50_000, 500_000),
  'defender.shells.production': between(50_000, 500_000),
  'front.rate': between(-800, 800),
  'front.pull': between(0, 400),
  'front.fireAtDate': between(1, 4),
  'front.forceAtDate': between(1, 3),
  'a.perThousand': between(0, 2),
  'd.perThousand': between(0, 2),
  'a.horizon': between(6, 36),
  'd.horizon': between(6, 36),
})

test('mirrored, both sides want, fear and sign the same, world by world', () => {
  let deals = 0
  fc.assert(
    fc.property(numbers, (random) => {
      // Hazards move what fighting on is worth; none is large enough to end these few wars.
      const theCase = bare({ ...random, 'break.a': 1e-6, 'break.d': 3e-6 })
      const read = ({ projection, settlement, talks }: Outcome): { said: unknown; noDeal: number[]; line: number } => ({
        said: [talks!.month, talks!.package, talks!.why, Array.from(talks!.open)],
        noDeal: [1, 6, 12].flatMap((month) => Array.from(settlement!.in(month).noDeal)),
        line: projection!.line[12]!,
      })
      const [asIs, other] = [look(theCase, read, 20), look(mirrored(theCase), read, 20)]
      asIs.forEach(({ said, noDeal, line }, k) => {
        const there = other[k]!
        expect(there.said).toEqual(said)
        expect(there.line).toBeCloseTo(-line, 6)
        noDeal.forEach((worth, i) => {
          expect(there.noDeal[i]).toBeCloseTo(worth, 8)
        })
        if ((said as number[])[0]! > 0) deals++
      })
    }),
    { numRuns: runs(30) },
  )
  expect(deals).toBeGreaterThan(30)
})

test('mirrored, wars end as often by the break of the same side, and by a deal', () => {
  const theCase = bare({ 'break.a': 0.01, 'break.d': 0.02 })
  const count = 3000
  const of = (one: Case, roles: readonly (string | null)[]): number[] => {
    const ends = look(one, ({ talks }) => (talks!.month > 0 ? 'deal' : talks!.broken), count)
    return roles.map((role) => ends.filter((end) => end === role).length / count)
  }
  const asIs = of(theCase, ['attacker', 'defender', 'deal'])
  const other = of(mirrored(theCase), ['defender', 'attacker', 'deal'])
  asIs.forEach((share, k) => {
    expect(share).toBeGreaterThan(0.02)
    // Independent at worst.
    expect(Math.abs(share - other[k]!)).toBeLessThan(4 * Math.sqrt((2 * share * (1 - share)) / count))
  })
})
