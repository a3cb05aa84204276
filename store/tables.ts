/** The tables, as the query builder sees them (`migrations/` has what they mean). */
import type { ColumnType, Generated } from 'kysely'

/** Set by the database. */
type Made<T> = ColumnType<T, never, never>
type Defaulted<T> = ColumnType<T, T | undefined, T>
/** Eight-byte integers come as text. */
type Big = ColumnType<string, number, number>

export type Role = 'read' | 'run' | 'admin'
export type State = 'open' | 'done' | 'failed' | 'cancelled'

export interface Tables {
  case_text: { digest: string; text: string; created_at: Made<Date> }
  cases: { id: string; title: string; revision: number; created_at: Made<Date>; changed_at: Defaulted<Date> }
  case_revision: {
    case_id: string
    revision: number
    digest: string
    base: number | null
    author: string
    note: Defaulted<string>
    created_at: Made<Date>
  }
  ask: {
    digest: string
    body: string
    kind: string
    case_digest: string
    engine: string
    state: State
    error: string | null
    asked_by: string
    serial: Made<string>
    created_at: Made<Date>
    ended_at: Date | null
  }
  result: { ask: string; body: Buffer; digest: string; created_at: Made<Date> }
  task: {
    digest: string
    ask: string | null
    body: Buffer
    engine: string
    units: Big
    chunk: Big
    state: Defaulted<State>
    error: string | null
    created_at: Made<Date>
  }
  chunk: { task: string; number: number; body: Buffer; worker: string; seconds: number; created_at: Made<Date> }
  worker: {
    id: string
    engine: string
    host: string
    pid: number
    started_at: Made<Date>
    seen_at: Defaulted<Date>
    chunks: Generated<number>
  }
  observation: {
    serial: Made<string>
    case_id: string
    what: string
    at: ColumnType<string, string, never>
    value: string
    source: string
    recorded_by: string
    recorded_at: Made<Date>
  }
  forecast: {
    serial: Made<string>
    digest: string
    previous: string | null
    case_digest: string
    engine: string
    body: string
    sealed_by: string
    sealed_at: Date
  }
  token: {
    id: string
    hash: Buffer
    label: string
    role: Role
    created_at: Made<Date>
    expires_at: Date | null
    revoked_at: Date | null
  }
  setting: { name: string; value: string }
}
