/** Opens the store: embedded in a folder, or on a Postgres server. One schema and one set of queries for both. */
import { Kysely, PostgresDialect } from 'kysely'
import type { Transaction } from 'kysely'
import type pg from 'pg'
import type { Opened } from './embedded.ts'
import { migrate } from './migrate.ts'
import type { Tables } from './tables.ts'

/** What queries run on: the store or a transaction of it. */
export type Db = Kysely<Tables>
export type Tx = Transaction<Tables>

export interface Store {
  readonly db: Db
  readonly pool: pg.Pool
  /** Embedded: this process alone has it, and nobody else can work on it. */
  readonly embedded: boolean
  /** What a person calls it; without a password. */
  readonly name: string
  /** Calling it twice is no error. */
  close(): Promise<void>
}

export type Where =
  | {
      readonly kind: 'folder'
      readonly folder: string
      readonly onSync?: (path: string) => void
      /** Where it is being opened already. */
      readonly embedded?: Promise<Opened>
    }
  | { readonly kind: 'postgres'; readonly url: string; readonly connections?: number; readonly patience?: number }

/** Opens and migrates. The embedded database is loaded only where it is asked for. */
export async function openStore(where: Where): Promise<Store> {
  const opened = await connect(where)
  try {
    await migrate(opened.pool)
  } catch (error) {
    await opened.close().catch(() => {})
    throw error
  }
  let closed: Promise<void> | null = null
  return {
    db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool: opened.pool }) }),
    pool: opened.pool,
    embedded: where.kind === 'folder',
    name: where.kind === 'folder' ? where.folder : withoutPassword(where.url),
    close: () => (closed ??= opened.close()),
  }
}

async function connect(where: Where): Promise<Opened> {
  if (where.kind === 'folder') {
    if (where.embedded) return where.embedded
    const { openEmbedded } = await import('./embedded.ts')
    return openEmbedded(where.folder, where.onSync ? { onSync: where.onSync } : {})
  }
  const { openPostgres } = await import('./postgres.ts')
  const { connections, patience } = where
  return openPostgres(where.url, {
    ...(connections === undefined ? {} : { connections }),
    ...(patience === undefined ? {} : { patience }),
  })
}

function withoutPassword(url: string): string {
  try {
    const parsed = new URL(url)
    return `${parsed.protocol}//${parsed.hostname}${parsed.port ? `:${parsed.port}` : ''}${parsed.pathname}`
  } catch {
    return 'a Postgres server'
  }
}
