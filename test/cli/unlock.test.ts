import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { asProcess, inOneProcess } from './armistice.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const small = join(root, 'test/fixtures/cases/small.yaml')
const armistice = inOneProcess()

/** The small case with a war that costs its sides little, so that in many worlds no package suits both. */
const cheap = join(mkdtempSync(join(tmpdir(), 'armistice-')), 'cheap.yaml')
writeFileSync(cheap, readFileSync(small, 'utf8').replaceAll('fightingCost: 30 to 60', 'fightingCost: 1 to 4'))

test('unlock says what opens a deal, where the case speaks of it, and how far it looked', async () => {
  const { code, out } = await armistice('unlock', cheap, '--worlds', '80')
  expect(code).toBe(0)
  expect(out).toMatch(/No package suits all veto players in .*% .* of 80 worlds/)
  expect(out).toMatch(/Single changes that open one[^:]*:\n.*%[\s\S]*cheap\.yaml:\d+:\d+/)
  expect(out).toMatch(/Searched: \d+ red lines/)
})

test('unlock as JSON holds the same record twice, and one world its every smallest set', async () => {
  const words = ['unlock', small, '--worlds', '60', '--month', '3', '--json']
  const one = await armistice(...words)
  expect(one.out).toBe(asProcess()(...words).out)
  expect(JSON.parse(one.out)).toMatchObject({ case: 'small', worlds: 60, month: 3, exact: null })
  const exact = JSON.parse((await armistice('unlock', small, '--world', '4', '--json')).out) as {
    worlds: number
    exact: { world: number; sets: unknown[] }
  }
  expect(exact.worlds).toBe(1)
  expect(exact.exact.world).toBe(4)
})

test('unlock refuses what it cannot answer, by name', async () => {
  expect(await armistice('unlock', small, '--scenario', 'nope')).toMatchObject({
    code: 2,
    err: expect.stringContaining('no scenario `nope`') as string,
  })
  expect(await armistice('unlock', small, '--month', '0')).toMatchObject({
    code: 2,
    err: expect.stringContaining('month') as string,
  })
  expect((await armistice('unlock', small, '--payment', 'much')).code).toBe(2)
})
