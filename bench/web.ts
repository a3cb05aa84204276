/** The app as its reader meets it, in a real browser: cold load to the first and to the full answer, edit to screen and
 *  to the full answer, tasks that hold up the argument's page while a run goes on, size of the shell. Run after `npm
 *  run build` and a build of the app: `node dist/bench/web.js`. */
import { readFileSync, readdirSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import type { Page } from 'playwright-core'
import { findBrowser } from '../cli/browser.ts'
import { serveApp } from '../cli/open.ts'

const LOADS = 5
const EDITS = 24
const assets = fileURLToPath(new URL('../web/assets', import.meta.url))

function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))]!
}

/** The browser of the tests: the system's, else the one that a development dependency carries. */
async function browserPath(): Promise<string> {
  return findBrowser() ?? (await import('@sparticuz/chromium')).default.executablePath()
}

const ANSWER = /within \d+ months/.source

interface Load {
  readonly first: number
  readonly full: number
  readonly page: number
}

/** Milliseconds from navigation to the first answer, to one that is no draft, and to the page below with its
 *  verdicts. */
async function coldLoad(page: Page, url: string): Promise<Load> {
  const start = performance.now()
  await page.goto(`${url}#/argument`)
  const shows = (selector: string): Promise<unknown> =>
    page.waitForFunction(
      ([one, answer]) => new RegExp(answer!).test(document.querySelector(one!)?.textContent ?? ''),
      [selector, ANSWER],
      { polling: 10 },
    )
  await shows('.answer')
  const first = performance.now() - start
  await shows('.answer:not(.draft, .waiting, .before)')
  const full = performance.now() - start
  await page.waitForFunction(() => document.querySelector('main:not(.waiting) .argument'), undefined, { polling: 10 })
  return { first, full, page: performance.now() - start }
}

/** Lets the page say when a run is asked for: results drawn before are of an earlier text. */
function announceRuns(): void {
  const { postMessage } = Worker.prototype
  Worker.prototype.postMessage = function (this: Worker, message: { kind?: string }, ...more: never[]) {
    postMessage.call(this, message, ...more)
    if (message.kind === 'run') dispatchEvent(new Event('run-asked'))
  } as Worker['postMessage']
}

/** Milliseconds from a change of a number to the first change on the screen that comes of it, and to the full answer
 *  of the changed case, measured within the page. */
function edit(page: Page, value: number): Promise<{ readonly screen: number; readonly full: number }> {
  return page.evaluate(
    (to) =>
      new Promise<{ screen: number; full: number }>((resolve) => {
        const field = document.querySelector<HTMLInputElement>('.slider input[type=number]')!
        let screen: number | null = null
        let isAsked = false
        const observer = new MutationObserver(() => {
          if (!isAsked) return
          screen ??= performance.now() - start
          if (!document.querySelector('.answer:not(.draft, .waiting, .before)') || !/^true$/.test(wasWaiting)) return
          observer.disconnect()
          const drawn = screen
          requestAnimationFrame(() => {
            resolve({ screen: drawn, full: performance.now() - start })
          })
        })
        let wasWaiting = 'false'
        addEventListener(
          'run-asked',
          () => {
            isAsked = true
          },
          { once: true },
        )
        // The answer is marked as waiting once the change is taken, so that the next unmarked one is of it.
        const marked = new MutationObserver(() => {
          if (document.querySelector('.answer.draft, .answer.waiting, .answer.before')) wasWaiting = 'true'
        })
        const watched = { subtree: true, childList: true, characterData: true, attributes: true }
        marked.observe(document.querySelector('.app')!, watched)
        observer.observe(document.querySelector('.app')!, watched)
        const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!
        const start = performance.now()
        set.call(field, String(to))
        field.dispatchEvent(new Event('input', { bubbles: true }))
      }),
    value,
  )
}

/** Longest tasks of the page while its argument is scrolled and a run goes on, in milliseconds, longest first; and the
 *  share of frames that came within 1/50 s of the one before. */
