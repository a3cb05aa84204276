/** Every view, on one page of a small case: nothing for axe in either theme, nothing that has to be scrolled sideways
 *  on a telephone or at twice the size; and terms of art explained where they stand. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { app, violationsOf, WAIT } from './harness.ts'

const { browserTest, openValley } = app()

/** Views that have a picture of the run, with nothing to ask for first. */
const DRAWN = new Set(
  'argument brief war map deals trade-offs durability consequences evidence flips compare story'.split(' '),
)

/** Ids of the views that the case has, from their buttons. */
async function viewsOf(page: Page): Promise<string[]> {
  const count = await page.locator('nav[aria-label=Views] button').count()
  const seen: string[] = []
  for (let k = 0; k < count; k++) {
    await page.locator('nav[aria-label=Views] button').nth(k).click()
    // The address follows what is drawn.
    const view = await page.waitForFunction(
      (last) =>
        /^#\/([\w-]+)/
          .exec(location.hash)!
          .slice(1)
          .find((one) => one !== last),
      seen.at(-1) ?? null,
      WAIT,
    )
    seen.push((await view.jsonValue())!)
  }
  return seen
}

async function show(page: Page, view: string): Promise<void> {
  await page.evaluate((id) => {
    location.hash = location.hash.replace(/^#\/[\w-]+/, `#/${id}`)
  }, view)
  await page.waitForFunction(
    (id) => id === 'gallery' || document.querySelector('nav [aria-current=page]') !== null,
    view,
    WAIT,
  )
  await page.locator('main h1').first().waitFor(WAIT)
}

/** How far the page can be scrolled sideways, and what reaches out of it. */
async function sideways(page: Page): Promise<string> {
  return page.evaluate(() => {
    const over = document.documentElement.scrollWidth - document.documentElement.clientWidth
    if (over <= 0) return ''
    const out = [...document.querySelectorAll('body *')].filter(
      (one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1,
    )
    return `${over} px: ${out.slice(-2).map((one) => `${one.tagName}.${one.className.toString()}`)}`
  })
}

browserTest('every view: axe finds nothing in light or dark, and no width makes it scroll sideways', async () => {
  const { page, errors } = await openValley('#/argument')
  // Views that a case has something for are there once it is read.
  await page.locator('nav').getByRole('button', { name: 'Build a deal', exact: true }).waitFor(WAIT)
  const views = [...(await viewsOf(page)), 'gallery']
  expect(views).toEqual(
    expect.arrayContaining(['argument', 'build', 'story', 'class', 'flips', 'report', 'durability']),
  )
  const found: string[] = []
  for (const view of views) {
    await show(page, view)
    if (DRAWN.has(view)) await page.locator('figure.chart svg').first().waitFor(WAIT)
    await page.setViewportSize({ width: 1440, height: 900 })
    for (const theme of ['light', 'dark'] as const) {
      await page.evaluate((name) => {
        document.documentElement.dataset['theme'] = name
      }, theme)
      found.push(...(await violationsOf(page)).map((one) => `${view}, ${theme}: ${one}`))
    }
    // 320 px are 1280 px at four times the size; 720 px are 1440 px at twice.
    for (const width of [720, 320]) {
      await page.setViewportSize({ width, height: 900 })
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
      const over = await sideways(page)
      if (over !== '') found.push(`${view}, ${width} px wide: ${over}`)
    }
  }
  expect(found).toEqual([])
  expect(errors).toEqual([])
  await page.context().close()
})

browserTest(
  'no scenario is left out without a word; what was asked is kept when the view is left; all of it prints',
  async () => {
    const { page, errors } = await openValley('#/flips?b=leagueLeaves')
    const left = page.locator('main p.meta', { hasText: /more scenarios were not run beside/ })
    await left.waitFor(WAIT)
    const sobol = page.getByRole('figure', { name: /What carries/ })
    await sobol.waitFor(WAIT)
    await show(page, 'brief')
    await show(page, 'flips')
    expect(await sobol.count(), 'the indices are there at once').toBe(1)
    await left.getByRole('button', { name: 'Run all beside' }).click()
    await expect.poll(() => left.count(), WAIT).toBe(0)
    await show(page, 'compare')
    await page.locator('main h1').first().waitFor(WAIT)
    await show(page, 'report')
    const printed = await page.evaluate(async () => {
      const frame = document.querySelector<HTMLIFrameElement>('iframe.preview')!
      if (!frame.contentDocument?.querySelector('h1'))
        await new Promise((done) => frame.addEventListener('load', done, { once: true }))
      let count = 0
      frame.contentWindow!.print = () => {
        count++
      }
      const all = [...document.querySelectorAll('button')].find((one) => one.textContent === 'Print all of it')!
      all.click()
      return { count, head: frame.contentDocument!.querySelector('style')!.textContent }
    })
    expect(printed.count).toBe(1)
    expect(printed.head).toMatch(/@page\{[^@]*@top-left\{content:"[^"]+, as of \d{4}-/)
    expect(errors).toEqual([])
    await page.context().close()
  },
)

browserTest('a term of art is explained where it stands: by key, by touch, and gone at Esc', async () => {
  const { page, errors } = await openValley('#/deals')
  const term = page.locator('main button.term').first()
  await term.waitFor(WAIT)
  await term.focus()
  await page.keyboard.press('Enter')
  const meaning = page.locator('.meaning')
  await expect.poll(() => meaning.count(), WAIT).toBe(1)
  // The first term may be another by then: results still come in.
  await expect.poll(() => page.locator('main button.term[aria-expanded=true]').count(), WAIT).toBe(1)
  expect(((await meaning.textContent()) ?? '').length).toBeGreaterThan(40)
  const box = (await meaning.boundingBox())!
  expect(box.x >= 0 && box.x + box.width <= 1440 && box.y >= 0).toBe(true)
  await page.keyboard.press('Escape')
  await expect.poll(() => meaning.count(), WAIT).toBe(0)
  await term.click()
  await expect.poll(() => meaning.count(), WAIT).toBe(1)
  await page.locator('main h1').first().click()
  await expect.poll(() => meaning.count(), WAIT).toBe(0)
  // Each view explains a term once, where it first stands.
  const words = await page.locator('main button.term').allTextContents()
  expect(new Set(words.map((word) => word.toLowerCase().replace(/s$/, ''))).size).toBe(words.length)
  expect(errors).toEqual([])
  await page.context().close()
})
