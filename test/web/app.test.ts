import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { manyPackages } from '../../bench/many-packages-case.ts'
import { app, openText, violationsOf, WAIT } from './harness.ts'

const { browser, browserTest, open, openValley, served } = app()

async function result(page: Page): Promise<void> {
  await page.waitForSelector('main h1', WAIT)
}

async function whole(page: Page): Promise<void> {
  await page.waitForFunction(
    () => /worlds, seed/.test(document.querySelector('.run-state')?.textContent ?? ''),
    undefined,
    WAIT,
  )
}

describe('the first five minutes', () => {
  browserTest('open, read, move an assumption, undo, mistype, mend, share, take away', async () => {
    const { page, errors } = await openValley('')
    await page.getByRole('button', { name: /^Open the case: Settling/ }).click()
    await page.waitForSelector('.argument h1', WAIT)
    await whole(page)
    await expect.poll(() => page.locator('.argument .claimed.supported').count(), WAIT).toBeGreaterThan(5)
    expect(await violationsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Brief', exact: true }).click()
    await result(page)
    await expect
      .poll(() => page.locator('h1').first().textContent(), WAIT)
      .toMatch(/A ceasefire within 12 months: \d+\s%/)
    await whole(page)
    const before = await page.locator('h1').first().textContent()

    await page.getByRole('button', { name: 'File', exact: true }).click()
    await page.locator('.assumptions input[type=search]').fill('dealPace')
    const field = page.locator('.slider input[type=number]').first()
    await field.fill('0')
    await expect.poll(() => page.locator('h1').first().textContent(), WAIT).toMatch(/within 12 months: 0\s%/)
    await page.locator('.slider .line').first().click()
    await expect.poll(() => page.locator('.cm-content').textContent(), WAIT).toMatch(/dealPace: \{value: 0%/)
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect.poll(() => page.locator('h1').first().textContent(), WAIT).not.toMatch(/within 12 months: 0\s%/)
    await whole(page)
    expect(await page.locator('h1').first().textContent()).toBe(before)

    await page.locator('.cm-content').click()
    await page.keyboard.press('Control+Home')
    await page.keyboard.insertText('armistise: 1\n')
    await page.waitForSelector('.problems .error', WAIT)
    expect(await page.locator('main').getAttribute('class')).toContain('stale')
    await expect.poll(() => page.locator('.problems').textContent(), WAIT).toMatch(/armistise/)
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect.poll(() => page.locator('.problems .error').count(), WAIT).toBe(0)

    await page.getByRole('button', { name: 'Claims' }).click()
    await page.waitForSelector('.claim', WAIT)
    await page.locator('.claim .line').first().click()
    await expect.poll(() => page.locator('.hangs').textContent(), WAIT).toMatch(/Line \d+: claim/)
    expect(errors).toEqual([])
    await page.context().close()
  })
})

describe('what strikes out packages', () => {
  browserTest(
    'is drawn in the deals once the run is finished, follows an edit, and leads to the lines of the file',
    async () => {
      const { page, errors } = await openValley('#/deals')
      await result(page)
      const chart = page.locator('figure.chart', { hasText: /Why 108 packages become [\d.,]+/ })
      await chart.waitFor(WAIT)
      expect(await chart.locator('svg rect.redLines').count()).toBeGreaterThan(1)
      expect(await chart.locator('svg').textContent()).toContain('Red lines of Ardal')
      expect(await violationsOf(page)).toEqual([])
      await chart.getByRole('button', { name: 'View as table' }).click()
      expect(await chart.locator('tbody tr').count()).toBeGreaterThan(5)
      await chart.getByRole('button', { name: 'View as chart' }).click()

      const facts = page.locator('table.facts')
      await facts.locator('tr', { hasText: 'Red lines of Brena' }).locator('.line').click()
      await expect.poll(() => page.locator('.hangs').textContent(), WAIT).toMatch(/Line \d+: red line/)
      const firm = facts.locator('tr', { hasText: 'The League stands behind nobody' }).locator('td').first()
      expect(await firm.textContent()).toMatch(/firm in \d+\s%/)

      const before = await chart.locator('svg').textContent()
      await page.locator('.assumptions input[type=search]').fill('brena-naked')
      await page.locator('.slider input[type=number]').first().fill('10')
      await expect.poll(() => page.locator('.cm-changed').first().textContent(), WAIT).toBe('10%')
      await expect.poll(() => chart.locator('svg').textContent(), WAIT).not.toBe(before)
      await expect.poll(() => page.locator('main p[role=status]').textContent(), WAIT).toMatch(/first 100 worlds/)
      expect(errors).toEqual([])
      await page.context().close()
    },
  )
})

describe('the report', () => {
  browserTest('opens from disk with the network off, with every chart and no error', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'armistice-'))
    const file = join(folder, 'brief.html')
    const root = fileURLToPath(new URL('../..', import.meta.url))
    expect(
      spawnSync(process.execPath, [
        join(root, 'dist/cli/main.js'),
        'report',
        join(root, 'test/fixtures/cases/valley-war/case.yaml'),
        '--worlds',
        '100',
        '--out',
        file,
      ]).status,
    ).toBe(0)
    expect(statSync(file).size).toBeLessThan(1_500_000)
    const context = await browser().newContext({ offline: true })
    const page = await context.newPage()
    const errors: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text())
    })
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) errors.push(request.url())
    })
    await page.goto(pathToFileURL(file).href)
    await expect.poll(() => page.locator('figure svg').count(), WAIT).toBeGreaterThan(8)
    expect(await violationsOf(page)).toEqual([])
    expect(errors).toEqual([])
    await context.close()
    rmSync(folder, { recursive: true })
  })
})

