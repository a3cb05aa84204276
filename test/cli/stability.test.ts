import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { inOneProcess } from './armistice.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const elmira = join(root, 'cases/published/hipel-1993/elmira.yaml')
const armistice = inOneProcess()
const stability = (...words: string[]): ReturnType<typeof armistice> => armistice('stability', ...words)

test('prints equilibria, coalition moves and paths', async () => {
  const { code, out } = await stability(elmira)
  expect(code).toBe(0)
  expect(out).toMatch(/Nash +5, 6, 7, 10, 11, 12\n/)
  expect(out).toContain('MoE and Uniroyal would leave 7 (NYNNY) together')
  expect(out).toContain("7 (NYNNY): Local Government's move to 7 (NYNNY), for its own good")
})

test('explains a state, and says what would have to be preferred', async () => {
  const why = await stability(elmira, '--why', '1', '--of', 'Local Government', '--concept', 'gmr')
  expect(why.out).toContain("but MoE's move to 8 (YYNNY) would leave it no better off than 1 (NYNNN).")
  const inverse = await stability(
    elmira,
    '--inverse',
    'NYNNN',
    '--of',
    'Local Government',
    '--concept',
    'nash',
    '--json',
  )
  expect(JSON.parse(inverse.out)).toMatchObject([
    { state: 1, clauses: [{ move: 7, anyOf: [[7]] }], shareOfOrders: 0.5, lower: [[7]] },
  ])
})

test('writes picture, GraphML, .gmcr and YAML, and reads the last two back to the same result', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stability-'))
  const path = (name: string): string => join(folder, name)
  const written = await stability(
    elmira,
    ...['--svg', path('g.svg'), '--graphml', path('g.graphml'), '--gmcr', path('g.gmcr'), '--yaml', path('g.yaml')],
    '--json',
  )
  expect(written.code).toBe(0)
  expect(readFileSync(path('g.svg'), 'utf8')).toMatch(/^<svg [\s\S]*data-state="12"/)
  const graphml = readFileSync(path('g.graphml'), 'utf8')
  expect(graphml.match(/<node /g)).toHaveLength(12)
  expect(graphml.match(/<edge /g)).toHaveLength(30)
  const { concepts } = JSON.parse(written.out) as { concepts: unknown }
  for (const name of ['g.gmcr', 'g.yaml']) {
    expect((JSON.parse((await stability(path(name), '--json')).out) as { concepts: unknown }).concepts).toEqual(
      concepts,
    )
  }
})

test('what is wrong in a file is shown with its place; what is wrong in the command is usage', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stability-'))
  const file = join(folder, 'wrong.yaml')
  writeFileSync(file, 'stability: 1\ndeciders: {A: {go: }}\npreferences: {A: {pairs: [[1, 2], [2, 1]]}}\n')
  const wrong = await stability(file)
  expect(wrong.code).toBe(1)
  expect(wrong.err).toContain('wrong.yaml:3:35: error: these preferences run in a circle: `2` over `1` over `2`')
  expect((await stability(elmira, '--why', '13')).code).toBe(2)
  expect((await stability(elmira, '--why', '1', '--concept', 'nush')).code).toBe(2)
  expect((await stability(join(root, 'package.json'))).code).toBe(2)
})
