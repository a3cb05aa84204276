/** The deal builder as a story: terms are put together, passed on, received, and nearer ones taken. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { app, openText, violationsOf, WAIT } from './harness.ts'

const { browserTest, open, pageOf, served } = app()
const STRIKE = '#/build?case=strike-for-class'
const strike = readFileSync(new URL('../../cases/teaching/strike-for-class/case.yaml', import.meta.url), 'utf8')
const headline = (page: Page): Promise<string | null> => page.locator('.builder > h1').textContent()
const hash = (page: Page): Promise<string> => page.evaluate(() => location.hash)

/** Waits until all worlds have answered for the terms on the screen. */
async function whole(page: Page): Promise<void> {
  await page.waitForSelector('.builder-results[aria-busy=false] .signatures', WAIT)
}

browserTest('terms built, reloaded, gone back to, passed on and received', async () => {
  const { page, errors } = await open(STRIKE)
  await whole(page)
  await expect.poll(() => page.locator('.signature').count(), WAIT).toBe(2)
  const before = await headline(page)
  await page.getByRole('group', { name: /crane/i }).getByRole('radio').last().check()
  await expect.poll(() => hash(page), WAIT).toContain('terms=')
  await expect.poll(() => headline(page), WAIT).not.toBe(before)
  await whole(page)
  const built = await headline(page)

  await page.reload()
  await whole(page)
  expect(await headline(page)).toBe(built)

  await page.getByRole('button', { name: 'Deals', exact: true }).click()
  await page.waitForSelector('main h1', WAIT)
  await page.goBack()
  await whole(page)
  expect(await headline(page)).toBe(built)

  const received = await open(await hash(page))
  await whole(received.page)
  expect(await headline(received.page)).toBe(built)
  expect([...errors, ...received.errors]).toEqual([])
  await received.page.context().close()
  await page.context().close()
})

browserTest(
  'nearer terms say how often they are signed, and are taken with a button; the last change is taken back',
  async () => {
    const { page, errors } = await open(`${STRIKE}&terms=pay:nine,rosters:asItIs`)
    await whole(page)
    await page.waitForSelector('.near li button', WAIT)
    await expect.poll(() => page.locator('.near').locator('xpath=..').getAttribute('class'), WAIT).toBe('')
    const before = await headline(page)
    const offered = page.locator('.near > li').last().locator('li').first()
    const promised = Number(/(\d+) %/.exec((await offered.textContent()) ?? '')?.[1])
    await offered.getByRole('button').click()
    await expect.poll(() => headline(page), WAIT).not.toBe(before)
    await whole(page)
    const now = Number(/in (\d+) % of worlds/.exec((await headline(page)) ?? '')?.[1])
    // 300 worlds looked at every package, 1,000 at this one: the first are the same.
    expect(Math.abs(now - promised)).toBeLessThanOrEqual(12)
    await page.getByRole('button', { name: 'Take back the last change' }).click()
    await expect.poll(() => headline(page), WAIT).toBe(before)
    expect(errors).toEqual([])
    await page.context().close()
  },
)

browserTest('terms are told where their neighbours cannot be looked for, with why', async () => {
  const page = await pageOf()
  await page.addInitScript(() => {
    const { postMessage } = Worker.prototype
    Worker.prototype.postMessage = function (this: Worker, message: object, ...rest: []) {
      postMessage.call(this, 'nearWorlds' in message ? { ...message, nearWorlds: 0 } : message, ...rest)
    } as typeof postMessage
  })
  await page.goto(`${served().url}${STRIKE}`)
  await whole(page)
  await expect
    .poll(() => page.locator('.builder-results').textContent(), WAIT)
    .toMatch(/They cannot be looked for: .*worlds/)
  await expect.poll(() => page.locator('.signature').count(), WAIT).toBe(2)
  await page.context().close()
})

browserTest('what stops it has its source and its line; the line opens the file there', async () => {
  const { page, errors } = await open('#/build?case=korea-1952')
  await whole(page)
  const stops = page.locator('.stops li')
  expect(await stops.count()).toBeGreaterThan(2)
  await expect.poll(() => page.locator('.stops a[href^="https://"]').count(), WAIT).toBeGreaterThan(0)
  await stops
    .first()
    .getByRole('button', { name: /^line \d+$/ })
    .click()
  await page.waitForSelector('.cm-content', WAIT)
  expect(await page.locator('.builder').textContent()).toContain('A bare peace')
  expect(errors).toEqual([])
  await page.context().close()
})

browserTest(
  'terms that another case does not have are left out and told; a file that no longer loads leaves what stood',
  async () => {
    const { page, errors } = await open(`${STRIKE}&terms=pay:nine,moon:cheese`)
    await whole(page)
    expect(await page.locator('.builder .note').textContent()).toContain('moon: cheese')
    const stood = await headline(page)
    await page.getByRole('button', { name: 'File', exact: true }).click()
    await page.locator('.cm-content').click(WAIT)
    await page.keyboard.press('Control+Home')
    await page.keyboard.insertText('armistise: 1\n')
    await page.waitForSelector('.problems .error', WAIT)
    expect(await headline(page)).toBe(stood)
    await page.getByRole('button', { name: 'Undo', exact: true }).click()

    await page.evaluate(() => {
      location.hash = '#/gallery'
    })
    await page.getByRole('button', { name: 'Open the case: The United Nations plan for Cyprus' }).click(WAIT)
    await page.getByRole('button', { name: 'Build a deal' }).click(WAIT)
    await whole(page)
    expect(await hash(page)).not.toContain('terms=')
    expect(await page.locator('.builder .note').count()).toBe(0)
    expect(errors).toEqual([])
    await page.context().close()
  },
)

browserTest('on a phone, dark, by keyboard alone; axe finds nothing; nothing runs out of the page', async () => {
  for (const [width, dark] of [
    [390, true],
    [1440, false],
  ] as const) {
    const { page, errors } = await open(STRIKE, { width, dark })
    await whole(page)
    await page.waitForSelector('.near, .builder-results ol', WAIT)
    expect(await violationsOf(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    const before = await headline(page)
    const checked = page.locator('.term input[type=radio]:checked').last()
    await checked.focus()
    await page.keyboard.press('ArrowUp')
    await expect.poll(() => headline(page), WAIT).not.toBe(before)
    await expect.poll(() => hash(page), WAIT).toContain('terms=')
    expect(errors).toEqual([])
    await page.context().close()
  }
})

browserTest('a case of one’s own is built upon like any other', async () => {
  const { page, errors } = await open('')
  await openText(page, strike.replace(/^id: .*$/m, 'id: mine').replace(/^title: .*$/m, 'title: Mine'))
  await page.getByRole('button', { name: 'Build a deal' }).click(WAIT)
  await whole(page)
  await expect.poll(() => page.locator('.signature').count(), WAIT).toBe(2)
  expect(errors).toEqual([])
  await page.context().close()
})
