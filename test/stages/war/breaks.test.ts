/** Whose war effort breaks, and when. */
import { expect, test } from 'vitest'
import { compile } from '../../../src/run/compile.ts'
import { worlds } from '../../../src/run/simulate.ts'
import { happens } from '../../../src/stages/findings/evaluate.ts'
import type { Outcome } from '../../../src/stages/findings/outcome.ts'
import { LARGEST_HAZARD, breakHazard } from '../../../src/stages/war/breaks.ts'
import { UNCERTAIN, buildCase } from '../../fixtures/build-case.ts'
import type { Numbers } from '../../fixtures/build-case.ts'

const WORLDS = 300

function look<T>(numbers: Numbers, read: (outcome: Outcome) => T): T[] {
  const each = worlds(compile(buildCase({ ...UNCERTAIN, ...numbers }), null, { worlds: WORLDS, seed: 12 }))
  return Array.from({ length: WORLDS }, (_, index) => read(each(index)[0]!))
}

test('as often as the hazard says, and never later for a side that is likelier to break', () => {
  const month = ({ projection }: Outcome): number => projection!.breakMonth || Infinity
  const steady = { 'break.a': 0, 'break.steepness': 0 }
  const rare = look({ ...steady, 'break.d': 0.01 }, month)
  const often = look({ ...steady, 'break.d': 0.05 }, month)
  for (const [months, hazard] of [
    [rare, 0.01],
    [often, 0.05],
  ] as const) {
    const expected = WORLDS * (1 - (1 - hazard) ** 24)
    const broken = months.filter(Number.isFinite).length
    expect(Math.abs(broken - expected)).toBeLessThan(4 * Math.sqrt(expected * (1 - expected / WORLDS)))
  }
  often.forEach((at, k) => {
    expect(at).toBeLessThanOrEqual(rare[k]!)
  })
})

test('a broken war ends without a deal, claims can ask for it, and one side breaks at most', () => {
  const numbers = { 'break.a': 0.02, 'break.d': 0.06, 'firm.a': 0, 'firm.d': 0 }
  let [broken, struck] = [0, 0]
  look(numbers, (outcome) => {
    const { talks, projection } = outcome
    const asks = (side: 'attacker' | 'defender', atMost: number): boolean =>
      happens({ kind: 'breaks', sides: [side], atMost }, outcome)
    expect(happens({ kind: 'warEnds', atMost: 24 }, outcome)).toBe(talks!.month > 0 || talks!.broken !== null)
    if (talks!.broken) {
      expect(talks!.month).toBe(0)
      expect(talks!.brokenMonth).toBe(projection!.breakMonth)
      expect(asks(talks!.broken, talks!.brokenMonth)).toBe(true)
      expect(asks(talks!.broken, talks!.brokenMonth - 1)).toBe(false)
      expect(asks(talks!.broken === 'attacker' ? 'defender' : 'attacker', 24)).toBe(false)
      broken++
    } else if (talks!.month > 0) {
      expect(talks!.month < projection!.breakMonth || projection!.breakMonth === 0).toBe(true)
      struck++
    }
  })
  expect(Math.min(broken, struck)).toBeGreaterThan(20)
})

test('the hazard rises as men run short, and has an end', () => {
  expect(breakHazard(0.003, 2, 0, 100, 200)).toBeCloseTo(0.003 * 4, 12)
  expect(breakHazard(0.003, 2, 0, 200, 200)).toBe(0.003)
  expect(breakHazard(0.003, 2, 5, 0, 200)).toBe(LARGEST_HAZARD)
})

test('nobody loses more men than it has', () => {
  const paths = look({ 'attacker.men.losses': 4e5, 'defender.men.losses': 9e5 }, ({ projection }) =>
    [projection!.attacker, projection!.defender].map(({ men, losses }) => [men.slice(), losses.slice()] as const),
  )
  for (const sides of paths) {
    sides.forEach(([men, losses], side) => {
      const recruits = side === 0 ? 36_000 : 26_000
      for (let month = 1; month < men.length; month++)
        expect(losses[month]!).toBeLessThanOrEqual(men[month - 1]! + recruits)
    })
  }
})
