/** Asks over HTTP: made, watched, cancelled, resumed, and their answers in several forms. */
import { defined } from '../src/plain.ts'
import { createRoute, z } from '@hono/zod-openapi'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import { askOf, listAsks, openAsksBy, resultOf, revisionOf, textOf } from '../store/index.ts'
import type { AskRecord } from '../store/index.ts'
import { newKeep } from './answer-cache.ts'
import type { Keep } from './answer-cache.ts'
import type { StageProgress } from './answering.ts'
import type { Env, Services } from './context.ts'
import { demand, RESULT_POLICY } from './guard.ts'
import { json, notModified, wrong } from './openapi.ts'
import { ProblemError } from './problem.ts'
import { formOf, MEDIA } from './forms.ts'
import type { Form } from './forms.ts'
import type { Rendered } from './render.ts'
import * as schemas from './schemas.ts'
import { withStoredSeal } from './stored-seal.ts'

const digestParam = z.object({ digest: schemas.Digest })

const create = createRoute({
  method: 'post',
  path: '/api/asks',
  operationId: 'createAsk',
  description: 'Asked twice, an ask is computed once: its digest is its name, so that sending it again is safe.',
  request: { body: { required: true, content: { 'application/json': { schema: schemas.AskRequest } } } },
  responses: {
    200: json(schemas.AskRecordBody, 'it was asked before'),
    201: json(schemas.AskRecordBody, 'stored; it will be answered even if the server dies now'),
    ...wrong(401, 403, 404, 413, 422, 429),
  },
})

const list = createRoute({
  method: 'get',
  path: '/api/asks',
  operationId: 'listAsks',
  request: { query: z.object({ before: schemas.Before, limit: schemas.Limit, state: schemas.State.optional() }) },
  responses: { 200: json(schemas.AskList, 'the latest first'), ...wrong(401, 422) },
})

const get = createRoute({
  method: 'get',
  path: '/api/asks/{digest}',
  operationId: 'getAsk',
  request: { params: digestParam },
  responses: { 200: json(schemas.AskRecordBody, 'how it stands'), ...wrong(401, 404, 422) },
})

const result = createRoute({
  method: 'get',
  path: '/api/asks/{digest}/result',
  operationId: 'getResult',
  request: { params: digestParam, query: z.object({ as: schemas.Form }) },
  responses: {
    200: {
      description: 'the answer, in the form of `as` or of the `Accept` header',
      content: {
        'application/json': { schema: z.looseObject({}) },
        'text/csv': { schema: z.string() },
        'application/vnd.apache.parquet': { schema: z.string() },
        'image/svg+xml': { schema: z.string() },
        'text/html': { schema: z.string() },
      },
    },
    304: { description: 'as you have it' },
    ...wrong(401, 404, 406, 409, 422),
  },
})

const events = createRoute({
  method: 'get',
  path: '/api/asks/{digest}/events',
  operationId: 'watchAsk',
  description:
    'Progress as server-sent events. Each event says all that is known, so that none is missed by who was away.',
  request: { params: digestParam },
  responses: {
    200: {
      description: 'events `standing`, the last when it has ended',
      content: { 'text/event-stream': { schema: z.string() } },
    },
    ...wrong(401, 404, 422),
  },
})

const cancel = createRoute({
  method: 'post',
  path: '/api/asks/{digest}/cancel',
  operationId: 'cancelAsk',
  request: { params: digestParam },
  responses: { 200: json(schemas.AskRecordBody, 'cancelled, or over before'), ...wrong(401, 403, 404, 422) },
})

const resume = createRoute({
  method: 'post',
  path: '/api/asks/{digest}/resume',
  operationId: 'resumeAsk',
  request: { params: digestParam },
  responses: { 200: json(schemas.AskRecordBody, 'open again, or as it was'), ...wrong(401, 403, 404, 422) },
})

export function addAskRoutes(app: OpenAPIHono<Env>, services: Services): void {
  const asks = askReader(services)
  addAsking(app, services, asks)
  addReading(app, services, asks)
  addSteering(app, services, asks)
}

interface AskReader {
  /** @throws ProblemError where nobody asked it. */
  found(digest: string): Promise<AskRecord>
  /** The record with how far it is. */
  toldNow(digest: string): Promise<ReturnType<typeof told>>
}

function askReader({ store, answering }: Services): AskReader {
  const found = async (digest: string): Promise<AskRecord> => {
    const record = await askOf(store.db, digest)
    if (!record) throw new ProblemError(404, 'nobody asked that')
    return record
  }
  return {
    found,
    async toldNow(digest) {
      const record = await found(digest)
      return told(record, (await answering.standing(digest))?.progress ?? null)
    },
  }
}

function addAsking(app: OpenAPIHono<Env>, services: Services, { toldNow }: AskReader): void {
  const { store, answering, desk } = services

  app.openapi(create, async (c) => {
    const caller = demand(c, 'run')
    const { case: id, revision, ask } = c.req.valid('json')
    const read = await desk.read(await withStoredSeal(store.db, ask))
    if (!read.ok)
      throw new ProblemError(422, 'the ask is not right', {
        errors: read.problems.map(({ at, says }) => ({ pointer: `/ask${at}`, detail: says })),
      })
    refuseLarge(read.ask, services)
    const known = await revisionOf(store.db, id, revision)
    if (!known)
      throw new ProblemError(404, `no case \`${id}\`${revision === undefined ? '' : ` of revision ${revision}`}`)
    if ((await openAsksBy(store.db, caller.label)) >= services.limits.openAsks)
      throw new ProblemError(
        429,
        `${services.limits.openAsks} of your asks are open; wait for one, or cancel one`,
        {},
        { 'Retry-After': '5' },
      )
    const { digest, isNew } = await answering.ask(read.ask, defined(await textOf(store.db, known.digest)), caller.label)
    c.header('Location', `/api/asks/${digest}`)
    return c.json(await toldNow(digest), isNew ? 201 : 200)
  })
  app.openapi(list, async (c) => {
    demand(c, 'read')
    const { before, limit, state } = c.req.valid('query')
    const items = await listAsks(store.db, before, limit, state)
    const next = items.length === limit ? defined(items.at(-1)).serial : null
    return c.json({ items: items.map((item) => told(item, null)), next }, 200)
  })
  app.openapi(get, async (c) => {
    demand(c, 'read')
    return c.json(await toldNow(c.req.valid('param').digest), 200)
  })
}

