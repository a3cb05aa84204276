/** Two people, two browsers, one case on a server that asks for tokens: nobody loses a word, and who changed what is
 *  told. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { freePort } from '../postgres-server.ts'
import { folderWithStore } from '../store-folder.ts'
import { app, violationsOf } from './harness.ts'

const { browserTest, pageOf } = app()
const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const LONG = { timeout: 300_000 }

let child: ChildProcess
let url: string
let admin: string
let folder: string

beforeAll(async () => {
  folder = await folderWithStore('team')
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  const args = ['serve', '--folder', folder, '--port', String(port), '--quiet', '--threads', '0', '--tokens']
  child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr!.on('data', (data: Buffer) => {
    said += data.toString()
  })
  while (!(await fetch(`${url}/readyz`).catch(() => null))?.ok) await setTimeout(100)
  ;[admin = ''] = /arm_\S+/.exec(said)!
}, 300_000)

afterAll(async () => {
  const gone = new Promise((done) => child.once('exit', done))
  child.kill('SIGTERM')
  await gone
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}, 60_000)

const headers = (): Record<string, string> => ({
  Authorization: `Bearer ${admin}`,
  'Content-Type': 'application/json',
})
const textNow = async (): Promise<string> =>
  (await fetch(`${url}/api/cases/strike-for-class/text`, { headers: headers() })).text()

/** Somebody who gives the app their token and opens the case. */
async function person(label: string, width: number): Promise<Page> {
  const body = JSON.stringify({ label, role: 'run' })
  const made = await fetch(`${url}/api/tokens`, { method: 'POST', headers: headers(), body })
  const { token } = (await made.json()) as { token: string }
  const page = await pageOf({ viewport: { width, height: 900 }, reducedMotion: 'reduce' })
  await page.goto(`${url}/#/team?case=strike-for-class`)
  await page.getByText('send a token').waitFor(LONG)
  await page.getByLabel('Token').fill(token)
  await page.getByRole('button', { name: 'Use it in this window' }).click()
  await page.getByRole('button', { name: 'Open strike-for-class' }).click()
  await page.getByRole('heading', { name: 'A case written together' }).waitFor({ ...LONG, state: 'detached' })
  await page.getByRole('button', { name: 'Team', exact: true }).click()
  await page.getByText('You write from revision').waitFor(LONG)
  return page
}

/** Writes a text into the editor, as a hand would. */
async function write(page: Page, text: string): Promise<void> {
  const content = page.locator('.cm-content')
  if ((await content.count()) === 0) await page.getByRole('button', { name: 'File', exact: true }).click()
  await content.click()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(text)
}

async function store(page: Page, note: string, says: RegExp): Promise<void> {
  await page.getByRole('textbox', { name: 'What you changed' }).fill(note)
  await page.getByRole('button', { name: 'Store', exact: true }).click()
  await page.getByText(says).waitFor(LONG)
}

browserTest(
  'two people write one case: lines apart are put together, lines that both changed are asked about',
  async () => {
    const [ana, ben] = [await person('Ana', 1440), await person('Ben', 1440)]
    const first = await textNow()
    await write(ana, first.replace(/^title: .*$/m, 'title: A strike, says Ana'))
    await store(ana, 'a title', /Stored as revision 2/)
    await write(ben, `${first}# Ben was here\n`)
    await store(ben, 'a last word', /Stored as revision 3: somebody stored another meanwhile/)
    const both = await textNow()
    expect(both).toBe(`${first.replace(/^title: .*$/m, 'title: A strike, says Ana')}# Ben was here\n`)
    await expect.poll(() => ben.locator('.cm-content').textContent()).toContain('says Ana')

    await write(ben, both.replace(/^title: .*$/m, 'title: A strike, says Ben'))
    await store(ben, 'my title', /Stored as revision 4/)
    await write(ana, first.replace(/^title: .*$/m, 'title: A strike, Ana insists'))
    await store(ana, 'mine', /Not stored: Ben stored revision 4/)
    await ana.getByText('title: A strike, says Ben').waitFor(LONG)
    if (process.env['SHOTS']) await ana.screenshot({ path: `${process.env['SHOTS']}/team.png`, fullPage: true })
    expect(await violationsOf(ana)).toEqual([])
    await ana.getByLabel('yours').check()
    await ana.getByRole('button', { name: 'Put it in the text' }).click()
    await store(ana, 'settled', /Stored as revision 5/)
    expect(await textNow()).toBe(both.replace(/^title: .*$/m, 'title: A strike, Ana insists'))

    await ana.getByText(/Revision 3, Ben/).waitFor(LONG)
    await ana.getByRole('button', { name: 'What changed in 5' }).click()
    await ana.getByText('from A strike, says Ben to A strike, Ana insists').waitFor(LONG)
    await ana.setViewportSize({ width: 390, height: 900 })
    if (process.env['SHOTS']) await ana.screenshot({ path: `${process.env['SHOTS']}/team-narrow.png`, fullPage: true })
    expect(await ana.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await Promise.all([ana, ben].map((page) => page.context().close()))
  },
)
