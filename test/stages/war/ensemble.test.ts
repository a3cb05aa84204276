import { expect, test } from 'vitest'
import { compile } from '../../../src/run/compile.ts'
import { worlds } from '../../../src/run/simulate.ts'
import { seedOf, streamOf } from '../../../src/math/philox.ts'
import { student5 } from '../../../src/math/student.ts'
import { student5OfWord } from '../../../src/math/student5-table.ts'
import {
  newEnsemble,
  newEnsemblePath,
  projectTrajectory,
  setTrajectory,
  stepFade,
  stepShock,
  WEEKS_PER_MONTH,
} from '../../../src/stages/war/ensemble.ts'
import { buildCase, UNCERTAIN } from '../../fixtures/build-case.ts'

/** Wars in which shells run out, pieces run out, men run short, and the line meets its bounds. */
const WARS = [
  {},
  { 'attacker.heavy.stock': 300, 'attacker.heavy.production': 0 },
  { 'defender.men.floor': 5e5, 'front.shock': 600 },
  { 'region.area': 50_800, 'front.shock': 300 },
  { 'defender.shells.aid': 0, 'defender.shells.production': 0 },
]

test.each(WARS)('a trajectory of monthly steps is the projection of its world: %j', (changes) => {
  const theCase = buildCase({ ...UNCERTAIN, 'front.pull': { kind: 'normal', mean: 200, sd: 150 }, ...changes })
  const model = compile(theCase, null, { worlds: 50, seed: 3 })
  const each = worlds(model)
  const ensemble = newEnsemble(1, 1)
  const path = newEnsemblePath(theCase.war!.months)
  for (let world = 0; world < 50; world++) {
    const { projection, world: drawn } = each(world)[0]!
    setTrajectory(ensemble, 0, theCase.war!, drawn.values)
    projectTrajectory(ensemble, 0, { seed: seedOf(3), stream: streamOf('war/front'), world }, path)
    for (let month = 1; month <= theCase.war!.months; month++) {
      expect(Math.abs(path.line[month]! - projection!.line[month]!)).toBeLessThan(1e-7)
      expect(Math.abs(path.logRatio[month]! - projection!.logRatio[month]!)).toBeLessThan(1e-9)
    }
  }
})

test('weekly steps keep the spread that the rate has in the long run', () => {
  const fade = 0.81
  const weekly = stepFade(fade, 1 / WEEKS_PER_MONTH)
  const shock = stepShock(fade, weekly, 1 / WEEKS_PER_MONTH)
  expect(weekly ** WEEKS_PER_MONTH).toBeCloseTo(fade, 14)
  expect((shock * shock) / (1 - weekly * weekly)).toBeCloseTo(1 / (1 - fade * fade), 12)
  expect(stepShock(1, 1, 0.25)).toBe(0.5)
})

test('the table of t5 is the quantile within 1e-12, on both sides, at the edges of bins and in the far tail', () => {
  const words = [0, 1, 2 ** 21 - 1, 2 ** 21, 2 ** 21 + 1, 2 ** 30, 2 ** 31 - 1]
  for (let k = 0; k < 20_000; k++) words.push((k * 2654435761) % 2 ** 31)
  for (const word of words) {
    const exact = student5((word + 0.5) / 2 ** 32)
    expect(Math.abs(student5OfWord(word) - exact)).toBeLessThan(1e-12 * Math.max(1, Math.abs(exact)))
    expect(student5OfWord(~word)).toBe(-student5OfWord(word))
  }
})
