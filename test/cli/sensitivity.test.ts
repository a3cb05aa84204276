import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const small = join(root, 'test/fixtures/cases/small.yaml')
const folder = mkdtempSync(join(tmpdir(), 'armistice-'))

afterAll(() => {
  rmSync(folder, { recursive: true })
})

function armistice(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/cli/main.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  return { code: status, out: stdout, err: stderr }
}

const FEW = ['--inputs', '6', '--base-points', '64', '--seed', '3']

test('sensitivity ranks inputs, the same bytes on one thread and on two', () => {
  const [one, two] = ['1', '2'].map((threads) =>
    armistice('sensitivity', small, '--of', 'noDealValue:north', ...FEW, '--json', '--threads', threads),
  )
  expect(one!.code).toBe(0)
  expect(two!.out).toBe(one!.out)
  const table = armistice('sensitivity', small, '--of', 'noDealValue:north', ...FEW, '--svg', 'tornado.svg')
  expect(table.out).toMatch(/input\s+total\s+first/)
  expect(readFileSync(join(folder, 'tornado.svg'), 'utf8')).toContain('<svg')
})

test('what was kept is gone on with, to the same end', () => {
  const whole = armistice('sensitivity', small, '--of', 'front:12', ...FEW, '--json')
  expect(armistice('sensitivity', small, '--of', 'front:12', ...FEW, '--json', '--out', 'kept').code).toBe(0)
  expect(armistice('sensitivity', small, '--of', 'front:12', ...FEW, '--json', '--resume', 'kept').out).toBe(whole.out)
})

test('tipping says where the verdict turns, or that it does not', () => {
  const { code, out } = armistice('tipping', small, '--claim', 'H1', '--worlds', '200', '--inputs', '3')
  expect(code).toBe(0)
  expect(out).toMatch(/asks for/)
})

test('unknown outputs and claims are answered with those there are', () => {
  expect(armistice('sensitivity', small, '--of', 'noDealValu:north', ...FEW)).toMatchObject({
    code: 2,
    err: expect.stringContaining('noDealValue') as string,
  })
  expect(armistice('tipping', small, '--claim', 'C9')).toMatchObject({
    code: 2,
    err: expect.stringContaining('C9') as string,
  })
})
