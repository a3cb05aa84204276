/** Work that is shared out: a task is so many units (worlds, rows) in chunks; every chunk is kept once, whoever
 *  computed it. */
import { sql } from 'kysely'
import { digestOf, sha256Of } from './digest.ts'
import type { Db } from './store.ts'
import type { State } from './tables.ts'

export interface TaskSpec {
  /** What to compute, as whoever computes it reads it. */
  readonly body: Uint8Array
  readonly engine: string
  readonly units: number
  /** Units of a chunk; the last may be smaller. Who stores the task first settles it. */
  readonly chunk: number
  /** The ask that it is part of. */
  readonly ask: string | null
}

export interface TaskRecord extends TaskSpec {
  readonly digest: string
  readonly state: State
  readonly error: string | null
}

export interface ChunkBody {
  readonly number: number
  readonly body: Uint8Array
  readonly worker: string
  readonly seconds: number
}

/** The name of a task. The ask is part of it, with which it ends; how it is cut is not, so that whoever takes it up
 *  again finds what is kept, however it would have cut it. */
export function taskDigest({ body, engine, units, ask }: TaskSpec): string {
  return digestOf({ body: sha256Of(body), engine, units, ask })
}

export function chunkCount({ units, chunk }: { readonly units: number; readonly chunk: number }): number {
  return Math.ceil(units / chunk)
}

/** Units of a chunk: `from` to `to` − 1. */
export function unitsOf(
  { units, chunk }: { readonly units: number; readonly chunk: number },
  number: number,
): { readonly from: number; readonly to: number } {
  return { from: number * chunk, to: Math.min(units, (number + 1) * chunk) }
}

/** Stores a task, or finds it; one that had failed or been cancelled is open again.
 *  @returns the units of a chunk as it was cut first. */
export async function putTask(db: Db, spec: TaskSpec): Promise<{ readonly digest: string; readonly chunk: number }> {
  const digest = taskDigest(spec)
  const { body, engine, units, chunk, ask } = spec
  await db
    .insertInto('task')
    .values({ digest, ask, body: Buffer.from(body), engine, units, chunk, error: null })
    .onConflict((conflict) =>
      conflict
        .column('digest')
        .doUpdateSet({ state: 'open', error: null })
        .where('task.state', 'in', ['failed', 'cancelled']),
    )
    .execute()
  const stored = await db.selectFrom('task').select('chunk').where('digest', '=', digest).executeTakeFirstOrThrow()
  return { digest, chunk: Number(stored.chunk) }
}

export async function taskOf(db: Db, digest: string): Promise<TaskRecord | null> {
  const row = await db.selectFrom('task').selectAll().where('digest', '=', digest).executeTakeFirst()
  return row ? record(row) : null
}

/** How a task stands, without what it computes. */
export async function taskStanding(
  db: Db,
  digest: string,
): Promise<{ readonly state: State; readonly error: string | null } | null> {
  const row = await db.selectFrom('task').select(['state', 'error']).where('digest', '=', digest).executeTakeFirst()
  return row ?? null
}

function record(row: {
  digest: string
  body: Buffer
  engine: string
  units: string
  chunk: string
  ask: string | null
  state: State
  error: string | null
}): TaskRecord {
  return {
    digest: row.digest,
    body: row.body,
    engine: row.engine,
    units: Number(row.units),
    chunk: Number(row.chunk),
    ask: row.ask,
    state: row.state,
    error: row.error,
  }
}

/** Keeps a chunk. @returns false where it was there: nothing changes then. */
export async function keepChunk(db: Db, task: string, { number, body, worker, seconds }: ChunkBody): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('chunk')
    .values({ task, number, body: Buffer.from(body), worker, seconds })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function hasChunk(db: Db, task: string, number: number): Promise<boolean> {
  const row = await db
    .selectFrom('chunk')
    .select('number')
    .where('task', '=', task)
    .where('number', '=', number)
    .executeTakeFirst()
  return row !== undefined
}

/** Numbers of the chunks that are kept, in order. */
export async function chunkNumbers(db: Db, task: string): Promise<readonly number[]> {
  const rows = await db.selectFrom('chunk').select('number').where('task', '=', task).orderBy('number').execute()
  return rows.map(({ number }) => number)
}

/** The body of a chunk. @throws Error where it is missing. */
export async function chunkBody(db: Db, task: string, number: number): Promise<Uint8Array> {
  const row = await db
    .selectFrom('chunk')
    .select('body')
    .where('task', '=', task)
    .where('number', '=', number)
    .executeTakeFirst()
  if (!row) throw new Error(`chunk ${number} of task ${task} is missing`)
  return row.body
}

/** Ends an open task. */
export async function endTask(
  db: Db,
  digest: string,
  state: Exclude<State, 'open'>,
  error: string | null = null,
): Promise<void> {
  await db.updateTable('task').set({ state, error }).where('digest', '=', digest).where('state', '=', 'open').execute()
}

/** Ends the open tasks of an ask. @returns their digests. */
export async function cancelTasksOf(db: Db, ask: string): Promise<readonly string[]> {
  const rows = await db
    .updateTable('task')
    .set({ state: 'cancelled' })
    .where('ask', '=', ask)
    .where('state', '=', 'open')
    .returning('digest')
    .execute()
  return rows.map(({ digest }) => digest)
}

/** Drops the chunks of tasks whose ask has its answer: they are large, and the answer holds what they said. */
export async function dropChunksOfAsk(db: Db, ask: string): Promise<void> {
  await sql`delete from task where ask = ${ask} and exists (select from result where result.ask = ${ask})`.execute(db)
}

/** Chunks kept and chunks in all of the tasks of an ask. */
export async function progressOf(db: Db, ask: string): Promise<{ readonly done: number; readonly of: number }> {
  const { rows } = await sql<{ done: string; of: string }>`
    select coalesce(sum(least(units, kept * chunk)), 0) as done, coalesce(sum(units), 0) as of
    from (select units, chunk, (select count(*) from chunk c where c.task = t.digest) as kept from task t where ask = ${ask}) as each`.execute(
    db,
  )
  return { done: Number(rows[0]?.done ?? 0), of: Number(rows[0]?.of ?? 0) }
}
