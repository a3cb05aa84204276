/** Opens the socket: the store, the queue, workers of its own where nobody else can work, and an orderly end. */
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { ServerType } from '@hono/node-server'
import { onThread, openQueue, work } from '../cluster/index.ts'
import type { Queue } from '../cluster/index.ts'
import { openStore, serveEngine } from '../store/index.ts'
import type { Store, Where } from '../store/index.ts'
import { newAnswering } from './answering.ts'
import type { Document, Log } from './context.ts'
import { deskOnThread } from './desk.ts'
import { LOOPBACK } from './hosts.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import type { Limits } from './limits.ts'
import { newServer } from './routes.ts'

export interface ServeOptions {
  readonly where: Where
  readonly engine: string
  readonly port: number
  /** Address to listen on; beyond loopback tokens are needed. */
  readonly address: string
  /** Names by which the server may be addressed, beside those of loopback. */
  readonly hostNames: readonly string[]
  readonly tokens: 'needed' | 'not needed'
  /** Chunks that this process computes at once itself; 0 leaves all to workers elsewhere. */
  readonly threads: number
  readonly documents: ReadonlyMap<string, Document>
  readonly log: Log
  readonly limits?: Partial<Limits>
  /** Done before the first request is heard. */
  readonly prepare?: (store: Store) => Promise<void>
}

export interface Served {
  readonly url: string
  readonly store: Store
  /** Asks that were taken up from before. */
  readonly takenUp: number
  /** Takes no more requests, ends those that are being answered, hands back chunks, and closes. */
  close(): Promise<void>
}

/** Milliseconds that requests on their way have to end. */
const GRACE = 10_000
/** Milliseconds between two tidyings of the queue. */
const TIDY_EVERY = 600_000

/** @throws FolderInUse where another process has the folder, and the socket's error where the port is taken. */
export async function serve(options: ServeOptions): Promise<Served> {
  const { engine, log } = options
  const store = await openStore(options.where)
  try {
    const queue = await openQueue(store, engine)
    await serveEngine(store.db, engine)
    const desk = deskOnThread()
    const limits = { ...DEFAULT_LIMITS, ...options.limits }
    const answering = newAnswering({
      store,
      queue,
      desk,
      engine,
      askSeconds: limits.askSeconds,
      onDefect: (error, ask) =>
        log('ask failed', { ask, what: error instanceof Error ? error.message : String(error) }),
    })
    const app = newServer({
      store,
      queue,
      answering,
      desk,
      engine,
      limits,
      hosts: [...LOOPBACK, ...options.hostNames],
      tokens: options.tokens,
      log,
      documents: options.documents,
    })
    const server = createAdaptorServer({ fetch: app.fetch })
    limitTimes(server, limits.seconds)
    await options.prepare?.(store)
    await listening(server, options.port, options.address)
    const stop = new AbortController()
    const workers = ownWorkers(store, queue, options, stop.signal)
    const takenUp = await answering.takeUp()
    const tidy = setInterval(() => {
      queue.tidy().catch(() => {})
    }, TIDY_EVERY)
    const { port } = server.address() as AddressInfo
    const { address } = options
    return {
      url: `http://${address.includes(':') ? `[${address}]` : address}:${port}/`,
      store,
      takenUp,
      close: async () => {
        clearInterval(tidy)
        await closing(server)
        stop.abort()
        await answering.close()
        await desk.close()
        await workers
        await queue.close().catch(() => {})
        await store.close()
      },
    }
  } catch (error) {
    await store.close().catch(() => {})
    throw error
  }
}

function limitTimes(server: ServerType, seconds: number): void {
  if (!('requestTimeout' in server)) return
  server.requestTimeout = seconds * 1000
  server.headersTimeout = 10_000
  server.maxHeadersCount = 100
}

function ownWorkers(
  store: Store,
  queue: Queue,
  { threads, engine, log }: ServeOptions,
  signal: AbortSignal,
): Promise<unknown> {
  return Promise.all(
    Array.from({ length: threads }, () =>
      work({ store, queue, engine, signal, compute: onThread() }).catch((error: unknown) => {
        log('worker failed', { what: error instanceof Error ? error.message : String(error) })
      }),
    ),
  )
}

function listening(server: ServerType, port: number, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, address, () => {
      resolve()
    })
  })
}

/** Connections that watch are cut after a while: whoever watches comes back with the last event it saw. */
function closing(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => {
      if ('closeAllConnections' in server) server.closeAllConnections()
    }, GRACE)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    if ('closeIdleConnections' in server) server.closeIdleConnections()
  })
}
