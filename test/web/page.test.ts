import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, describe, expect } from 'vitest'
import { app, violationsOf, WAIT } from './harness.ts'

const { browserTest, browser } = app()
const folder = mkdtempSync(join(tmpdir(), 'armistice-page-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function written(name: string, worlds: number): string {
  const out = join(folder, `${name}.html`)
  const command = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
  const { status, stderr } = spawnSync(
    process.execPath,
    [command, 'report', name, '--template', 'argument', '--worlds', String(worlds), '-o', out],
    { encoding: 'utf8' },
  )
  expect(status, stderr).toBe(0)
  return out
}

describe('a page of an argument', () => {
  browserTest(
    'runs from disk with the network off: the numbers written are those computed, and follow a change',
    async () => {
      const out = written('strike-for-class', 600)
      expect(statSync(out).size).toBeLessThan(2_000_000)
      for (const dark of [false, true]) {
        const context = await browser().newContext({
          offline: true,
          colorScheme: dark ? 'dark' : 'light',
          viewport: { width: 390, height: 844 },
        })
        const page = await context.newPage()
        const errors: string[] = []
        page.on('pageerror', (error) => {
          errors.push(error.message)
        })
        page.on('request', (request) => {
          if (!/^(file|blob|data):/.test(request.url())) errors.push(request.url())
        })
        await page.goto(pathToFileURL(out).href)
        const before = await page.locator('p .value').first().textContent()
        await page.waitForSelector('main[aria-busy=false]', WAIT)
        expect(await page.locator('.argument .value').first().textContent()).toBe(before)
        await page.locator('.argument [role=slider]').first().focus()
        await page.keyboard.press('End')
        await expect.poll(() => page.locator('.changes .chip').count(), WAIT).toBe(1)
        await page.waitForSelector('main[aria-busy=false]', WAIT)
        // The text follows the answer when the page has time to draw.
        await expect.poll(() => page.locator('.changes .effect').textContent(), WAIT).toContain('→')
        await expect
          .poll(() => page.locator('.argument .value.moved, .argument .turned-text').count(), WAIT)
          .toBeGreaterThan(0)
        expect(await violationsOf(page)).toEqual([])
        const moved = await page.locator('.argument [role=slider]').first().textContent()
        await page.reload()
        await page.waitForSelector('.changes .chip', WAIT)
        expect(await page.locator('.argument [role=slider]').first().textContent()).toBe(moved)
        await page.locator('.changes .chip').click()
        await expect.poll(() => page.locator('.changes').count(), WAIT).toBe(0)
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
        expect(errors).toEqual([])
        await context.close()
      }
    },
  )
})
