import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { templateCase } from '../../src/internal.ts'
import { app, openText, violationsOf, WAIT } from './harness.ts'
import type { Opened } from './harness.ts'

const { browserTest, open, openValley } = app()

const titleOf = (page: Page): Promise<string | null> => page.locator('.plane figcaption strong').textContent()
const shownWorld = async (page: Page): Promise<number> => Number(/world (\d+)$/.exec((await titleOf(page)) ?? '')?.[1])
const inWords = (page: Page): Promise<string | null> => page.locator('.package').textContent()

/** A case of one's own, from a file, at its trade-offs. */
async function openOwn(text: string): Promise<Opened> {
  const opened = await open('')
  await openText(opened.page, text)
  await opened.page.getByRole('button', { name: 'Trade-offs' }).click(WAIT)
  return opened
}

/** Names and numbers on the plane that cover each other, as the browser lays them out. */
function covered(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const bold = [...document.querySelectorAll('.plane svg text[font-weight="600"][text-anchor="middle"]')]
    const boxes = bold.map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }))
    return boxes.flatMap(({ text, box }, k) =>
      boxes
        .slice(0, k)
        .filter(
          (other) =>
            box.left < other.box.right &&
            other.box.left < box.right &&
            box.top + 2 < other.box.bottom - 2 &&
            other.box.top + 2 < box.bottom - 2,
        )
        .map((other) => `${text} over ${other.text}`),
    )
  })
}

browserTest(
  'the plane of the middle world; other worlds by button and by number; the package pointed at in words',
  async () => {
    const { page, errors } = await openValley('#/trade-offs')
    await page.waitForSelector('.plane svg', WAIT)
    const middle = await shownWorld(page)
    expect(await page.locator('main').textContent()).toContain(`World ${middle} is the middle one`)

    await page.getByRole('button', { name: 'Next world' }).click()
    await expect.poll(() => shownWorld(page), WAIT).toBe(middle + 1)
    await page.getByRole('button', { name: 'Previous world' }).click()
    await expect.poll(() => shownWorld(page), WAIT).toBe(middle)
    await page.getByLabel('World', { exact: true }).fill('7')
    await expect.poll(() => shownWorld(page), WAIT).toBe(7)
    await page.getByRole('button', { name: /The middle one of those/ }).click()
    await expect.poll(() => titleOf(page), WAIT).not.toContain('world 7')
    expect(await inWords(page)).toMatch(/Nash.*Beats no deal for everybody/)

    const struck = page.locator('.plane [data-key^="named:"]:has(rect.paper)').first()
    await struck.hover()
    await expect.poll(() => inWords(page), WAIT).toMatch(/struck in this world/)
    expect(await inWords(page)).toMatch(/Where the line runs/)

    const before = await inWords(page)
    await page.getByLabel('Package shown').selectOption('left:0')
    await expect.poll(() => inWords(page), WAIT).not.toBe(before)
    const walk = page.getByLabel('Walk along the frontier')
    await walk.focus()
    const first = await walk.getAttribute('aria-valuetext')
    await page.keyboard.press('Home')
    await expect.poll(() => walk.getAttribute('aria-valuetext'), WAIT).not.toBe(first)
    expect(await inWords(page)).toContain(await walk.getAttribute('aria-valuetext'))

    const dots = page.locator('.plane [data-key]')
    const whole = await dots.count()
    await page.getByRole('button', { name: 'Close-up on what is left' }).click()
    await expect.poll(() => dots.count(), WAIT).toBeLessThan(whole)
    await page.locator('.plane').getByRole('button', { name: 'View as table' }).click()
    await expect.poll(() => page.locator('.plane tbody tr').count(), WAIT).toBeGreaterThan(20)
    expect(errors).toEqual([])
    await page.context().close()
  },
)

