/** A link reproduces what is on the screen, or says why it cannot; what was changed outlives a reload, the gallery and
 *  the way back. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { app, openText, WAIT } from './harness.ts'

const { browserTest, open, openValley, pageOf, served } = app()
const strike = readFileSync(new URL('../../cases/teaching/strike-for-class/case.yaml', import.meta.url), 'utf8')
const title = (page: Page): Promise<string | null> => page.locator('.case-title').textContent()
const hash = (page: Page): Promise<string> => page.evaluate(() => location.hash)

async function ready(page: Page): Promise<void> {
  await page.waitForSelector('main section h1, main article h1, main h1', WAIT)
}

/** Changes the title in the editor, as a reader would. */
async function retitle(page: Page, text: string): Promise<void> {
  if ((await page.locator('.cm-content').count()) === 0)
    await page.getByRole('button', { name: 'File', exact: true }).click()
  await page.locator('.cm-content').click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.insertText(`title: ${text}\n`)
  await page.waitForSelector('.problems', WAIT)
}

/** The file with its number of seats and the like changed in two places that are far apart. */
const CHANGED = strike.replace(/^title: .*$/m, 'title: A changed strike').concat('\n# the end\n')

async function typeWhole(page: Page, text: string): Promise<void> {
  if ((await page.locator('.cm-content').count()) === 0)
    await page.getByRole('button', { name: 'File', exact: true }).click()
  await page.locator('.cm-content').click()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(text)
}

