/** The app from a real `armistice serve`: it lists what was asked, watches a run as it goes, and has the server
 *  compute. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect } from 'vitest'
import { freePort } from '../postgres-server.ts'
import { folderWithStore } from '../store-folder.ts'
import { app, violationsOf } from './harness.ts'

const { browserTest, open, pageOf } = app()
const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
/** A run on a server that is new, on whatever threads there are. */
const LONG = { timeout: 300_000 }

let child: ChildProcess
let url: string
let folder: string

beforeAll(async () => {
  folder = await folderWithStore('runs')
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  const args = ['serve', '--folder', folder, '--port', String(port), '--quiet', '--threads', '1']
  child = spawn(process.execPath, [MAIN, ...args], { stdio: 'ignore' })
  while (!(await fetch(`${url}/api/cases/strike-for-class`).catch(() => null))?.ok) await setTimeout(100)
}, 300_000)

afterAll(async () => {
  const gone = new Promise((done) => child.once('exit', done))
  child.kill('SIGTERM')
  await gone
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}, 60_000)

browserTest('a run asked of the server is listed, watched until it is done, and opened', async () => {
  const page = await pageOf({ viewport: { width: 390, height: 900 }, reducedMotion: 'reduce' })
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(`${url}/#/runs?case=strike-for-class`)
  await page.getByRole('heading', { name: 'Runs on the server' }).waitFor(LONG)
  await page.getByText('Nothing was asked yet.').waitFor(LONG)
  await page.getByLabel(/^Worlds of/).fill('5000')
  await page.getByRole('button', { name: 'Compute on the server' }).click()
  await page.locator('.runs progress').waitFor(LONG)
  const shares: number[] = []
  const link = page.getByRole('link', { name: 'CSV' })
  while (!(await link.isVisible())) {
    const share = await page.evaluate(
      () => document.querySelector<HTMLProgressElement>('.runs progress')?.position ?? null,
    )
    if (share !== null) shares.push(share)
    await setTimeout(100)
  }
  expect(shares).toEqual([...shares].sort((a, b) => a - b))
  const table = await (await fetch(`${url}${(await link.getAttribute('href'))!}`)).text()
  expect(table.split('\n')[0]).toContain('claim,test,kind,verdict')
  expect(table).toContain(',5000,')
  await page.getByRole('button', { name: 'Compute on the server' }).click()
  await page.getByText('It was asked before: the answer is there.').waitFor(LONG)
  expect(await page.locator('.runs > li').count()).toBe(1)
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/runs.png`, fullPage: true })
  expect(await violationsOf(page)).toEqual([])
  expect(errors).toEqual([])
  await page.context().close()
})

browserTest('a run that is stopped goes on when it is told to', async () => {
  const body = JSON.stringify({ case: 'cyprus-2004', ask: { kind: 'run', worlds: 60_000, beside: [] } })
  const made = await fetch(`${url}/api/asks`, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } })
  expect(made.status).toBe(201)
  const page = await pageOf({ viewport: { width: 1440, height: 900 }, colorScheme: 'dark' })
  await page.goto(`${url}/#/runs?case=strike-for-class`)
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByText(/: stopped$/).waitFor(LONG)
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.locator('.runs progress').waitFor(LONG)
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/runs-wide.png`, fullPage: true })
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByText(/: stopped$/).waitFor(LONG)
  await page.context().close()
})

browserTest('an app that no server of runs served has no such view', async () => {
  const { page } = await open('#/brief?case=strike-for-class')
  await page.getByRole('button', { name: 'Report' }).waitFor(LONG)
  expect(await page.getByRole('button', { name: 'Runs', exact: true }).count()).toBe(0)
  await page.context().close()
})
