/** The story in steps: a guess, the steps by buttons and keys, the link, what came. */
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { app, violationsOf, WAIT } from './harness.ts'

const { browserTest, open } = app()
const title = (page: Page): Promise<string | null> => page.locator('.story-step h1').textContent()
const hash = (page: Page): Promise<string> => page.evaluate(() => location.hash)
const current = (page: Page): Promise<string | null> =>
  page.locator('.story-steps button[aria-current=step]').textContent()

/** Goes to a control by the keyboard alone. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  for (let k = 0; k < 120; k++) {
    if (await control.evaluate((one) => one === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`no way by Tab to ${control}`)
}

browserTest(
  'by the keyboard alone: a guess comes first; buttons and keys walk; the link and a reload keep the step; the end sets guess, model and outcome side by side',
  async () => {
    const { page, errors } = await open('#/story?case=iran-iraq-1988')
    await page.waitForSelector('.guess', WAIT)
    // The answer above would give it away.
    expect(await page.locator('.answer').textContent()).toMatch(/^Your guess comes first/)
    await tabTo(page, page.getByLabel('Your chance, typed'))
    await page.keyboard.type('40')
    await tabTo(page, page.getByRole('button', { name: /^Next/ }))
    await page.keyboard.press('Enter')
    await expect.poll(() => hash(page), WAIT).toContain('at=2')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => hash(page), WAIT).toContain('at=3')
    // The way back leads through the steps.
    const before = await current(page)
    await page.goBack()
    await expect.poll(() => hash(page), WAIT).toContain('at=2')
    await page.goForward()
    await expect.poll(() => current(page), WAIT).toBe(before)
    await page.reload()
    await page.waitForSelector('.story-step h1', WAIT)
    expect(await current(page)).toBe(before)
    await tabTo(page, page.locator('.story-steps button').last())
    await page.keyboard.press('Enter')
    const told = page.locator('.story-step')
    await expect.poll(() => told.textContent(), WAIT).toContain('598')
    expect(await told.locator('tbody tr').first().textContent()).toContain('40 %')
    // (0.4 − 1)² where a ceasefire came within the months asked about.
    expect(await told.locator('tbody tr').first().textContent()).toContain('0.36')
    await expect.poll(() => hash(page), WAIT).not.toContain('at=3')
    const received = await open(await hash(page))
    await expect.poll(() => received.page.locator('.story-step').textContent(), WAIT).toContain('no guess')
    await received.page.getByRole('button', { name: 'Guess first' }).click()
    await received.page.waitForSelector('.guess', WAIT)
    // What may come while the talks go on stands below the curve of the brief.
    await page.keyboard.press('Alt+2')
    await page.locator('main .meta', { hasText: /^What may come: / }).waitFor(WAIT)
    expect([...errors, ...received.errors]).toEqual([])
    await received.page.context().close()
    await page.context().close()
  },
)

browserTest(
  'the war of the flagship: the band is on the map, the deal that remains opens in the builder, deaths are counted',
  async () => {
    const { page, errors } = await open('#/story?step=1')
    await page.waitForSelector('.story .drawing svg', WAIT)
    expect(await title(page)).toMatch(/24 months of fighting move the line by .* in nine worlds of ten/)
    await expect.poll(() => page.locator('.story .drawing').innerHTML(), WAIT).toMatch(/\d+–\d+ %/)
    await page.locator('.story-steps button', { hasText: 'What it costs' }).click()
    await expect.poll(() => title(page), WAIT).toMatch(/Without a deal some [\d,]+ are dead/)
    await page.locator('.story-steps button', { hasText: 'The deal that remains' }).click()
    await page.getByRole('button', { name: 'Open these terms in the deal builder' }).click(WAIT)
    await page.waitForSelector('.builder .signatures', WAIT)
    expect(await hash(page)).toContain('terms=')
    await page.goBack()
    await expect.poll(() => title(page), WAIT).toContain('the likeliest terms')
    expect(errors).toEqual([])
    await page.context().close()
  },
)

browserTest('axe finds nothing in any step, on a phone and on a desk', async () => {
  for (const [width, dark] of [
    [390, true],
    [1440, false],
  ] as const) {
    const { page, errors } = await open('#/story?case=cyprus-2004', { width, dark })
    await page.waitForSelector('.story-step h1', WAIT)
    const steps = page.locator('.story-steps button')
    for (let k = 0; k < (await steps.count()); k++) {
      await steps.nth(k).click()
      await page.waitForSelector('.story-step h1', WAIT)
      expect(await violationsOf(page), `step ${k}`).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    }
    expect(errors).toEqual([])
    await page.context().close()
  }
})
