/** Worlds are common to scenarios: what runs beside changes nothing. */
import { expect, test } from 'vitest'
import { compile, load } from '../../../src/internal.ts'
import { worlds } from '../../../src/run/simulate.ts'
import { twoParties } from '../../fixtures/two-parties.ts'

test('a scenario that makes a correlated number uncertain leaves the worlds of the case as they were', () => {
  const more = `quantities:
  x: {value: 30, source: x, kind: judgement}
  y: {value: 'normal(30, 10)', source: x, kind: judgement}
  z: {value: 'normal(30, 10)', source: x, kind: judgement}
correlations:
  - {between: [x, y], rho: 0.9, source: x}
  - {between: [y, z], rho: 0.4, source: x}
scenarios:
  freed: {says: X is not known., set: {x: 'normal(30, 10)'}, source: x}`
  const loaded = load(twoParties({ more }), 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors[0]!.message)
  const values = (beside: readonly string[], world: number): number[] =>
    Array.from(
      worlds(compile(loaded.case, null, { worlds: 50, armWorlds: 50, seed: 9, beside }))(world)[0]!.world.values,
    )
  for (let world = 0; world < 50; world++) expect(values(['freed'], world)).toEqual(values([], world))
})
