import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { inOneProcess } from './armistice.ts'

const folder = mkdtempSync(join(tmpdir(), 'armistice-new-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const armistice = inOneProcess(folder)

it.each(['interstate', 'labour'])('new --template %s writes a case that checks and runs', async (kind) => {
  expect(await armistice('new', kind, '--template', kind, '--as-of', '2024-02-29')).toMatchObject({ code: 0 })
  expect(readFileSync(join(folder, kind, 'case.yaml'), 'utf8')).toContain('asOf: 2024-02-29')
  expect(await armistice('check', kind)).toMatchObject({ code: 0 })
  const run = await armistice('run', kind, '--worlds', '100')
  expect(run.code).toBe(0)
  expect(run.out).toMatch(/C1/)
})

it('new refuses what it cannot use, and leaves nothing behind', async () => {
  const wrong = await armistice('new', 'a-case', '--template', 'naval')
  expect(wrong.code).toBe(2)
  expect(wrong.err).toContain('interstate, civil, labour, treaty, blank')
  for (const date of ['15 February 1998', '2022-02-30', '1998']) {
    const refused = await armistice('new', 'b-case', '--as-of', date)
    expect(refused.code).toBe(2)
    expect(refused.err).toContain('is no date')
  }
  expect(existsSync(join(folder, 'a-case'))).toBe(false)
  expect(existsSync(join(folder, 'b-case'))).toBe(false)
})

it('help prints a page, the help of a command, and suggests', async () => {
  expect((await armistice('help', 'numbers')).out).toContain('5th and 95th percentiles')
  expect((await armistice('help', 'claims')).out).toMatch(/probability[\s\S]*dealMonth|noDealValue/)
  expect((await armistice('help', 'run')).out).toContain('--worlds')
  expect((await armistice('help')).out).toContain('first-case')
  expect(await armistice('help', 'nubmers')).toMatchObject({ code: 2, err: expect.stringContaining('`numbers`') })
})
