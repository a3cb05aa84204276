/** Cases over HTTP: their texts, revisions, what differs, and writing them together. */
import { defined, mergeTexts } from '../src/plain.ts'
import type { Conflict } from '../src/plain.ts'
import { createRoute, z } from '@hono/zod-openapi'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { listCases, listRevisions, putRevision, revisionOf, textOf } from '../store/index.ts'
import type { Put, Revision } from '../store/index.ts'
import { newKeep } from './answer-cache.ts'
import type { Env, Services } from './context.ts'
import type { Desk } from './desk.ts'
import { demand } from './guard.ts'
import { json, notModified, wrong } from './openapi.ts'
import { ProblemError } from './problem.ts'
import * as schemas from './schemas.ts'

const idParam = z.object({ id: schemas.CaseId })
const RevisionNumber = z.coerce.number().int().min(1).max(1_000_000_000)

const list = createRoute({
  method: 'get',
  path: '/api/cases',
  operationId: 'listCases',
  request: { query: z.object({ after: z.string().max(100).default(''), limit: schemas.Limit }) },
  responses: { 200: json(schemas.CaseList, 'cases by id'), ...wrong(401, 422) },
})

const get = createRoute({
  method: 'get',
  path: '/api/cases/{id}',
  operationId: 'getCase',
  request: { params: idParam, query: z.object({ revision: RevisionNumber.optional() }) },
  responses: { 200: json(schemas.CaseRecord, 'a revision, the present one by default'), ...wrong(401, 404, 422) },
})

const text = createRoute({
  method: 'get',
  path: '/api/cases/{id}/text',
  operationId: 'getCaseText',
  request: { params: idParam, query: z.object({ revision: RevisionNumber.optional() }) },
  responses: {
    200: { description: 'the case file', content: { 'application/yaml': { schema: z.string() } } },
    304: { description: 'as you have it' },
    ...wrong(401, 404, 422),
  },
})

const put = createRoute({
  method: 'put',
  path: '/api/cases/{id}',
  operationId: 'putCase',
  request: {
    params: idParam,
    body: { required: true, content: { 'application/json': { schema: schemas.CaseDraft } } },
  },
  responses: {
    200: json(schemas.CaseStored, 'stored as the next revision; merged where somebody else had stored one'),
    201: json(schemas.CaseStored, 'stored as the first revision'),
    ...wrong(401, 403, 409, 413, 422),
  },
})

const revisions = createRoute({
  method: 'get',
  path: '/api/cases/{id}/revisions',
  operationId: 'listRevisions',
  request: { params: idParam, query: z.object({ before: schemas.Before, limit: schemas.Limit }) },
  responses: { 200: json(schemas.RevisionList, 'who changed what, the latest first'), ...wrong(401, 404, 422) },
})

const diff = createRoute({
  method: 'get',
  path: '/api/cases/{id}/diff',
  operationId: 'diffCase',
  request: { params: idParam, query: z.object({ from: RevisionNumber, to: RevisionNumber }) },
  responses: { 200: json(schemas.CaseDiff, 'what differs in meaning'), ...wrong(401, 404, 422) },
})

export function addCaseRoutes(app: OpenAPIHono<Env>, services: Services): void {
  const cases = caseReader(services)
  addReading(app, services, cases)
  addWriting(app, services, cases)
}

interface CaseReader {
  /** @throws ProblemError where there is no such case or revision. */
  found(id: string, revision?: number): Promise<Revision>
  textFor(id: string, revision?: number): Promise<string>
  /** A text by its digest, which is that of a revision. */
  textBy(digest: string): Promise<string>
}

function caseReader({ store: { db } }: Services): CaseReader {
  const found = async (id: string, revision?: number): Promise<Revision> => {
    const known = await revisionOf(db, id, revision)
    if (!known)
      throw new ProblemError(404, revision === undefined ? `no case \`${id}\`` : `no revision ${revision} of \`${id}\``)
    return known
  }
  const keep = newKeep()
  const textBy = async (digest: string): Promise<string> =>
    defined(
      await keep.get(digest, async () => {
        const value = await textOf(db, digest)
        return value === null ? null : { value, bytes: 2 * value.length }
      }),
    )
  const textFor = async (id: string, revision?: number): Promise<string> => textBy((await found(id, revision)).digest)
  return { found, textFor, textBy }
}

