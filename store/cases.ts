/** Cases and their revisions. A text is stored once, by its digest; a revision says who wrote it, from which revision,
 *  and why. */
import { sha256Of } from './digest.ts'
import type { Db } from './store.ts'

export interface Revision {
  readonly case: string
  readonly title: string
  readonly revision: number
  readonly digest: string
  /** The revision that it was written from; null for the first. */
  readonly base: number | null
  readonly author: string
  readonly note: string
  readonly at: Date
}

export interface Draft {
  readonly case: string
  readonly title: string
  readonly text: string
  /** The revision that the writer had read; null where the case should not exist yet. */
  readonly base: number | null
  readonly author: string
  readonly note?: string
}

export type Put =
  | { readonly kind: 'stored'; readonly revision: number; readonly digest: string }
  /** The text is that of the present revision: there is nothing to store. */
  | { readonly kind: 'same'; readonly revision: number; readonly digest: string }
  /** Somebody else stored one meanwhile; nothing was stored. `current` is null where there is no such case. */
  | { readonly kind: 'conflict'; readonly current: number | null }

/** Stores a text so that its digest names it. */
export async function putText(db: Db, text: string): Promise<string> {
  const digest = sha256Of(text)
  await db
    .insertInto('case_text')
    .values({ digest, text })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return digest
}

export async function textOf(db: Db, digest: string): Promise<string | null> {
  const row = await db.selectFrom('case_text').select('text').where('digest', '=', digest).executeTakeFirst()
  return row?.text ?? null
}

/** Stores a revision if nobody stored one since `base`. */
export function putRevision(db: Db, draft: Draft): Promise<Put> {
  return db.transaction().execute(async (tx) => {
    const digest = await putText(tx, draft.text)
    const current = await tx
      .selectFrom('cases')
      .innerJoin('case_revision', (join) =>
        join.onRef('case_id', '=', 'id').onRef('case_revision.revision', '=', 'cases.revision'),
      )
      .select(['cases.revision', 'digest'])
      .where('id', '=', draft.case)
      .forUpdate('cases')
      .executeTakeFirst()
    if (current?.digest === digest) return { kind: 'same', revision: current.revision, digest }
    if ((current?.revision ?? null) !== draft.base) return { kind: 'conflict', current: current?.revision ?? null }
    const revision = (draft.base ?? 0) + 1
    if (draft.base === null) {
      const { numInsertedOrUpdatedRows } = await tx
        .insertInto('cases')
        .values({ id: draft.case, title: draft.title, revision })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      if (numInsertedOrUpdatedRows === 0n) return { kind: 'conflict', current: 1 }
    } else {
      await tx
        .updateTable('cases')
        .set({ title: draft.title, revision, changed_at: new Date() })
        .where('id', '=', draft.case)
        .execute()
    }
    const { base, author, note = '' } = draft
    await tx.insertInto('case_revision').values({ case_id: draft.case, revision, digest, base, author, note }).execute()
    return { kind: 'stored', revision, digest }
  })
}

const revisions = (db: Db) =>
  db
    .selectFrom('case_revision')
    .innerJoin('cases', 'cases.id', 'case_revision.case_id')
    .select([
      'case_revision.case_id as case',
      'cases.title',
      'case_revision.revision',
      'case_revision.digest',
      'case_revision.base',
      'case_revision.author',
      'case_revision.note',
      'case_revision.created_at as at',
    ])

/** A revision of a case, the present one by default. */
export async function revisionOf(db: Db, id: string, revision?: number): Promise<Revision | null> {
  const found = revisions(db).where('cases.id', '=', id)
  const row = await (revision === undefined
    ? found.whereRef('case_revision.revision', '=', 'cases.revision')
    : found.where('case_revision.revision', '=', revision)
  ).executeTakeFirst()
  return row ?? null
}

/** Present revisions by id, after `after`. */
export function listCases(db: Db, after: string, limit: number): Promise<Revision[]> {
  return revisions(db)
    .whereRef('case_revision.revision', '=', 'cases.revision')
    .where('cases.id', '>', after)
    .orderBy('cases.id')
    .limit(limit)
    .execute()
}

/** Revisions of a case, the latest first, those before `before`. */
export function listRevisions(db: Db, id: string, before: number, limit: number): Promise<Revision[]> {
  return revisions(db)
    .where('cases.id', '=', id)
    .where('case_revision.revision', '<', before)
    .orderBy('case_revision.revision', 'desc')
    .limit(limit)
    .execute()
}
