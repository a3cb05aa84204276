import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { inOneProcess } from './armistice.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'armistice-front-'))
const armistice = inOneProcess(folder)
const shipped = readFileSync(join(root, 'cases/bundled/ukraine-2025/front.csv'), 'utf8')

const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return name
}

test('a fit writes a posterior that a run uses, and says so by its digest', async () => {
  const series = file('front.csv', shipped)
  const fitted = await armistice('fit', 'ukraine-2025', '--series', series, '--out', 'posterior.json')
  expect(fitted.code).toBe(0)
  expect(fitted.out).toContain('The chains agree.')
  expect(fitted.out).toMatch(/times .* as likely under `sceptic` as under `essay`/)
  const digest = async (...more: string[]): Promise<string> => {
    const { out } = await armistice('war', 'ukraine-2025', '--worlds', '20', '--json', ...more)
    return (JSON.parse(out) as { case: { digest: string } }).case.digest
  }
  expect(await digest('--posterior', 'posterior.json')).not.toBe(await digest())
  const stored = (...more: string[]): ReturnType<typeof armistice> =>
    armistice('run', 'ukraine-2025', '--worlds', '4', '--arm-worlds', '1', '--out', 'kept', ...more)
  expect((await stored('--posterior', 'posterior.json')).err).toContain(
    'stored in kept: summary.json, case.yaml, brief.txt, posterior.json',
  )
  for (const other of [
    [],
    ['--posterior', file('other.json', `${readFileSync(join(folder, 'posterior.json'), 'utf8')}\n`)],
  ])
    expect(await stored(...other)).toMatchObject({
      code: 2,
      err: expect.stringContaining('another run (posterior differs)'),
    })
  const wrong = await armistice('war', 'ukraine-2025', '--posterior', file('none.json', '{}'))
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('is no posterior')])
  expect((await armistice('war', 'ukraine-2025', '--posterior', file('bad.json', '{'))).err).toContain('is not JSON')
})

test('months after the date are refused with their place, and the rest is fitted', async () => {
  const { code, out, err } = await armistice(
    'fit',
    'ukraine-2025',
    '--series',
    file('late.csv', `${shipped}2025-03,200,1.8\n`),
  )
  expect(code).toBe(1)
  expect(err).toContain('late.csv:33:1: error: 2025-03 is later than the date of the case')
  expect(out).toContain('fitted to 2022-12 to 2025-02')
})

test('a forecast is sealed, checked, and scored; a changed one is refused', async () => {
  expect((await armistice('seal', 'ukraine-2025', '--worlds', '60', '--out', 'seal.json')).code).toBe(0)
  const observed = file('observed.csv', `${shipped}2025-03,200,1.8\n2025-04,150,1.8\n`)
  const outcomes = file('outcomes.csv', 'what,value\nN9,no\nusShells,40000\n')
  const score = (...more: string[]): ReturnType<typeof armistice> =>
    armistice('score', 'ukraine-2025', '--observed', observed, '--outcomes', outcomes, '--seal', 'seal.json', ...more)
  const { code, out } = await score('--json')
  expect(code).toBe(0)
  const record = JSON.parse(out) as { sealed: object; horizons: { months: number }[]; claims: { scored: object[] } }
  expect(record.sealed).not.toBeNull()
  expect(record.horizons.map(({ months }) => months)).toEqual([1, 2])
  expect(record.claims.scored).toHaveLength(1)
  expect((await score()).out).toContain('its seal is whole')
  writeFileSync(
    join(folder, 'seal.json'),
    readFileSync(join(folder, 'seal.json'), 'utf8').replace('"seed":2025', '"seed":2026'),
  )
  expect(await score()).toMatchObject({ code: 2, out: '', err: expect.stringContaining('is broken') as string })
})

test('a score needs something that came', async () => {
  expect(await armistice('score', 'ukraine-2025')).toMatchObject({ code: 2 })
})
