import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { shiftedWorlds } from '../../src/answers/unlock/shifted-worlds.ts'
import { readAfterTalks, readByRedLines } from '../../src/case/reads.ts'
import { load } from '../../src/load/load.ts'
import { compile } from '../../src/run/compile.ts'

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
