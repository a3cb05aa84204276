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

/** @returns names of the migrations that were run. @throws UnknownSchema where the database is ahead of this
 *  program. */
export async function migrate(pool: pg.Pool): Promise<readonly string[]> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(`select pg_advisory_xact_lock(${LOCK_KEY})`)
    await client.query(
      'create table if not exists migration (name text primary key, run_at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ name: string }>('select name from migration order by name')
    const run = rows.map(({ name }) => name)
    const unknown = run.filter((name) => !MIGRATIONS.some((migration) => migration.name === name))
    if (unknown.length > 0) throw new UnknownSchema(unknown)
    const due = MIGRATIONS.filter(({ name }) => !run.includes(name))
    for (const { name, sql } of due) {
      await client.query(sql)
      await client.query('insert into migration (name) values ($1)', [name])
    }
    await client.query('commit')
    return due.map(({ name }) => name)
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}
