/** The embedded database on a thread of its own: it takes messages of the Postgres protocol and gives back what
 *  Postgres answers. */
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { defined } from '../src/plain.ts'
import { SyncedFolder, syncedStart, syncPath } from './folder-fs.ts'

/** What the thread is started with. */
export interface Start {
  /** The folder that holds the database's own. */
  readonly root: string
  /** Whether every file that was synced is told. */
  readonly tellSyncs: boolean
}

/** Messages up to one that Postgres answers with all it has, or the end. */
export type Order = { readonly kind: 'ask'; readonly bytes: Uint8Array } | { readonly kind: 'close' }

export type Reply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly bytes: Uint8Array }
  | { readonly kind: 'synced'; readonly path: string }
  | { readonly kind: 'closed' }
  | { readonly kind: 'broken'; readonly why: string }

const port = defined(parentPort)
const { root, tellSyncs } = workerData as Start
const say = (reply: Reply): void => port.postMessage(reply)

/** Rows are read by the driver on the other side, so the types of arrays, which PGlite would look up for its own
 *  reading at every start for a quarter of its time, are nobody's. */
class Unread extends PGlite {
  override async _initArrayTypes(): Promise<void> {}
}

async function start(data: string): Promise<PGlite> {
  const onSync = tellSyncs ? (path: string): void => say({ kind: 'synced', path }) : undefined
  const database = new Unread({ fs: new SyncedFolder(data, onSync), startParams: syncedStart() })
  await database.waitReady
  return database
}

/** Makes the files under another name, syncs them, and only then gives them theirs: a folder half made is never taken
 *  for one. */
async function create(data: string): Promise<void> {
  const making = `${data}.making`
  rmSync(making, { recursive: true, force: true })
  const database = await start(making)
  await database.close()
  syncTree(making)
  renameSync(making, data)
  syncPath(root)
  syncPath(dirname(root))
}

function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) syncTree(path)
    else if (entry.isFile()) syncPath(path)
  }
  syncPath(folder)
}

async function open(): Promise<PGlite> {
  const data = join(root, 'postgres')
  if (!existsSync(data)) await create(data)
  return start(data)
}

const broken = (error: unknown): void =>
  say({ kind: 'broken', why: error instanceof Error ? error.message : String(error) })

const opening = open()
/** One order after the other. */
let last: Promise<void> = opening.then(() => say({ kind: 'ready' })).catch(broken)

port.on('message', (order: Order) => {
  last = last.then(async () => {
    const database = await opening
    if (order.kind === 'close') {
      await database.close()
      say({ kind: 'closed' })
    } else say({ kind: 'answer', bytes: await database.execProtocolRaw(order.bytes) })
  }, broken)
  last.catch(broken)
})