browserTest('the app, once it has run on, has the summary of the terminal to the byte', async () => {
  const { page, errors } = await open('#/report?case=strike-for-class')
  await whole(page)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /JSON/ }).click(),
  ])
  const command = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
  const told = spawnSync(process.execPath, [command, 'run', 'strike-for-class', '--worlds', '100', '--json'], {
    encoding: 'utf8',
  })
  expect(readFileSync(await download.path(), 'utf8')).toBe(told.stdout)
  expect(errors).toEqual([])
  await page.context().close()
})

browserTest('a number set to what it is leaves the run under way to its end', async () => {
  const { page, errors } = await openValley('#/brief')
  await result(page)
  await page.getByRole('button', { name: 'File', exact: true }).click()
  await page.locator('.assumptions input[type=search]').fill('leagueBackstop')
  const field = page.locator('.slider input[type=number]').first()
  await page.keyboard.press('Control+Enter')
  await field.fill('4')
  await field.fill('40')
  await field.fill('40.0')
  await whole(page)
  expect(errors).toEqual([])
  await page.context().close()
})

browserTest(
  'a run that takes long says so within seconds, keeps what it has when stopped, and tries cuts',
  async () => {
    // With all the worlds that the app asks for.
    const page = await (await browser().newContext({ viewport: { width: 390, height: 844 } })).newPage()
    await page.goto(served().url)
    await openText(page, manyPackages({ parties: 8, issues: 12, options: 6, chain: 11 }))
    const notice = page.getByRole('region', { name: 'A long run' })
    await expect.poll(() => notice.textContent(), WAIT).toMatch(/left: \d+ of 10,000 worlds done|take at least/)
    await expect.poll(() => notice.textContent(), WAIT).toContain('at most 3 options on each issue instead of 6')
    await page.locator('.answer').waitFor(WAIT)
    await notice.getByRole('button', { name: 'Stop and keep what is there' }).click()
    await expect.poll(() => page.locator('.run-state').textContent(), WAIT).toMatch(/Run again.*\d+ worlds.*cancelled/)
    await notice.getByRole('button', { name: /^Try/ }).click()
    await expect.poll(() => notice.locator('li').allTextContents(), WAIT).toHaveLength(5)
    expect((await notice.locator('li').allTextContents()).every((said) => / a world|no world in/.test(said))).toBe(true)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await page.context().close()
  },
)

describe('addresses and files', () => {
  browserTest('a shared address brings back the changed case, the scenario and the view', async () => {
    const { page } = await openValley('#/deals?s=leagueLeaves&seed=7')
    await result(page)
    await whole(page)
    expect(await page.locator('select').first().inputValue()).toBe('leagueLeaves')
    expect(await page.locator('.run-state').textContent()).toContain('seed 7')
    await page.getByRole('button', { name: 'File', exact: true }).click()
    await page.locator('.assumptions input[type=search]').fill('dealPace')
    await page.locator('.slider input[type=number]').first().fill('33')
    await page.waitForSelector('button:has-text("Undo"):not([disabled])', WAIT)
    await whole(page)
    await page.getByRole('button', { name: 'War', exact: true }).click()
    await expect.poll(() => page.evaluate(() => location.hash), WAIT).toContain('e=')
    const hash = await page.evaluate(() => location.hash)
    const again = await openValley(hash)
    await result(again.page)
    await again.page.getByRole('button', { name: 'File', exact: true }).click()
    await again.page.locator('.assumptions input[type=search]').fill('dealPace')
    expect(await again.page.locator('.slider input[type=number]').first().inputValue()).toBe('33')
    await again.page.context().close()
    await page.context().close()
  })

  browserTest('junk in the address opens the gallery with a note', async () => {
    for (const junk of ['#%%%', '#/brief?t=notpacked!!', '#/brief?h=9.9.x']) {
      const { page } = await open(junk)
      await page.waitForSelector('.note', WAIT)
      expect(await page.locator('h1').first().textContent()).toBe('How could it end?')
      await page.context().close()
    }
  })

  browserTest('a huge file is refused with its size, a broken one says what is wrong', async () => {
    const { page } = await open('')
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'huge.yaml', mimeType: 'text/yaml', buffer: Buffer.alloc(6_000_000, 'a') })
    await expect.poll(() => page.locator('.note').textContent(), WAIT).toContain('6 MB')
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'broken.yaml', mimeType: 'text/yaml', buffer: Buffer.from('armistice: 1\nid: x\n') })
    await page.getByRole('button', { name: 'File', exact: true }).click()
    await page.waitForSelector('.problems .error', WAIT)
    await page.context().close()
  })
})
