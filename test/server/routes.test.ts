/** The server as a function: no socket, a real store, a real queue and a worker of its own. */
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { MessageChannel } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { answer, ENGINE_VERSION, load, readAsk } from '../../src/internal.ts'
import { openQueue, work } from '../../cluster/index.ts'
import type { Compute, Queue } from '../../cluster/index.ts'
import { partsOf } from '../../runner/task.ts'
import { DEFAULT_LIMITS, deskAt, newAnswering, newServer } from '../../server/index.ts'
import { serveDesk } from '../../server/desk-work.ts'
import type { Answering, Limits } from '../../server/index.ts'
import * as client from '../../server/client.ts'
import { clientText } from '../../server/client-text.ts'
import { createToken, openStore } from '../../store/index.ts'
import { asksOf, CASE_KINDS, subjectOf } from '../runner/asks.ts'
import { folderWithStore } from '../store-folder.ts'
import { defined } from '../../src/plain.ts'
import type { Store } from '../../store/index.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const text = readFileSync(new URL('../../cases/teaching/strike-for-class/case.yaml', import.meta.url), 'utf8')

/** Computes on the thread of the test: the tests are about what surrounds it. */
const here: Compute = {
  chunk: (task, { from, to }) => {
    try {
      return Promise.resolve({ kind: 'bytes', bytes: partsOf(task.body)(from, to), seconds: 0 })
    } catch (error) {
      return Promise.resolve({ kind: 'refused', why: (error as Error).message })
    }
  },
  close: () => Promise.resolve(),
}

let folder: string
let store: Store
let queue: Queue
let answering: Answering
/** The desk in the thread of the test as well. */
const ends = new MessageChannel()
serveDesk(ends.port2)
const desk = deskAt(() => ends.port1)
const stop = new AbortController()
let worker: Promise<unknown>
const logged: string[] = []

beforeAll(async () => {
  folder = await folderWithStore('server')
  store = await openStore({ kind: 'folder', folder })
  queue = await openQueue(store, ENGINE_VERSION)
  answering = newAnswering({
    store,
    queue,
    desk,
    engine: ENGINE_VERSION,
    askSeconds: 3600,
    onDefect: (error) => logged.push(String(error)),
  })
  worker = work({ store, queue, compute: here, engine: ENGINE_VERSION, signal: stop.signal })
}, 300_000)

afterAll(async () => {
  stop.abort()
  await worker
  await answering?.close()
  await queue?.close()
  await store?.close()
  ends.port1.close()
  rmSync(folder, { recursive: true, force: true })
}, 300_000)

const server = (tokens: 'needed' | 'not needed' = 'not needed', limits: Partial<Limits> = {}) =>
  newServer({
    store,
    queue,
    answering,
    desk,
    engine: ENGINE_VERSION,
    limits: { ...DEFAULT_LIMITS, perSecond: 1e6, burst: 1e6, ...limits },
    hosts: ['localhost'],
    tokens,
    log: (event, fields) => logged.push(JSON.stringify({ event, ...fields })),
    documents: new Map([['/index.html', { type: 'text/html', body: new TextEncoder().encode('<p>the app</p>') }]]),
  })

type Body = Record<string, unknown> & { [name: string]: any }
const ask = async (path: string, init: RequestInit & { json?: unknown } = {}, app = server()) => {
  const { json, ...rest } = init
  const response = await app.fetch(
    new Request(`http://localhost${path}`, {
      ...rest,
      ...(json === undefined ? {} : { body: JSON.stringify(json), method: rest.method ?? 'POST' }),
      headers: { 'Content-Type': 'application/json', ...(rest.headers as Record<string, string>) },
    }),
  )
  const type = response.headers.get('content-type') ?? ''
  const body = (type.includes('json') ? await response.json() : await response.text()) as Body
  return { status: response.status, body, headers: response.headers, type }
}

const put = (json: object, id = 'strike') => ask(`/api/cases/${id}`, { method: 'PUT', json })