describe('links', () => {
  browserTest('the address follows an edit, and a received one passes it on over every click', async () => {
    const { page, errors } = await open('#/claims?case=strike-for-class')
    await ready(page)
    await typeWhole(page, CHANGED)
    await expect.poll(() => title(page), WAIT).toContain('A changed strike')
    await expect.poll(() => hash(page), WAIT).toMatch(/[?&]e=[0-9a-f]{12}\./)
    const received = await open(await hash(page))
    await expect.poll(() => title(received.page), WAIT).toContain('A changed strike')
    await received.page.getByRole('button', { name: 'Deals', exact: true }).click()
    await expect.poll(() => hash(received.page), WAIT).toMatch(/^#\/deals.*[?&]e=/)
    await received.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await received.page.getByRole('button', { name: 'Share' }).click()
    await expect
      .poll(() => received.page.evaluate(() => navigator.clipboard.readText()), WAIT)
      .toMatch(/#\/deals.*[?&]e=/)
    // Whoever received it changed nothing, before a reload and after it; what they then do is theirs.
    const who = (): Promise<string | null> => received.page.locator('.chips strong').textContent()
    await expect.poll(who, WAIT).toBe('This link changes')
    await received.page.reload()
    await expect.poll(who, WAIT).toBe('This link changes')
    expect(await received.page.locator('.note').count()).toBe(0)
    await typeWhole(received.page, CHANGED.replace('# the end', '# an end'))
    await expect.poll(who, WAIT).toBe('The link and you changed')
    await received.page.reload()
    await expect.poll(who, WAIT).toBe('The link and you changed')
    // Also where the address has not followed yet, and the browser loses what the entry was.
    await received.page.evaluate('history.replaceState = () => {}')
    await received.page.addInitScript("history.replaceState(null, '')")
    await typeWhole(received.page, CHANGED.replace('# the end', '# another end'))
    // Whoever leaves the editor means its text as it stands.
    await received.page.getByRole('button', { name: 'Share' }).click()
    await received.page.reload()
    await expect.poll(who, WAIT).toBe('The link and you changed')
    expect([...errors, ...received.errors]).toEqual([])
    await received.page.context().close()
    await page.context().close()
  })

  browserTest('what is compared, and the world of the plane, are in it', async () => {
    const { page } = await openValley('#/compare')
    await ready(page)
    const boxes = page.locator('.choices input')
    await boxes.first().waitFor(WAIT)
    const [wasChecked, label] = [await boxes.last().isChecked(), page.locator('.choices label').last()]
    await label.click()
    await expect.poll(() => hash(page), WAIT).toContain('b=')
    const again = await openValley(await hash(page))
    await again.page.locator('.choices input').first().waitFor(WAIT)
    expect(await again.page.locator('.choices input').last().isChecked()).toBe(!wasChecked)
    await again.page.context().close()

    await page.evaluate(() => {
      location.hash = '#/trade-offs?w=17'
    })
    await expect.poll(() => page.locator('main').textContent(), WAIT).toContain('World 17 is')
    await page.context().close()
  })

  browserTest('an edit knows the file that it belongs to', async () => {
    const { page } = await open('#/claims?case=strike-for-class')
    await ready(page)
    await typeWhole(page, CHANGED)
    await expect.poll(() => hash(page), WAIT).toMatch(/[?&]e=/)
    const other = (await hash(page)).replace(/e=[0-9a-f]{12}/, 'e=000000000000')
    const received = await open(other)
    await expect.poll(() => received.page.locator('.note').textContent(), WAIT).toContain('another version')
    await expect.poll(() => title(received.page), WAIT).toContain('A changed strike')
    await received.page.context().close()
    await page.context().close()
  })

  browserTest('a case that no link can carry is offered as a file', async () => {
    const { page } = await open('#/gallery')
    let noise = ''
    for (let k = 0; k < 4000; k++) noise += `# ${(k * 2654435761).toString(36)}${(k * 40503 + 77).toString(36)}\n`
    await openText(page, strike + noise)
    await ready(page)
    await page.getByRole('button', { name: 'Share' }).click()
    await expect.poll(() => page.locator('.said-so').first().textContent(), WAIT).toContain('too long for a link')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save the file' }).first().click()
    expect((await download).suggestedFilename()).toBe('strike-for-class.yaml')
    await page.reload()
    await expect.poll(() => title(page), WAIT).toContain('strike')
    await page.context().close()
  })
})

describe('drafts', () => {
  browserTest(
    'a reload, the gallery and another case keep what was changed, and undo; it can be thrown away',
    async () => {
      const { page } = await open('#/claims?case=strike-for-class')
      await ready(page)
      await typeWhole(page, CHANGED)
      await expect.poll(() => title(page), WAIT).toContain('A changed strike')
      await page.reload()
      await expect.poll(() => title(page), WAIT).toContain('A changed strike')
      await page.getByRole('button', { name: 'Undo', exact: true }).click()
      await expect.poll(() => title(page), WAIT).not.toContain('A changed strike')
      await page.getByRole('button', { name: 'Redo', exact: true }).click()
      await expect.poll(() => title(page), WAIT).toContain('A changed strike')

      await page.locator('.brand').click()
      await page.getByRole('button', { name: /^Open the case: The United Nations/ }).click()
      await expect.poll(() => title(page), WAIT).toContain('Cyprus')
      await page.locator('.brand').click()
      await page.getByRole('button', { name: /^Open the case: A strike/ }).click()
      await expect.poll(() => title(page), WAIT).toContain('A changed strike')
      expect(await page.locator('.note').first().textContent()).toContain('this browser keeps it')

      await page.locator('.brand').click()
      await page.getByRole('button', { name: /^Throw away the draft of A changed strike/ }).click()
      await expect.poll(() => page.locator('.drafts').count(), WAIT).toBe(0)
      await page.getByRole('button', { name: /^Open the case: A strike/ }).click()
      await ready(page)
      expect(await title(page)).not.toContain('A changed strike')
      await page.context().close()
    },
  )

  browserTest('the way back leads through the views and keeps the edit', async () => {
    const { page } = await open('#/gallery')
    await page.getByRole('button', { name: /^Open the case: A strike/ }).click()
    await page.getByRole('button', { name: 'Claims', exact: true }).click()
    await expect.poll(() => hash(page), WAIT).toMatch(/^#\/claims/)
    await typeWhole(page, CHANGED)
    await expect.poll(() => title(page), WAIT).toContain('A changed strike')
    await page.getByRole('button', { name: 'Deals', exact: true }).click()
    await expect.poll(() => hash(page), WAIT).toMatch(/^#\/deals/)
    await page.goBack()
    await expect.poll(() => hash(page), WAIT).toMatch(/^#\/claims/)
    await expect.poll(() => page.locator('.claim').count(), WAIT).toBeGreaterThan(0)
    expect(await title(page)).toContain('A changed strike')
    await page.goBack()
    await page.goBack()
    await expect.poll(() => page.locator('h1').first().textContent(), WAIT).toBe('How could it end?')
    await page.context().close()
  })
})

browserTest('a problem has its mend at hand; a line is gone to as often as it is asked for', async () => {
  const { page } = await open('#/claims?case=strike-for-class')
  await ready(page)
  await retitle(page, 'twice')
  const hanging = page.locator('.hangs')
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await page.locator('.claim .line').first().click()
  await expect.poll(() => hanging.textContent(), WAIT).toMatch(/Line \d+: claim/)
  await page.getByRole('button', { name: 'File', exact: true }).click()
  await page.locator('.claim .line').first().click()
  await page.waitForSelector('.cm-editor', WAIT)
  await expect.poll(() => hanging.textContent(), WAIT).toMatch(/Line \d+: claim/)

  const wrong = strike.replace('role: party', 'role: pary')
  await typeWhole(page, wrong)
  await page
    .locator('.problems')
    .getByRole('button', { name: /^Fix line/ })
    .first()
    .click(WAIT)
  await expect.poll(() => page.locator('.problems .error').count(), WAIT).toBe(0)
  await page.context().close()
})

browserTest(
  'a file opened before the first address is read stays open, and the way back leads to that address',
  async () => {
    const page = await pageOf({ viewport: { width: 1440, height: 900 } })
    let go = (): void => {}
    const gate = new Promise<void>((done) => (go = done))
    await page.route('**/assets/case-*.js', async (route) => {
      await gate
      await route.continue()
    })
    await page.goto(`${served().url}#/gallery`)
    await openText(page, CHANGED)
    await expect.poll(() => title(page), WAIT).toContain('A changed strike')
    go()
    await expect.poll(() => hash(page), WAIT).toContain('case=own')
    expect(await title(page)).toContain('A changed strike')
    await page.goBack()
    await expect.poll(() => page.locator('h1').first().textContent(), WAIT).toBe('How could it end?')
    await page.context().close()
  },
)
