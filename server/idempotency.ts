/** Requests that carry an `Idempotency-Key` are carried out once: sent again, they get the answer that they got. Kept
 *  in memory, so that a restart forgets them. Source: IETF, draft-ietf-httpapi-idempotency-key-header-07. */
import { createHash } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import type { Env } from './context.ts'
import { ProblemError } from './problem.ts'

/** Answers kept at most; the oldest go first. */
const MOST = 1000
const KEY = /^[\x21-\x7e]{1,200}$/

interface Once {
  /** What was asked: method, path and body. */
  readonly what: string
  answer: Response | null
}

export function idempotent(): MiddlewareHandler<Env> {
  const known = new Map<string, Once>()
  return async (c, next) => {
    const given = c.req.header('idempotency-key')
    if (given === undefined || c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    if (!KEY.test(given)) throw new ProblemError(400, '`Idempotency-Key` is up to 200 visible characters')
    const key = `${c.get('caller').id}\n${given}`
    const what = createHash('sha256')
      .update(`${c.req.method} ${c.req.path}\n`)
      .update(await c.req.text())
      .digest('hex')
    const before = known.get(key)
    if (before) return repeated(before, what)
    const once: Once = { what, answer: null }
    known.set(key, once)
    for (const [oldest] of known) {
      if (known.size <= MOST) break
      known.delete(oldest)
    }
    try {
      await next()
    } finally {
      // What passes (the server's own trouble, too many requests) is worth another try.
      const { status } = c.res
      if (status >= 500 || status === 429) known.delete(key)
      else once.answer = c.res.clone()
    }
  }
}

function repeated({ what, answer }: Once, asked: string): Response {
  if (what !== asked) throw new ProblemError(422, 'this `Idempotency-Key` was sent with another request before')
  if (answer === null) throw new ProblemError(409, 'the request of this `Idempotency-Key` is under way')
  const again = answer.clone()
  again.headers.set('Idempotent-Replayed', 'true')
  return again
}
