/** What every request passes: whom it is for, who asks, how much at once; and what every response carries. */
import { randomUUID } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { checkToken } from '../store/index.ts'
import type { Role } from '../store/index.ts'
import type { Caller, Env, Services } from './context.ts'
import { may } from './context.ts'
import { isForHost, isOwnOrigin } from './hosts.ts'
import { rateLimiter } from './limits.ts'
import type { Metrics } from './metrics.ts'
import { ProblemError } from './problem.ts'

/** The app needs its own scripts, styles set by its editor, workers of its own, and nothing from elsewhere. */
const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** Results are shown and not run. */
export const RESULT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"

/** Paths that anybody may ask for: whether the server is there, and the app, which holds no case of the store. */
const OPEN = ['/healthz', '/readyz']

/** Headers of every response, a name for every request, a line in the log and a count. */
export function observed({ log }: Services, metrics: Metrics): MiddlewareHandler<Env> {
  return async (c, next) => {
    const start = performance.now()
    const id = randomUUID()
    c.set('requestId', id)
    await next()
    const seconds = (performance.now() - start) / 1000
    const { headers } = c.res
    if (!headers.has('Content-Security-Policy')) headers.set('Content-Security-Policy', POLICY)
    headers.set('X-Content-Type-Options', 'nosniff')
    headers.set('Referrer-Policy', 'no-referrer')
    headers.set('Cross-Origin-Resource-Policy', 'same-origin')
    headers.set('Cross-Origin-Opener-Policy', 'same-origin')
    headers.set('Cross-Origin-Embedder-Policy', 'require-corp')
    headers.set('X-Request-Id', id)
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store')
    const route = matchedRoutes(c).find(({ path }) => path !== '/*' && path !== '*')?.path ?? '/*'
    metrics.request(c.req.method, route, c.res.status, seconds)
    log('request', {
      id,
      method: c.req.method,
      route,
      status: c.res.status,
      ms: Math.round(seconds * 1000),
      caller: (c.get('caller') as Caller | undefined)?.id ?? null,
    })
  }
}

/** Refuses requests that a strange page or a strange name sent here. */
export function addressed({ hosts }: Services): MiddlewareHandler<Env> {
  return async (c, next) => {
    const host = c.req.header('host') ?? new URL(c.req.url).host
    if (!isForHost(host, hosts))
      throw new ProblemError(421, 'this server does not go by that name; `--host-name` adds one')
    if (!isOwnOrigin(c.req.header('origin'), host))
      throw new ProblemError(403, 'pages of other origins may not ask here')
    await next()
  }
}

/** Finds out who asks, and holds everybody to the limits. */
export function known(services: Services): MiddlewareHandler<Env> {
  const { tokens, limits } = services
  const wait = rateLimiter(limits, () => performance.now())
  return async (c, next) => {
    if (OPEN.includes(c.req.path) || !isInterface(c.req.path)) return next()
    const caller =
      tokens === 'needed' ? await callerOf(c, services) : { id: 'local', label: 'local', role: 'admin' as const }
    c.set('caller', caller)
    const seconds = wait(caller.id)
    if (seconds > 0)
      throw new ProblemError(
        429,
        `${limits.perSecond} requests a second are allowed`,
        {},
        { 'Retry-After': String(seconds) },
      )
    return next()
  }
}

const isInterface = (path: string): boolean => path.startsWith('/api') || path === '/metrics'

async function callerOf(c: Context<Env>, { store }: Services): Promise<Caller> {
  const [, token] = /^Bearer +(\S{1,200})$/i.exec(c.req.header('authorization') ?? '') ?? []
  const found = token === undefined ? null : await checkToken(store.db, token, new Date())
  if (!found)
    throw new ProblemError(
      401,
      token === undefined ? 'send a token: `Authorization: Bearer …`' : 'this token is unknown, revoked or over',
      {},
      { 'WWW-Authenticate': 'Bearer' },
    )
  return { id: found.id, label: found.label, role: found.role }
}

/** @throws ProblemError where the caller's role does not reach. */
export function demand(c: Context<Env>, role: Role): Caller {
  const caller = c.get('caller')
  if (!may(caller, role))
    throw new ProblemError(403, `this needs the role \`${role}\`; the token has \`${caller.role}\``)
  return caller
}
