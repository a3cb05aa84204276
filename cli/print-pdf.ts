/** A page as PDF, printed by the Chromium or Chrome of the system. Spoken to over its pipe and not by flags, since
 *  builds that carry no `--print-to-pdf` (headless shells) read that flag and wait for ever. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { BROWSER_FLAGS } from './browser.ts'
import { UsageError } from './exit.ts'

const FLAGS = [...BROWSER_FLAGS, '--headless', '--remote-debugging-pipe']

/** Milliseconds after which a browser that has not printed never will. */
const LONGEST_PRINT = 120_000
/** Milliseconds that a browser has to end by itself. */
const LONGEST_END = 5_000
/** Milliseconds in which what a browser said before it ended is read. */
const LAST_WORDS = 100

/** The bytes of the PDF; the same page gives the same bytes.
 *  @throws UsageError where the browser does not start, breaks off, or takes too long. */
export async function printPdf(browser: string, html: string): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'armistice-'))
  const page = join(folder, 'brief.html')
  writeFileSync(page, html)
  const child = spawn(browser, [...FLAGS, `--user-data-dir=${join(folder, 'profile')}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()).once('error', () => done()))
  try {
    return undated(await printed(child, pathToFileURL(page).href))
  } catch (error) {
    throw new UsageError(`${browser} could not print the PDF: ${(error as Error).message}`)
  } finally {
    const late = setTimeout(() => child.kill('SIGKILL'), LONGEST_END)
    await ended
    clearTimeout(late)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Loads the address in a page of its own and prints it. Source: the DevTools protocol, domains Target and Page. */
async function printed(child: ChildProcess, address: string): Promise<Buffer> {
  const { ask, event, broken } = conversation(child)
  const print = async (): Promise<Buffer> => {
    const { targetId } = await ask('Target.createTarget', { url: 'about:blank' })
    const { sessionId } = await ask('Target.attachToTarget', { targetId, flatten: true })
    const session = String(sessionId)
    await ask('Page.enable', {}, session)
    const loaded = event('Page.loadEventFired')
    const { errorText } = await ask('Page.navigate', { url: address }, session)
    if (typeof errorText === 'string') throw new Error(errorText)
    await loaded
    const { data } = await ask('Page.printToPDF', { printBackground: true, preferCSSPageSize: true }, session)
    await ask('Browser.close', {})
    return Buffer.from(String(data), 'base64')
  }
  try {
    return await Promise.race([print(), broken])
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
}

type Fields = Readonly<Record<string, unknown>>

interface Conversation {
  ask(method: string, params: Fields, sessionId?: string): Promise<Fields>
  /** Resolves when the event comes next. */
  event(method: string): Promise<void>
  /** Rejects when the browser ends before its answer, or takes too long. */
  readonly broken: Promise<never>
}

/** Messages are JSON, each ended by a zero byte: written to the child's descriptor 3, read from 4. */
function conversation(child: ChildProcess): Conversation {
  const [, , , to, from] = child.stdio as unknown as [null, null, Readable, Writable, Readable]
  const answers = new Map<number, { done(result: Fields): void; fail(error: Error): void }>()
  const awaited = new Map<string, () => void>()
  let last = 0
  reads(from, (message) => {
    const { id, method, result, error } = message as { id?: number; method?: string; result?: Fields; error?: Fields }
    if (method !== undefined) awaited.get(method)?.()
    const answer = id === undefined ? undefined : answers.get(id)
    if (error === undefined) answer?.done(result ?? {})
    else answer?.fail(new Error(String(error['message'])))
  })
  to.on('error', () => undefined) // said by `broken`
  return {
    ask: (method, params, sessionId) =>
      new Promise((done, fail) => {
        answers.set(++last, { done, fail })
        to.write(`${JSON.stringify({ id: last, method, params, ...(sessionId && { sessionId }) })}\0`)
      }),
    event: (method) => new Promise((done) => awaited.set(method, done)),
    broken: breaking(child),
  }
}

function reads(from: Readable, take: (message: unknown) => void): void {
  const parts: Buffer[] = []
  from.on('data', (chunk: Buffer) => {
    let start = 0
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      take(JSON.parse(Buffer.concat([...parts.splice(0), chunk.subarray(start, end)]).toString('utf8')))
      start = end + 1
    }
    parts.push(chunk.subarray(start))
  })
}

function breaking(child: ChildProcess): Promise<never> {
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = `${said}${text}`.slice(-2000)
  })
  return new Promise((_, fail) => {
    const late = setTimeout(() => fail(new Error(`no answer in ${LONGEST_PRINT / 1000} s`)), LONGEST_PRINT)
    child.once('error', (error) => {
      clearTimeout(late)
      fail(error)
    })
    // Not 'close': a helper of the browser's may keep its stderr open.
    child.once('exit', () => {
      clearTimeout(late)
      setTimeout(() => fail(new Error(said.trim().split('\n').at(-1) || 'it gave no reason')), LAST_WORDS)
    })
  })
}

/** A PDF without the time of its printing, without random names and without the browser's count of elements, so that
 *  the same run gives the same bytes. Nothing changes its length, on which the offsets in the file hang, nor the order
 *  of names, by which their tree is searched. Source: ISO 32000-1, §§7.9.4, 7.9.6, 14.3.3, 14.4 and 14.7.2. */
function undated(pdf: Buffer): Buffer {
  const text = pdf.toString('latin1')
  const names = [...new Set(text.match(NODE))].sort()
  const numbered = new Map(names.map((name, rank) => [name, `(node${String(rank + 1).padStart(8, '0')})`]))
  const still = text
    .replace(NODE, (name) => numbered.get(name) ?? name)
    .replace(/(\/(?:CreationDate|ModDate)\s*\(D:)(\d{14})/g, (_, start: string) => `${start}19700101000000`)
    .replace(/\/ID\s*\[[^\]]*\]/g, (ids) => ids.replace(/[0-9A-Fa-f]/g, (digit, at: number) => (at < 3 ? digit : '0')))
  return Buffer.from(still, 'latin1')
}

/** How the browser names an element that others refer to, such as a table's heading: its number in the process. */
const NODE = /\(node\d{8}\)/g
