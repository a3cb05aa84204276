/** What was asked of a case, and the answers. An ask is named by the digest of itself, the case's text and the engine:
 *  asked twice, it is computed once. */
import { defined, canonicalJson } from '../src/plain.ts'
import { sql } from 'kysely'
import { putText } from './cases.ts'
import type { Json } from '../src/plain.ts'
import { digestOf, sha256Of } from './digest.ts'
import type { Db } from './store.ts'
import type { State } from './tables.ts'

/** Plain JSON that says what is asked. */
export type Asked = { readonly kind: string } & { readonly [name: string]: Json | undefined }

export interface Question {
  readonly ask: Asked
  readonly text: string
  readonly engine: string
  readonly by: string
}

export interface AskRecord {
  readonly digest: string
  readonly ask: Asked
  readonly caseDigest: string
  readonly engine: string
  readonly state: State
  readonly error: string | null
  readonly by: string
  /** Rises with every ask that is stored. */
  readonly serial: number
  readonly at: Date
  readonly endedAt: Date | null
}

/** The name of an ask. */
export function askDigest(ask: Asked, caseDigest: string, engine: string): string {
  return digestOf({ ask, case: caseDigest, engine })
}

/** Stores an ask, or finds it. One that had failed or been cancelled is open again. */
export async function putAsk(
  db: Db,
  question: Question,
): Promise<{ readonly digest: string; readonly caseDigest: string; readonly isNew: boolean }> {
  const { ask, engine, by } = question
  const caseDigest = await putText(db, question.text)
  const digest = askDigest(ask, caseDigest, engine)
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('ask')
    .values({
      digest,
      body: canonicalJson(ask),
      kind: ask.kind,
      case_digest: caseDigest,
      engine,
      state: 'open',
      error: null,
      asked_by: by,
      ended_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) await reopen(db, digest)
  return { digest, caseDigest, isNew: numInsertedOrUpdatedRows !== 0n }
}

/** Opens an ask that was cancelled or failed; others stay as they are. */
export async function reopen(db: Db, digest: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('ask')
    .set({ state: 'open', error: null, ended_at: null })
    .where('digest', '=', digest)
    .where('state', 'in', ['failed', 'cancelled'])
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Ends an open ask without an answer. @returns whether it was open. */
export async function endAsk(
  db: Db,
  digest: string,
  state: 'failed' | 'cancelled',
  error: string | null,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('ask')
    .set({ state, error, ended_at: new Date() })
    .where('digest', '=', digest)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Stores the answer of an ask and ends it, both or neither. An answer that is there stays. */
export function putResult(db: Db, ask: string, body: Uint8Array): Promise<void> {
  return db.transaction().execute(async (tx) => {
    await tx
      .insertInto('result')
      .values({ ask, body: Buffer.from(body), digest: sha256Of(body) })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await tx
      .updateTable('ask')
      .set({ state: 'done', error: null, ended_at: new Date() })
      .where('digest', '=', ask)
      .execute()
  })
}

export async function resultOf(
  db: Db,
  ask: string,
): Promise<{ readonly body: Uint8Array; readonly digest: string } | null> {
  const row = await db.selectFrom('result').select(['body', 'digest']).where('ask', '=', ask).executeTakeFirst()
  return row ?? null
}

export async function askOf(db: Db, digest: string): Promise<AskRecord | null> {
  const row = await db.selectFrom('ask').selectAll().where('digest', '=', digest).executeTakeFirst()
  return row ? record(row) : null
}

/** Asks of somebody that are open. */
export async function openAsksBy(db: Db, by: string): Promise<number> {
  const { count } = await db
    .selectFrom('ask')
    .select((of) => of.fn.countAll().as('count'))
    .where('asked_by', '=', by)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Asks, the latest first, those before `before`. */
export async function listAsks(db: Db, before: number, limit: number, state?: State): Promise<readonly AskRecord[]> {
  const rows = await db
    .selectFrom('ask')
    .selectAll()
    .where(sql<boolean>`serial < ${before}`)
    .$if(state !== undefined, (query) => query.where('state', '=', defined(state)))
    .orderBy('serial', 'desc')
    .limit(limit)
    .execute()
  return rows.map(record)
}

function record(row: {
  digest: string
  body: string
  case_digest: string
  engine: string
  state: State
  error: string | null
  asked_by: string
  serial: string
  created_at: Date
  ended_at: Date | null
}): AskRecord {
  return {
    digest: row.digest,
    ask: JSON.parse(row.body) as Asked,
    caseDigest: row.case_digest,
    engine: row.engine,
    state: row.state,
    error: row.error,
    by: row.asked_by,
    serial: Number(row.serial),
    at: row.created_at,
    endedAt: row.ended_at,
  }
}
