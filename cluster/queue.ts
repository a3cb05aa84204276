/** The queue of chunks: pg-boss on the store's own Postgres, so that a chunk and the completion of its job are one
 *  transaction. */
import { defined } from '../src/plain.ts'
import { createHash } from 'node:crypto'
import { CompiledQuery, sql } from 'kysely'
import PgBoss from 'pg-boss'
import type { Db, Store, Tx } from '../store/index.ts'
import type { Job } from './protocol.ts'

/** Seconds that a worker may be silent before its job is free for others. It says that it is there three times as often
 *  (`worker.ts`). */
export const LEASE_SECONDS = 15

/** Takings of a job after which it is given up: its workers died every time. */
const MOST_TAKINGS = 8

const SCHEMA = 'pgboss'

export interface Queue {
  readonly name: string
  /** Offers chunks of a task, those on offer already left alone. */
  offer(db: Db, task: string, numbers: readonly number[]): Promise<void>
  fetch(): Promise<Job | null>
  /** Completes a job within a transaction. */
  complete(tx: Tx, job: Job): Promise<void>
  /** Keeps a job for another lease. */
  renew(db: Db, job: Job): Promise<void>
  /** Puts a job back for others, as if it had not been taken. */
  handBack(db: Db, job: Job): Promise<void>
  /** Frees the jobs whose lease is over. */
  sweep(): Promise<void>
  /** What is on offer or with a worker (live), and what was given up. */
  jobsOf(db: Db, task: string): Promise<{ readonly live: ReadonlySet<number>; readonly givenUp: readonly number[] }>
  /** Takes what is left of a task off offer. */
  withdraw(db: Db, task: string): Promise<void>
  /** Jobs waiting and jobs with workers, of this engine. */
  depth(db: Db): Promise<{ readonly waiting: number; readonly active: number }>
  /** Puts away jobs that were over long ago. */
  tidy(): Promise<void>
  close(): Promise<void>
}

export interface QueueOptions {
  readonly leaseSeconds?: number
}

/** Opens the queue of an engine: workers of another engine do not see its jobs. */
export async function openQueue(
  store: Store,
  engine: string,
  { leaseSeconds = LEASE_SECONDS }: QueueOptions = {},
): Promise<Queue> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => run(store, text, values) },
    schema: SCHEMA,
    supervise: false,
    schedule: false,
  })
  boss.on('error', () => {})
  await boss.start()
  const name = `chunks-${engine}`
  if ((await boss.getQueue(name)) === null) await boss.createQueue(name, { name })
  return {
    name,
    offer: (db, task, numbers) => offer(boss, db, name, { task, numbers, leaseSeconds }),
    fetch: () => fetch(store, boss, name),
    complete: async (tx, { id }) => {
      await boss.complete(name, id, {}, { db: within(tx) })
    },
    renew: async (db, { id }) => {
      await sql`update pgboss.job set started_on = now() where name = ${name} and id = ${id} and state = 'active'`.execute(
        db,
      )
    },
    handBack: async (db, { id }) => {
      await sql`update pgboss.job set state = 'created', started_on = null
        where name = ${name} and id = ${id} and state = 'active'`.execute(db)
    },
    sweep: () => boss.expire(),
    jobsOf: (db, task) => jobsOf(db, name, task),
    withdraw: async (db, task) => {
      await sql`delete from pgboss.job where name = ${name} and data->>'task' = ${task}`.execute(db)
    },
    depth: (db) => depth(db, name),
    tidy: () => boss.maintain(),
    close: () => boss.stop({ graceful: false, close: false }),
  }
}

/** pg-boss's own statements on the store's pool. Statements without values go by the simple protocol: some are several
 *  in one. */
async function run(store: Store, text: string, values?: unknown[]): Promise<{ rows: unknown[] }> {
  const result = await (values && values.length > 0 ? store.pool.query(text, values) : store.pool.query(text))
  return Array.isArray(result) ? { rows: [] } : result
}

/** pg-boss's own statements within a transaction of the store. */
function within(db: Db): PgBoss.Db {
  return {
    executeSql: async (text, values) => {
      const { rows } = await db.executeQuery(CompiledQuery.raw(text, values))
      return { rows }
    },
  }
}

async function offer(
  boss: PgBoss,
  db: Db,
  name: string,
  { task, numbers, leaseSeconds }: { task: string; numbers: readonly number[]; leaseSeconds: number },
): Promise<void> {
  if (numbers.length === 0) return
  const ids = numbers.map((number) => jobId(task, number))
  // A job that is over does not stand in the way of its chunk: the chunk may have been dropped since.
  await sql`delete from pgboss.job where name = ${name} and id = any(${ids}::uuid[]) and state >= 'completed'`.execute(
    db,
  )
  await boss.insert(
    numbers.map((number, k) => ({
      id: defined(ids[k]),
      name,
      data: { task, number },
      expireInSeconds: leaseSeconds,
      retryLimit: MOST_TAKINGS - 1,
    })),
    { db: within(db) },
  )
}

/** pg-boss swallows what goes wrong in a fetch; a connection that fails is said here all the same. */
async function fetch(store: Store, boss: PgBoss, name: string): Promise<Job | null> {
  let failure: unknown = null
  const db: PgBoss.Db = {
    executeSql: async (text, values) => {
      try {
        return await run(store, text, values)
      } catch (error) {
        failure = error
        throw error
      }
    },
  }
  const [job] = await boss.fetch<{ task: string; number: number }>(name, { db, batchSize: 1 })
  if (failure !== null) throw failure
  return job ? { id: job.id, ...job.data } : null
}

async function jobsOf(
  db: Db,
  name: string,
  task: string,
): Promise<{ readonly live: ReadonlySet<number>; readonly givenUp: readonly number[] }> {
  const { rows } = await sql<{ number: number; live: boolean; given_up: boolean }>`
    select (data->>'number')::int as number, state < 'completed' as live, state = 'failed' as given_up
    from pgboss.job where name = ${name} and data->>'task' = ${task}`.execute(db)
  return {
    live: new Set(rows.filter(({ live }) => live).map(({ number }) => number)),
    givenUp: rows.filter((row) => row.given_up).map(({ number }) => number),
  }
}

async function depth(db: Db, name: string): Promise<{ readonly waiting: number; readonly active: number }> {
  const { rows } = await sql<{ waiting: string; active: string }>`
    select count(*) filter (where state < 'active') as waiting, count(*) filter (where state = 'active') as active
    from pgboss.job where name = ${name}`.execute(db)
  return { waiting: Number(rows[0]?.waiting ?? 0), active: Number(rows[0]?.active ?? 0) }
}

/** The job of a chunk has one name, so that offering it twice offers it once. Source for the form: RFC 9562, §5.8
 *  (version 8, own contents). */
function jobId(task: string, number: number): string {
  const hex = createHash('sha256').update(`${task}:${number}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
