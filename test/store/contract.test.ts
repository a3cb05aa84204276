/** One suite over both databases: what the store promises does not hang on which of them holds it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as store from '../../store/index.ts'
import type { Store } from '../../store/index.ts'
import { startPostgres, whyNoPostgres } from '../postgres-server.ts'
import type { PostgresServer } from '../postgres-server.ts'

const ENGINE = '0.1.0'

interface Place {
  readonly name: string
  readonly skipped: string | null
  open(): Promise<Store>
  remove(): Promise<void>
}

function embedded(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'armistice-store-'))
  return {
    name: 'embedded',
    skipped: null,
    open: () => store.openStore({ kind: 'folder', folder }),
    remove: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
  }
}

function server(): Place {
  let postgres: PostgresServer | null = null
  const skipped = whyNoPostgres()
  return {
    name: skipped === null ? 'Postgres server' : `Postgres server (skipped: ${skipped})`,
    skipped,
    open: async () => {
      postgres ??= await startPostgres()
      return store.openStore({ kind: 'postgres', url: postgres.url })
    },
    remove: async () => postgres?.remove(),
  }
}

describe.each([embedded(), server()])('$name', (place) => {
  describe.skipIf(place.skipped !== null)('keeps', () => {
    let opened: Store
    beforeAll(async () => {
      opened = await place.open()
    }, 120_000)
    afterAll(async () => {
      await opened?.close()
      await place.remove()
    })

    const reopen = async (): Promise<void> => {
      await opened.close()
      opened = await place.open()
    }

    test('a case with its revisions; the second of two writers is told', async () => {
      const { db } = opened
      const draft = { case: 'truce', title: 'A truce', author: 'ana' }
      expect(await store.putRevision(db, { ...draft, text: 'one', base: null })).toMatchObject({
        kind: 'stored',
        revision: 1,
      })
      expect(await store.putRevision(db, { ...draft, text: 'one', base: 1 })).toMatchObject({ kind: 'same' })
      expect(await store.putRevision(db, { ...draft, text: 'two', base: 1, note: 'a source' })).toMatchObject({
        revision: 2,
      })
      expect(await store.putRevision(db, { ...draft, author: 'ben', text: 'mine', base: 1 })).toEqual({
        kind: 'conflict',
        current: 2,
      })
      expect(await store.putRevision(db, { ...draft, text: 'again', base: null })).toEqual({
        kind: 'conflict',
        current: 2,
      })
      const now = await store.revisionOf(db, 'truce')
      expect(now).toMatchObject({ revision: 2, base: 1, author: 'ana', note: 'a source' })
      expect(await store.textOf(db, now!.digest)).toBe('two')
      expect((await store.listRevisions(db, 'truce', 99, 10)).map(({ revision }) => revision)).toEqual([2, 1])
      expect((await store.listCases(db, '', 10)).map((found) => found.case)).toEqual(['truce'])
      expect(await store.listCases(db, 'truce', 10)).toEqual([])
    })

    test('of many who write at once, exactly one each time', async () => {
      const { db } = opened
      const results = await Promise.all(
        Array.from({ length: 8 }, (_, k) =>
          store.putRevision(db, { case: 'race', title: 'Race', text: `text ${k}`, base: null, author: `author-${k}` }),
        ),
      )
      expect(results.filter(({ kind }) => kind === 'stored')).toHaveLength(1)
      expect(results.filter(({ kind }) => kind === 'conflict')).toHaveLength(7)
    })

    test('an ask once, however often it is asked, and its answer as bytes', async () => {
      const { db } = opened
      const question = { ask: { kind: 'run', worlds: 10, seed: 1 }, text: 'case', engine: ENGINE, by: 'ana' }
      const first = await store.putAsk(db, question)
      const again = await store.putAsk(db, { ...question, ask: { seed: 1, kind: 'run', worlds: 10 }, by: 'ben' })
      expect(again).toEqual({ ...first, isNew: false })
      expect(first.isNew).toBe(true)
      expect((await store.putAsk(db, { ...question, engine: '0.2.0' })).digest).not.toBe(first.digest)
      expect((await store.putAsk(db, { ...question, text: 'case ' })).digest).not.toBe(first.digest)
      const bytes = Uint8Array.from({ length: 256 }, (_, k) => k)
      await store.putResult(db, first.digest, bytes)
      await store.putResult(db, first.digest, new Uint8Array([1]))
      const result = await store.resultOf(db, first.digest)
      expect(Uint8Array.from(result!.body)).toEqual(bytes)
      expect(result!.digest).toBe(store.sha256Of(bytes))
      expect(await store.askOf(db, first.digest)).toMatchObject({ state: 'done', by: 'ana', ask: question.ask })
    })

    test('what was cancelled until it is asked again', async () => {
      const { db } = opened
      const question = { ask: { kind: 'run', seed: 2 }, text: 'case', engine: ENGINE, by: 'ana' }
      const { digest } = await store.putAsk(db, question)
      expect(await store.endAsk(db, digest, 'cancelled', null)).toBe(true)
      expect(await store.endAsk(db, digest, 'failed', 'late')).toBe(false)
      expect((await store.listAsks(db, 2 ** 40, 10, 'cancelled')).map((ask) => ask.digest)).toEqual([digest])
      await store.putAsk(db, question)
      expect((await store.askOf(db, digest))!.state).toBe('open')
    })

    test('a chunk once, and all in the order of their numbers', async () => {
      const { db } = opened
      const spec = { body: new Uint8Array([1, 2]), engine: ENGINE, units: 25, chunk: 10, ask: null }
      const { digest: task, chunk: cut } = await store.putTask(db, spec)
      expect(cut).toBe(10)
      // Whoever would cut it otherwise finds it as it is.
      expect(await store.putTask(db, { ...spec, chunk: 5 })).toEqual({ digest: task, chunk: 10 })
      const chunk = (number: number, byte: number) => ({
        number,
        body: new Uint8Array([byte]),
        worker: 'w',
        seconds: 1,
      })
      for (const number of [2, 0, 1]) expect(await store.keepChunk(db, task, chunk(number, number))).toBe(true)
      expect(await store.keepChunk(db, task, chunk(1, 9))).toBe(false)
      const bytes: number[] = []
      for (const number of await store.chunkNumbers(db, task)) bytes.push(...(await store.chunkBody(db, task, number)))
      expect(bytes).toEqual([0, 1, 2])
      expect(store.unitsOf(spec, 2)).toEqual({ from: 20, to: 25 })
      await expect(store.chunkBody(db, task, 3)).rejects.toThrow('chunk 3')
    })

    test('sealed forecasts, in which a change shows', async () => {
      const { db } = opened
      const caseDigest = await store.putText(db, 'case')
      const forecast = { caseDigest, engine: ENGINE, by: 'ana' }
      for (const p of [0.1, 0.2, 0.3])
        await store.seal(db, { ...forecast, body: { p }, at: new Date('2026-01-02T03:04:05.678Z') })
      await reopen()
      const sealed = await store.forecasts(opened.db)
      expect(sealed).toHaveLength(3)
      expect(store.brokenSeal(sealed)).toBeNull()
      expect(store.brokenSeal(sealed.filter((_, k) => k !== 1))).toBe(sealed[2])
      const forged = sealed.map((one, k) => (k === 0 ? { ...one, body: { p: 0.9 } } : one))
      expect(store.brokenSeal(forged)).toBe(forged[0])
    })

    test('observations by day', async () => {
      const { db } = opened
      await store.putRevision(db, { case: 'seen', title: 'Seen', text: 'x', base: null, author: 'ana' })
      const observation = { case: 'seen', what: 'front', value: '12.5', source: 'a report', by: 'ana' }
      await store.observe(db, { ...observation, at: '2026-02-01' })
      await store.observe(db, { ...observation, at: '2026-01-01' })
      expect((await store.observationsOf(db, 'seen')).map(({ at }) => at)).toEqual(['2026-01-01', '2026-02-01'])
    })

    test('tokens by their hash only', async () => {
      const { db } = opened
      const now = new Date()
      const { token, id } = await store.createToken(db, { label: 'laptop', role: 'run' })
      expect(await store.checkToken(db, token, now)).toMatchObject({ id, role: 'run', label: 'laptop' })
      expect(await store.checkToken(db, `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, now)).toBeNull()
      expect(await store.checkToken(db, 'arm_000000000000_'.padEnd(60, 'A'), now)).toBeNull()
      const { rows } = await opened.pool.query('select * from token')
      expect(JSON.stringify(rows)).not.toContain(token.split('_').slice(2).join('_'))
      expect(await store.revokeToken(db, id)).toBe(true)
      expect(await store.revokeToken(db, id)).toBe(false)
      expect(await store.checkToken(db, token, now)).toBeNull()
      const old = await store.createToken(db, { label: 'old', role: 'read', expiresAt: now })
      expect(await store.checkToken(db, old.token, now)).toBeNull()
    })

    test('all of it over a second opening, and refuses a schema from the future', async () => {
      await reopen()
      expect((await store.revisionOf(opened.db, 'truce'))!.revision).toBe(2)
      await opened.pool.query("insert into migration (name) values ('999-later')")
      await opened.close()
      await expect(place.open()).rejects.toThrow('999-later')
    })
  })
})
