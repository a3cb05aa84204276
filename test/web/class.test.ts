/** A round in class: private sheets, a proposal, an answer, a reload, a debrief. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { agreedIn, short, worthOn } from '../../web/class/round.ts'
import type { Entry } from '../../web/class/round.ts'
import { app, violationsOf, WAIT } from './harness.ts'

const { browserTest, open } = app()
const CLASS = '#/class?case=strike-for-class'
const ready = (page: Page): Promise<unknown> => page.waitForSelector('.class-round', WAIT)

describe('what a log comes to', () => {
  const terms = { pay: 'six' }
  const proposal: Entry = { kind: 'proposal', by: 'a', terms, word: '' }
  const says = (kind: 'accept' | 'refuse', by: string, of = 0): Entry => ({ kind, by, of, word: '' })
  test('agreed once all have accepted, and no longer once somebody goes back', () => {
    expect(agreedIn([proposal], ['a', 'b'])).toBeNull()
    expect(agreedIn([proposal, says('accept', 'b')], ['a', 'b'])).toBe(proposal)
    expect(agreedIn([proposal, says('accept', 'b')], ['a', 'b', 'c'])).toBeNull()
    expect(agreedIn([proposal, says('accept', 'b'), says('refuse', 'b')], ['a', 'b'])).toBeNull()
    expect(agreedIn([proposal, proposal, says('accept', 'b', 0)], ['a', 'b'])).toBe(proposal)
  })
  test('terms are worth their points, and what counts only together where all of it is chosen', () => {
    const options = [
      { issue: 0, option: 1 },
      { issue: 2, option: 0 },
    ]
    const sheet = {
      points: [
        [0, 10],
        [5, 0],
        [20, 0],
      ],
      together: [{ options, points: -7 }],
    }
    expect(worthOn(sheet, [1, 0, 0])).toBe(28)
    expect(worthOn(sheet, [0, 0, 0])).toBe(25)
    expect(worthOn(sheet, [1, -1, -1])).toBe(10)
  })
  test('what was left on the table is the most that every party could have had more', () => {
    const frontier = [{ utilities: [80, 40] }, { utilities: [60, 60] }]
    expect(short(frontier, [50, 50])).toBe(10)
    expect(short(frontier, [60, 60])).toBe(0)
    expect(short(frontier, [90, 10])).toBe(0)
  })
})

browserTest(
  'sheets are private; what is proposed and accepted outlives a reload; the debrief says how far from the frontier',
  async () => {
    const { page, errors } = await open(CLASS, { width: 390 })
    await ready(page)
    expect(await page.locator('.sheet').count()).toBe(0)
    const sheets = page.getByRole('button', { name: /^Open the sheet of/ })
    expect(await sheets.count()).toBe(2)
    await sheets.first().click()
    expect(await page.locator('.sheet').count()).toBe(1)
    const first = await page.locator('.sheet caption').textContent()
    await page
      .getByRole('button', { name: /^Open the sheet of/ })
      .last()
      .click()
    expect(await page.locator('.sheet').count()).toBe(1)
    expect(await page.locator('.sheet caption').textContent()).not.toBe(first)
    // The company's sheet: half of the cranes and a guarantee of jobs cost it more than each by itself.
    expect(await page.locator('.sheet').textContent()).toMatch(/Only together.*half of the cranes automated and .*−\d/)
    await page.getByRole('button', { name: /^Hide the sheet/ }).click()

    expect(await page.getByRole('button', { name: 'Accept the last proposal' }).isDisabled()).toBe(true)
    await page.getByLabel('A word with it').fill('our last word')
    await page.getByText('The terms to propose').click()
    await page.locator('.term input[type=radio]').nth(1).check()
    await page.getByRole('button', { name: 'Propose these terms' }).click()
    // In the middle of the round: what was proposed stands, sheets are shut again, nothing is agreed.
    await page.reload()
    await ready(page)
    expect([await page.locator('.class-log li').count(), await page.locator('.sheet').count()]).toEqual([1, 0])
    await page.getByRole('button', { name: /^Open the debrief/ }).click()
    expect(await page.locator('.class-round').textContent()).toContain('A proposal is still open')
    await page.getByLabel('Who speaks').selectOption({ index: 1 })
    await page.getByRole('button', { name: 'Accept the last proposal' }).click()
    await page.reload()
    await ready(page)
    expect(await page.locator('.class-log li').count()).toBe(2)
    expect(await page.locator('.class-log').textContent()).toContain('our last word')
    await page.getByRole('button', { name: /^Open the debrief/ }).click()
    await page.waitForSelector('.class-round .drawing svg', WAIT)
    expect(await page.locator('.class-round').textContent()).toMatch(
      /points more: so much was left on the table|what was agreed is on the Pareto frontier/,
    )
    expect(await page.locator('.class-round .drawing').innerHTML()).toMatch(/What was agreed/)
    expect(await page.locator('.class-round .drawing').innerHTML()).toContain('Nash')
    expect(await violationsOf(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    await page.getByRole('button', { name: 'Begin a round anew' }).click()
    expect(await page.locator('.class-log').count()).toBe(0)
    expect(errors).toEqual([])
    await page.context().close()
  },
)

browserTest('a link holds one party’s sheet alone, on a phone as well', async () => {
  const { page, errors } = await open(CLASS)
  await ready(page)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page
    .getByRole('button', { name: /^Copy the link for/ })
    .first()
    .click()
  const clip = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText())
  await expect.poll(clip, WAIT).toMatch(/#\/class\?.*seat=/)
  const address = await clip()
  const received = await open(address.slice(address.indexOf('#')), { width: 390, dark: true })
  await received.page.waitForSelector('.sheet', WAIT)
  expect(await received.page.locator('.sheet').count()).toBe(1)
  expect(await received.page.getByRole('button', { name: /sheet of|Propose|debrief/ }).count()).toBe(0)
  expect(await violationsOf(received.page)).toEqual([])
  expect(await received.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  expect([...errors, ...received.errors]).toEqual([])
  await received.page.context().close()
  await page.context().close()
})