describe('cases', () => {
  test('are stored with revisions, and what differs in meaning is told', async () => {
    expect(await put({ text, base: null })).toMatchObject({ status: 201, body: { revision: 1, stored: true } })
    const commented = `# a comment\n${text}`
    expect(await put({ text: commented, base: 1, note: 'a comment' })).toMatchObject({
      status: 200,
      body: { revision: 2 },
    })
    const same = await ask('/api/cases/strike/diff?from=1&to=2')
    expect(same.body).toMatchObject({ changes: [], sameMeaning: true })
    const title = text.replace(/^title:.*$/m, 'title: Another title')
    expect((await put({ text: title, base: 2 })).body.revision).toBe(3)
    const changed = await ask('/api/cases/strike/diff?from=2&to=3')
    expect(changed.body.changes).toMatchObject([{ path: '/title', change: 'changed', after: 'Another title' }])
    const revisions = await ask('/api/cases/strike/revisions?limit=2')
    expect(revisions.body.items.map((item: Body) => item.revision)).toEqual([3, 2])
    expect((await ask('/api/cases/strike/revisions?before=2')).body.items).toHaveLength(1)
  })

  test('have texts with tags', async () => {
    const first = await ask('/api/cases/strike/text?revision=1')
    expect(first.body as unknown).toBe(text)
    const tag = first.headers.get('etag')!
    expect((await ask('/api/cases/strike/text?revision=1', { headers: { 'If-None-Match': tag } })).status).toBe(304)
    expect((await ask('/api/cases/strike/text', { headers: { 'If-None-Match': tag } })).status).toBe(200)
  })

  test('written by two at once: what does not touch is merged, what does is told, and nobody’s words are lost', async () => {
    await put({ text, base: null }, 'both')
    const lines = text.split('\n')
    const first = `${text}# the end\n`
    const second = [`# the start`, ...lines].join('\n')
    expect((await put({ text: first, base: 1 }, 'both')).body).toMatchObject({ revision: 2, merged: false })
    expect((await put({ text: second, base: 1 }, 'both')).body).toMatchObject({ revision: 3, merged: true })
    const both = (await ask('/api/cases/both/text')).body as unknown as string
    expect(both.startsWith('# the start\n') && both.endsWith('# the end\n')).toBe(true)
    const mine = text.replace(/^title:.*$/m, 'title: Mine')
    const theirs = both.replace(/^title:.*$/m, 'title: Theirs')
    expect((await put({ text: theirs, base: 3 }, 'both')).status).toBe(200)
    const refused = await put({ text: mine, base: 1 }, 'both')
    expect(refused).toMatchObject({ status: 409, body: { current: 4 } })
    expect(refused.body.conflicts[0]).toMatchObject({ theirs: ['title: Theirs'], mine: ['title: Mine'] })
  })

  test('that do not load are refused with places in the text', async () => {
    const wrong = await put({ text: 'armistice: 1\nid: x\nactorz: {}\n', base: null }, 'wrong')
    expect(wrong.status).toBe(422)
    expect(wrong.type).toBe('application/problem+json')
    expect(wrong.body.errors[0]).toMatchObject({ pointer: '/text', line: expect.any(Number) as number })
    expect((await put({ text: 3, base: 'x' }, 'wrong')).body.errors.map((e: Body) => e.pointer)).toEqual([
      '/text',
      '/base',
    ])
  })
})

const finished = async (digest: string): Promise<Body> => {
  for (let k = 0; k < 2000; k++) {
    const { body } = await ask(`/api/asks/${digest}`)
    if (body.state !== 'open') return body
    await new Promise((done) => setTimeout(done, 25))
  }
  throw new Error('it does not end')
}

/** Kinds of ask whose answer has a picture. */
const PICTURED = ['compare', 'evidence', 'plane', 'run', 'sensitivity', 'space', 'stability', 'survival', 'tipping']

