/** `armistice serve` and its workers as processes: what was acknowledged is answered whatever dies, and the answer is
 *  that of one thread. */
import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { answer, load, readAsk } from '../../src/internal.ts'
import { freePort, startPostgres, whyNoPostgres } from '../postgres-server.ts'
import type { PostgresServer } from '../postgres-server.ts'

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const CASE = 'cyprus-2004'
const ASK = { kind: 'run', worlds: 600, seed: 11, beside: [] }
const skipped = whyNoPostgres()

interface Started {
  readonly child: ChildProcess
  said: string
}

const running: ChildProcess[] = []
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})

function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Started {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  running.push(child)
  const started: Started = { child, said: '' }
  child.stderr.on('data', (data: Buffer) => {
    started.said += data.toString()
  })
  return started
}

const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null ? Promise.resolve(child.exitCode) : new Promise((done) => child.once('exit', done))

async function ready(started: Started, port: number): Promise<void> {
  for (let k = 0; k < 2400; k++) {
    if (started.child.exitCode !== null) throw new Error(`it ended: ${started.said}`)
    const response = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null)
    if (response?.ok) return
    await setTimeout(50)
  }
  throw new Error('it does not get ready')
}

async function post(port: number, path: string, body: object = {}): Promise<{ digest: string; state: string }> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(response.status).toBeLessThan(300)
  return (await response.json()) as { digest: string; state: string }
}

async function resultAt(port: number, digest: string): Promise<string> {
  for (let k = 0; k < 2400; k++) {
    const response = await fetch(`http://127.0.0.1:${port}/api/asks/${digest}/result`)
    if (response.ok) return response.text()
    await setTimeout(50)
  }
  throw new Error('no answer comes')
}

async function byOneThread(): Promise<string> {
  const text = readFileSync(new URL('../../cases/historical/cyprus-2004/case.yaml', import.meta.url), 'utf8')
  const loaded = load(text, 'case.yaml')
  const read = readAsk(ASK)
  if (!loaded.ok || !read.ok) throw new Error('it loads')
  const result = await answer({ kind: 'case', case: loaded.case, digest: loaded.digest }, read.ask as never)
  return JSON.stringify((result as { record: unknown }).record)
}

describe.skipIf(skipped !== null)(skipped ?? 'on a Postgres server', () => {
  let postgres: PostgresServer
  beforeAll(async () => {
    postgres = await startPostgres()
  }, 300_000)
  afterAll(async () => {
    await postgres?.remove()
  }, 300_000)

  test('killed right after it acknowledged an ask: the next server has it answered by a worker', async () => {
    const env = { DATABASE_URL: await postgres.database() }
    const port = await freePort()
    const serve = ['serve', '--port', String(port), '--quiet']
    const first = start(serve, env)
    await ready(first, port)
    const { digest } = await post(port, '/api/asks', { case: CASE, ask: ASK })
    first.child.kill('SIGKILL')
    await ended(first.child)
    const second = start(serve, env)
    await ready(second, port)
    start(['worker', '--lease', '2'], env)
    expect(await resultAt(port, digest)).toBe(await byOneThread())
    second.child.kill('SIGTERM')
    expect(await ended(second.child)).toBe(0)
    expect(second.said).toContain('took up 1 open ask')
  }, 240_000)
})

const folder = mkdtempSync(join(tmpdir(), 'armistice-serve-'))
afterAll(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

test('beyond this machine tokens are needed; with none that ever was, the first is shown once', async () => {
  const port = await freePort()
  const server = start([
    'serve',
    '--folder',
    folder,
    '--port',
    String(port),
    '--address',
    '0.0.0.0',
    '--quiet',
    '--threads',
    '0',
  ])
  await ready(server, port)
  for (let k = 0; k < 400 && !server.said.includes('arm_'); k++) await setTimeout(50)
  const [token] = /arm_\S+/.exec(server.said)!
  expect((await fetch(`http://127.0.0.1:${port}/api/cases`)).status).toBe(401)
  const headers = { Authorization: `Bearer ${token}` }
  expect((await fetch(`http://127.0.0.1:${port}/api/cases`, { headers })).status).toBe(200)
}, 300_000)

test('on a folder: computes by itself; a second server is told who has it; it ends in order and goes on after kill -9', async () => {
  const port = await freePort()
  const serve = ['serve', '--folder', folder, '--port', String(port), '--quiet', '--threads', '1']
  const first = start(serve)
  await ready(first, port)
  const second = start(['serve', '--folder', folder, '--port', String(await freePort())])
  expect(await ended(second.child)).toBe(2)
  expect(second.said).toContain(`process ${first.child.pid}`)
  const { digest } = await post(port, '/api/asks', { case: CASE, ask: ASK })
  first.child.kill('SIGKILL')
  await ended(first.child)
  const third = start(serve)
  await ready(third, port)
  expect(await resultAt(port, digest)).toBe(await byOneThread())
  third.child.kill('SIGTERM')
  expect(await ended(third.child)).toBe(0)
  const token = spawnSync(process.execPath, [MAIN, 'token', 'create', '--folder', folder, '--role', 'read'])
  expect(token.stdout.toString()).toMatch(/^arm_[0-9a-f]{12}_[\w-]{43}\n$/)
  const listed = spawnSync(process.execPath, [MAIN, 'token', 'list', '--folder', folder]).stdout.toString()
  const [, id] = /^([0-9a-f]{12}) {2}read/m.exec(listed) ?? []
  expect(spawnSync(process.execPath, [MAIN, 'token', 'revoke', id!, '--folder', folder]).status).toBe(0)
}, 300_000)