interface Finished {
  readonly record: AskRecord
  readonly body: Uint8Array
  readonly digest: string
}

function addReading(app: OpenAPIHono<Env>, services: Services, { found }: AskReader): void {
  const keep = newKeep()
  app.openapi(result, async (c) => {
    demand(c, 'read')
    const form = c.req.valid('query').as ?? formOf(c.req.header('accept'))
    if (form === null) throw new ProblemError(406, `there are ${Object.values(MEDIA).join(', ')}`)
    const { digest } = c.req.valid('param')
    const finished = await keep.get(digest, () => finishedAsk(services, () => found(digest)))
    const { record, body, digest: name } = defined(finished)
    const tag = `"${name}-${form}"`
    if (notModified(c, tag)) return c.body(null, 304, { ETag: tag })
    const bytes = form === 'json' ? body : await inForm(services, keep, record, { body, form, tag })
    return new Response(bytes as Uint8Array<ArrayBuffer>, {
      status: 200,
      headers: {
        'Content-Type': MEDIA[form],
        'Content-Security-Policy': RESULT_POLICY,
        'Cache-Control': 'private, no-cache',
        ETag: tag,
        Vary: 'Accept',
      },
    }) as never
  })
  app.openapi(events, async (c) => {
    demand(c, 'read')
    const { digest } = c.req.valid('param')
    await found(digest)
    return watch(c, services, digest) as never
  })
}

/** @throws ProblemError where there is no answer. */
async function finishedAsk(
  { store }: Services,
  found: () => Promise<AskRecord>,
): Promise<{ readonly value: Finished; readonly bytes: number }> {
  const record = await found()
  const answer = await resultOf(store.db, record.digest)
  if (!answer)
    throw new ProblemError(
      409,
      record.state === 'failed' ? `it failed: ${record.error}` : `there is no answer yet: it is ${record.state}`,
      { state: record.state },
    )
  return { value: { record, ...answer }, bytes: answer.body.length }
}

function addSteering(app: OpenAPIHono<Env>, { answering }: Services, { found, toldNow }: AskReader): void {
  app.openapi(cancel, async (c) => {
    demand(c, 'run')
    const { digest } = c.req.valid('param')
    await found(digest)
    await answering.cancel(digest)
    return c.json(await toldNow(digest), 200)
  })
  app.openapi(resume, async (c) => {
    demand(c, 'run')
    const { digest } = c.req.valid('param')
    await found(digest)
    await answering.resume(digest)
    return c.json(await toldNow(digest), 200)
  })
}

/** Events until the ask has ended or the client leaves. Events of a server before this one have ids of their own; then
 *  the present standing comes first. */
function watch(c: Parameters<typeof streamSSE>[0], { answering }: Services, digest: string): Response {
  const [, epoch, serial] = /^(\w+)-(\d+)$/.exec(c.req.header('last-event-id') ?? '') ?? []
  let last = epoch === EPOCH ? Number(serial) : -1
  return streamSSE(c, async (stream) => {
    const gone = new AbortController()
    stream.onAbort(() => gone.abort())
    while (!gone.signal.aborted) {
      const seen = await answering.next(digest, last, gone.signal)
      if (seen === null || gone.signal.aborted) return
      if (seen.serial > last || seen.state !== 'open') {
        const { serial: id, ...standing } = seen
        await stream.writeSSE({ event: 'standing', id: `${EPOCH}-${id}`, data: JSON.stringify(standing) })
        last = seen.serial
      } else await stream.write(': here\n\n')
      if (seen.state !== 'open') return
    }
  })
}

/** Names this server among those that came before it. */
const EPOCH = Date.now().toString(36)

async function inForm(
  { store, desk }: Services,
  keep: Keep,
  { ask, caseDigest }: AskRecord,
  { body, form, tag }: { readonly body: Uint8Array; readonly form: Form; readonly tag: string },
): Promise<Uint8Array> {
  const bytes = await keep.get(tag, async () => {
    const text = defined(await textOf(store.db, caseDigest))
    const value = await desk.render({ ask: ask as Rendered, body, form, text })
    return value && { value, bytes: value.length }
  })
  if (!bytes)
    throw new ProblemError(406, `an answer to \`${ask.kind}\` has no ${form}; it has json, csv, parquet and html`)
  return bytes
}

function refuseLarge(ask: object, { limits }: Services): void {
  const { worlds } = ask as { worlds?: unknown }
  if (typeof worlds === 'number' && worlds > limits.worlds)
    throw new ProblemError(422, 'the ask is too large', {
      errors: [{ pointer: '/ask/worlds', detail: `this server allows ${limits.worlds} worlds` }],
    })
}

function told(
  { digest, ask, caseDigest, engine, state, error, by, at, endedAt }: AskRecord,
  progress: StageProgress | null,
) {
  return {
    digest,
    ask: ask as { kind: string; [name: string]: unknown },
    caseDigest,
    engine,
    state,
    error,
    by,
    at: at.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    progress,
  }
}
