/** What of an error is the network's or the server's moment, and may be tried again. */
import { Unreachable } from './protocol.ts'

/** Classes and codes of errors that pass: connection exceptions, a server that shuts down or starts, too many
 *  connections, no room on its disk, a transaction rolled back, a statement that took too long. Source: PostgreSQL 15
 *  documentation, appendix A. */
const PASSING = /^(08|53|57|40|58)/

const SYSTEM = /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ENOTFOUND)/

/** Words of the driver for connections that broke, which have no code. */
const BROKEN = /connection (terminated|error)|timeout|not queryable|read ECONNRESET|client was closed/i

/** Runs a query. @throws Unreachable where it may be tried again. */
export async function reach<T>(query: () => Promise<T>): Promise<T> {
  try {
    return await query()
  } catch (error) {
    if (passes(error)) throw new Unreachable((error as Error).message, { cause: error })
    throw error
  }
}

export function passes(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown }
  if (typeof code === 'string' && (PASSING.test(code) || SYSTEM.test(code))) return true
  return typeof message === 'string' && BROKEN.test(message)
}