describe('asks', () => {
  const run = { case: 'asked', revision: 1, ask: { kind: 'run', worlds: 300, armWorlds: 40, seed: 7 } }

  beforeAll(async () => {
    await put({ text, base: null }, 'asked')
  })

  test('are answered as in this process, byte for byte; asked twice, computed once', async () => {
    const made = await ask('/api/asks', { json: run })
    expect(made).toMatchObject({ status: 201, body: { state: 'open' } })
    expect(await finished(made.body.digest)).toMatchObject({ state: 'done', error: null })
    const loaded = load(text, 'case.yaml')
    const read = readAsk(run.ask)
    if (!loaded.ok || !read.ok) throw new Error('it loads')
    const here = await answer({ kind: 'case', case: loaded.case, digest: loaded.digest }, read.ask as never)
    const path = `/api/asks/${made.body.digest}/result`
    const response = await server().fetch(new Request(`http://localhost${path}`))
    expect(await response.text()).toBe(JSON.stringify((here as { record: unknown }).record))
    expect(await ask('/api/asks', { json: run })).toMatchObject({
      status: 200,
      body: { digest: made.body.digest, state: 'done' },
    })
    const tag = response.headers.get('etag')!
    expect((await ask(path, { headers: { 'If-None-Match': tag } })).status).toBe(304)
  })

  test('that take longer than is allowed end and say so; resumed, they go on from what is there', async () => {
    const hurried = newAnswering({
      store,
      queue,
      desk,
      engine: ENGINE_VERSION,
      askSeconds: 0.5,
      onDefect: (error) => logged.push(String(error)),
    })
    const read = readAsk({ kind: 'run', worlds: 8000, seed: 8, beside: [] })
    if (!read.ok) throw new Error('it is right')
    const { digest } = await hurried.ask(read.ask, text, 'ana')
    const late = await finished(digest)
    expect(late).toMatchObject({ state: 'failed', error: expect.stringContaining('more than 0.5 s') as string })
    await hurried.close()
    expect((await ask(`/api/asks/${digest}/resume`, { method: 'POST' })).body.state).toBe('open')
    expect(await finished(digest)).toMatchObject({ state: 'done', error: null })
  })

  test('have answers as tables, pictures and pages', async () => {
    const { body } = await ask('/api/asks', { json: run })
    await finished(body.digest)
    const path = `/api/asks/${body.digest}/result`
    const csv = await ask(`${path}?as=csv`)
    expect(csv.type).toContain('text/csv')
    expect(String(csv.body).split('\r\n')[0]).toContain('claim,test,')
    const parquet = await server().fetch(new Request(`http://localhost${path}?as=parquet`))
    const bytes = Buffer.from(await parquet.arrayBuffer())
    expect([bytes.subarray(0, 4).toString(), bytes.subarray(-4).toString()]).toEqual(['PAR1', 'PAR1'])
    expect(String((await ask(path, { headers: { Accept: 'image/svg+xml' } })).body)).toContain('<svg')
    const html = await ask(`${path}?as=html`)
    expect(String(html.body)).toMatch(/^<!doctype html>/i)
    expect(html.headers.get('content-security-policy')).toContain('sandbox')
    expect((await ask(path, { headers: { Accept: 'image/png' } })).status).toBe(406)
  })

  test('of every kind have a table and a page, and say where there is no picture', async () => {
    const small = readFileSync(new URL('../fixtures/cases/small.yaml', import.meta.url), 'utf8')
    expect((await put({ text: small, base: null }, 'small')).status).toBe(201)
    const kinds = new Map(asksOf(subjectOf(small)).map((one) => [one.kind, one]))
    expect([...kinds.keys()].sort()).toEqual([...CASE_KINDS].sort())
    const drawn: string[] = []
    for (const [kind, one] of kinds) {
      // What forms there are does not hang on how much is computed.
      const few = {
        ...one,
        ...('worlds' in one && { worlds: Math.min(40, one.worlds ?? 40) }),
        ...('armWorlds' in one && { armWorlds: 10 }),
      }
      const { body } = await ask('/api/asks', { json: { case: 'small', ask: few } })
      expect(await finished(body.digest)).toMatchObject({ state: 'done', error: null })
      const path = `/api/asks/${body.digest}/result?as=`
      const found = await Promise.all(['csv', 'parquet', 'html', 'svg'].map((form) => ask(path + form)))
      const [picture, ...forms] = found.map(({ status: given }) => given).reverse()
      expect([kind, ...forms]).toEqual([kind, 200, 200, 200])
      if (picture === 200) drawn.push(kind)
      else expect([kind, picture]).toEqual([kind, 406])
      expect(String(defined(found[0]).body).split('\r\n').length).toBeGreaterThan(2)
    }
    expect(drawn.sort()).toEqual(PICTURED)
  })

  test('are watched: the standing, and the end; from the last event that was seen', async () => {
    const { body } = await ask('/api/asks', { json: { ...run, ask: { ...run.ask, seed: 8 } } })
    const events = await ask(`/api/asks/${body.digest}/events`)
    expect(events.type).toContain('text/event-stream')
    const all = String(events.body)
      .split('\n\n')
      .filter((part) => part.includes('data:'))
    expect(all.at(-1)).toContain('"state":"done"')
    const id = /id: (\S+)/.exec(all.at(-1)!)![1]!
    const again = await ask(`/api/asks/${body.digest}/events`, { headers: { 'Last-Event-ID': id } })
    expect(String(again.body).match(/event: standing/g)).toHaveLength(1)
  })

  test('score a forecast that is kept here by the digest of its ask', async () => {
    const at = '2025-03-01T08:00:00Z'
    const made = await ask('/api/asks', { json: { case: 'asked', ask: { kind: 'seal', at, worlds: 60 } } })
    await finished(made.body.digest)
    const outcomes = 'what,value\nS1,yes\n'
    const score = (seal: string): ReturnType<typeof ask> =>
      ask('/api/asks', { json: { case: 'asked', ask: { kind: 'score', seal, outcomes } } })
    const { body } = await score(made.body.digest)
    expect(await finished(body.digest)).toMatchObject({ state: 'done', error: null })
    const record = await ask(`/api/asks/${body.digest}/result`)
    expect(record.body).toMatchObject({
      kind: 'score',
      sealed: { at },
      claims: { scored: [{ claim: 'S1' }] },
      told: [],
    })
    const none = await score('0'.repeat(64))
    expect([none.status, none.body.errors[0].pointer]).toEqual([422, '/ask/seal'])
  })

  test('are cancelled and resumed', async () => {
    const { body } = await ask('/api/asks', { json: { ...run, ask: { ...run.ask, worlds: 50_000, seed: 9 } } })
    expect((await ask(`/api/asks/${body.digest}/cancel`, { method: 'POST' })).body.state).toBe('cancelled')
    expect((await ask(`/api/asks/${body.digest}/result`)).status).toBe(409)
    expect((await ask(`/api/asks/${body.digest}/resume`, { method: 'POST' })).body.state).toBe('open')
    await ask(`/api/asks/${body.digest}/cancel`, { method: 'POST' })
    expect((await ask('/api/asks?state=cancelled')).body.items.map((item: Body) => item.digest)).toContain(body.digest)
  })

  test('that are not right are refused with pointers, or fail with a word', async () => {
    const wrong = await ask('/api/asks', { json: { case: 'asked', ask: { kind: 'run', worlds: -1, sed: 3 } } })
    expect(wrong.status).toBe(422)
    expect(wrong.body.errors.map((error: Body) => error.pointer).sort()).toEqual(['/ask/sed', '/ask/worlds'])
    expect((await ask('/api/asks', { json: { case: 'nobody', ask: { kind: 'run' } } })).status).toBe(404)
    const { body } = await ask('/api/asks', { json: { case: 'asked', ask: { kind: 'run', scenario: 'nowhere' } } })
    expect(await finished(body.digest)).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('nowhere') as string,
    })
    expect((await ask('/api/asks', { json: run }, server('not needed', { worlds: 10 }))).body.errors[0].pointer).toBe(
      '/ask/worlds',
    )
  })
})

