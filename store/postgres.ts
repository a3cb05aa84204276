/** A Postgres server by its address. */
import pg from 'pg'
import type { Opened } from './embedded.ts'

export interface PostgresOptions {
  /** Connections at once. */
  readonly connections?: number
  /** Milliseconds after which a query counts as lost: a network that parts says nothing. */
  readonly patience?: number
}

/** Opens a pool on a server. The network may part and the server restart: connections that break are dropped and made
 *  again, the query in hand fails. */
export function openPostgres(url: string, { connections = 4, patience = 15_000 }: PostgresOptions = {}): Opened {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    keepAlive: true,
    keepAliveInitialDelayMillis: 2_000,
    connectionTimeoutMillis: 5_000,
    query_timeout: patience,
    statement_timeout: patience,
    application_name: 'armistice',
  })
  // Without these two a connection that breaks while nobody waits for it ends the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => {
    client.on('error', () => {})
  })
  return {
    pool,
    connections,
    close: () => pool.end(),
  }
}
