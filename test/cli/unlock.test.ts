import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const small = join(root, 'test/fixtures/cases/small.yaml')
const main = join(root, 'dist/cli/main.js')

/** The small case with a war that costs its sides little, so that in many worlds no package suits both. */
const cheap = join(mkdtempSync(join(tmpdir(), 'armistice-')), 'cheap.yaml')
writeFileSync(cheap, readFileSync(small, 'utf8').replaceAll('fightingCost: 30 to 60', 'fightingCost: 1 to 4'))

function armistice(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  return { code: status, out: stdout, err: stderr }
}

test('unlock says what opens a deal, where the case speaks of it, and how far it looked', () => {
  const { code, out } = armistice('unlock', cheap, '--worlds', '80')
  expect(code).toBe(0)
  expect(out).toMatch(/No package suits all veto players in .*% .* of 80 worlds/)
  expect(out).toMatch(/Single changes that open one[^:]*:\n.*%[\s\S]*cheap\.yaml:\d+:\d+/)
  expect(out).toMatch(/Searched: \d+ red lines/)
})

test('unlock as JSON holds the same record twice, and one world its every smallest set', () => {
  const [one, two] = [1, 2].map(() => armistice('unlock', small, '--worlds', '60', '--month', '3', '--json'))
  expect(one!.out).toBe(two!.out)
  expect(JSON.parse(one!.out)).toMatchObject({ case: 'small', worlds: 60, month: 3, exact: null })
  const exact = JSON.parse(armistice('unlock', small, '--world', '4', '--json').out) as {
    worlds: number
    exact: { world: number; sets: unknown[] }
  }
  expect(exact.worlds).toBe(1)
  expect(exact.exact.world).toBe(4)
})

test('unlock refuses what it cannot answer, by name', () => {
  expect(armistice('unlock', small, '--scenario', 'nope')).toMatchObject({
    code: 2,
    err: expect.stringContaining('no scenario `nope`') as string,
  })
  expect(armistice('unlock', small, '--month', '0')).toMatchObject({
    code: 2,
    err: expect.stringContaining('month') as string,
  })
  expect(armistice('unlock', small, '--payment', 'much').code).toBe(2)
})