describe('security', () => {
  test('tokens, their roles, and nothing without one', async () => {
    const app = server('needed')
    expect((await ask('/api/cases', {}, app)).status).toBe(401)
    expect((await ask('/metrics', {}, app)).status).toBe(401)
    expect((await ask('/healthz', {}, app)).status).toBe(200)
    const as = async (role: 'read' | 'run' | 'admin') => {
      const { token } = await createToken(store.db, { label: role, role })
      return (path: string, init: object = {}) =>
        ask(path, { ...init, headers: { Authorization: `Bearer ${token}` } }, app)
    }
    const [reader, runner, admin] = [await as('read'), await as('run'), await as('admin')]
    expect((await reader('/api/cases')).status).toBe(200)
    expect((await reader('/api/asks', { json: { case: 'strike', ask: { kind: 'run' } } })).status).toBe(403)
    expect((await runner('/api/tokens')).status).toBe(403)
    const made = await admin('/api/tokens', { json: { label: 'a colleague', role: 'read' } })
    expect(made.status).toBe(201)
    // The secret may have an underscore of its own.
    const secret = made.body.token.split('_').slice(2).join('_')
    expect(JSON.stringify((await admin('/api/tokens')).body)).not.toContain(secret)
    expect((await admin(`/api/tokens/${made.body.id}`, { method: 'DELETE' })).status).toBe(204)
    const gone = await ask('/api/cases', { headers: { Authorization: `Bearer ${made.body.token}` } }, app)
    expect(gone.status).toBe(401)
    expect(logged.join('\n')).not.toContain(secret)
  })

  test('other hosts, other origins, large bodies and haste are refused', async () => {
    expect((await ask('/healthz', { headers: { Host: 'evil.example' } })).status).toBe(421)
    expect((await ask('/api/cases', { headers: { Origin: 'https://evil.example', Host: 'localhost' } })).status).toBe(
      403,
    )
    expect((await ask('/api/cases', { headers: { Origin: 'null', Host: 'localhost' } })).status).toBe(403)
    expect((await ask('/api/cases', { headers: { Origin: 'http://localhost', Host: 'localhost' } })).status).toBe(200)
    const small = server('not needed', { bodyBytes: 100 })
    const large = await ask('/api/cases/x', { method: 'PUT', json: { text: 'x'.repeat(200), base: null } }, small)
    expect(large.status).toBe(413)
    const slow = server('not needed', { perSecond: 0.001, burst: 2 })
    const statuses = [
      await ask('/api/cases', {}, slow),
      await ask('/api/cases', {}, slow),
      await ask('/api/cases', {}, slow),
    ]
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 429])
    expect(statuses[2]!.headers.get('retry-after')).not.toBeNull()
  })

  test('a request with a key is carried out once, and told so when it comes again', async () => {
    const app = server()
    const headers = { 'Idempotency-Key': 'one' }
    const json = { label: 'made once', role: 'read' }
    const first = await ask('/api/tokens', { json, headers }, app)
    const again = await ask('/api/tokens', { json, headers }, app)
    expect([first.status, again.status, again.body]).toEqual([201, 201, first.body])
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    const listed = await ask('/api/tokens', {}, app)
    expect(listed.body.items.filter(({ label }: Body) => label === 'made once')).toHaveLength(1)
    const other = await ask('/api/tokens', { json: { ...json, role: 'run' }, headers }, app)
    expect(other).toMatchObject({ status: 422, type: 'application/problem+json' })
    expect((await ask('/api/tokens', { json, headers: { 'Idempotency-Key': ' ' } }, app)).status).toBe(400)
  })

  test('so many asks of one caller are open at once, and no more', async () => {
    const app = server('not needed', { openAsks: 0 })
    await put({ text, base: null }, 'limited')
    const json = { case: 'limited', ask: { kind: 'run', worlds: 300, seed: 404 } }
    const refused = await ask('/api/asks', { json }, app)
    expect(refused).toMatchObject({ status: 429, type: 'application/problem+json' })
    expect(refused.headers.get('retry-after')).not.toBeNull()
  })

  test('every response is closed to strange pages, and no path reaches the files', async () => {
    const app = await ask('/')
    expect(String(app.body)).toContain('the app')
    expect(app.headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(app.headers.get('access-control-allow-origin')).toBeNull()
    for (const path of ['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/etc/passwd', '/lock'])
      expect((await ask(path)).status).toBe(404)
  })
})

