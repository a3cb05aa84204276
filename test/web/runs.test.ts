/** Runs in the app: the terminal's bytes when idle, sliders that keep to what the case declared, an answer that stays until a better one. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { app, openText, WAIT } from './harness.ts'

const { browserTest, open } = app()
const root = fileURLToPath(new URL('../..', import.meta.url))
const SMALL = fileURLToPath(new URL('../fixtures/cases/small.yaml', import.meta.url))
const small = readFileSync(SMALL, 'utf8')

async function complete(page: Page): Promise<void> {
  await expect.poll(() => page.locator('.run-state').textContent(), WAIT).toMatch(/^10,000 worlds.*complete/)
}

const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

browserTest('left alone, the app comes to the bytes of `armistice run --json`', async () => {
  const { page } = await open('#/gallery')
  await openText(page, small)
  await page.waitForSelector('main h1', WAIT)
  await complete(page)
  await page.getByRole('button', { name: 'Report', exact: true }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Numbers (JSON)' }).click(),
  ])
  const inApp = readFileSync(await download.path())
  const { stdout } = spawnSync(process.execPath, [`${root}/dist/cli/main.js`, 'run', SMALL, '--json'], {
    maxBuffer: 1e8,
  })
  expect(stdout.length).toBeGreaterThan(1000)
  expect(digest(inApp)).toBe(digest(stdout))
  await page.context().close()
})

/** Range and unit of every slider, by its label. */
function ends(page: Page): Promise<string[]> {
  return page.locator('.slider').evaluateAll((all) =>
    all.map((one) =>
      ['input[type=range]', '.unit']
        .map((part) => one.querySelector(part))
        .map((part) => (part instanceof HTMLInputElement ? `${part.min} … ${part.max}` : part?.textContent))
        .join(' '),
    ),
  )
}

browserTest(
  'a slider keeps its ends and its unit wherever it is dragged, and back where it was the file is as it was',
  async () => {
    const { page, errors } = await open('#/gallery')
    await openText(page, small)
    await page.getByRole('button', { name: 'File', exact: true }).click()
    await page.waitForSelector('.slider', WAIT)
    const before = await ends(page)
    expect(before.length).toBeGreaterThan(3)
    const undo = page.getByRole('button', { name: 'Undo', exact: true })
    for (let k = 0; k < before.length; k++) {
      const slider = page.locator('.slider').nth(k)
      const range = slider.locator('input[type=range]')
      const field = slider.locator('input[type=number]')
      const [was, written] = [await range.inputValue(), await field.inputValue()]
      for (const key of ['Home', 'End', 'Home']) {
        await range.press(key)
        await expect.poll(() => page.locator('.changes .chip').count(), WAIT).toBe(1)
        expect(await ends(page), `${before[k]} at ${key}`).toEqual(before)
      }
      expect(await page.locator('.problems .error').count()).toBe(0)
      await range.fill(was)
      await expect.poll(() => page.locator('.changes').count(), { ...WAIT, message: `${before[k]} ${written}` }).toBe(0)
      expect(await field.inputValue()).toBe(written)
      await range.blur()
    }
    expect(await undo.isEnabled()).toBe(true)
    expect(errors).toEqual([])
    await page.context().close()
  },
)

browserTest('a probability typed beyond its ends stays within them', async () => {
  const { page } = await open('#/gallery')
  await openText(page, small)
  await page.getByRole('button', { name: 'File', exact: true }).click()
  await page.locator('.assumptions input[type=search]').fill('resolveOfPatron')
  const field = page.locator('.slider input[type=number]').first()
  await field.fill('250')
  await expect.poll(() => page.locator('.chip').textContent(), WAIT).toMatch(/→ 100 %/)
  await field.fill('-20')
  await expect.poll(() => page.locator('.chip').textContent(), WAIT).toMatch(/→ 0 %/)
  expect(await page.locator('.problems .error').count()).toBe(0)
  await page.context().close()
})

browserTest(
  'until a change has an answer of enough worlds the one before it stays, marked as such, Esc included',
  async () => {
    const { page, errors } = await open('#/gallery')
    await page.evaluate(() => {
      const { postMessage } = Worker.prototype
      Worker.prototype.postMessage = function (this: Worker, message: { kind?: string }, ...more: never[]) {
        if (message.kind === 'run' && 'held' in globalThis) return
        postMessage.call(this, message, ...more)
      } as Worker['postMessage']
    })
    await openText(page, small)
    await page.getByRole('button', { name: 'Brief', exact: true }).click()
    await page.waitForSelector('main h1', WAIT)
    await complete(page)
    const headline = await page.locator('main h1').textContent()
    expect(await page.locator('main').getAttribute('class')).toBe('')
    await page.getByRole('button', { name: 'File', exact: true }).click()
    await page.evaluate('globalThis.held = true')
    await page.locator('.assumptions input[type=search]').fill('resolveOfPatron')
    await page.locator('.slider input[type=number]').first().fill('0')
    await expect.poll(() => page.locator('main').getAttribute('class'), WAIT).toBe('waiting')
    expect(await page.locator('.run-state').textContent()).toContain('The answer before your last change, until')
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('.run-state').textContent(), WAIT).toContain('change (cancelled)')
    expect(await page.locator('main h1').textContent()).toBe(headline)
    expect(await page.locator('main').getAttribute('class')).toBe('waiting')
    await page.evaluate('delete globalThis.held')
    await page.getByRole('button', { name: 'Run again' }).click()
    await complete(page)
    expect(await page.locator('main').getAttribute('class')).toBe('')
    expect(errors).toEqual([])
    await page.context().close()
  },
)
