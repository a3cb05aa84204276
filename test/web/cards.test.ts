/** What a claim's card says of the opposite verdict, and the pictures on the cards of the gallery. */
import { describe, expect } from 'vitest'
import { load } from '../../src/internal.ts'
import { app, VALLEY, violationsOf, WAIT } from './harness.ts'

const { browserTest, openValley } = app()
const LONG = { timeout: 180_000 }

const loaded = load(VALLEY, 'case.yaml')
if (!loaded.ok) throw new Error('the case does not load')
/** What the case says is held of each region: 2,500 of 6,000 km², 1,500 of 5,000, none of the coast. */
const HELD = 'Upper Kess 42 %, Lower Kess 30 %, The coast 0 %'
const known = new Set(loaded.case.quantities.map(({ id }) => id))

describe('what would turn a claim, on its card', () => {
  browserTest('the nearest inputs in order, each with its line; broken off and asked again', async () => {
    const { page, errors } = await openValley('#/claims', { width: 390, dark: true })
    const row = page.locator('li.claim', { has: page.locator('.id', { hasText: /^L3$/ }) })
    const button = row.getByRole('button', { name: 'What would turn it?' })
    await button.click(LONG)
    await row.getByRole('button', { name: 'Break off' }).click()
    await button.click()
    await row.getByText(/^For the opposite verdict on L3/).waitFor(LONG)
    const told = await row.locator('.opposite li').allTextContents()
    expect(told.length).toBeGreaterThan(0)
    expect(told.length).toBeLessThanOrEqual(3)
    const parsed = told.map((text) => /^(\S+) (?:above|below) .*, ([\d.]+) standard deviations .* line \d+$/.exec(text))
    const ids = parsed.map((found) => found?.[1] ?? '')
    const away = parsed.map((found) => Number(found?.[2]))
    expect(ids.filter((id) => !known.has(id))).toEqual([])
    expect(away).toEqual([...away].sort((a, b) => a - b))
    expect(await violationsOf(page)).toEqual([])
    await row.locator('.opposite li button').first().click()
    await page.waitForSelector('.cm-editor', WAIT)
    expect(errors).toEqual([])
    await page.context().close()
  })

  browserTest('the card in the argument offers the same', async () => {
    const { page, errors } = await openValley('#/argument')
    await page.getByRole('button', { name: /^Claim L3:/ }).click(LONG)
    const card = page.getByRole('complementary', { name: 'Claim L3' })
    await card.getByRole('button', { name: 'What would turn it?' }).click()
    await card.getByText(/^For the opposite verdict on L3/).waitFor(LONG)
    expect(await card.locator('.opposite li').count()).toBeGreaterThan(0)
    expect(await violationsOf(page)).toEqual([])
    expect(errors).toEqual([])
    await page.context().close()
  })
})

describe('the pictures on the cards of the gallery', () => {
  for (const { width, dark } of [
    { width: 1440, dark: false },
    { width: 390, dark: true },
  ])
    browserTest(
      `at ${width} pixels, ${dark ? 'dark' : 'light'}: one of each case, its own, within its frame; axe finds nothing`,
      async () => {
        const { page, errors } = await openValley('#/gallery', { width, dark })
        const cases = page.locator('.card', { has: page.getByRole('button', { name: /^Open the case/ }) })
        await cases.first().waitFor(WAIT)
        const pictures = cases.locator('.sketch svg')
        await expect.poll(async () => (await pictures.count()) - (await cases.count()), LONG).toBe(0)
        const drawn = await pictures.evaluateAll((all) => all.map((svg) => svg.innerHTML))
        expect(new Set(drawn).size).toBe(drawn.length)
        // The made-up war has a map of its own, of whose regions the attacker holds what the case says.
        expect(await cases.first().locator('figcaption').textContent()).toMatch(/^What .+ holds of each region/)
        expect(await pictures.first().locator('desc').textContent()).toBe(HELD)
        const outside = await pictures.evaluateAll((all) =>
          all.flatMap((svg) => {
            const frame = svg.getBoundingClientRect()
            return [...svg.querySelectorAll('text')].filter((text) => {
              const box = text.getBoundingClientRect()
              return box.left < frame.left || box.right > frame.right || box.bottom > frame.bottom
            })
          }),
        )
        expect(outside).toEqual([])
        expect(await violationsOf(page)).toEqual([])
        expect(errors).toEqual([])
        await page.context().close()
      },
    )
})