function scrolling(page: Page): Promise<{ readonly tasks: number[]; readonly smooth: number }> {
  return page.evaluate(
    () =>
      new Promise<{ tasks: number[]; smooth: number }>((resolve) => {
        const tasks: number[] = []
        const observer = new PerformanceObserver((list) => {
          tasks.push(...list.getEntries().map(({ duration }) => duration))
        })
        observer.observe({ type: 'longtask' })
        const gaps: number[] = []
        let last = performance.now()
        const start = last
        const frame = (now: number): void => {
          gaps.push(now - last)
          last = now
          scrollBy(0, 12)
          if (now - start < 4000) requestAnimationFrame(frame)
          else {
            observer.disconnect()
            const smooth = gaps.filter((gap) => gap < 20).length / gaps.length
            resolve({ tasks: tasks.sort((a, b) => b - a), smooth })
          }
        }
        requestAnimationFrame(frame)
      }),
  )
}

/** Gzipped bytes of what the page itself asks for before its first answer: the entry and what it imports. */
function shellBytes(): number {
  const html = readFileSync(join(assets, '../index.html'), 'utf8')
  const named = [...html.matchAll(/assets\/([\w.-]+\.(?:js|css))/g)].map(([, name]) => name!)
  const found = new Set<string>()
  const visit = (name: string): void => {
    if (found.has(name)) return
    found.add(name)
    if (!name.endsWith('.js')) return
    const text = readFileSync(join(assets, name), 'utf8')
    for (const [, next] of text.matchAll(/(?:from|import)\s?["']\.\/([\w.-]+\.js)["']/g)) visit(next!)
  }
  named.forEach(visit)
  const all = readdirSync(assets)
  return [...found]
    .filter((name) => all.includes(name))
    .reduce((sum, name) => sum + gzipSync(readFileSync(join(assets, name))).length, 0)
}

const served = await serveApp(0)
const browser = await chromium.launch({
  executablePath: await browserPath(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
})
const loads: Load[] = []
for (let k = 0; k < LOADS; k++) {
  const context = await browser.newContext()
  loads.push(await coldLoad(await context.newPage(), served.url))
  await context.close()
}
const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
await page.addInitScript(announceRuns)
await coldLoad(page, served.url)
await page.getByRole('button', { name: 'File', exact: true }).click()
await page.locator('.assumptions input[type=search]').fill('dealPace')
await page.locator('.slider input[type=number]').first().waitFor()
const edits: { readonly screen: number; readonly full: number }[] = []
for (let k = 0; k < EDITS; k++) {
  await page.waitForTimeout(300)
  edits.push(await edit(page, 2 + (k % 8) / 4))
}
const asked = edit(page, 4.5)
const { tasks, smooth } = await scrolling(page)
await asked
await browser.close()
await served.close()

const told = (values: readonly number[]): string =>
  `median ${Math.round(quantile(values, 0.5))} ms, p95 ${Math.round(quantile(values, 0.95))} ms of ${values.length}`
console.log(`load of the machine over the last minute: ${loadavg()[0]!.toFixed(1)}`)
console.log(`cold load to the first answer: ${told(loads.map(({ first }) => first))}`)
console.log(`cold load to the full answer: ${told(loads.map(({ full }) => full))}`)
console.log(`cold load to the verdicts of the argument: ${told(loads.map((load) => load.page))}`)
console.log(`edit to screen: ${told(edits.map(({ screen }) => screen))}`)
console.log(`edit to the full answer: ${told(edits.map(({ full }) => full))}`)
console.log(
  `argument scrolled while a run goes on: ${tasks.length} tasks over 50 ms${tasks.length > 0 ? `, the longest ${Math.round(tasks[0]!)} ms` : ''}; ${Math.round(100 * smooth)} % of frames in time`,
)
console.log(`shell: ${Math.round(shellBytes() / 1024)} kB gzipped`)
