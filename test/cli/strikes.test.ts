import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Strikes } from '../../src/internal.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const small = join(root, 'test/fixtures/cases/small.yaml')

function explain(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/cli/main.js'), 'explain', ...args], {
    encoding: 'utf8',
  })
  return { code: status, out: stdout, err: stderr }
}

test('explain space says step by step what strikes out packages, and where the case speaks of it', () => {
  const { code, out } = explain(small, 'space', '--worlds', '40')
  expect(code).toBe(0)
  expect(out).toMatch(/: why [\d,]+ packages become \d/)
  expect(out).toMatch(/mean of 40 worlds/)
  expect(out).toMatch(
    /Rejected by [^:]+: worth less to it than no deal[\s\S]*small\.yaml:\d+:\d+[\s\S]*giving way alone\s+bring back/,
  )
})

test('explain space as JSON is the same record twice', () => {
  const [one, two] = [1, 2].map(() => explain(small, 'space', '--worlds', '30', '--seed', '9', '--json'))
  expect(one!.out).toBe(two!.out)
  const record = JSON.parse(one!.out) as Strikes
  expect(record).toMatchObject({ case: 'small', seed: 9, worlds: 30, scenario: null })
  record.steps.forEach(({ left }, k) => {
    expect(left!.mean).toBeLessThanOrEqual(k === 0 ? 1 : record.steps[k - 1]!.left!.mean)
  })
})

test('explain still says what else can be named', () => {
  const { code, err } = explain(small, 'nothing-of-the-kind')
  expect(code).toBe(2)
  expect(err).toContain('`space` for all packages')
})

test('explain of a package says how it lasts, what it leaves, and the nearest terms that are signed more often', () => {
  const { code, out } = explain('iran-iraq-1988', '0', '--worlds', '40')
  expect(code).toBe(0)
  expect(out).toMatch(/still holds after so many years[\s\S]*5 in \d+ % \(\d+ %\)/)
  expect(out).toMatch(
    /Nearest terms that everybody signs more often:\s+\w+ changes?:|No terms were signed by everybody/,
  )
  expect(out).toMatch(/Looked at: all 1,728 packages, in the first 40\s+worlds/)
  const json = explain('strike-for-class', 'companyOffer', '--worlds', '30', '--json')
  const record = JSON.parse(json.out) as { nearest: { packages: number; signed: unknown }; acceptable: unknown }
  expect(record.nearest.packages).toBe(72)
  expect(record.nearest.signed).toEqual(record.acceptable)
})
