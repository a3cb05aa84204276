/** What the routes work with. */
import type { Store, Role } from '../store/index.ts'
import type { Queue } from '../cluster/index.ts'
import type { Answering } from './answering.ts'
import type { Desk } from './desk.ts'
import type { Limits } from './limits.ts'

export interface Log {
  /** One event, as a line of JSON. Never given a token, a body or a header. */
  (event: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void
}

export interface Services {
  readonly store: Store
  readonly queue: Queue
  readonly answering: Answering
  readonly desk: Desk
  readonly engine: string
  readonly limits: Limits
  /** Names by which the server may be addressed. */
  readonly hosts: readonly string[]
  /** Whether requests need a token; without, everybody who reaches the server may do everything. */
  readonly tokens: 'needed' | 'not needed'
  readonly log: Log
  /** Documents that are not part of the interface, such as the app, by path. */
  readonly documents: ReadonlyMap<string, Document>
}

export interface Document {
  readonly type: string
  readonly body: Uint8Array
}

export interface Caller {
  /** Id of the token, or `local`. */
  readonly id: string
  readonly label: string
  readonly role: Role
}

/** What is known of a request on its way. */
export interface Env {
  Variables: { caller: Caller; requestId: string }
}

const RANK: Readonly<Record<Role, number>> = { read: 0, run: 1, admin: 2 }

export function may(caller: Caller, role: Role): boolean {
  return RANK[caller.role] >= RANK[role]
}
