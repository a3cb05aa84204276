/** Brings a database to the present schema: migrations in order, each once, all in one transaction. */
import type pg from 'pg'
import { casesAsksChunks } from './migrations/001-cases-asks-chunks.ts'

/** Never changed once released: a later need is a later migration. */
const MIGRATIONS: readonly { readonly name: string; readonly sql: string }[] = [
  { name: '001-cases-asks-chunks', sql: casesAsksChunks },
]

export class UnknownSchema extends Error {
  constructor(names: readonly string[]) {
    super(
      `the database was changed by a later version of Armistice (${names.join(', ')}): use that version, or another database`,
    )
  }
}

/** Two processes that start at once migrate one after the other. */
const LOCK_KEY = 4_107_553

/** Error of a table that is not there. Source: PostgreSQL 15 documentation, appendix A. */
const UNDEFINED_TABLE = '42P01'

/** @returns names of the migrations that were run. @throws UnknownSchema where the database is ahead of this
 *  program. */
export async function migrate(pool: pg.Pool): Promise<readonly string[]> {
  const client = await pool.connect()
  try {
    // A database that is up to date, as it is at nearly every start, is asked once and locked by nobody.
    return dueAfter(await migrationsRun(client)).length === 0 ? [] : await migrateLocked(client)
  } finally {
    client.release()
  }
}

async function migrateLocked(client: pg.PoolClient): Promise<readonly string[]> {
  try {
    await client.query('begin')
    await client.query(`select pg_advisory_xact_lock(${LOCK_KEY})`)
    await client.query(
      'create table if not exists migration (name text primary key, run_at timestamptz not null default now())',
    )
    const due = dueAfter(await migrationsRun(client))
    for (const { name, sql } of due) {
      await client.query(sql)
      await client.query('insert into migration (name) values ($1)', [name])
    }
    await client.query('commit')
    return due.map(({ name }) => name)
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

/** Names of migrations that were run; none where there is no record of them. */
async function migrationsRun(client: pg.PoolClient): Promise<readonly string[]> {
  try {
    const { rows } = await client.query<{ name: string }>('select name from migration order by name')
    return rows.map(({ name }) => name)
  } catch (error) {
    if ((error as { readonly code?: string }).code === UNDEFINED_TABLE) return []
    throw error
  }
}

/** @throws UnknownSchema */
function dueAfter(run: readonly string[]): typeof MIGRATIONS {
  const unknown = run.filter((name) => !MIGRATIONS.some((migration) => migration.name === name))
  if (unknown.length > 0) throw new UnknownSchema(unknown)
  return MIGRATIONS.filter(({ name }) => !run.includes(name))
}
