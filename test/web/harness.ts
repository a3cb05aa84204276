/** The built app, served, in a real browser: what the tests of its views have in common. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import type { Opened as CaseOpened, Served } from '../../cli/open.ts'
import { launch } from './browser.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
export const WAIT = { timeout: 120_000 }

export interface Opened {
  readonly page: Page
  /** What the console reports as errors, and what was thrown. */
  readonly errors: string[]
}

export interface App {
  /** Serves the app once more, opened on a case; closed by whoever asked. */
  readonly serveOn: (opened: CaseOpened) => Promise<Served>
  /** A page of a context of its own, at an address of the app or any other. */
  readonly open: (hash: string, options?: { width?: number; dark?: boolean }) => Promise<Opened>
  readonly browser: () => Browser
  readonly served: () => Served
  /** A test that is skipped where no browser can be had. */
  readonly browserTest: (name: string, body: () => Promise<void>) => void
}

/** The built command serves the built app beside it. */
async function serve(opened: CaseOpened | null): Promise<Served> {
  const built = new URL('../../dist/cli/open.js', import.meta.url).href
  const { serveApp } = (await import(built)) as typeof import('../../cli/open.ts')
  return serveApp(0, opened)
}

/** Starts before the tests of a file and stops after them. */
export function app(): App {
  let browser: Browser | null = null
  let served: Served
  beforeAll(async () => {
    browser = await launch()
    served = await serve(null)
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    await served.close()
  })
  return {
    browser: () => browser!,
    served: () => served,
    serveOn: serve,
    async open(hash, { width = 1440, dark = false } = {}) {
      const context = await browser!.newContext({
        viewport: { width, height: 900 },
        colorScheme: dark ? 'dark' : 'light',
        reducedMotion: 'reduce',
      })
      context.setDefaultTimeout(WAIT.timeout)
      const page = await context.newPage()
      const errors: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text())
      })
      page.on('pageerror', (error) => {
        errors.push(error.message)
      })
      await page.goto(`${served.url}${hash}`)
      return { page, errors }
    },
    browserTest(name, body) {
      test(name, async (context) => {
        if (!browser) return context.skip()
        await body()
      }, 400_000)
    },
  }
}

/** What axe finds on a page, by the rules of WCAG 2.2 AA. */
export async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  return page.evaluate(async () => {
    type Found = { violations: { id: string; nodes: { html: string }[] }[] }
    const { axe } = globalThis as unknown as { axe: { run: (context: unknown, options: unknown) => Promise<Found> } }
    const found = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
    return found.violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 2)
          .map(({ html }) => html.slice(0, 160))
          .join(' | ')}`,
    )
  })
}

/** Opens a case of one's own from a file, where the app is open. */
export async function openText(page: Page, text: string): Promise<void> {
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'own.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text) })
}
