/** Reports as PDF: by a real browser where one can be had, and by programs that stand in for one that fails. */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { executable } from '../web/browser.ts'
import { MAIN } from './armistice.ts'

const folder = mkdtempSync(join(tmpdir(), 'armistice-pdf-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A program that is called as a browser would be, and hears on descriptor 3 and answers on 4. */
function browser(name: string, script: string): string {
  const file = join(folder, name)
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  return file
}

function report(by: string, to: string): { readonly code: number | null; readonly err: string } {
  const { status, stderr } = spawnSync(
    process.execPath,
    [MAIN, 'report', 'strike-for-class', '--worlds', '20', '--out', to],
    { encoding: 'utf8', env: { ...process.env, CHROME_PATH: by } },
  )
  return { code: status, err: stderr }
}

test('a browser prints the report: the same bytes twice, a page box with its number, no time of printing', async () => {
  const by = await executable().catch(() => null)
  if (by === null) {
    console.warn('NO BROWSER: no report was printed. Install Chromium or Chrome, or set CHROME_PATH to one.')
    return
  }
  const [one, two] = ['real-one.pdf', 'real-two.pdf'].map((name) => join(folder, name)) as [string, string]
  expect(report(by, one)).toEqual({ code: 0, err: `${one}\n` })
  expect(report(by, two).code).toBe(0)
  const printed = readFileSync(one, 'latin1')
  expect(readFileSync(two, 'latin1') === printed).toBe(true)
  expect([printed.slice(0, 5), printed.trimEnd().slice(-5)]).toEqual(['%PDF-', '%%EOF'])
  expect(printed).toMatch(/\/CreationDate \(D:19700101000000/)
  // Seven sections, of which the charts take a page each at most.
  const pages = printed.match(/\/Type \/Page\b(?!s)/g)?.length
  expect(pages).toBeGreaterThanOrEqual(5)
  expect(pages).toBeLessThanOrEqual(20)
})

/** A browser that prints a page with a time, a random name and a count of elements that differ from run to run. */
const STAND_IN = `
const fs = require('node:fs')
const [number, name] = [1000 + (process.pid % 1000), process.pid.toString(16).padStart(8, '0').toUpperCase()]
const node = (k) => '(node' + String(number + k).padStart(8, '0') + ')'
const pdf = '%PDF-1.4 /CreationDate (D:' + Date.now() + '0+00) /ID [<' + name + '> <AB>] ' + node(7) + node(3) + node(7)
const send = (message) => fs.writeSync(4, JSON.stringify(message) + '\\0')
let text = ''
const from = fs.createReadStream(null, { fd: 3, encoding: 'utf8' })
from.on('data', (chunk) => {
  const parts = (text + chunk).split('\\0')
  text = parts.pop()
  for (const { id, method } of parts.map((part) => JSON.parse(part))) {
    const data = Buffer.from(pdf).toString('base64')
    send({ id, result: method === 'Page.printToPDF' ? { data } : { targetId: 'T', sessionId: 'S' } })
    if (method === 'Page.navigate') send({ method: 'Page.loadEventFired', params: {} })
    if (method === 'Browser.close') process.exit(0)
  }
})
`

test.skipIf(process.platform === 'win32')('times, random names and counts of elements are not in the file', () => {
  writeFileSync(join(folder, 'stand-in.cjs'), STAND_IN)
  const by = browser('stands-in', `exec "${process.execPath}" "${join(folder, 'stand-in.cjs')}"`)
  const out = join(folder, 'stood.pdf')
  expect(report(by, out)).toEqual({ code: 0, err: `${out}\n` })
  expect(readFileSync(out, 'latin1')).toMatch(
    /^%PDF-1.4 \/CreationDate \(D:19700101000000\+00\) \/ID \[<0{8}> <00>\] \(node00000002\)\(node00000001\)\(node00000002\)$/,
  )
})

test.skipIf(process.platform === 'win32')('a browser that prints nothing, or fails, leaves the file as it was', () => {
  const there = join(folder, 'there.pdf')
  writeFileSync(there, 'before')
  for (const [by, says] of [
    [browser('idle', 'exit 0'), 'it gave no reason'],
    [browser('fails', 'echo "no display" >&2; exit 3'), 'no display'],
    [folder, 'EACCES'],
  ] as const) {
    const { code, err } = report(by, there)
    expect([code, err.includes(says), err.split('\n').length]).toEqual([2, true, 2])
    expect(readFileSync(there, 'utf8')).toBe('before')
  }
})
