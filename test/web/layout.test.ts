/** One layout: the answer and the file stay in sight, keys reach every view, paper is black on white. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { app, openText, violationsOf, WAIT } from './harness.ts'

const { browserTest, open } = app()
const small = readFileSync(new URL('../fixtures/cases/small.yaml', import.meta.url), 'utf8')

async function opened(options: { width?: number; dark?: boolean } = {}): Promise<{ page: Page; errors: string[] }> {
  const found = await open('#/gallery', options)
  await openText(found.page, small)
  // The gallery has a heading as well: the case is there once its views are.
  await found.page.getByRole('navigation').getByRole('button', { name: 'Brief', exact: true }).waitFor(WAIT)
  await found.page.waitForSelector('main h1', WAIT)
  return found
}

const go = (page: Page, view: string): Promise<void> =>
  page.getByRole('navigation').getByRole('button', { name: view, exact: true }).click()

browserTest(
  'the file stays beside the result, scrolls by itself and can be widened; a line link moves it alone, as often as it is pressed',
  async () => {
    const { page, errors } = await opened()
    await go(page, 'Claims')
    await page.waitForSelector('.claim', WAIT)
    await page.evaluate(() => scrollTo(0, 500))
    const link = page.locator('.claim > .meta .line').nth(3)
    const line = (await link.textContent()) ?? ''
    const before = await link.evaluate((one) => one.getBoundingClientRect().top)
    await link.click()
    await page.waitForSelector('.cm-content', WAIT)
    const cursor = (): Promise<string | null> => page.locator('.hangs').textContent()
    await expect.poll(cursor, WAIT).toContain(`Line ${line.replace('line ', '')}`)
    const box = await page.locator('.app > aside').boundingBox()
    expect(box && box.y >= 0 && box.y + box.height <= 901).toBe(true)
    expect(before).toBeGreaterThan(0)
    // Elsewhere in the file, then the same link again; then with the file closed.
    await page.locator('.cm-content').press('Control+Home')
    await expect.poll(cursor, WAIT).toContain('Line 1')
    await link.click()
    await expect.poll(cursor, WAIT).toContain(`Line ${line.replace('line ', '')}`)
    await page.getByRole('button', { name: 'File', exact: true }).click()
    await expect.poll(() => page.locator('.app > aside').count(), WAIT).toBe(0)
    await link.click()
    await expect.poll(cursor, WAIT).toContain(`Line ${line.replace('line ', '')}`)
    const wide = async (): Promise<number> => (await page.locator('.app > aside').boundingBox())?.width ?? 0
    const narrow = await wide()
    await page.getByRole('separator', { name: 'Width of the file' }).press('ArrowRight')
    await expect.poll(wide, WAIT).toBeGreaterThan(narrow)
    expect(await violationsOf(page)).toEqual([])
    expect(errors).toEqual([])
    await page.context().close()
  },
)

browserTest('on a telephone the answer and the slider that is held are both in sight', async () => {
  const { page } = await opened({ width: 390 })
  await page.getByRole('button', { name: 'File', exact: true }).click()
  const range = page.locator('.slider input[type=range]').last()
  await range.focus()
  await range.press('End')
  const inSight = (selector: string): Promise<boolean> =>
    page
      .locator(selector)
      .last()
      .evaluate((one) => {
        const { top, bottom, left, right } = one.getBoundingClientRect()
        const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
        return top >= 0 && bottom <= innerHeight && over !== null && (one.contains(over) || over.contains(one))
      })
  await expect.poll(() => inSight('.answer'), WAIT).toBe(true)
  await expect.poll(() => inSight('.slider input[type=range]'), WAIT).toBe(true)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await page.context().close()
})

browserTest('keys reach every view, forwards and back, and come by each once', async () => {
  const { page } = await opened()
  const names = await page.getByRole('navigation').getByRole('button').allTextContents()
  expect(names.length).toBeGreaterThan(12)
  const current = (): Promise<string | null> => page.locator('nav [aria-current=page]').textContent()
  await page.keyboard.press('Alt+1')
  const seen: (string | null)[] = []
  for (const name of names) {
    await expect.poll(current, WAIT).toBe(name)
    seen.push(await current())
    await page.keyboard.press(']')
  }
  expect(seen).toEqual(names)
  await page.keyboard.press('[')
  await expect.poll(current, WAIT).toBe(names.at(-2))
  await page.context().close()
})

browserTest('in a dark system and a dark app, paper and what is taken away are dark on white', async () => {
  const { page } = await opened({ dark: true })
  await go(page, 'Brief')
  await page.locator('figure.chart svg').first().waitFor(WAIT)
  await page.locator('figure.chart .take summary').first().click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('figure.chart').first().getByRole('button', { name: 'SVG' }).click(),
  ])
  const svg = readFileSync(await download.path(), 'utf8')
  const alone = await page.context().newPage()
  await alone.setContent(svg)
  const looks = (on: Page, selector: string, property: string): Promise<string> =>
    on
      .locator(selector)
      .first()
      .evaluate((one, name) => getComputedStyle(one).getPropertyValue(name), property)
  expect(await looks(alone, 'svg .paper', 'fill')).toBe('rgb(255, 255, 255)')
  expect(await looks(alone, 'svg text', 'fill')).toMatch(/rgb\((26, 29, 33|86, 93, 102)\)/)
  // The system turns light while the page is open, and dark again.
  const theme = (): Promise<string | null> => page.locator('html').getAttribute('data-theme')
  await page.emulateMedia({ colorScheme: 'light' })
  await expect.poll(theme, WAIT).toBe('light')
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect.poll(theme, WAIT).toBe('dark')
  expect(await looks(page, 'body', 'background-color')).toBe('rgb(255, 255, 255)')
  expect(await looks(page, 'main h1', 'color')).toBe('rgb(0, 0, 0)')
  expect(await looks(page, 'figure.chart svg .paper', 'fill')).toBe('rgb(255, 255, 255)')
  await page.context().close()
})

browserTest('what is typed while the text before it is read is not lost', async () => {
  const { page } = await opened()
  await page.getByRole('button', { name: 'File', exact: true }).click()
  await page.locator('.cm-content').click()
  await page.keyboard.press('Control+Home')
  // Keys further apart than a text takes to settle, so that the next one often comes in the frame that shows it.
  const typed = '# as fast as the hand that thinks'
  for (let k = 0; k < typed.length; k++) {
    await page.keyboard.insertText(typed[k]!)
    await page.waitForTimeout(118 + (k % 5) * 8)
  }
  await page.keyboard.insertText('\n')
  await expect.poll(() => page.locator('.cm-line').first().textContent(), WAIT).toBe(typed)
  await page.context().close()
})
