/** Real workers, a real Postgres and real accidents: whatever happens every chunk counts once, and the result is that
 *  of one thread, byte for byte. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseAllDocuments } from 'yaml'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { compile, ENGINE_VERSION, load, simulate, summarise } from '../../src/internal.ts'
import type { Model } from '../../src/internal.ts'
import { openQueue, share } from '../../cluster/index.ts'
import type { Queue, ShareEnd, SharedProgress } from '../../cluster/index.ts'
import { collectTally, taskBytes, unitsOfTask } from '../../runner/task.ts'
import {
  chunkCount,
  chunkNumbers,
  endTask,
  openStore,
  serveEngine,
  taskDigest,
  workersHere,
} from '../../store/index.ts'
import type { Store, TaskSpec } from '../../store/index.ts'
import { startPostgres, whyNoPostgres } from '../postgres-server.ts'
import type { PostgresServer } from '../postgres-server.ts'

const skipped = whyNoPostgres()
const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
/** Seconds: short, so that a take-over does not keep the suite waiting. */
const LEASE = 2
/** Worlds of a chunk. */
const CHUNK = 250
/** How long the database is away. */
const AWAY = process.env.PROPERTY_RUNS === undefined ? 2_500 : 8_000

const text = readFileSync(new URL('../../cases/historical/cyprus-2004/case.yaml', import.meta.url), 'utf8')
const loaded = load(text, 'case.yaml')
if (!loaded.ok) throw new Error('the case does not load')
const theCase = loaded.case
const digest = loaded.digest

