/** What is taken away: pictures, numbers, frames that move, and print. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { app, violationsOf, WAIT } from './harness.ts'

const { browserTest, open } = app()
const STRIKE = '#/brief?case=strike-for-class&seed=9'

/** Saves by a button of the first chart's drawer. */
async function saved(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download', WAIT),
    page.locator('figure.chart').first().getByRole('button', { name: button, exact: true }).click(),
  ])
  return readFileSync((await download.path())!, button === 'PNG' ? 'latin1' : 'utf8')
}

async function drawer(page: Page): Promise<void> {
  await page.waitForSelector('figure.chart', WAIT)
  await page.locator('figure.chart .take summary').first().click()
}

browserTest('a chart goes out with all that it is of, in the format asked for, whatever the theme', async () => {
  const { page, errors } = await open(STRIKE, { dark: true })
  await drawer(page)
  const light = await saved(page, 'SVG')
  for (const part of ['A strike at the harbour', 'as of ', 'seed 9', ' worlds', '<metadata>http'])
    expect(light).toContain(part)
  expect(light).not.toMatch(/var\(/)
  expect(light).not.toContain('#14171b')
  await page.getByLabel('Format').first().selectOption('dark')
  expect(await saved(page, 'SVG')).toContain('#14171b')
  await page.getByLabel('Format').first().selectOption('square')
  const png = Buffer.from(await saved(page, 'PNG'), 'latin1')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2160, 2160])
  const csv = await saved(page, 'CSV')
  expect(csv.split('\r\n')[0]).toMatch(/^# .*A strike at the harbour, as of .*seed 9.*http/)
  expect(await violationsOf(page)).toEqual([])
  expect(errors).toEqual([])
  await page.context().close()
})

browserTest('code to embed: a picture as SVG, and a frame with one chart and one number that moves it', async () => {
  const { page, errors } = await open(STRIKE)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await drawer(page)
  const clip = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText())
  await page.locator('figure.chart').first().getByRole('button', { name: 'Copy embed code' }).click()
  await expect.poll(clip, WAIT).toMatch(/^<figure><svg /)
  expect(await clip()).not.toContain('base64')
  await page.locator('figure.chart').first().getByRole('button', { name: 'Copy live embed' }).click()
  await expect.poll(clip, WAIT).toMatch(/^<iframe .*#\/piece\?/)
  const address = /src="([^"]+)"/.exec(await clip())![1]!.replaceAll('&amp;', '&')

  const framed = await open(address.slice(address.indexOf('#')), { width: 390 })
  await framed.page.waitForSelector('.piece-view .drawing svg', WAIT)
  expect(await framed.page.locator('nav, header').count()).toBe(0)
  await expect.poll(() => framed.page.locator('.argument').getAttribute('aria-busy'), WAIT).toBe('false')
  const drawing = (): Promise<string> => framed.page.locator('.piece-view .drawing').innerHTML()
  const before = await drawing()
  // All that it needs has come: it computes on with the network gone.
  await framed.page.context().setOffline(true)
  // What it offers first moves its chart.
  await framed.page.locator('.dial[aria-label^="pace of an agreement"]').focus()
  await framed.page.keyboard.press('End')
  await expect.poll(drawing, WAIT).not.toBe(before)
  expect(await violationsOf(framed.page)).toEqual([])
  expect([...errors, ...framed.errors]).toEqual([])
  await framed.page.context().close()
  await page.context().close()
})

browserTest('print is black on white and names case and date on every page, from dark too', async () => {
  const { page, errors } = await open('#/build?case=korea-1952', { dark: true })
  await page.waitForSelector('.builder-results[aria-busy=false] .signatures', WAIT)
  await page.emulateMedia({ media: 'print' })
  const look = await page.evaluate(() => {
    const { color, backgroundColor } = getComputedStyle(document.body)
    return { color, backgroundColor, name: document.querySelector<HTMLElement>('.print-name')?.innerText }
  })
  expect(look).toMatchObject({ color: 'rgb(0, 0, 0)', backgroundColor: 'rgb(255, 255, 255)' })
  expect(look.name).toContain('Ending the Korean War, as of 1952-06-01')
  const margins = await page.evaluate(() =>
    [...document.querySelectorAll('style')].map(({ textContent }) => textContent).join('\n'),
  )
  expect(margins).toMatch(/@page\{.*@top-left\{content:"Ending the Korean War, as of 1952-06-01"/)
  expect(await page.locator('nav').isVisible()).toBe(false)
  const pdf = await page.pdf({ format: 'A4' })
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)!.length).toBeGreaterThan(1)
  expect(errors).toEqual([])
  await page.context().close()
})
