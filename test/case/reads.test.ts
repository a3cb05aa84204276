import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { shiftedWorlds } from '../../src/answers/unlock/shifted-worlds.ts'
import { readAfterTalks, readByGameAlone, readByRedLines } from '../../src/case/reads.ts'
import { inputsOf } from '../../src/answers/sensitivity/inputs.ts'
import { load } from '../../src/load/load.ts'
import { compile } from '../../src/run/compile.ts'
import { worlds } from '../../src/run/simulate.ts'

const root = fileURLToPath(new URL('../../cases', import.meta.url))

test.each(['bundled/ukraine-2025', 'historical/korea-1952', 'teaching/strike-for-class'])(
  '%s: a number that only the pace of talks reads opens no deal, whatever its name',
  (id) => {
    const loaded = load(readFileSync(`${root}/${id}/case.yaml`, 'utf8'), id)
    if (!loaded.ok) throw new Error(`${id} does not load`)
    const { bargaining, redLines } = loaded.case
    const pace = [bargaining!.pace, bargaining!.hazard].filter((quantity) => quantity !== null)
    expect(pace.length).toBeGreaterThan(0)
    for (const quantity of pace) expect(readAfterTalks(loaded.case).has(quantity)).toBe(true)
    const { assumptions } = shiftedWorlds(compile(loaded.case, null, { worlds: 1, beside: [] }))
    for (const quantity of pace) expect(assumptions).not.toContain(quantity)
    for (const { firm } of redLines) expect(readByRedLines(loaded.case).has(firm)).toBe(true)
  },
)

test('what the game alone reads is no input of an analysis, and moves no deal', () => {
  const file = new URL('../../cases/bundled/ukraine-2025/case.yaml', import.meta.url)
  const loaded = load(readFileSync(file, 'utf8'), 'case.yaml')
  if (!loaded.ok) throw new Error('the case does not load')
  const theCase = loaded.case
  const alone = readByGameAlone(theCase)
  const ids = [...alone].map((q) => theCase.quantities[q]!.id)
  expect(ids.some((id) => id.startsWith('game.'))).toBe(true)
  expect(ids.some((id) => id.startsWith('scores.usa.'))).toBe(true)
  expect(ids.some((id) => /^scores\.(ukraine|russia)\./.test(id))).toBe(false)
  const model = compile(theCase, null, { worlds: 30, armWorlds: 0, beside: [] })
  expect(inputsOf(model).some((input) => input.kind === 'quantity' && alone.has(input.quantity))).toBe(false)
  const spreads = model.arms[0]!.spreads.map((spread, q) =>
    alone.has(q) ? { kind: 'plain' as const, of: { kind: 'fixed' as const, value: 50 } } : spread,
  )
  const changed = { ...model, arms: [{ ...model.arms[0]!, spreads }] }
  const deals = (of: typeof model) => {
    const each = worlds(of)
    return Array.from({ length: 30 }, (_, k) => each(k)[0]!.talks!.month)
  }
  expect(deals(changed)).toEqual(deals(model))
})