/** Text that can stand in an address: half characters cannot. */
const whole = (word: string): string => Buffer.from(word).toString()

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: object }[]
  readonly requestBody?: object
}

test('a fuzz of every route of the document: no 500, errors as problems, no secrets', async () => {
  const { body: document } = await ask('/api/openapi.json')
  expect(document.openapi).toBe('3.1.0')
  const operations = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
    ([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  expect(operations.length).toBeGreaterThan(15)
  const token = (await createToken(store.db, { label: 'fuzz', role: 'admin' })).token
  const word = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'strike',
      '1',
      '-1',
      '0',
      '99999999999999999999',
      'null',
      '../..',
      '%00',
      'open',
      'f'.repeat(64),
      'parquet',
    ),
  )
  const json = fc.oneof(
    fc.jsonValue(),
    fc.record({
      case: word,
      ask: fc.record({ kind: fc.constantFrom('run', 'compare', 'tipping', 'x'), worlds: fc.jsonValue() }),
    }),
    fc.record({ text: fc.oneof(word, fc.constant(text)), base: fc.jsonValue(), note: word }),
    fc.record({ label: word, role: word, days: fc.jsonValue() }),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...operations),
      fc.array(word, { minLength: 8, maxLength: 8 }),
      json,
      async (one, words, sent) => {
        const parameters = one.operation.parameters ?? []
        let path = one.path.replace(/\{\w+\}/g, () => encodeURIComponent(whole(words[0]!)) || 'x')
        const query = parameters
          .filter(({ in: where }) => where === 'query')
          .map(({ name }, k) => `${name}=${encodeURIComponent(whole(words[(k + 1) % 8]!))}`)
        if (query.length > 0) path += `?${query.join('&')}`
        const hasBody = one.operation.requestBody !== undefined
        const gone = AbortSignal.timeout(3000)
        const { status, body, type } = await ask(path, {
          method: one.method.toUpperCase(),
          signal: gone,
          headers: { Authorization: `Bearer ${token}` },
          ...(hasBody ? { json: sent } : {}),
        })
        expect(status, `${one.method} ${path}`).toBeLessThan(500)
        if (status >= 400) {
          expect(type).toBe('application/problem+json')
          expect(JSON.stringify(body)).not.toMatch(/node_modules|at \w+ \(|select |insert /i)
        }
      },
    ),
    { numRuns: process.env.PROPERTY_RUNS === undefined ? 200 : 4000 },
  )
  expect(logged.filter((line) => line.includes('"defect"'))).toEqual([])
}, 300_000)

