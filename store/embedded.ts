/** The embedded database: Postgres in this process, its files in one folder that this process holds alone. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import pg from 'pg'
import { SyncedFolder, syncedStart, syncPath } from './folder-fs.ts'
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

/** Opens the database in a folder, which is made where there is none.
 *  @throws FolderInUse where another process, or this one, has it open. */
export async function openEmbedded(folder: string, options: EmbeddedOptions = {}): Promise<Opened> {
  const root = resolve(folder)
  mkdirSync(root, { recursive: true, mode: 0o700 })
  const lock = await takeLock(root)
  try {
    const data = join(root, 'postgres')
    if (!existsSync(data)) await create(root, data)
    const database = await start(data, options.onSync)
    const pool = new pg.Pool({ ...createPgConfig(database), max: 1, idleTimeoutMillis: 0 } as pg.PoolConfig)
    pool.on('error', () => {})
    return {
      pool,
      connections: 1,
      close: async () => {
        try {
          await withinReason(pool.end())
          await withinReason(database.close())
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

async function start(data: string, onSync?: (path: string) => void): Promise<PGlite> {
  const database = new PGlite({ fs: new SyncedFolder(data, onSync), startParams: syncedStart() })
  await database.waitReady
  return database
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

/** Makes the files under another name, syncs them, and only then gives them theirs: a folder half made is never taken for one. */
async function create(root: string, data: string): Promise<void> {
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
