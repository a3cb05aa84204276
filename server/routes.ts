/** The server as one function from requests to responses: it needs no socket, and tests give it none. */
import { createRoute, z } from '@hono/zod-openapi'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { Unreachable, passes } from '../cluster/index.ts'
import { createToken, listTokens, revokeToken, workersHere } from '../store/index.ts'
import { addAskRoutes } from './ask-routes.ts'
import { addCaseRoutes } from './case-routes.ts'
import type { Env, Services } from './context.ts'
import { addressed, demand, known, observed } from './guard.ts'
import { idempotent } from './idempotency.ts'
import { newMetrics } from './metrics.ts'
import { json, newApp, wrong } from './openapi.ts'
import { ProblemError, problemResponse } from './problem.ts'
import * as schemas from './schemas.ts'

const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Armistice', version: '1', description: 'Cases, what is asked of them, and the answers.' },
  security: [{ token: [] as string[] }],
}

export function newServer(services: Services): OpenAPIHono<Env> {
  const app = newApp()
  const metrics = newMetrics()
  app.use(observed(services, metrics))
  app.use(addressed(services))
  app.use(known(services))
  app.use(
    bodyLimit({
      maxSize: services.limits.bodyBytes,
      onError: () => {
        throw new ProblemError(413, `at most ${services.limits.bodyBytes} bytes`)
      },
    }),
  )
  app.use('/api/*', idempotent())
  app.openAPIRegistry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' })
  addCaseRoutes(app, services)
  addAskRoutes(app, services)
  addTokenRoutes(app, services)
  addOwnRoutes(app, services, metrics)
  app.get('/api/openapi.json', async (c) => {
    const kinds = (await services.desk.kinds()).join(', ')
    const info = { ...DOCUMENT.info, description: `${DOCUMENT.info.description} Kinds of ask: ${kinds}.` }
    return c.json(app.getOpenAPI31Document({ ...DOCUMENT, info }))
  })
  app.get('*', (c) => {
    const path = c.req.path === '/' ? '/index.html' : c.req.path
    const document = services.documents.get(path)
    if (!document) throw new ProblemError(404, 'there is nothing at this address')
    return c.body(new Uint8Array(document.body), 200, { 'Content-Type': document.type, 'Cache-Control': 'no-cache' })
  })
  app.notFound(() => problemResponse(new ProblemError(404, 'there is nothing at this address')))
  app.onError((error, c) => {
    if (error instanceof ProblemError) return problemResponse(error)
    if (error instanceof HTTPException)
      return problemResponse(new ProblemError(error.status, error.message || 'the request cannot be read'))
    if (error instanceof Unreachable || passes(error))
      return problemResponse(new ProblemError(503, 'the database is out of reach', {}, { 'Retry-After': '2' }))
    services.log('defect', {
      id: c.get('requestId'),
      what: error.message,
      where: error.stack?.split('\n')[1]?.trim() ?? '',
    })
    return problemResponse(new ProblemError(500, `the log has it under ${c.get('requestId')}`))
  })
  return app
}

const tokenList = createRoute({
  method: 'get',
  path: '/api/tokens',
  operationId: 'listTokens',
  responses: { 200: json(schemas.TokenList, 'tokens without their secrets'), ...wrong(401, 403) },
})

const tokenMake = createRoute({
  method: 'post',
  path: '/api/tokens',
  operationId: 'createToken',
  request: { body: { required: true, content: { 'application/json': { schema: schemas.TokenRequest } } } },
  responses: { 201: json(schemas.TokenMade, 'the token, shown this once'), ...wrong(401, 403, 422) },
})

const tokenRevoke = createRoute({
  method: 'delete',
  path: '/api/tokens/{id}',
  operationId: 'revokeToken',
  request: { params: z.object({ id: z.string().regex(/^[0-9a-f]{12}$/) }) },
  responses: { 204: { description: 'it holds no longer' }, ...wrong(401, 403, 404, 422) },
})

function addTokenRoutes(app: OpenAPIHono<Env>, { store }: Services): void {
  app.openapi(tokenList, async (c) => {
    demand(c, 'admin')
    const items = (await listTokens(store.db)).map(({ createdAt, expiresAt, revokedAt, ...rest }) => ({
      ...rest,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt?.toISOString() ?? null,
      revokedAt: revokedAt?.toISOString() ?? null,
    }))
    return c.json({ items }, 200)
  })
  app.openapi(tokenMake, async (c) => {
    demand(c, 'admin')
    const { label, role, days } = c.req.valid('json')
    const expiresAt = days === undefined ? null : new Date(Date.now() + days * 86_400_000)
    return c.json(await createToken(store.db, { label, role, expiresAt }), 201)
  })
  app.openapi(tokenRevoke, async (c) => {
    demand(c, 'admin')
    if (!(await revokeToken(store.db, c.req.valid('param').id)))
      throw new ProblemError(404, 'no such token, or revoked before')
    return c.body(null, 204)
  })
}

const workers = createRoute({
  method: 'get',
  path: '/api/workers',
  operationId: 'listWorkers',
  responses: { 200: json(schemas.WorkerList, 'who computes, and how much waits'), ...wrong(401) },
})

function addOwnRoutes(app: OpenAPIHono<Env>, services: Services, metrics: ReturnType<typeof newMetrics>): void {
  const { store, queue, answering } = services
  app.openapi(workers, async (c) => {
    demand(c, 'read')
    const items = (await workersHere(store.db)).map(({ id, engine, host, startedAt, seenAt, chunks }) => ({
      id,
      engine,
      host,
      chunks,
      startedAt: startedAt.toISOString(),
      seenAt: seenAt.toISOString(),
    }))
    return c.json({ items, ...(await queue.depth(store.db)) }, 200)
  })
  app.get('/healthz', (c) => c.json({ status: 'here' }))
  app.get('/readyz', async (c) => {
    await store.pool.query('select 1')
    return c.json({ status: 'ready', engine: services.engine })
  })
  app.get('/metrics', async (c) => {
    demand(c, 'read')
    const { waiting, active } = await queue.depth(store.db)
    const gauges = {
      chunks_waiting: waiting,
      chunks_active: active,
      workers: (await workersHere(store.db)).length,
      asks_open: answering.open(),
      resident_bytes: process.memoryUsage.rss(),
    }
    return c.text(metrics.text(gauges), 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' })
  })
}
