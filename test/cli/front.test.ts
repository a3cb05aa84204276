import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const main = join(root, 'dist/cli/main.js')
const folder = mkdtempSync(join(tmpdir(), 'armistice-front-'))
const shipped = readFileSync(join(root, 'cases/bundled/ukraine-2025/front.csv'), 'utf8')

function armistice(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  return { code: status, out: stdout, err: stderr }
}

const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return name
}

test('a fit writes a posterior that a run uses, and says so by its digest', () => {
  const series = file('front.csv', shipped)
  const fitted = armistice('fit', 'ukraine-2025', '--series', series, '--out', 'posterior.json')
  expect(fitted.code).toBe(0)
  expect(fitted.out).toContain('The chains agree.')
  expect(fitted.out).toMatch(/times .* as likely under `sceptic` as under `essay`/)
  const [plain, with_] = [[], ['--posterior', 'posterior.json']].map(
    (more) =>
      JSON.parse(armistice('war', 'ukraine-2025', '--worlds', '200', '--json', ...more).out) as {
        case: { digest: string }
      },
  )
  expect(with_!.case.digest).not.toBe(plain!.case.digest)
  const stored = (...more: string[]): ReturnType<typeof armistice> =>
    armistice('run', 'ukraine-2025', '--worlds', '4', '--arm-worlds', '1', '--out', 'kept', ...more)
  expect(stored('--posterior', 'posterior.json').err).toContain(
    'stored in kept: summary.json, case.yaml, brief.txt, posterior.json',
  )
  for (const other of [
    [],
    ['--posterior', file('other.json', `${readFileSync(join(folder, 'posterior.json'), 'utf8')}\n`)],
  ])
    expect(stored(...other)).toMatchObject({ code: 2, err: expect.stringContaining('another run (posterior differs)') })
  const wrong = armistice('war', 'ukraine-2025', '--posterior', file('none.json', '{}'))
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('is no posterior')])
  expect(armistice('war', 'ukraine-2025', '--posterior', file('bad.json', '{')).err).toContain('is not JSON')
})

test('months after the date are refused with their place, and the rest is fitted', () => {
  const { code, out, err } = armistice(
    'fit',
    'ukraine-2025',
    '--series',
    file('late.csv', `${shipped}2025-03,200,1.8\n`),
  )
  expect(code).toBe(1)
  expect(err).toContain('late.csv:33:1: error: 2025-03 is later than the date of the case')
  expect(out).toContain('fitted to 2022-12 to 2025-02')
})

test('a forecast is sealed, checked, and scored; a changed one is refused', () => {
  expect(armistice('seal', 'ukraine-2025', '--worlds', '300', '--out', 'seal.json').code).toBe(0)
  const observed = file('observed.csv', `${shipped}2025-03,200,1.8\n2025-04,150,1.8\n`)
  const outcomes = file('outcomes.csv', 'what,value\nN9,no\nusShells,40000\n')
  const score = (...more: string[]): ReturnType<typeof armistice> =>
    armistice('score', 'ukraine-2025', '--observed', observed, '--outcomes', outcomes, '--seal', 'seal.json', ...more)
  const { code, out } = score('--json')
  expect(code).toBe(0)
  const record = JSON.parse(out) as { sealed: object; horizons: { months: number }[]; claims: { scored: object[] } }
  expect(record.sealed).not.toBeNull()
  expect(record.horizons.map(({ months }) => months)).toEqual([1, 2])
  expect(record.claims.scored).toHaveLength(1)
  expect(score().out).toContain('its seal is whole')
  writeFileSync(
    join(folder, 'seal.json'),
    readFileSync(join(folder, 'seal.json'), 'utf8').replace('"seed":2025', '"seed":2026'),
  )
  expect(score()).toMatchObject({ code: 2, out: '', err: expect.stringContaining('is broken') as string })
})

test('a score needs something that came', () => {
  expect(armistice('score', 'ukraine-2025')).toMatchObject({ code: 2 })
})
