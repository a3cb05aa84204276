/** How strong a guarantee has to be: solved against the margin itself. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { guaranteeNeeded, powellMargin } from '../../../src/stages/durability/balance.ts'
import { load } from '../../../src/load/load.ts'
import { compile } from '../../../src/run/compile.ts'
import { simulate, worlds } from '../../../src/run/simulate.ts'
import { summarise } from '../../../src/run/summarise.ts'

const flagship = readFileSync(new URL('../../../cases/bundled/ukraine-2025/case.yaml', import.meta.url), 'utf8')
const read = (text: string) => {
  const loaded = load(text, 'case.yaml')
  if (!loaded.ok) throw new Error(loaded.errors[0]!.message)
  return loaded.case
}

test('brings the margin to nothing, whatever the slopes, and no weaker one does', () => {
  const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
  fc.assert(
    fc.property(
      fc.record({
        surplus: number(-40, 40),
        rearmed: fc.array(number(0, 0.6), { minLength: 1, maxLength: 10 }),
        reach: number(1000, 90_000),
        forward: number(1e-5, 1e-2),
        back: number(1e-5, 1e-2),
      }),
      ({ surplus, rearmed, reach, forward, back }) => {
        const margin = (support: number): number =>
          powellMargin(
            surplus,
            rearmed.map((share) => {
              const km2 = reach * (share - support)
              return km2 * (km2 > 0 ? forward : back)
            }),
          )
        const needed = guaranteeNeeded(surplus, Math.max(...rearmed), reach, { forward, back })
        if (needed === 0) expect(margin(0)).toBeGreaterThanOrEqual(-1e-9)
        else if (needed === 1) expect(margin(1)).toBeLessThanOrEqual(1e-9)
        else expect(Math.abs(margin(needed))).toBeLessThan(1e-7 * (1 + Math.abs(surplus)))
      },
    ),
  )
})

test('is 0 or all where no line moves anything', () => {
  const flat = { forward: 0, back: 0 }
  expect([guaranteeNeeded(1, 0.1, 5e4, flat), guaranteeNeeded(-1, 0.1, 5e4, flat)]).toEqual([0, 1])
})

test('a peace that is sure to hold poses no problem of commitment', () => {
  const sure = flagship
    .replace(/^  stillborn:\n(?:    .*\n)+/m, '  stillborn: {value: 0, kind: definition}\n')
    .replace('  priors: elicited\n', '  priors: elicited\n  logitFiveYears: {value: 60, kind: definition}\n')
  expect(sure).toContain('logitFiveYears')
  const model = compile(read(sure), null, { worlds: 600, seed: 2, beside: [] })
  const { why } = summarise(model, simulate(model, 0, 600), '0'.repeat(64)).arms[0]!
  expect(why.commitment.estimate).toBe(0)
  expect(why.information.estimate).toBeGreaterThan(0.1)
})

test('a peace that never holds, or a walk away that costs nothing, runs', () => {
  const stillborn = flagship.replace(/^  stillborn:\n(?:    .*\n)+/m, '  stillborn: {value: 1, kind: definition}\n')
  expect(stillborn).not.toBe(flagship)
  for (const text of [stillborn, stillborn.replace(/walkAway: \{value: [^,}]*/g, 'walkAway: {value: 0')]) {
    const each = worlds(compile(read(text), null, { worlds: 60, seed: 2, beside: [] }))
    for (let world = 0; world < 60; world++) expect(() => each(world)).not.toThrow()
  }
})
