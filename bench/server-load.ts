/** Many readers and watchers beside a run: `npm run bench -- server-load [--seconds N] [--readers N] [--watchers N]`.
 *  Reports the 50th, 95th and 99th percentile of reading, and everything that was not answered with 2xx. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const MAIN = fileURLToPath(new URL('../cli/main.js', import.meta.url))
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    readers: { type: 'string', default: '200' },
    watchers: { type: 'string', default: '20' },
  },
})
/** Readers share one caller's allowance of requests: each waits so long between two. */
const PAUSE = 5000
const READS = ['/api/cases', '/api/asks', '/api/cases/korea-1952/text', '/api/workers']

const port = await new Promise<number>((done) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const taken = (probe.address() as AddressInfo).port
    probe.close(() => {
      done(taken)
    })
  })
})
const folder = mkdtempSync(join(tmpdir(), 'armistice-load-'))
const server = spawn(
  process.execPath,
  [MAIN, 'serve', '--folder', folder, '--port', String(port), '--quiet', '--threads', '1'],
  {
    stdio: 'ignore',
  },
)
const url = `http://127.0.0.1:${port}`
for (let ready = false; !ready; await setTimeout(50))
  ready = (await fetch(`${url}/api/cases/korea-1952`).catch(() => null))?.ok ?? false

const body = JSON.stringify({ case: 'ukraine-2025', ask: { kind: 'run', worlds: 1_000_000 } })
const made = await fetch(`${url}/api/asks`, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } })
const { digest } = (await made.json()) as { digest: string }

const until = performance.now() + Number(values.seconds) * 1000
const times: number[] = []
const wrong = new Map<string, number>()
let events = 0
const blame = (what: string): void => void wrong.set(what, (wrong.get(what) ?? 0) + 1)

async function read(reader: number): Promise<void> {
  await setTimeout((PAUSE * reader) / Number(values.readers))
  for (let k = reader; performance.now() < until; k++) {
    const begun = performance.now()
    const response = await fetch(url + READS[k % READS.length]!).catch(() => null)
    await response?.arrayBuffer().catch(() => blame('cut off'))
    times.push(performance.now() - begun)
    if (!response?.ok) blame(String(response?.status ?? 'no answer'))
    await setTimeout(Math.max(0, PAUSE - (performance.now() - begun)))
  }
}

async function watch(): Promise<void> {
  const end = AbortSignal.timeout(Math.max(1, Math.ceil(until - performance.now())))
  const response = await fetch(`${url}/api/asks/${digest}/events`, { signal: end }).catch(() => null)
  if (!response?.ok) return blame(`watcher ${response?.status ?? 'no answer'}`)
  try {
    for await (const part of response.body as unknown as AsyncIterable<Uint8Array>)
      events += Buffer.from(part).toString().split('event: standing').length - 1
  } catch {
    // The time is over.
  }
}

await Promise.all([
  ...Array.from({ length: Number(values.readers) }, (_, reader) => read(reader)),
  ...Array.from({ length: Number(values.watchers) }, watch),
])
times.sort((a, b) => a - b)
const at = (share: number): string => (times[Math.floor(times.length * share)] ?? Number.NaN).toFixed(0)
process.stdout.write(
  `${values.readers} readers and ${values.watchers} watchers beside a run for ${values.seconds} s: ${times.length} reads, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms; ${events} events; ${wrong.size === 0 ? 'no errors' : [...wrong].map(([what, count]) => `${count} × ${what}`).join(', ')}\n`,
)
server.kill('SIGKILL')
await new Promise((done) => server.once('exit', done))
rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
