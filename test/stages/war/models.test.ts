/** The front's models in a whole run, and wars that are not fought with artillery. */
import { expect, test } from 'vitest'
import { quantityAt } from '../../../src/case/indices.ts'
import type { QuantityIndex } from '../../../src/case/indices.ts'
import type { Case, FrontSpec, SideSpec, WarSpec } from '../../../src/case/types.ts'
import { compile } from '../../../src/run/compile.ts'
import { simulate, worlds } from '../../../src/run/simulate.ts'
import { summarise } from '../../../src/run/summarise.ts'
import { buildCase } from '../../fixtures/build-case.ts'
import type { Numbers } from '../../fixtures/build-case.ts'

const WORLDS = 2000
const MONTHS = 12

/** The small war with another front; `front.noise` is there for the taking. */
function withFront(numbers: Numbers, change: (war: WarSpec, noise: QuantityIndex) => Partial<WarSpec>): Case {
  const built = buildCase({ 'front.noise': 50, 'front.pull': 0, ...numbers })
  const noise = quantityAt(built.quantities.findIndex(({ id }) => id === 'front.noise'))
  return { ...built, war: { ...built.war!, ...change(built.war!, noise) } }
}

const front = (numbers: Numbers, change: (front: FrontSpec, noise: QuantityIndex) => Partial<FrontSpec>): Case =>
  withFront(numbers, (war, noise) => ({ front: { ...war.front, ...change(war.front, noise) } }))

/** Mean and standard deviation of the line after some months. */
function lineOf(theCase: Case, months: number): { mean: number; sd: number } {
  const each = worlds(compile(theCase, null, { worlds: WORLDS, seed: 4 }))
  const lines = Array.from({ length: WORLDS }, (_, i) => each(i)[0]!.projection!.line[months]!)
  const mean = lines.reduce((a, b) => a + b, 0) / WORLDS
  return { mean, sd: Math.sqrt(lines.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (WORLDS - 1)) }
}

function expectMoments(theCase: Case, expected: (months: number) => { mean: number; variance: number }): void {
  for (const months of [1, 5, MONTHS]) {
    const { mean, sd } = lineOf(theCase, months)
    const { mean: exact, variance } = expected(months)
    expect(Math.abs(mean - exact)).toBeLessThan(4 * Math.sqrt(variance / WORLDS) + 1e-9)
    expect(Math.abs(sd - Math.sqrt(variance))).toBeLessThan(4 * Math.sqrt(variance / (2 * WORLDS)) + 1e-9)
  }
}

const weights = (fade: number, months: number): number[] =>
  Array.from({ length: months }, (_, k) => (fade === 1 ? k + 1 : (1 - fade ** (k + 1)) / (1 - fade)))
const squares = (xs: readonly number[]): number => xs.reduce((sum, x) => sum + x * x, 0)

test('a damped local level fades, and its shocks stay while its noise passes', () => {
  const theCase = front({ 'front.fade': 0.9, 'front.shock': 40 }, (_, noise) => ({
    model: 'localLevel',
    level: null,
    noise,
  }))
  expectMoments(theCase, (months) => ({
    mean: 300 * 0.9 * weights(0.9, months).at(-1)!,
    variance: 1600 * squares(weights(0.9, months)) + months * 2500,
  }))
})

test('the last rate goes on as a random walk', () => {
  const theCase = front({ 'front.shock': 40 }, () => ({ model: 'lastRate', level: null, fade: null }))
  expectMoments(theCase, (months) => ({ mean: 300 * months, variance: 1600 * squares(weights(1, months)) }))
})

test('months drift about one level, or the map stays', () => {
  const drift = front({}, (_, noise) => ({ model: 'drift', fade: null, shock: null, noise }))
  expectMoments(drift, (months) => ({ mean: 200 * months, variance: 2500 * months }))
  const stays = front({}, (_, noise) => ({ model: 'mapStays', level: null, fade: null, shock: null, noise }))
  expectMoments(stays, (months) => ({ mean: 0, variance: 2500 * months }))
})

test('a ratio of men beyond that of the date moves the front by the strength', () => {
  const numbers = { 'front.shock': 0, 'front.forceAtDate': 1.5, 'front.strength': 250, 'defender.men.stock': 2e5 }
  const theCase = withFront(numbers, (war) => {
    const built = buildCase({ 'front.noise': 50, 'front.pull': 0, ...numbers })
    const index = (id: string): QuantityIndex => quantityAt(built.quantities.findIndex((one) => one.id === id))
    return { front: { ...war.front, strength: { pull: index('front.strength'), atDate: index('front.forceAtDate') } } }
  })
  const [outcome] = worlds(compile(theCase, null, { worlds: 1 }))(0)
  const { line, level } = outcome!.projection!
  expect(line[1]! - level[1]!).toBeCloseTo(250 * Math.log(3 / 1.5), 9)
})

test('without a stock a side fires what comes in, and saves nothing', () => {
  const theCase = withFront({}, (war) => {
    const bare = (side: SideSpec): SideSpec => ({ ...side, shells: { ...side.shells!, stock: null } })
    return { attacker: bare(war.attacker), defender: bare(war.defender) }
  })
  const [outcome] = worlds(compile(theCase, null, { worlds: 1 }))(0)
  const { attacker, defender } = outcome!.projection!
  expect([...attacker.fired.subarray(1)]).toEqual(new Array(24).fill(3e5))
  expect([...defender.fired.subarray(1)]).toEqual(new Array(24).fill(2e5))
  expect([...attacker.shells.subarray(1)]).toEqual(new Array(24).fill(0))
})

test('a war without artillery runs to the end: no ratio of fire, no rounds, no pull', () => {
  const theCase = withFront({ 'front.pull': 500 }, (war) => {
    const bare = (side: SideSpec): SideSpec => ({ ...side, shells: null, heavy: null })
    return { attacker: bare(war.attacker), defender: bare(war.defender) }
  })
  const model = compile(theCase, null, { worlds: 100, beside: [] })
  const arm = summarise(model, simulate(model, 0, 100), 'digest').arms[0]!
  expect(arm.war.fireRatio.every((spread) => spread === null)).toBe(true)
  expect(arm.war.shellsAttacker.at(-1)!.p95).toBe(0)
  expect(arm.war.lossesAttacker.at(-1)!.p50).toBeGreaterThan(0)
  const [outcome] = worlds(model)(0)
  expect([...outcome!.projection!.driven]).toEqual(new Array(25).fill(0))
  expect(JSON.stringify(arm)).not.toContain('NaN')
})
