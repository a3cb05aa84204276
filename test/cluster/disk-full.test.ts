/** A disk that fills up under the Postgres server in mid-run: workers wait and try again, and with room again every
 *  chunk counts once. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { compile, ENGINE_VERSION, load, simulate, summarise } from '../../src/internal.ts'
import { openQueue, share, work } from '../../cluster/index.ts'
import type { Compute, WorkerNews } from '../../cluster/index.ts'
import { partsOf, collectTally, taskBytes, unitsOfTask } from '../../runner/task.ts'
import { chunkCount, chunkNumbers, openStore, taskDigest } from '../../store/index.ts'
import { startPostgres, whyNoPostgres } from '../postgres-server.ts'

/** Room for a server's files and its log, MB. */
const ROOM = 160
/** How long there is no room. */
const FULL = 8_000
/** Worlds of a chunk. */
const CHUNK = 250

function mounted(): string | null {
  if (process.env.PROPERTY_RUNS === undefined || process.getuid?.() !== 0 || whyNoPostgres() !== null) return null
  const folder = mkdtempSync(join(tmpdir(), 'armistice-full-'))
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${ROOM}m`, 'tmpfs', folder])
  if (status === 0) return folder
  rmSync(folder, { recursive: true })
  return null
}

const folder = mounted()
const loaded = load(readFileSync(new URL('../fixtures/cases/small.yaml', import.meta.url), 'utf8'), 'small.yaml')
if (!loaded.ok) throw new Error('the case does not load')
const { case: theCase, digest } = loaded

test.skipIf(folder === null)(
  folder === null ? 'a full disk of the server (skipped: conformance, as root, with a Postgres)' : 'a full disk',
  async () => {
    const postgres = await startPostgres({ folder: join(folder!, 'server') })
    const engine = ENGINE_VERSION
    const store = await openStore({ kind: 'postgres', url: await postgres.database(), patience: 3_000 })
    const queue = await openQueue(store, engine, { leaseSeconds: 3 })
    const stop = new AbortController()
    const news: WorkerNews[] = []
    const compute: Compute = {
      async chunk(task, { from, to }) {
        await setTimeout(100)
        return { kind: 'bytes', bytes: partsOf(task.body)(from, to), seconds: 0 }
      },
      close: () => Promise.resolve(),
    }
    const worker = work({
      store,
      queue,
      engine,
      compute,
      signal: stop.signal,
      leaseSeconds: 3,
      say: (n) => news.push(n),
    })
    try {
      const model = compile(theCase, null, { seed: 3, worlds: 4000, armWorlds: 100, beside: [] })
      const task = { kind: 'worlds', model } as const
      const spec = { body: taskBytes(task), engine, units: unitsOfTask(task), chunk: CHUNK, ask: null }
      const parts = collectTally(model)
      const result = share(spec, { store, queue, signal: stop.signal, every: 50, take: parts.take })
      const kept = (): number => news.filter(({ kind }) => kind === 'kept').length
      while (kept() < 2) await setTimeout(20)
      const { bavail, bsize } = statfsSync(folder!)
      writeFileSync(join(folder!, 'room'), Buffer.alloc(bavail * bsize))
      const flood = store.pool.query(
        'create table flood as select repeat(md5(g::text), 40) from generate_series(1, 1000000) g',
      )
      await expect(flood).rejects.toThrow()
      await setTimeout(FULL)
      rmSync(join(folder!, 'room'))
      // A server that found no room for its log has ended.
      await postgres.stop()
      await postgres.start()
      const end = await result
      if (end.kind !== 'done') throw new Error(end.kind)
      const here = JSON.stringify(summarise(model, simulate(model, 0, model.worlds), digest))
      expect(JSON.stringify(summarise(model, parts.whole(), digest))).toBe(here)
      expect(await chunkNumbers(store.db, taskDigest(spec))).toEqual([...Array(chunkCount(spec)).keys()])
      expect(news.some(({ kind }) => kind === 'unreachable')).toBe(true)
    } finally {
      stop.abort()
      await worker.catch(() => {})
      await queue.close().catch(() => {})
      await store.close().catch(() => {})
      await postgres.remove()
      spawnSync('umount', ['-l', folder!])
      rmSync(folder!, { recursive: true, force: true })
    }
  },
  300_000,
)