browserTest('names on the plane cover nothing, at any width, and axe finds nothing', async () => {
  for (const [width, dark] of [
    [1440, false],
    [390, true],
  ] as const) {
    const { page, errors } = await openValley('#/trade-offs', { width, dark })
    await page.waitForSelector('.plane svg', WAIT)
    expect(await violationsOf(page)).toEqual([])
    for (const world of ['39', '166', '3', '0']) {
      await page.getByLabel('World', { exact: true }).fill(world)
      await expect.poll(() => titleOf(page), WAIT).toBe(`The utility plane of world ${world}`)
      expect(await covered(page), `world ${world} at ${width}`).toEqual([])
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    expect(errors).toEqual([])
    await page.context().close()
  }
})

browserTest('another seed, another scenario, an edit: the plane follows', async () => {
  const { page, errors } = await openValley('#/trade-offs?seed=2025')
  await page.waitForSelector('.plane svg', WAIT)
  await page.getByRole('button', { name: 'File', exact: true }).click()
  await page.waitForSelector('.cm-content', WAIT)
  await page.getByLabel('World', { exact: true }).fill('5')
  await expect.poll(() => shownWorld(page), WAIT).toBe(5)
  const drawing = (): Promise<string> => page.locator('.plane .drawing').innerHTML()
  const asWritten = await drawing()
  await page.locator('select').first().selectOption('leagueLeaves')
  await expect.poll(drawing, WAIT).not.toBe(asWritten)
  await page.locator('select').first().selectOption('')
  await expect.poll(drawing, WAIT).toBe(asWritten)

  await page.locator('.assumptions input[type=search]').fill('brena-naked')
  await page.locator('.slider input[type=number]').first().fill('0')
  await expect.poll(drawing, WAIT).not.toBe(asWritten)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect.poll(drawing, WAIT).toBe(asWritten)
  // A text that does not load leaves what stood.
  await page.locator('.cm-content').click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.insertText('armistise: 1\n')
  await page.waitForSelector('.problems .error', WAIT)
  expect(await drawing()).toBe(asWritten)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()

  await page.evaluate(() => {
    location.hash = '#/trade-offs?seed=7'
  })
  await expect.poll(() => page.locator('.plane .source').textContent(), WAIT).toContain('seed 7')
  await expect.poll(drawing, WAIT).not.toBe(asWritten)
  expect(errors).toEqual([])
  await page.context().close()
})

/** The blank case with a third party that has to agree. */
function threeParties(): string {
  return templateCase('three', 'Three parties', '2025-01-01')
    .replace(
      '\n# What is negotiated.',
      '  third:\n    name: Third party\n    role: belligerent\n    source: own\n    kind: judgement\n    noDealValue: 20 to 40\n\n# What is negotiated.',
    )
    .replace(
      '\nredLines:',
      `  third:
    source: own
    kind: judgement
    issues:
      land: {weight: 20, options: {first: 50, shared: 100, second: 0}}
      security: {weight: 50, options: {nobody: 0, observers: 40, force: 100}}
      recognition: {weight: 30, options: {withheld: 0, mutual: 100}}

redLines:`,
    )
}

browserTest('three who have to agree: two are chosen for the plane, and the solutions run across all', async () => {
  const { page, errors } = await openOwn(threeParties())
  await page.waitForSelector('.plane svg', WAIT)
  const axis = (): Promise<string | null> =>
    page.locator('.plane svg text', { hasText: 'points over no deal' }).last().textContent()
  expect(await axis()).toContain('Second party')
  await page.getByRole('combobox', { name: 'Up', exact: true }).selectOption({ label: 'Third party' })
  await expect.poll(axis, WAIT).toContain('Third party')
  await page.getByRole('combobox', { name: 'Across', exact: true }).selectOption({ label: 'Third party' })
  await expect.poll(axis, WAIT).toContain('First party')
  expect(await page.locator('main').textContent()).toContain('The solution points across all who decide')
  expect(await inWords(page)).toMatch(/First party .*Second party .*Third party/)
  expect(await violationsOf(page)).toEqual([])
  expect(errors).toEqual([])
  await page.context().close()
})

browserTest('where red lines leave nothing the view says so and still shows what could be', async () => {
  const closed = templateCase('closed', 'Nothing left', '2025-01-01')
    .replace('rejects: {land: first}', 'rejects: {land: [first, shared, second]}')
    .replace('cost: 4 to 20 #', 'cost: 4 to 20\n    firm: 100% #')
  const { page, errors } = await openOwn(closed)
  await page.waitForSelector('.plane svg', WAIT)
  expect(await page.locator('main').textContent()).toContain('Nothing is left in this world')
  await expect.poll(() => page.locator('.plane [data-key^="possible:"]').count(), WAIT).toBeGreaterThan(0)
  expect(await page.locator('.plane [data-key^="left:"]').count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Close-up on what is left' }).count()).toBe(0)
  expect(await violationsOf(page)).toEqual([])
  expect(errors).toEqual([])
  await page.context().close()
})

browserTest(
  'a case without issues has no plane: no door leads there, and whoever comes by its address is told',
  async () => {
    const template = templateCase('bare', 'No issues', '2025-01-01')
    const rest = template.slice(template.indexOf('# What is negotiated'), template.indexOf('# Where the parties'))
    const { page, errors } = await open('')
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'own.yaml', mimeType: 'text/yaml', buffer: Buffer.from(template.replace(rest, '')) })
    await page.waitForSelector('nav', WAIT)
    await page.waitForSelector('main h1', WAIT)
    expect(await page.getByRole('button', { name: 'Trade-offs' }).count()).toBe(0)
    await page.evaluate(() => {
      location.hash = '#/trade-offs?case=own'
    })
    await expect
      .poll(() => page.locator('main').textContent(), WAIT)
      .toContain('The case has no issues, or no scores: no package can be placed.')
    expect(await violationsOf(page)).toEqual([])
    expect(errors).toEqual([])
    await page.context().close()
  },
)
