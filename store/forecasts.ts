/** Sealed forecasts and what happened. A forecast names the digest of the one sealed before it, so that none can be
 *  changed, dropped or put in between without all that follow showing it. */
import { sql } from 'kysely'
import { canonicalJson } from '../src/plain.ts'
import type { Json } from '../src/plain.ts'
import { digestOf } from './digest.ts'
import type { Db } from './store.ts'

export interface Forecast {
  readonly caseDigest: string
  readonly engine: string
  /** What is forecast: plain JSON with seed and worlds. */
  readonly body: Json
  readonly by: string
  readonly at: Date
}

export interface SealedForecast extends Forecast {
  readonly digest: string
  readonly previous: string | null
}

export interface Observation {
  readonly case: string
  /** What was observed: the name of an output or claim. */
  readonly what: string
  /** The day, YYYY-MM-DD. */
  readonly at: string
  readonly value: string
  readonly source: string
  readonly by: string
}

export function forecastDigest({ caseDigest, engine, body, by, at }: Forecast, previous: string | null): string {
  return digestOf({ previous, case: caseDigest, engine, body, by, at: at.toISOString() })
}

/** Seals a forecast, one after the other. */
export function seal(db: Db, forecast: Forecast): Promise<SealedForecast> {
  return db.transaction().execute(async (tx) => {
    await sql`lock table forecast in exclusive mode`.execute(tx)
    const last = await tx.selectFrom('forecast').select('digest').orderBy('serial', 'desc').limit(1).executeTakeFirst()
    const previous = last?.digest ?? null
    const digest = forecastDigest(forecast, previous)
    await tx
      .insertInto('forecast')
      .values({
        digest,
        previous,
        case_digest: forecast.caseDigest,
        engine: forecast.engine,
        body: canonicalJson(forecast.body),
        sealed_by: forecast.by,
        sealed_at: forecast.at,
      })
      .execute()
    return { ...forecast, digest, previous }
  })
}

/** All forecasts in the order of their sealing. */
export async function forecasts(db: Db): Promise<readonly SealedForecast[]> {
  const rows = await db.selectFrom('forecast').selectAll().orderBy('serial').execute()
  return rows.map((row) => ({
    digest: row.digest,
    previous: row.previous,
    caseDigest: row.case_digest,
    engine: row.engine,
    body: JSON.parse(row.body) as Json,
    by: row.sealed_by,
    at: row.sealed_at,
  }))
}

/** The first forecast that is not what was sealed, or null where all are. */
export function brokenSeal(sealed: readonly SealedForecast[]): SealedForecast | null {
  let previous: string | null = null
  for (const forecast of sealed) {
    if (forecast.previous !== previous || forecastDigest(forecast, previous) !== forecast.digest) return forecast
    previous = forecast.digest
  }
  return null
}

export async function observe(db: Db, { case: id, by, ...rest }: Observation): Promise<void> {
  await db
    .insertInto('observation')
    .values({ case_id: id, recorded_by: by, ...rest })
    .execute()
}

/** What was observed of a case, by day. */
export function observationsOf(db: Db, id: string): Promise<Observation[]> {
  return db
    .selectFrom('observation')
    .select(['case_id as case', 'what', sql<string>`at::text`.as('at'), 'value', 'source', 'recorded_by as by'])
    .where('case_id', '=', id)
    .orderBy('observation.at')
    .orderBy('serial')
    .execute()
}
