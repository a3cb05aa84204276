/** Two hosts, as far as the network can tell: Postgres and the server here, workers in a network namespace of their
 *  own, and the link between them cut in mid-run. */
import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { compile, ENGINE_VERSION, load, simulate, summarise } from '../../src/internal.ts'
import { openQueue, share } from '../../cluster/index.ts'
import { collectTally, taskBytes, unitsOfTask } from '../../runner/task.ts'
import { chunkCount, chunkNumbers, openStore, serveEngine, taskDigest } from '../../store/index.ts'
import { startPostgres, whyNoPostgres } from '../postgres-server.ts'

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const NAME = `armistice${process.pid % 10_000}`
/** Addresses of the link: a /24 that is nobody's here. */
const NET = `10.213.${process.pid % 250}`
/** Milliseconds without a link. */
const CUT = 8_000
/** Worlds of a chunk. */
const CHUNK = 500

const ip = (...args: string[]): boolean => spawnSync('ip', args).status === 0

function linked(): boolean {
  if (process.env.PROPERTY_RUNS === undefined || process.getuid?.() !== 0 || whyNoPostgres() !== null) return false
  return (
    ip('netns', 'add', NAME) &&
    ip('link', 'add', `${NAME}a`, 'type', 'veth', 'peer', 'name', `${NAME}b`, 'netns', NAME) &&
    ip('addr', 'add', `${NET}.1/24`, 'dev', `${NAME}a`) &&
    ip('link', 'set', `${NAME}a`, 'up') &&
    ip('-n', NAME, 'addr', 'add', `${NET}.2/24`, 'dev', `${NAME}b`) &&
    ip('-n', NAME, 'link', 'set', `${NAME}b`, 'up')
  )
}

const isLinked = linked()
const workers: ChildProcess[] = []
afterAll(() => {
  for (const worker of workers) worker.kill('SIGKILL')
  if (process.env.PROPERTY_RUNS === undefined) return
  ip('link', 'del', `${NAME}a`)
  ip('netns', 'del', NAME)
})

test.skipIf(!isLinked)(
  isLinked
    ? 'the network parts for 8 s: every chunk counts once, and the result is that of one thread'
    : 'the network parts (skipped: conformance, as root, with `ip netns` and a Postgres)',
  async () => {
    const postgres = await startPostgres({ host: `${NET}.1` })
    const store = await openStore({ kind: 'postgres', url: postgres.url, patience: 3_000 })
    const queue = await openQueue(store, ENGINE_VERSION, { leaseSeconds: 3 })
    try {
      await serveEngine(store.db, ENGINE_VERSION)
      const file = new URL('../../cases/historical/cyprus-2004/case.yaml', import.meta.url)
      const loaded = load(readFileSync(file, 'utf8'), 'case.yaml')
      if (!loaded.ok) throw new Error('the case does not load')
      const model = compile(loaded.case, null, { seed: 21, worlds: 16_000, armWorlds: 100, beside: [] })
      const task = { kind: 'worlds', model } as const
      const spec = {
        body: taskBytes(task),
        engine: ENGINE_VERSION,
        units: unitsOfTask(task),
        chunk: CHUNK,
        ask: null,
      }
      const parts = collectTally(model)
      const result = share(spec, { store, queue, signal: new AbortController().signal, every: 50, take: parts.take })
      for (let k = 0; k < 2; k++)
        workers.push(
          spawn('ip', ['netns', 'exec', NAME, process.execPath, MAIN, 'worker', '--lease', '3'], {
            env: { ...process.env, DATABASE_URL: postgres.url },
            stdio: 'ignore',
          }),
        )
      const kept = async (): Promise<number> => (await chunkNumbers(store.db, taskDigest(spec))).length
      for (let k = 0; k < 2000 && (await kept()) < 2; k++) await setTimeout(25)
      expect(ip('link', 'set', `${NAME}a`, 'down')).toBe(true)
      await setTimeout(1000)
      const before = await kept()
      expect(before).toBeLessThan(chunkCount(spec))
      await setTimeout(CUT - 1000)
      expect(await kept()).toBe(before)
      expect(ip('link', 'set', `${NAME}a`, 'up')).toBe(true)
      const shared = await result
      if (shared.kind !== 'done') throw new Error(shared.kind)
      const here = JSON.stringify(summarise(model, simulate(model, 0, model.worlds), loaded.digest))
      expect(JSON.stringify(summarise(model, parts.whole(), loaded.digest))).toBe(here)
      expect(await chunkNumbers(store.db, taskDigest(spec))).toEqual([...Array(chunkCount(spec)).keys()])
    } finally {
      await queue.close().catch(() => {})
      await store.close().catch(() => {})
      await postgres.remove()
    }
  },
  900_000,
)
