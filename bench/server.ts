/** Figures of the server: how soon it is ready on a folder that is there, how soon an answer that is stored comes back,
 *  and how a run gets faster with workers. `npm run bench -- server [--worlds N]`; the workers are those of one server
 *  on an embedded store. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
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
  options: { worlds: { type: 'string', default: '20000' }, case: { type: 'string', default: 'cyprus-2004' } },
})
const folder = mkdtempSync(join(tmpdir(), 'armistice-bench-'))

interface Running {
  readonly child: ChildProcess
  readonly url: string
  /** Milliseconds from the start of the process to its first answer. */
  readonly ready: number
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => {
        done(port)
      })
    })
  })
}

async function start(threads: number): Promise<Running> {
  const port = await freePort()
  const begun = performance.now()
  const args = ['serve', '--folder', folder, '--port', String(port), '--quiet', '--threads', String(threads)]
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  while (!(await fetch(`${url}/readyz`).catch(() => null))?.ok) await setTimeout(10)
  return { child, url, ready: performance.now() - begun }
}

async function stop({ child }: Running): Promise<void> {
  const gone = new Promise((done) => child.once('exit', done))
  child.kill('SIGTERM')
  await gone
}

async function ask({ url }: Running, seed: number): Promise<{ digest: string; seconds: number }> {
  const begun = performance.now()
  const body = JSON.stringify({ case: values.case, ask: { kind: 'run', worlds: Number(values.worlds), seed } })
  const headers = { 'Content-Type': 'application/json' }
  const made = await fetch(`${url}/api/asks`, { method: 'POST', body, headers })
  const { digest } = (await made.json()) as { digest: string }
  while (!(await fetch(`${url}/api/asks/${digest}/result`)).ok) await setTimeout(20)
  return { digest, seconds: (performance.now() - begun) / 1000 }
}

const middle = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[list.length >> 1]!

const first = await start(1)
await setTimeout(2000)
await stop(first)
const readies: number[] = []
const seconds: number[][] = []
for (const threads of [1, 2]) {
  const running = await start(threads)
  readies.push(running.ready)
  await ask(running, 1000 + threads)
  const runs = [await ask(running, threads), await ask(running, 10 + threads)]
  seconds.push(runs.map((run) => run.seconds))
  const cached: number[] = []
  for (let k = 0; k < 200; k++) {
    const begun = performance.now()
    await (await fetch(`${running.url}/api/asks/${runs[0]!.digest}/result`)).arrayBuffer()
    cached.push(performance.now() - begun)
  }
  process.stdout.write(
    `${threads} ${threads === 1 ? 'worker' : 'workers'}: ready in ${Math.round(running.ready)} ms; ${values.worlds} worlds in ${Math.min(...seconds.at(-1)!).toFixed(2)} s; a stored answer in ${middle(cached).toFixed(1)} ms (p95 ${cached.sort((a, b) => a - b)[Math.floor(cached.length * 0.95)]!.toFixed(1)} ms)\n`,
  )
  await stop(running)
}
process.stdout.write(
  `2 workers against 1: ${(Math.min(...seconds[0]!) / Math.min(...seconds[1]!)).toFixed(2)} times as fast\n`,
)
rmSync(folder, { recursive: true, force: true })
