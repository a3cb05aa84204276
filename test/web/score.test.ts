/** The front behind the date, and the score card of a sealed forecast, in the app. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { answer, load, readAsk } from '../../src/internal.ts'
import type { SealRecord } from '../../src/internal.ts'
import { app, VALLEY, violationsOf, WAIT } from './harness.ts'

const { browserTest, openValley } = app()
const front = readFileSync(new URL('../fixtures/cases/valley-war/front.csv', import.meta.url), 'utf8')

async function sealOfValley(): Promise<SealRecord> {
  const loaded = load(VALLEY, 'case.yaml')
  const read = readAsk({ kind: 'seal', at: '2031-05-01T08:00:00Z', worlds: 60, armWorlds: 20 })
  if (!loaded.ok || !read.ok) throw new Error('the case of the tests does not load')
  const found = await answer<'seal'>({ kind: 'case', case: loaded.case, digest: loaded.digest }, read.ask as never)
  if (found.kind !== 'answer') throw new Error('nothing was sealed')
  return found.record
}

const give = (page: Page, label: string, name: string, text: string): Promise<void> =>
  page.getByLabel(label).setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })

const sidewaysOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

for (const { width, dark } of [
  { width: 1440, dark: false },
  { width: 390, dark: true },
])
  browserTest(
    `at ${width} pixels a sealed forecast is opened beside what came, and what is wrong is said`,
    async () => {
      const seal = await sealOfValley()
      const claim = seal.claims.find(({ probability }) => probability !== null)!
      const { page, errors } = await openValley('#/score', { width, dark })
      await page.getByRole('heading', { name: 'Score a sealed forecast' }).waitFor(WAIT)
      await give(page, 'The sealed forecast', 'forecast.json', '{"armistice": 1}')
      await page.getByText('forecast.json is no sealed forecast').waitFor(WAIT)

      const changed = JSON.stringify({ ...seal, worlds: seal.worlds + 1 })
      await give(page, 'What came of claims and numbers', 'outcomes.csv', `what,value\n${claim.claim},yes\nL999,no\n`)
      await give(page, 'The sealed forecast', 'forecast.json', changed)
      await page.getByText(/the seal is broken/).waitFor(WAIT)

      await give(page, 'The sealed forecast', 'forecast.json', JSON.stringify(seal))
      await give(page, 'What came of the front', 'came.csv', `${front.trimEnd()}\n2031-05,95,1.5\n2031-06,many,1.5\n`)
      await page.getByRole('heading', { name: 'The score card' }).waitFor(WAIT)
      const card = page.locator('.score-card')
      await expect.poll(() => card.textContent(), WAIT).toContain('Its seal is whole')
      const text = (await card.textContent())!.replaceAll('\u00a0', ' ')
      expect(text).toContain(`Brier score ${((claim.probability! - 1) ** 2).toFixed(3)} over 1 claim`)
      expect(text).toContain('outcomes.csv, line 3, column 1:')
      expect(text).toMatch(/came\.csv, line \d+, column \d+: /)
      for (const said of ['the map stays', 'damped local level', 'PIT', 'CRPS', 'held what came in'])
        expect(text).toContain(said)
      expect(await card.locator('figure.chart svg').count()).toBe(1)
      expect(await violationsOf(page)).toEqual([])
      expect(await sidewaysOf(page)).toBeLessThanOrEqual(0)
      if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/c${width}.png`, fullPage: true })
      expect(errors).toEqual([])
      await page.context().close()
    },
  )

browserTest('the war begins with the front behind the date and its fan; another series takes its place', async () => {
  const { page, errors } = await openValley('#/war', { width: 390 })
  const figure = page.locator('figure', { hasText: 'The front, before the date and after' })
  await figure.waitFor(WAIT)
  expect(await figure.textContent()).toContain('In the 24 months before the date')
  await give(
    page,
    'Another series of the front',
    'short.csv',
    'month,change_km2\n2031-01,10\n2031-01,5\n2031-03,10\n2031-04,20\n',
  )
  await expect.poll(() => figure.textContent(), WAIT).toContain('In the 2 months before the date the line moved 30 km²')
  await page.getByText(/short\.csv, line 3, column 1: /).waitFor(WAIT)
  expect(await violationsOf(page)).toEqual([])
  expect(await sidewaysOf(page)).toBeLessThanOrEqual(0)
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/w390.png`, fullPage: true })
  expect(errors).toEqual([])
  await page.context().close()
})
