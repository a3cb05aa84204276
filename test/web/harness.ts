/** The built app, served, in a real browser: what the tests of its views have in common. */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
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

export interface Room {
  readonly width?: number
  readonly dark?: boolean
}

/** Most worlds that a question of a test is answered from: more than a draft has, so that it passes through the states
 *  of a longer one. */
const MOST = { worlds: 100, nearWorlds: 100, tippingWorlds: 32 }
/** Base points of an analysis, as a share of those that the app asks for, and the fewest: each step still adds some. */
const POINTS = { share: 1 / 8, fewest: 64 }

export interface App {
  /** Serves the app once more, opened on a case; closed by whoever asked. */
  readonly serveOn: (opened: CaseOpened) => Promise<Served>
  /** A page of a context of its own, at an address of the app or any other. */
  readonly open: (hash: string, options?: Room) => Promise<Opened>
  /** The same, where the first case of the app is {@link VALLEY} in everything but its name in the gallery: for what
   *  needs a case with every section, and no certain one. */
  readonly openValley: (hash: string, options?: Room) => Promise<Opened>
  readonly browser: () => Browser
  /** An empty page of a context of its own, as patient as those of {@link open}, and as easily content. */
  readonly pageOf: (options?: BrowserContextOptions) => Promise<Page>
  readonly served: () => Served
  /** A test that is skipped where no browser can be had. */
  readonly browserTest: (name: string, body: () => Promise<void>) => void
}

const CASES = new URL('../../cases/', import.meta.url)
const FIRST = new URL('bundled/ukraine-2025/', CASES)
const VALLEY_FOLDER = new URL('../fixtures/cases/valley-war/', import.meta.url)
const inValley = (name: string): string => readFileSync(new URL(name, VALLEY_FOLDER), 'utf8')
/** Text of the made-up case that the tests own. */
export const VALLEY = inValley('case.yaml')

/** Modules of the built app that hold the first case, its argument and its map, with what stands in their place. A
 *  build names them by their content, so that they are known by a line of it. */
function valleyModules(): ReadonlyMap<string, string> {
  const assets = new URL('../../dist/web/assets/', import.meta.url)
  const built = readdirSync(assets)
    .filter((name) => name.endsWith('.js'))
    .map((name) => ({ name, text: readFileSync(new URL(name, assets), 'utf8') }))
  const named = (name: string, mark: string, holds: string): [string, string] => {
    const found = built.filter((module) => module.name.startsWith(`${name}-`) && module.text.includes(mark))
    if (found.length !== 1) throw new Error(`${found.length} modules of the built app hold ${mark}: is it built?`)
    return [found[0]!.name, `export default ${holds}`]
  }
  const [title] = readFileSync(new URL('argument.md', FIRST), 'utf8').split('\n', 1)
  const { policy } = JSON.parse(readFileSync(new URL('geography.json', FIRST), 'utf8')) as { policy: string }
  return new Map([
    named('case', '\nid: ukraine-2025\n', JSON.stringify(VALLEY)),
    named('argument', title!, JSON.stringify(inValley('argument.md'))),
    named('geography', policy, inValley('geography.json')),
    named('front', 'Institute for the Study of War', JSON.stringify(inValley('front.csv'))),
  ])
}

async function putValley(context: BrowserContext): Promise<void> {
  for (const [name, body] of valleyModules())
    await context.route(`**/assets/${name}`, (route) => route.fulfill({ contentType: 'text/javascript', body }))
}

/** Asks the engine for fewer worlds and base points than the app does: a view shows the same things of them, in a
 *  fraction of the time. */
function askForLess({ most, points }: { readonly most: typeof MOST; readonly points: typeof POINTS }): void {
  type Message = { readonly kind?: string } & Record<'worlds' | 'nearWorlds' | 'basePoints', number | undefined>
  const { postMessage } = Worker.prototype
  const less = (message: Message): Message => {
    const { kind, worlds, nearWorlds, basePoints } = message
    const enough = kind === 'tipping' ? most.tippingWorlds : most.worlds
    return {
      ...message,
      ...(worlds !== undefined && { worlds: Math.min(worlds, enough) }),
      ...(nearWorlds !== undefined && { nearWorlds: Math.min(nearWorlds, most.nearWorlds) }),
      ...(basePoints !== undefined && { basePoints: Math.max(points.fewest, basePoints * points.share) }),
    }
  }
  Worker.prototype.postMessage = function (this: Worker, message: Message, ...rest: []) {
    postMessage.call(this, less(message), ...rest)
  } as typeof postMessage
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
  const opened = async (hash: string, room: Room, isValley: boolean): Promise<Opened> => {
    const { width = 1440, dark = false } = room
    const context = await browser!.newContext({
      viewport: { width, height: 900 },
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
    })
    context.setDefaultTimeout(WAIT.timeout)
    await context.addInitScript(askForLess, { most: MOST, points: POINTS })
    if (isValley) await putValley(context)
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
  }
  return {
    browser: () => browser!,
    pageOf: async (options) => {
      const context = await browser!.newContext(options)
      context.setDefaultTimeout(WAIT.timeout)
      await context.addInitScript(askForLess, { most: MOST, points: POINTS })
      return context.newPage()
    },
    served: () => served,
    serveOn: serve,
    open: (hash, room = {}) => opened(hash, room, false),
    openValley: (hash, room = {}) => opened(hash, room, true),
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
  // What waits for its result is faded for that time: its contrast is not that of the page.
  await page.waitForFunction(
    () =>
      document.querySelector('.waiting, .old, .busy.effect') === null &&
      [...document.querySelectorAll('main:not(.stale) > *')].every((part) => getComputedStyle(part).opacity === '1'),
    undefined,
    WAIT,
  )
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