function addReading(app: OpenAPIHono<Env>, services: Services, { found, textFor, textBy }: CaseReader): void {
  const {
    store: { db },
    desk,
  } = services
  app.openapi(list, async (c) => {
    demand(c, 'read')
    const { after, limit } = c.req.valid('query')
    const items = await listCases(db, after, limit)
    return c.json({ items: items.map(told), next: items.length === limit ? defined(items.at(-1)).case : null }, 200)
  })
  app.openapi(get, async (c) => {
    demand(c, 'read')
    return c.json(told(await found(c.req.valid('param').id, c.req.valid('query').revision)), 200)
  })
  app.openapi(text, async (c) => {
    demand(c, 'read')
    const { digest } = await found(c.req.valid('param').id, c.req.valid('query').revision)
    const tag = `"${digest}"`
    if (notModified(c, tag)) return c.body(null, 304, { ETag: tag })
    return c.body(await textBy(digest), 200, {
      'Content-Type': 'application/yaml; charset=utf-8',
      ETag: tag,
    })
  })
  app.openapi(revisions, async (c) => {
    demand(c, 'read')
    const { id } = c.req.valid('param')
    await found(id)
    const { before, limit } = c.req.valid('query')
    const items = await listRevisions(db, id, Math.min(before, 2_000_000_000), limit)
    return c.json({ items: items.map(told), next: items.length === limit ? defined(items.at(-1)).revision : null }, 200)
  })
  app.openapi(diff, async (c) => {
    demand(c, 'read')
    const { from, to } = c.req.valid('query')
    const [before, after] = [await textFor(c.req.valid('param').id, from), await textFor(c.req.valid('param').id, to)]
    const compared = await desk.compare(before, after)
    if (!compared.ok) throw new ProblemError(422, `a revision cannot be compared: ${compared.why}`)
    const { changes, sameMeaning } = compared
    return c.json({ from, to, changes: [...changes], sameMeaning }, 200)
  })
}

function addWriting(app: OpenAPIHono<Env>, { store: { db }, desk }: Services, { textFor }: CaseReader): void {
  app.openapi(put, async (c) => {
    const caller = demand(c, 'run')
    const { id } = c.req.valid('param')
    const draft = c.req.valid('json')
    const title = await titleOf(desk, draft.text)
    const author = caller.label
    const first = await putRevision(db, {
      case: id,
      title,
      author,
      text: draft.text,
      base: draft.base,
      note: draft.note,
    })
    if (first.kind !== 'conflict') return c.json(stored(id, first, false), first.revision === 1 ? 201 : 200)
    if (first.current === null || draft.base === null)
      throw new ProblemError(409, first.current === null ? `no case \`${id}\` to change` : `case \`${id}\` is there`, {
        current: first.current,
      })
    const merged = mergeTexts(await textFor(id, draft.base), await textFor(id, first.current), draft.text)
    if (merged.kind === 'conflicts') throw conflict(first.current, merged.conflicts)
    const note = `${draft.note} (written from revision ${draft.base}, merged with ${first.current})`.trim()
    const second = await putRevision(db, {
      case: id,
      title: await titleOf(desk, merged.text),
      author,
      text: merged.text,
      base: first.current,
      note,
    })
    if (second.kind === 'conflict') throw conflict(second.current ?? first.current, [])
    return c.json(stored(id, second, true), 200)
  })
}

function told({ case: id, at, ...rest }: Revision) {
  return { id, ...rest, at: at.toISOString() }
}

function stored(id: string, { kind, revision, digest }: Exclude<Put, { kind: 'conflict' }>, merged: boolean) {
  return { id, revision, digest, stored: kind === 'stored', merged }
}

/** @throws ProblemError with a pointer for everything that is wrong with the case. */
async function titleOf(desk: Desk, source: string): Promise<string> {
  const checked = await desk.check(source)
  if (checked.ok) return checked.title
  throw new ProblemError(422, `the case has ${checked.count} ${checked.count === 1 ? 'error' : 'errors'}`, {
    errors: checked.errors.map(({ message, line, column }) => ({ pointer: '/text', detail: message, line, column })),
  })
}

function conflict(current: number, conflicts: readonly Conflict[]): ProblemError {
  return new ProblemError(
    409,
    `revision ${current} changed the same lines; read it, take over what you want of both, and send that with \`base\` ${current}`,
    { current, conflicts: conflicts.slice(0, 100) },
  )
}
