import { readFileSync } from 'node:fs'
import { describe, expect } from 'vitest'
import { load } from '../../src/internal.ts'
import { app, violationsOf, WAIT } from './harness.ts'

const loaded = load(
  readFileSync(new URL('../../cases/bundled/ukraine-2025/case.yaml', import.meta.url), 'utf8'),
  'case.yaml',
)
if (!loaded.ok) throw new Error('the flagship does not load')
const { countries } = loaded.case.givers!

const { browserTest, open } = app()

describe('the map of givers in the app', () => {
  for (const { width, dark } of [
    { width: 1440, dark: false },
    { width: 390, dark: true },
  ])
    browserTest(
      `at ${width} pixels, ${dark ? 'dark' : 'light'}: every giver is drawn, by keyboard to its line, and axe finds nothing`,
      async () => {
        const { page, errors } = await open('#/map', { width, dark })
        await page.waitForSelector('.givers svg', WAIT)
        const drawn = await page
          .locator('.givers svg path[data-class]')
          .evaluateAll((paths) => [...new Set(paths.map((path) => path.getAttribute('data-country')!))])
        expect(drawn.sort()).toEqual(countries.map(({ country }) => country).sort())

        expect(await violationsOf(page)).toEqual([])

        await page.locator('.givers').getByRole('button', { name: 'View as table' }).press('Enter')
        expect(await page.locator('.givers tbody tr').count()).toBe(countries.length)
        await page.locator('.givers details').last().locator('summary').press('Enter')
        await page.locator('.givers li button').first().press('Enter')
        await expect.poll(() => page.locator('.hangs').textContent(), WAIT).toMatch(/Line \d+: giver US/)
        expect(errors).toEqual([])
        await page.context().close()
      },
    )
})