test('the typed client is what the document makes it, and works', async () => {
  const { body: document } = await ask('/api/openapi.json')
  const file = fileURLToPath(new URL('../../server/client.ts', import.meta.url))
  const written = spawnSync(join(root, 'node_modules/.bin/biome'), ['format', '--stdin-file-path=server/client.ts'], {
    input: clientText(document as never),
    cwd: root,
  }).stdout.toString()
  if (process.env.UPDATE_CLIENT !== undefined) writeFileSync(file, written)
  expect(written).toBe(readFileSync(file, 'utf8'))
  const options = { server: 'http://localhost', fetch: (request: Request) => server().fetch(request) }
  await client.putCase(options, { id: 'typed', body: { text, base: null, note: '' } })
  expect((await client.listCases(options)).items.map(({ id }) => id)).toContain('typed')
  const made = await client.createAsk(options, { body: { case: 'typed', ask: { kind: 'run', worlds: 100, seed: 1 } } })
  await finished(made.digest)
  const answered = await client.getResult(options, { digest: made.digest, as: 'csv' })
  expect(await answered.text()).toContain('claim')
  const failure = client.getCase(options, { id: 'not-there' })
  await expect(failure).rejects.toThrow(client.ClientError)
  await expect(failure).rejects.toThrow('404: no case `not-there`')
})

test('health, readiness and counts', async () => {
  expect((await ask('/readyz')).body).toMatchObject({ status: 'ready', engine: ENGINE_VERSION })
  const metrics = String((await ask('/metrics')).body)
  expect(metrics).toContain('armistice_asks_open')
  expect(metrics).toMatch(
    /armistice_request_seconds_count\{method="GET",route="[^"]+",status="200"\} \d+|TYPE armistice_request_seconds/,
  )
})
