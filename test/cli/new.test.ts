import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'armistice-new-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const armistice = (...args: string[]) => spawnSync(process.execPath, [main, ...args], { cwd: folder, encoding: 'utf8' })

it.each(['interstate', 'labour'])('new --template %s writes a case that checks and runs', (kind) => {
  expect(armistice('new', kind, '--template', kind, '--as-of', '2024-02-29')).toMatchObject({ status: 0 })
  expect(readFileSync(join(folder, kind, 'case.yaml'), 'utf8')).toContain('asOf: 2024-02-29')
  expect(armistice('check', kind)).toMatchObject({ status: 0 })
  const run = armistice('run', kind, '--worlds', '100')
  expect(run.status).toBe(0)
  expect(run.stdout).toMatch(/C1/)
})

it('new refuses what it cannot use, and leaves nothing behind', () => {
  const wrong = armistice('new', 'a-case', '--template', 'naval')
  expect(wrong.status).toBe(2)
  expect(wrong.stderr).toContain('interstate, civil, labour, treaty, blank')
  for (const date of ['15 February 1998', '2022-02-30', '1998']) {
    const refused = armistice('new', 'b-case', '--as-of', date)
    expect(refused.status).toBe(2)
    expect(refused.stderr).toContain('is no date')
  }
  expect(existsSync(join(folder, 'a-case'))).toBe(false)
  expect(existsSync(join(folder, 'b-case'))).toBe(false)
})

it('help prints a page, the help of a command, and suggests', () => {
  expect(armistice('help', 'numbers').stdout).toContain('5th and 95th percentiles')
  expect(armistice('help', 'claims').stdout).toMatch(/probability[\s\S]*dealMonth|noDealValue/)
  expect(armistice('help', 'run').stdout).toContain('--worlds')
  expect(armistice('help').stdout).toContain('first-case')
  expect(armistice('help', 'nubmers')).toMatchObject({ status: 2, stderr: expect.stringContaining('`numbers`') })
})
