import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { asProcess, inOneProcess } from './armistice.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const small = join(root, 'test/fixtures/cases/small.yaml')
const folder = mkdtempSync(join(tmpdir(), 'armistice-'))
const armistice = inOneProcess(folder)

afterAll(() => {
  rmSync(folder, { recursive: true })
})

const FEW = ['--inputs', '6', '--base-points', '40', '--seed', '3']

test('sensitivity ranks inputs, the same bytes on one thread and on two; what was kept is gone on with, to the same end', async () => {
  const words = ['sensitivity', small, '--of', 'noDealValue:north', ...FEW]
  const alone = asProcess(folder)
  const one = alone(...words, '--json', '--threads', '1')
  expect(one.code).toBe(0)
  expect(alone(...words, '--json', '--threads', '2', '--out', 'kept').out).toBe(one.out)
  expect((await armistice(...words, '--json', '--resume', 'kept')).out).toBe(one.out)
  const table = await armistice(...words, '--svg', 'tornado.svg', '--resume', 'kept')
  expect(table.out).toMatch(/input\s+total\s+first/)
  expect(readFileSync(join(folder, 'tornado.svg'), 'utf8')).toContain('<svg')
})

test('tipping says where the verdict turns, or that it does not', async () => {
  const { code, out } = await armistice('tipping', small, '--claim', 'H1', '--worlds', '60', '--inputs', '2')
  expect(code).toBe(0)
  expect(out).toMatch(/asks for/)
})

test('unknown outputs and claims are answered with those there are', async () => {
  expect(await armistice('sensitivity', small, '--of', 'noDealValu:north', ...FEW)).toMatchObject({
    code: 2,
    err: expect.stringContaining('noDealValue') as string,
  })
  expect(await armistice('tipping', small, '--claim', 'C9')).toMatchObject({
    code: 2,
    err: expect.stringContaining('C9') as string,
  })
})
