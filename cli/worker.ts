/** `armistice worker`: computes chunks for a server, from the same Postgres, until it is told to stop. */
import { defined, ENGINE_VERSION } from '../src/plain.ts'
import { setTimeout } from 'node:timers/promises'
import { EXIT, UsageError } from './exit.ts'

export interface WorkerCommandOptions {
  readonly database?: string
  readonly threads?: number
  /** Seconds that a worker may be silent before its chunk goes to another. */
  readonly lease?: number
}

/** Seconds for which a worker that starts before its database waits for it. */
const PATIENCE = 60

export async function workerCommand(options: WorkerCommandOptions): Promise<number> {
  const url = options.database ?? process.env.DATABASE_URL
  if (url === undefined)
    throw new UsageError(
      'a worker needs the Postgres of its server: `--database postgres://…`, or DATABASE_URL. A server on a folder computes by itself',
    )
  const { openStore } = await import('../store/index.ts')
  const { LEASE_SECONDS, onThread, openQueue, passes, work } = await import('../cluster/index.ts')
  const stop = new AbortController()
  const stopped = (): void => stop.abort()
  process.once('SIGINT', stopped).once('SIGTERM', stopped)
  const threads = options.threads ?? 1
  const store = await patiently(() => openStore({ kind: 'postgres', url, connections: 2 * threads + 1 }), passes)
  const leaseSeconds = options.lease ?? LEASE_SECONDS
  const queue = await openQueue(store, ENGINE_VERSION, { leaseSeconds })
  say(`at work for ${store.name} with ${threads} ${threads === 1 ? 'thread' : 'threads'}, engine ${ENGINE_VERSION}`)
  try {
    const one = { store, queue, engine: ENGINE_VERSION, signal: stop.signal, leaseSeconds, say: tell }
    const ends = await Promise.all(Array.from({ length: threads }, () => work({ ...one, compute: onThread() })))
    const other = ends.find((end) => end.kind === 'otherEngine')
    if (!other) return EXIT.done
    say(
      `refused: the server asks for engine ${other.served}, and this worker has ${ENGINE_VERSION}; results of two engines are not mixed. Start the worker from the server's version`,
    )
    return EXIT.input
  } finally {
    await queue.close().catch(() => {})
    await store.close().catch(() => {})
  }
}

async function patiently<T>(open: () => Promise<T>, passes: (error: unknown) => boolean): Promise<T> {
  const start = performance.now()
  for (let told = false; ; told = true) {
    try {
      return await open()
    } catch (error) {
      if (!passes(error) || performance.now() - start > PATIENCE * 1000)
        throw new UsageError(`no database: ${(error as Error).message}`)
      if (!told) say(`the database is not there yet (${(error as Error).message}); waiting`)
      await setTimeout(1000)
    }
  }
}

function say(text: string): void {
  process.stderr.write(`armistice worker: ${text}\n`)
}

function tell(news: {
  readonly kind: string
  readonly why?: string
  readonly id?: string
  readonly job?: { readonly number: number }
}): void {
  switch (news.kind) {
    case 'kept':
      return say(`chunk ${defined(news.job).number} done`)
    case 'handedBack':
      return say(`chunk ${defined(news.job).number} handed back`)
    case 'refused':
      return say(`chunk ${defined(news.job).number} cannot be computed: ${defined(news.why)}`)
    case 'unreachable':
      return say(`database out of reach (${defined(news.why)}); trying again`)
    default:
  }
}
