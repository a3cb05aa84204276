/** `armistice serve`: the app, cases and asks of a team over HTTP, on a folder of its own or on a Postgres that workers
 *  share. */
import { availableParallelism, homedir } from 'node:os'
import { join } from 'node:path'
import { ENGINE_VERSION } from '../src/plain.ts'
import type { Document, Log, Served } from '../server/index.ts'
import type { Store, Where } from '../store/index.ts'
import { appFiles, typeOf } from './app-files.ts'
import { EXIT, UsageError } from './exit.ts'

export interface StoreOptions {
  readonly database?: string
  readonly folder?: string
}

export interface ServeCommandOptions extends StoreOptions {
  readonly port?: number
  readonly address?: string
  readonly hostName?: readonly string[]
  readonly tokens?: boolean
  readonly threads?: number
  readonly quiet?: boolean
}

export const DEFAULT_PORT = 7420
const LOOPBACK = ['127.0.0.1', '::1', 'localhost']

/** Where the store is: a folder by name, a Postgres by address or DATABASE_URL, else a folder in the user's home. */
export function whereOf({ database, folder }: StoreOptions): Where {
  if (database !== undefined && folder !== undefined) throw new UsageError('choose one of `--database` and `--folder`')
  const url = database ?? (folder === undefined ? process.env.DATABASE_URL : undefined)
  return url === undefined
    ? { kind: 'folder', folder: folder ?? join(homedir(), '.armistice') }
    : { kind: 'postgres', url }
}

export async function serveCommand(options: ServeCommandOptions): Promise<number> {
  const where = whereOf(options)
  const address = options.address ?? '127.0.0.1'
  const tokens = options.tokens || !LOOPBACK.includes(address) ? 'needed' : 'not needed'
  const threads = options.threads ?? (where.kind === 'folder' ? Math.max(1, availableParallelism() - 1) : 0)
  const served = await start({
    where,
    engine: ENGINE_VERSION,
    port: options.port ?? DEFAULT_PORT,
    address,
    hostNames: options.hostName ?? [],
    tokens,
    threads,
    documents: documents(),
    log: options.quiet ? withoutRequests(logLine) : logLine,
    prepare: (store) => introduce(store, tokens),
  })
  say(
    `at ${served.url} (Ctrl+C ends it); kept in ${served.store.name}, every commit synced to the disk before it is acknowledged`,
  )
  say(
    threads > 0
      ? `computes here on ${threads} ${threads === 1 ? 'thread' : 'threads'}`
      : 'computes nothing itself: `armistice worker` does',
  )
  if (served.takenUp > 0) say(`took up ${served.takenUp} open ${served.takenUp === 1 ? 'ask' : 'asks'}`)
  await told()
  say('ending: what is in hand is handed back')
  await served.close()
  return EXIT.done
}

async function start(options: Parameters<typeof import('../server/index.ts').serve>[0]): Promise<Served> {
  const { where } = options
  // The embedded database starts on its thread while the rest is loaded.
  const embedded =
    where.kind === 'folder'
      ? import('../store/embedded.ts').then(({ openEmbedded }) => openEmbedded(where.folder))
      : null
  embedded?.catch(() => {})
  const [{ serve }, { FolderInUse, UnknownSchema }] = await Promise.all([
    import('../server/index.ts'),
    import('../store/index.ts'),
  ])
  try {
    return await serve(where.kind === 'folder' && embedded ? { ...options, where: { ...where, embedded } } : options)
  } catch (error) {
    if (error instanceof FolderInUse || error instanceof UnknownSchema) throw new UsageError(error.message)
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') throw new UsageError(`port ${options.port} is taken; name another with --port`)
    if (code === 'ECONNREFUSED' || code === 'ENOTFOUND') throw new UsageError(`no database there: ${message}`)
    throw error
  }
}

/** What a store that holds nothing needs to be of use: the cases that come along, and a first token where tokens are
 *  needed. */
async function introduce(store: Store, tokens: 'needed' | 'not needed'): Promise<void> {
  const { createToken, listCases, listTokens, putRevision } = await import('../store/index.ts')
  if ((await listCases(store.db, '', 1)).length === 0) {
    const { bundledCases, readCase } = await import('./read-case.ts')
    for (const name of bundledCases()) {
      const { text, loaded } = readCase(name)
      if (!loaded.ok) continue
      const { title } = loaded.case
      await putRevision(store.db, { case: name, title, text, base: null, author: 'Armistice', note: 'comes along' })
    }
  }
  if (tokens === 'needed' && (await listTokens(store.db)).length === 0) {
    const { token } = await createToken(store.db, { label: 'first', role: 'admin' })
    say(`the first token, role admin, shown this once:\n${token}`)
  }
}

function documents(): Map<string, Document> {
  return new Map(
    (appFiles() ?? []).map(([path, body]) => [
      path,
      { type: typeOf(path), body: path === '/index.html' ? marked(body) : body },
    ]),
  )
}

/** The page says that a server served it, so that the app offers to compute there. */
function marked(page: Buffer): Buffer {
  return Buffer.from(page.toString().replace('<head>', '<head>\n    <meta name="armistice-server" content="here" />'))
}

const logLine: Log = (event, fields = {}) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...fields })}\n`)
}

/** What went wrong is told even to who wants no log of requests: an answer 500 points to it. */
const withoutRequests =
  (log: Log): Log =>
  (event, fields) => {
    if (event !== 'request') log(event, fields)
  }

function say(text: string): void {
  process.stderr.write(`armistice serve: ${text}\n`)
}

function told(): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => resolve()
    process.once('SIGINT', stop).once('SIGTERM', stop)
  })
}
