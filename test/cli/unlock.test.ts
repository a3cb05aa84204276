import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const small = join(root, 'test/fixtures/cases/small.yaml')
const main = join(root, 'dist/cli/main.js')

function armistice(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 })
  return { code: status, out: stdout, err: stderr }
}

test('unlock says what opens a deal and how far it looked', () => {
  const { code, out } = armistice('unlock', small, '--worlds', '80')
  expect(code).toBe(0)
  expect(out).toMatch(/No package suits all veto players in .*% .* of 80 worlds/)
  expect(out).toMatch(/Searched: \d+ red lines/)
  expect(out).toMatch(/small\.yaml:\d+:\d+|No set of changes/)
})

test('unlock as JSON holds the same record twice, and one world its every smallest set', () => {
  const [one, two] = [1, 2].map(() => armistice('unlock', small, '--worlds', '60', '--month', '3', '--json'))
  expect(one!.out).toBe(two!.out)
  expect(JSON.parse(one!.out)).toMatchObject({ case: 'small', worlds: 60, month: 3, exact: null })
  const exact = JSON.parse(armistice('unlock', small, '--world', '4', '--json').out) as { worlds: number; exact: { world: number; sets: unknown[] } }
  expect(exact.worlds).toBe(1)
  expect(exact.exact.world).toBe(4)
})

test('unlock refuses what it cannot answer, by name', () => {
  expect(armistice('unlock', small, '--scenario', 'nope')).toMatchObject({ code: 2, err: expect.stringContaining('no scenario nope') as string })
  expect(armistice('unlock', small, '--month', '0')).toMatchObject({ code: 2, err: expect.stringContaining('month') as string })
  expect(armistice('unlock', small, '--payment', 'much').code).toBe(2)
})
