/** The same asks in a browser's worker: the answers byte for byte those of Node. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { expect, test } from 'vitest'
import { answer } from '../../src/internal.ts'
import { launch } from '../web/browser.ts'
import { asksOf, bytesOf, subjectOf } from './asks.ts'

const root = fileURLToPath(new URL('.', import.meta.url))
const text = readFileSync(new URL('../fixtures/cases/small.yaml', import.meta.url), 'utf8')
const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.html': 'text/html' }

/** Where two texts part, with what stands around it; null where they are the same. */
function difference(a: string, b: string): { readonly here: string; readonly there: string } | null {
  if (a === b) return null
  let at = 0
  while (a[at] === b[at]) at++
  return { here: a.slice(Math.max(0, at - 120), at + 80), there: b.slice(Math.max(0, at - 120), at + 80) }
}

test('a browser’s worker answers every ask as Node does', async (context) => {
  const browser = await launch()
  if (!browser) return context.skip()
  const outDir = mkdtempSync(join(tmpdir(), 'armistice-browser-'))
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, target: 'es2023', rollupOptions: { input: join(root, 'browser.html') } },
  })
  const server = createServer(({ url }, response) => {
    const path = url ?? '/'
    try {
      const body = readFileSync(join(outDir, path))
      response.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'text/plain' }).end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  try {
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/browser.html`)
    const found = await page.evaluate(
      (given) => (globalThis as unknown as { answers: (text: string) => Promise<string[]> }).answers(given),
      text,
    )
    const subject = subjectOf(text)
    const asks = asksOf(subject)
    expect(found).toHaveLength(asks.length)
    for (const [k, ask] of asks.entries())
      expect(difference(found[k]!, bytesOf(await answer(subject, ask))), `${ask.kind} (ask ${k})`).toBeNull()
  } finally {
    await browser.close()
    server.close()
    rmSync(outDir, { recursive: true, force: true })
  }
}, 500_000)
