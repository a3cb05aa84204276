/** Texts of a case that would be markup, in every field of a case that is opened from a file: no view of the app takes
 *  them for any. `npm run conformance` walks all views. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { app, WAIT } from './harness.ts'

const { browserTest, pageOf, serveOn } = app()
const PAYLOADS = [
  '<img src=x onerror="globalThis.hit = 1">',
  '"><svg onload="globalThis.hit = 2">',
  '</script><script>globalThis.hit = 3</script>',
  '[x](javascript:globalThis.hit=4)',
]

/** The small case with a payload in each of its texts, one after the other. */
function loaded(): { readonly text: string; readonly fields: number } {
  let fields = 0
  const put = (_: string, lead: string, key: string): string =>
    `${lead}${key}: '${PAYLOADS[fields++ % PAYLOADS.length]!.replaceAll("'", "''")}'`
  const text = readFileSync(new URL('../fixtures/cases/small.yaml', import.meta.url), 'utf8')
    .replace(/^( +(?:- )?|)(says|title|name|note|summary): [^{[|>\n][^\n]*$/gm, put)
    .replace(/([{,] ?)(says|title|name|note): (?:"[^"]*"|[^,{}\n']+)/g, put)
  return { text, fields }
}

const marks = (page: Page): Promise<unknown> =>
  page.evaluate(() => [
    (globalThis as { hit?: number }).hit ?? null,
    document.querySelectorAll('[onerror], [onload], a[href^="javascript:"]').length,
  ])

browserTest('texts of a case are never markup in any view', async () => {
  const { text, fields } = loaded()
  expect(fields).toBeGreaterThan(20)
  const served = await serveOn({ kind: 'file', text: () => text })
  const page = await pageOf({})
  await page.goto(`${served.url}#/argument?case=opened`)
  const buttons = page.locator('nav[aria-label=Views] button')
  await expect.poll(() => buttons.count(), WAIT).toBeGreaterThan(8)
  const all = await buttons.count()
  let shown = ''
  for (let k = 0; k < (process.env['PROPERTY_RUNS'] === undefined ? 3 : all); k++) {
    await buttons.nth(k).click()
    await page.locator('main h1').first().waitFor(WAIT)
    // What a view shows may come from a run.
    await page.waitForFunction(
      () => document.querySelector('main [role=status]:not(:empty), main p') !== null,
      undefined,
      WAIT,
    )
    shown += await page.locator('body').textContent()
    expect([await buttons.nth(k).textContent(), await marks(page)]).toEqual([expect.any(String), [null, 0]])
  }
  expect(shown).toContain('<img src=x onerror=')
  await page.context().close()
  await served.close()
})
