import { expect } from 'vitest'
import { app, violationsOf, WAIT } from './harness.ts'

const { openValley, browserTest } = app()
/** Sixteen states in many worlds, with another worker busy. */
const LONG = { timeout: 180_000 }

for (const [width, dark] of [
  [1440, false],
  [390, true],
] as const) {
  browserTest(`the stability view at ${width} pixels runs the game and tells the story of a state`, async () => {
    const { page, errors } = await openValley('#/stability', { width, dark })
    await page.getByRole('heading', { name: /^State 1: as things stand/ }).waitFor(LONG)
    await expect.poll(() => page.locator('svg g[data-state]').count(), WAIT).toBe(16)
    await page.getByRole('button', { name: /^13: / }).first().click()
    await page.getByRole('heading', { name: /^State 13: / }).waitFor(WAIT)
    await page.locator('svg g[data-state="2"]').first().dispatchEvent('click')
    await page.getByRole('heading', { name: /^State 2: / }).waitFor(WAIT)
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/s${width}.png`, fullPage: true })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wide).toBeLessThanOrEqual(0)
    expect(await violationsOf(page)).toEqual([])
    expect(errors).toEqual([])
    await page.context().close()
  })
}

browserTest('the evidence view drops a group and the posterior follows', async () => {
  const { page, errors } = await openValley('#/evidence')
  await page.getByText(/^With everything: “.+” 81 %/).waitFor(LONG)
  await page.getByLabel('all of the group “borders”').check()
  await page.getByText(/” 55 % instead of 81 %/).waitFor(WAIT)
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/e.png`, fullPage: true })
  expect(await violationsOf(page)).toEqual([])
  expect(errors).toEqual([])
  await page.context().close()
})
