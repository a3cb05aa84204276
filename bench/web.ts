/** The app as its reader meets it, in a real browser: cold load to the first result, edit to screen, size of the shell
 *  and of the one-file report. Run after `npm run build` and a build of the app: `node dist/bench/web.js`. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import type { Page } from 'playwright-core'
import { serveApp } from '../cli/open.ts'

const BROWSER = process.env['CHROME_PATH'] ?? '/usr/bin/chromium'
const LOADS = 5
const EDITS = 40
const assets = fileURLToPath(new URL('../web/assets', import.meta.url))

function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))]!
}

/** Milliseconds from navigation to the first headline. */
async function coldLoad(page: Page, url: string): Promise<number> {
  const start = performance.now()
  await page.goto(`${url}#/brief`)
  await page.waitForFunction(
    () => /within \d+ months/.test(document.querySelector('main h1')?.textContent ?? ''),
    undefined,
    { polling: 10 },
  )
  return performance.now() - start
}

/** Lets the page say when a run is asked for: results drawn before are of an earlier text. */
function announceRuns(): void {
  const { postMessage } = Worker.prototype
  Worker.prototype.postMessage = function (this: Worker, message: { kind?: string }, ...more: never[]) {
    postMessage.call(this, message, ...more)
    if (message.kind === 'run') dispatchEvent(new Event('run-asked'))
  } as Worker['postMessage']
}

/** Milliseconds from a change of a number to the first redrawn result of the changed case, measured within the page. */
function edit(page: Page, value: number): Promise<number> {
  return page.evaluate(
    (to) =>
      new Promise<number>((resolve) => {
        const field = document.querySelector<HTMLInputElement>('.slider input[type=number]')!
        const observer = new MutationObserver(() => {
          observer.disconnect()
          requestAnimationFrame(() => {
            resolve(performance.now() - start)
          })
        })
        const watched = { subtree: true, childList: true, characterData: true, attributes: true }
        addEventListener('run-asked', () => observer.observe(document.querySelector('main section')!, watched), {
          once: true,
        })
        const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!
        const start = performance.now()
        set.call(field, String(to))
        field.dispatchEvent(new Event('input', { bubbles: true }))
      }),
    value,
  )
}

const served = await serveApp(0)
const browser = await chromium.launch({
  executablePath: BROWSER,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
})
const loads: number[] = []
for (let k = 0; k < LOADS; k++) {
  const context = await browser.newContext()
  loads.push(await coldLoad(await context.newPage(), served.url))
  await context.close()
}
const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
await page.addInitScript(announceRuns)
await coldLoad(page, served.url)
await page.getByRole('button', { name: 'File', exact: true }).click()
await page.locator('.assumptions input[type=search]').fill('dealHazard')
const edits: number[] = []
for (let k = 0; k < EDITS; k++) {
  await page.waitForTimeout(400)
  edits.push(await edit(page, 5 + (k % 10)))
}
await browser.close()
await served.close()

const shell = readdirSync(assets)
  .filter((name) => /^index-.*\.(js|css)$/.test(name))
  .reduce((sum, name) => sum + gzipSync(readFileSync(join(assets, name))).length, 0)
console.log(
  `cold load to first result: median ${Math.round(quantile(loads, 0.5))} ms, worst of ${LOADS} ${Math.round(Math.max(...loads))} ms`,
)
console.log(
  `edit to screen: median ${Math.round(quantile(edits, 0.5))} ms, p95 ${Math.round(quantile(edits, 0.95))} ms of ${EDITS}`,
)
console.log(`shell: ${Math.round(shell / 1024)} kB gzipped`)
