import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Strikes } from '../../src/internal.ts'
import { asProcess, inOneProcess } from './armistice.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const small = join(root, 'test/fixtures/cases/small.yaml')
const armistice = inOneProcess()
const explain = (...words: string[]): ReturnType<typeof armistice> => armistice('explain', ...words)

test('explain space says step by step what strikes out packages, and where the case speaks of it', async () => {
  const { code, out } = await explain(small, 'space', '--worlds', '40')
  expect(code).toBe(0)
  expect(out).toMatch(/: why [\d,]+ packages become \d/)
  expect(out).toMatch(/mean of 40 worlds/)
  expect(out).toMatch(
    /Rejected by [^:]+: worth less to it than no deal[\s\S]*small\.yaml:\d+:\d+[\s\S]*giving way alone\s+bring back/,
  )
})

test('explain space as JSON is the same record twice', async () => {
  const words = [small, 'space', '--worlds', '30', '--seed', '9', '--json']
  const one = await explain(...words)
  expect(one.out).toBe(asProcess()('explain', ...words).out)
  const record = JSON.parse(one.out) as Strikes
  expect(record).toMatchObject({ case: 'small', seed: 9, worlds: 30, scenario: null })
  record.steps.forEach(({ left }, k) => {
    expect(left!.mean).toBeLessThanOrEqual(k === 0 ? 1 : record.steps[k - 1]!.left!.mean)
  })
})

test('explain still says what else can be named', async () => {
  const { code, err } = await explain(small, 'nothing-of-the-kind')
  expect(code).toBe(2)
  expect(err).toContain('`space` for all packages')
})

test('explain of a package says how it lasts, what it leaves, and the nearest terms that are signed more often', async () => {
  const { code, out } = await explain('iran-iraq-1988', '0', '--worlds', '40')
  expect(code).toBe(0)
  expect(out).toMatch(/still holds after so many years[\s\S]*5 in \d+ % \(\d+ %\)/)
  expect(out).toMatch(
    /Nearest terms that everybody signs more often:\s+\w+ changes?:|No terms were signed by everybody/,
  )
  expect(out).toMatch(/Looked at: all 1,728 packages, in the first 40\s+worlds/)
  const json = await explain('strike-for-class', 'companyOffer', '--worlds', '30', '--json')
  const record = JSON.parse(json.out) as { nearest: { packages: number; signed: unknown }; acceptable: unknown }
  expect(record.nearest.packages).toBe(72)
  expect(record.nearest.signed).toEqual(record.acceptable)
})
