import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { app, openText, violationsOf, WAIT } from './harness.ts'

const { browserTest, open, openValley } = app()

/** Until the whole run is there. */
async function settled(page: Page): Promise<void> {
  await expect.poll(() => page.locator('.run-state').textContent(), WAIT).toMatch(/^[\d,]+ worlds, seed/)
}

const STRIKE = readFileSync(new URL('../../cases/teaching/strike-for-class/case.yaml', import.meta.url), 'utf8')
const SHELLS = '[role=slider][aria-label="leagueShells"]'

describe('the argument in the app', () => {
  browserTest('is the front page of a case: claims by verdict, each with its card, and axe finds nothing', async () => {
    for (const dark of [false, true]) {
      const { page, errors } = await openValley('#/gallery', { dark })
      await page.getByRole('button', { name: 'Open the case: Settling the Russo-Ukrainian war' }).click()
      await page.waitForSelector('.argument h1', WAIT)
      await settled(page)
      await expect.poll(() => page.locator('.argument .claimed.supported').count(), WAIT).toBeGreaterThan(5)
      await page.getByRole('button', { name: /^Claim M1:/ }).click()
      const card = page.getByRole('complementary', { name: 'Claim M1' })
      expect(await card.textContent()).toMatch(/Source.*Another reading.*In the file/s)
      expect(await violationsOf(page)).toEqual([])
      expect(errors).toEqual([])
      await page.context().close()
    }
  })

  browserTest(
    'a number moved in its sentence changes the sentences that hang on it, and the chip undoes it',
    async () => {
      const { page, errors } = await openValley('#/argument')
      await page.waitForSelector('.argument h1', WAIT)
      await settled(page)
      const dial = page.locator(SHELLS)
      const before = await dial.textContent()
      await dial.focus()
      // Past the end of the number, where further keys change nothing.
      for (let k = 0; k < 60; k++) await page.keyboard.press('ArrowLeft')
      await expect.poll(() => dial.textContent(), WAIT).toBe('0 shells a month')
      await expect.poll(() => page.locator('.turned-text').count(), WAIT).toBeGreaterThan(0)
      await settled(page)
      expect(await page.locator('.turned-text').first().textContent()).toMatch(/was \w+.*, is now \w+/)
      expect(await page.locator('.changes .effect').textContent()).toMatch(
        /A ceasefire within 12 months: \d+ % → \d+ %\..* changed \(of .* worlds.*\): .* → /,
      )
      await expect.poll(() => page.locator('.argument path.g').count(), WAIT).toBeGreaterThan(0)
      // One drag, or one run of keys, is one step of undo.
      await page.getByRole('button', { name: 'Undo', exact: true }).click()
      await expect.poll(() => page.locator('.changes').count(), WAIT).toBe(0)
      await expect.poll(() => dial.textContent(), WAIT).toBe(before)
      await page.getByRole('button', { name: 'Redo' }).click()
      await page.getByRole('button', { name: /^Undo: leagueShells/ }).click()
      await expect.poll(() => page.locator('.changes').count(), WAIT).toBe(0)
      await expect.poll(() => dial.textContent(), WAIT).toBe(before)
      expect(errors).toEqual([])
      await page.context().close()
    },
  )

  browserTest('a number typed keeps its unit, and the link has it', async () => {
    const { page } = await openValley('#/argument')
    await page.waitForSelector('.argument h1', WAIT)
    const dial = page.locator('[role=slider][aria-label="neighbourShells"]')
    await dial.click()
    await page.locator('input.typed').fill('0')
    await page.locator('input.typed').press('Enter')
    await expect.poll(() => dial.textContent(), WAIT).toBe('0 shells a month')
    await settled(page)
    await page.getByRole('button', { name: 'War', exact: true }).click()
    await page.getByRole('button', { name: 'Argument', exact: true }).click()
    const address = page.url()
    await page.context().close()

    const received = await openValley(address.slice(address.indexOf('#')))
    await expect
      .poll(() => received.page.locator('.chip').textContent(), WAIT)
      .toContain('neighbourShells: about 10,000 → 0 shells a month')
    await expect.poll(() => received.page.locator('.changes .effect').textContent(), WAIT).toContain('→')
    await received.page.context().close()
  })

  browserTest(
    'a case without a document shows one made from its claims, at 320 pixels without scrolling sideways',
    async () => {
      const { page, errors } = await open('#/argument?case=korea-1952', { width: 320 })
      await page.waitForSelector('.argument h1', WAIT)
      await settled(page)
      await expect.poll(() => page.locator('.argument .claimed').count(), WAIT).toBeGreaterThan(5)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
      expect(await violationsOf(page)).toEqual([])
      expect(errors).toEqual([])
      await page.context().close()
    },
  )

  browserTest('a number put into the file since it was opened can be moved, and taken out again', async () => {
    const { page, errors } = await open('')
    const [numbers = ''] = /^quantities:\n( .*\n)+/m.exec(STRIKE) ?? []
    await openText(page, numbers + STRIKE.replace(numbers, '').replace(/^id: .*$/m, 'id: mine'))
    await page.waitForSelector('.argument h1', WAIT)
    await page.getByRole('button', { name: 'File', exact: true }).click()
    await page.locator('.cm-content').click()
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.insertText(
      "  later: {label: 'put in later', value: 5, unit: points, kind: judgement, source: exercise}\n",
    )
    const argument = page.getByRole('button', { name: 'Argument', exact: true })
    await argument.click()
    const dial = page.locator('[role=slider][aria-label="put in later"]')
    await expect.poll(() => dial.textContent(), WAIT).toBe('5 points')
    await dial.focus()
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => dial.textContent(), WAIT).not.toBe('5 points')
    while (await page.locator('.changes').count()) await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect.poll(() => dial.count(), WAIT).toBe(0)
    expect(errors).toEqual([])
    await page.context().close()
  })
})
