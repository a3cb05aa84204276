/** Who computes: workers say that they are there; the store says which engine it serves. */
import { sql } from 'kysely'
import type { Db } from './store.ts'

export interface WorkerRecord {
  readonly id: string
  readonly engine: string
  readonly host: string
  readonly pid: number
  readonly startedAt: Date
  readonly seenAt: Date
  readonly chunks: number
}

/** Seconds of silence after which a worker does not count. */
export const WORKER_SILENT = 15

export async function announceWorker(
  db: Db,
  worker: { readonly id: string; readonly engine: string; readonly host: string; readonly pid: number },
): Promise<void> {
  await db
    .insertInto('worker')
    .values(worker)
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ seen_at: sql`now()` }))
    .execute()
}

export async function leaveWorker(db: Db, id: string): Promise<void> {
  await db.deleteFrom('worker').where('id', '=', id).execute()
}

export async function countChunk(db: Db, id: string): Promise<void> {
  await db.updateTable('worker').set({ seen_at: sql`now()`, chunks: sql`chunks + 1` }).where('id', '=', id).execute()
}

/** Workers that were heard of lately, by the database's clock. */
export async function workersHere(db: Db): Promise<readonly WorkerRecord[]> {
  const rows = await db
    .selectFrom('worker')
    .selectAll()
    .where(sql<boolean>`seen_at > now() - make_interval(secs => ${WORKER_SILENT})`)
    .orderBy('started_at')
    .execute()
  return rows.map(({ id, engine, host, pid, started_at, seen_at, chunks }) => ({
    id,
    engine,
    host,
    pid,
    startedAt: started_at,
    seenAt: seen_at,
    chunks,
  }))
}

/** The engine whose work the store holds: that of the server that opened it last. */
export async function servedEngine(db: Db): Promise<string | null> {
  const row = await db.selectFrom('setting').select('value').where('name', '=', 'engine').executeTakeFirst()
  return row?.value ?? null
}

export async function serveEngine(db: Db, engine: string): Promise<void> {
  await db
    .insertInto('setting')
    .values({ name: 'engine', value: engine })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: engine }))
    .execute()
}
