import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Served } from '../../cli/open.ts'
import { load } from '../../src/index.ts'
import { launch } from './browser.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const WAIT = { timeout: 30_000 }
const loaded = load(readFileSync(new URL('../../cases/ukraine-2025/case.yaml', import.meta.url), 'utf8'), 'case.yaml')
if (!loaded.ok) throw new Error('the flagship does not load')
const { countries } = loaded.case.givers!

let browser: Browser | null
let served: Served

beforeAll(async () => {
  browser = await launch()
  const { serveApp } = (await import(
    new URL('../../dist/cli/open.js', import.meta.url).href
  )) as typeof import('../../cli/open.ts')
  served = await serveApp(0)
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await served.close()
})

describe('the map of givers in the app', () => {
  for (const { width, dark } of [
    { width: 1440, dark: false },
    { width: 390, dark: true },
  ])
    test(`at ${width} pixels, ${dark ? 'dark' : 'light'}: every giver is drawn, by keyboard to its line, and axe finds nothing`, async (context) => {
      if (!browser) {
        context.skip()
        return
      }
      const page = await (
        await browser.newContext({ viewport: { width, height: 900 }, colorScheme: dark ? 'dark' : 'light' })
      ).newPage()
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text())
      })
      await page.goto(`${served.url}#/map`)
      await page.waitForSelector('.givers svg', WAIT)
      const drawn = await page
        .locator('.givers svg path[data-class]')
        .evaluateAll((paths) => [...new Set(paths.map((path) => path.getAttribute('data-country')!))])
      expect(drawn.sort()).toEqual(countries.map(({ country }) => country).sort())

      await page.evaluate(axeSource)
      const violations = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: { run: (where: unknown, how: unknown) => Promise<{ violations: { id: string }[] }> }
        }
        const how = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }
        return (await axe.run(document, how)).violations.map(({ id }) => id)
      })
      expect(violations).toEqual([])

      await page.locator('.givers').getByRole('button', { name: 'View as table' }).press('Enter')
      expect(await page.locator('.givers tbody tr').count()).toBe(countries.length)
      await page.locator('.givers details').last().locator('summary').press('Enter')
      await page.locator('.givers li button').first().press('Enter')
      await expect.poll(() => page.locator('.hangs').textContent(), WAIT).toMatch(/Line \d+: giver US/)
      expect(errors).toEqual([])
      await page.context().close()
    })
})