describe.skipIf(skipped !== null)(skipped ?? 'on a Postgres server', () => {
  let postgres: PostgresServer
  let url: string
  let store: Store
  let queue: Queue
  const workers: ChildProcess[] = []

  beforeAll(async () => {
    postgres = await startPostgres()
  }, 120_000)

  beforeEach(async () => {
    await end()
    url = await postgres.database()
    store = await openStore({ kind: 'postgres', url, patience: 3_000 })
    queue = await openQueue(store, ENGINE_VERSION, { leaseSeconds: LEASE })
    await serveEngine(store.db, ENGINE_VERSION)
  }, 120_000)

  afterAll(async () => {
    await end()
    await postgres?.remove()
  }, 60_000)

  const end = async (): Promise<void> => {
    for (const worker of workers.splice(0)) worker.kill('SIGKILL')
    await queue?.close().catch(() => {})
    await store?.close().catch(() => {})
  }

  const worker = (...more: string[]): ChildProcess & { said: string } => {
    const child = spawn(process.execPath, [MAIN, 'worker', '--lease', String(LEASE), ...more], {
      env: { ...process.env, DATABASE_URL: url },
      stdio: ['ignore', 'ignore', 'pipe'],
    }) as ChildProcess & { said: string }
    child.said = ''
    child.stderr!.on('data', (data: Buffer) => {
      child.said += data.toString()
    })
    workers.push(child)
    return child
  }

  const model = (seed: number, worlds = 2000): Model =>
    compile(theCase, null, { seed, worlds, armWorlds: 100, beside: [] })
  const spec = (of: Model): TaskSpec => {
    const task = { kind: 'worlds', model: of } as const
    return {
      body: taskBytes(task),
      engine: ENGINE_VERSION,
      units: unitsOfTask(task),
      chunk: CHUNK,
      ask: null,
    }
  }
  interface Shared {
    readonly end: ShareEnd
    /** The chunks in the order in which they were given. */
    readonly parts: readonly Uint8Array[]
  }
  const shared = async (of: TaskSpec, onProgress: (progress: SharedProgress) => void = () => {}): Promise<Shared> => {
    const parts: Uint8Array[] = []
    const { signal } = new AbortController()
    const end = await share(of, { store, queue, signal, onProgress, every: 50, take: (part) => void parts.push(part) })
    return { end, parts }
  }

  /** What the cluster made of it is what one thread makes of it, and the chunks are there once each. */
  const holds = async (of: Model, what: TaskSpec, { end: found, parts }: Shared): Promise<void> => {
    expect(found.kind).toBe('done')
    const tally = collectTally(of)
    for (const part of parts) tally.take(part)
    const here = JSON.stringify(summarise(of, simulate(of, 0, of.worlds), digest))
    expect(JSON.stringify(summarise(of, tally.whole(), digest))).toBe(here)
    expect(parts).toHaveLength(chunkCount(what))
    expect(await chunkNumbers(store.db, taskDigest(what))).toEqual([...Array(chunkCount(what)).keys()])
  }

  const until = async (holdsNow: () => boolean | Promise<boolean>): Promise<void> => {
    for (let k = 0; k < 1200; k++) {
      if (await holdsNow()) return
      await setTimeout(25)
    }
    throw new Error('it did not come about')
  }

  test('two workers share a task; without any it says so and waits', async () => {
    const of = model(1)
    const seen: number[] = []
    const result = shared(spec(of), ({ workers: here }) => seen.push(here))
    await until(() => seen.length > 2)
    expect(seen[0]).toBe(0)
    worker()
    worker()
    await holds(of, spec(of), await result)
    expect(Math.max(...seen)).toBeGreaterThan(0)
    const again = await shared(spec(of))
    await holds(of, spec(of), again)
  }, 120_000)

  test('a worker killed in the middle of a chunk: another takes it over', async () => {
    const of = model(2)
    const what = spec(of)
    const result = shared(what)
    const victim = worker()
    await until(async () => (await queue.depth(store.db)).active === 1)
    await until(async () => (await chunkNumbers(store.db, taskDigest(what))).length >= 1)
    victim.kill('SIGKILL')
    worker()
    await holds(of, what, await result)
  }, 120_000)

  test('a worker told to stop hands its chunk back at once and leaves', async () => {
    const of = model(3)
    const what = spec(of)
    const result = shared(what)
    const first = worker()
    await until(async () => (await queue.depth(store.db)).active === 1)
    first.kill('SIGTERM')
    const code = await new Promise((done) => first.once('exit', done))
    expect(code).toBe(0)
    expect((await queue.depth(store.db)).active).toBe(0)
    expect(await workersHere(store.db)).toEqual([])
    worker()
    await holds(of, what, await result)
  }, 120_000)

  test('the database goes away and comes back: it takes longer and loses nothing', async () => {
    const of = model(4)
    const what = spec(of)
    const result = shared(what)
    const one = worker()
    worker()
    await until(async () => (await chunkNumbers(store.db, taskDigest(what))).length >= 1)
    await postgres.stop()
    await setTimeout(AWAY)
    await postgres.start()
    await holds(of, what, await result)
    expect(one.said).toContain('out of reach')
  }, 180_000)

  test('the server dies between its word and the work: another conductor finishes the task', async () => {
    const of = model(5)
    const what = spec(of)
    const dies = new AbortController()
    dies.abort()
    expect(await share(what, { store, queue, signal: dies.signal })).toEqual({ kind: 'stopped' })
    await queue.withdraw(store.db, taskDigest(what))
    worker()
    await holds(of, what, await shared(what))
  }, 120_000)

  test('a chunk that takes every worker with it is given up, and its task fails and names it', async () => {
    const what: TaskSpec = { body: new Uint8Array([1]), engine: ENGINE_VERSION, units: 1, chunk: 1, ask: null }
    const result = shared(what)
    let takings = 0
    const over = result.then(() => true)
    while (!(await Promise.race([over, setTimeout(20, false)]))) {
      if ((await queue.fetch()) === null) continue
      takings++
      await store.pool.query("update pgboss.job set started_on = now() - interval '1 hour' where state = 'active'")
      await queue.sweep()
    }
    expect((await result).end).toMatchObject({
      kind: 'failed',
      why: expect.stringContaining('chunk 0 was given up') as string,
    })
    expect(takings).toBe(8)
  }, 60_000)

  test('the query by which KEDA starts workers counts the chunks that are not done', async () => {
    const manifest = readFileSync(new URL('../../deploy/kubernetes.yaml', import.meta.url), 'utf8')
    const scaler = parseAllDocuments(manifest)
      .map((document) => document.toJS() as { kind: string; spec: { triggers: { metadata: { query: string } }[] } })
      .find(({ kind }) => kind === 'ScaledObject')!
    const what = spec(model(6))
    const dies = new AbortController()
    dies.abort()
    await share(what, { store, queue, signal: dies.signal })
    const { rows } = await store.pool.query<{ count: string }>(scaler.spec.triggers[0]!.metadata.query)
    expect(Number(rows[0]!.count)).toBe(chunkCount(what))
  })

  test('a worker of another engine is refused with a word', async () => {
    await serveEngine(store.db, '99.0.0')
    const other = worker()
    const code = await new Promise((done) => other.once('exit', done))
    expect(code).toBe(1)
    expect(other.said).toContain('engine 99.0.0')
  }, 60_000)

  test('a chunk that cannot be computed fails its task with the reason; one that was cancelled ends', async () => {
    const what: TaskSpec = { body: new Uint8Array([1, 2, 3]), engine: ENGINE_VERSION, units: 10, chunk: 5, ask: null }
    worker()
    expect((await shared(what)).end).toMatchObject({ kind: 'failed', why: expect.stringContaining('chunk ') as string })
    const other = { ...what, units: 20, engine: 'nobody' }
    const cancelled = shared(other)
    await until(async () => (await store.db.selectFrom('task').selectAll().execute()).length === 2)
    await endTask(store.db, taskDigest(other), 'cancelled')
    expect((await cancelled).end).toEqual({ kind: 'cancelled' })
  }, 120_000)
})
