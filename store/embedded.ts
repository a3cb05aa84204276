/** The embedded database: Postgres on a thread of this process, its files in one folder that this process holds
 *  alone. */
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type pg from 'pg'
import type { Order, Reply, Start } from './embedded-thread.ts'
import { takeLock } from './lock.ts'

export interface Opened {
  readonly pool: pg.Pool
  /** Queries that may run at once. */
  readonly connections: number
  close(): Promise<void>
}

export interface EmbeddedOptions {
  /** Called with every file that was synced: what the tests of durability count. */
  readonly onSync?: (path: string) => void
}

/** The thread's module as it was built: threads run no TypeScript. */
const THREAD = new URL(
  import.meta.url.endsWith('.ts') ? '../dist/store/embedded-thread.js' : './embedded-thread.js',
  import.meta.url,
)

/** Opens the database in a folder, which is made where there is none.
 *  @throws FolderInUse where another process, or this one, has it open. */
export async function openEmbedded(folder: string, options: EmbeddedOptions = {}): Promise<Opened> {
  const root = resolve(folder)
  mkdirSync(root, { recursive: true, mode: 0o700 })
  const lock = await takeLock(root)
  try {
    const thread = startThread({ root, tellSyncs: options.onSync !== undefined }, options.onSync)
    const [{ Pool }, { EmbeddedSocket }] = await Promise.all([
      import('pg').then(({ default: driver }) => driver),
      import('./embedded-socket.ts'),
      until(thread, 'ready'),
    ])
    const stream = (): InstanceType<typeof EmbeddedSocket> => new EmbeddedSocket(thread)
    const pool = new Pool({ user: 'postgres', database: 'postgres', stream, max: 1, idleTimeoutMillis: 0 })
    pool.on('error', () => {})
    return {
      pool,
      connections: 1,
      close: async () => {
        try {
          await withinReason(pool.end())
          thread.postMessage({ kind: 'close' } satisfies Order)
          await withinReason(until(thread, 'closed').catch(() => {}))
          await thread.terminate()
        } finally {
          lock.release()
        }
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

function startThread(start: Start, onSync: (path: string) => void = () => {}): Worker {
  const thread = new Worker(THREAD, { workerData: start }).setMaxListeners(0)
  // What went wrong is told to whoever waits for the thread.
  thread.on('error', () => {})
  thread.on('message', (reply: Reply) => {
    if (reply.kind === 'synced') onSync(reply.path)
  })
  return thread
}

/** @throws Error where the thread breaks or ends before it says so. */
function until(thread: Worker, kind: 'ready' | 'closed'): Promise<void> {
  return new Promise((done, fail) => {
    thread.on('message', (reply: Reply) => {
      if (reply.kind === kind) done()
      else if (reply.kind === 'broken') fail(new Error(reply.why))
    })
    thread.once('error', fail).once('exit', () => fail(new Error('the embedded database has ended')))
  })
}

/** Milliseconds after which a database that gave up, as one does whose disk is full, is not waited for. */
const LONGEST_CLOSE = 10_000

async function withinReason(closing: Promise<unknown>): Promise<void> {
  const late = new AbortController()
  await Promise.race([closing, setTimeout(LONGEST_CLOSE, undefined, { signal: late.signal, ref: false })]).finally(
    () => {
      late.abort()
    },
  )
}
