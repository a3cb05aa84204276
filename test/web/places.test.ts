/** Every address leads somewhere: to the case that was opened, to a view that the case has, or to a note that says why
 *  not. */
import { readFileSync } from 'node:fs'
import { describe, expect } from 'vitest'
import { app, openText, violationsOf, WAIT } from './harness.ts'

const { browserTest, open, pageOf, serveOn } = app()
const korea = readFileSync(new URL('../../cases/historical/korea-1952/case.yaml', import.meta.url), 'utf8')

const RENAMED = korea.replace(/^title: .*$/m, 'title: A case of my own')

describe('armistice open', () => {
  browserTest(
    'lands on the case that it was given: a file, read anew at a reload, or one that comes along',
    async () => {
      let text = RENAMED
      const served = await serveOn({ kind: 'file', text: () => text })
      const page = await pageOf()
      await page.goto(served.url)
      await page.waitForSelector('main h1', WAIT)
      expect(await page.locator('.case-title').textContent()).toContain('A case of my own')
      text = RENAMED.replace('A case of my own', 'Saved meanwhile')
      await page.reload()
      await expect.poll(() => page.locator('.case-title').textContent(), WAIT).toContain('Saved meanwhile')
      await page.context().close()
      await served.close()

      const bundled = await serveOn({ kind: 'bundled', id: 'cyprus-2004' })
      const other = await pageOf()
      await other.goto(bundled.url)
      await other.waitForSelector('main h1', WAIT)
      expect(await other.locator('.case-title').textContent()).toContain('Cyprus')
      await other.context().close()
      await bundled.close()
    },
  )
})

/** A head and two parties: it loads, and has none of the sections that views are of. */
const BARE = `armistice: 1
id: bare
title: Bare
asOf: 2025-01-01
summary: A head alone.
actors:
  a: {name: A, role: belligerent}
  b: {name: B, role: belligerent}
`
const OPTIONAL = ['war', 'map', 'deals', 'trade-offs', 'durability', 'consequences', 'evidence', 'flips', 'compare']

describe('a view for a case that lacks its section', () => {
  browserTest('says what is missing and shows another view', async () => {
    const { page, errors } = await open('#/gallery')
    await openText(page, BARE)
    await page.waitForSelector('main h1', WAIT)
    for (const view of [...OPTIONAL, 'claims']) {
      await page.evaluate((id) => {
        location.hash = `#/${id}?case=own`
      }, view)
      await expect.poll(() => page.locator('main .note').textContent(), WAIT).toMatch(/has nothing to show/)
      expect(await page.locator('main h1').count(), view).toBeGreaterThan(0)
    }
    expect(await violationsOf(page)).toEqual([])
    expect(errors).toEqual([])
    await page.context().close()
  })

  browserTest('the war of a case without one, by its address', async () => {
    const { page, errors } = await open('#/war?case=cyprus-2004')
    await expect.poll(() => page.locator('main .note').textContent(), WAIT).toContain('The case describes no war.')
    await expect.poll(() => page.locator('main h1').count(), WAIT).toBeGreaterThan(0)
    expect(errors).toEqual([])
    await page.context().close()
  })
})

browserTest('a section taken out of the file while its view is open, and put back', async () => {
  const { page, errors } = await open('#/durability?case=korea-1952')
  await page.locator('main h1', { hasText: 'holds for five years' }).waitFor(WAIT)
  await page.getByRole('button', { name: 'File', exact: true }).click()
  await page.locator('.cm-content').click(WAIT)
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(korea.replace(/^durability:\n(?:[ \n#].*\n|\n)*/m, ''))
  await expect
    .poll(() => page.locator('main .note[role=status]').textContent(), WAIT)
    .toContain('So “Durability” has nothing to show')
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await page.locator('main h1', { hasText: 'holds for five years' }).waitFor(WAIT)
  expect(await page.locator('main [role=alert]').count()).toBe(0)
  expect(errors).toEqual([])
  await page.context().close()
})

browserTest('a view that throws leaves the rest of the app, the file and its edits', async () => {
  const { page } = await open('#/claims?case=strike-for-class')
  await page.waitForSelector('main h1', WAIT)
  // No chart can be fitted to its room without it: every view with one throws.
  await page.evaluate('delete globalThis.ResizeObserver')
  await page.getByRole('button', { name: 'Deals', exact: true }).click()
  await expect.poll(() => page.locator('main [role=alert]').textContent(), WAIT).toContain('are kept')
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Claims', exact: true }).click()
  await page.waitForSelector('.claim', WAIT)
  await page.context().close()
})

browserTest('an unknown case is named in a note', async () => {
  const { page } = await open('#/brief?case=nowhere-1900')
  await expect.poll(() => page.locator('.note').textContent(), WAIT).toContain('There is no case “nowhere-1900” here')
  expect(await page.locator('h1').first().textContent()).toBe('How could it end?')
  await page.context().close()
})

browserTest('the skip link goes to the result and leaves the view', async () => {
  const { page } = await open('#/deals?case=strike-for-class')
  await page.waitForSelector('main h1', WAIT)
  await page.locator('.skip').focus()
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => [location.hash.split('?')[0], document.activeElement?.id])).toEqual([
    '#/deals',
    'result',
  ])
  await page.context().close()
})
